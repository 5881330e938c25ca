"""The tables of data/services: what services there are, and the plain words that name each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from sharemap.core.fields import Means


class Scheme(StrEnum):
    """Other people's lists of services."""

    ESD = "esd functions"
    REVENUE_OUTTURN = "revenue outturn"
    OLD_MAP = "old map"


@dataclass(frozen=True, slots=True)
class Service:
    """services/services.csv: a service that bodies may share, or a heading over several."""

    key: Annotated[str, Means("Permanent key; it stands in addresses", "internal-audit", longest=60)]
    name: Annotated[str, Means("What readers call it", "Internal audit", longest=100)]
    heading: Annotated[str, Means("Key of the heading it stands under; blank: it is a heading", longest=60)]
    meaning: Annotated[str, Means("What it covers, in one line", longest=200)]


@dataclass(frozen=True, slots=True)
class ServiceWord:
    """services/words.csv: a plain word of a source, and the service that it names. One may name several."""

    word: Annotated[str, Means("The word as written", "street cleaning", longest=200)]
    service: Annotated[str, Means("Key of the service, or of the heading where it is as wide", longest=60)]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """services/crosswalk.csv: where a service stands in other lists."""

    service: Annotated[str, Means("Key of the service or heading", longest=60)]
    scheme: Annotated[Scheme, Means("The other list")]
    code: Annotated[str, Means("Its code there; blank: none, or not known", longest=40, blank=True)]
    label: Annotated[str, Means("What it is called there", longest=200)]
