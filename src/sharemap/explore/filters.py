"""The filters of the list and the map: one value, to and from a query string. What is selected, `facets` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from sharemap.bodies.areas.layers import Layer
from sharemap.core.problem import Problem
from sharemap.register.rows import DeliveryModel
from sharemap.register.status import StatusWord

Word = TypeVar("Word", bound=StrEnum)
LONGEST_TEXT = 200
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. Blank, None and page 1 stand for no choice; `layer` chooses the map alone."""

    q: str = ""
    layer: Layer = Layer.DISTRICT
    service: str = ""
    region: str = ""
    body: str = ""
    model: DeliveryModel | None = None
    status: StatusWord | None = None
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """The choices as names and texts, in the order of the fields; what is at its default is left out."""
        return [
            (each.name, str(value)) for each in fields(self) if (value := getattr(self, each.name)) != each.default
        ]

    def query(self) -> str:
        """As a query string, without the question mark; blank where all is at its default."""
        return urlencode(self.pairs())

    def on_page(self, page: int) -> Filters:
        return replace(self, page=page)

    def on_layer(self, layer: Layer) -> Filters:
        return replace(self, layer=layer, page=1)

    def without(self, name: str) -> Filters:
        """The same without one choice, from the first page."""
        unchosen: dict[str, Any] = {name: getattr(Filters(), name), "page": 1}
        return replace(self, **unchosen)

    @property
    def chosen(self) -> bool:
        """Whether anything narrows the list."""
        return any((self.q, self.service, self.region, self.body, self.model, self.status))


@dataclass(frozen=True, slots=True)
class Known:
    """The open vocabularies of an edition: which services, regions and bodies one may filter by.

    `words`: the plain words that name one service, with its key, so that an address may hold them too.
    """

    services: frozenset[str]
    regions: frozenset[str]
    bodies: frozenset[str]
    words: Mapping[str, str]


def read_filters(query: Mapping[str, str], known: Known) -> tuple[Filters, tuple[Problem, ...]]:
    """The filters that a query string asks for, and a problem for each value that means nothing here.

    Such a value is set aside, never taken silently: the page says so at its head.
    """
    problems: list[Problem] = []
    q = " ".join(query.get("q", "").split())
    if len(q) > LONGEST_TEXT:
        problems.append(_problem("q", f"{len(q)} characters", f"at most {LONGEST_TEXT} characters"))
        q = q[:LONGEST_TEXT].rstrip()
    filters = Filters(
        q=q,
        layer=_word(query, "layer", Layer, problems) or Layer.DISTRICT,
        service=_known(_by_key(query, known.words), "service", known.services, problems),
        region=_known(query, "region", known.regions, problems),
        body=_known(query, "body", known.bodies, problems),
        model=_word(query, "model", DeliveryModel, problems),
        status=_word(query, "status", StatusWord, problems),
        page=_page(query, problems),
    )
    return filters, tuple(problems)


def _word(query: Mapping[str, str], name: str, words: type[Word], problems: list[Problem]) -> Word | None:
    text = query.get(name, "").strip()
    found = {word.value: word for word in words}.get(text)
    if text and found is None:
        problems.append(_problem(name, f"“{text[:60]}”", "one of: " + _listed([word.value for word in words])))
    return found


def _by_key(query: Mapping[str, str], words: Mapping[str, str]) -> Mapping[str, str]:
    """The query with the service's key in place of the plain word."""
    text = query.get("service", "").strip()
    return {"service": words.get(text, text)}


def _known(query: Mapping[str, str], name: str, values: frozenset[str], problems: list[Problem]) -> str:
    text = query.get(name, "").strip()
    if text in values:
        return text
    if text:
        problems.append(_problem(name, f"“{text[:60]}”", "a value from the list"))
    return ""


def _page(query: Mapping[str, str], problems: list[Problem]) -> int:
    text = query.get("page", "").strip()
    if not text:
        return 1
    if text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= LAST_PAGE:
        return int(text)
    problems.append(_problem("page", f"“{text[:60]}”", "a whole number from 1"))
    return 1


def _listed(values: Sequence[str]) -> str:
    return ", ".join(value.replace("_", " ") for value in values)


def _problem(name: str, found: str, needed: str) -> Problem:
    label = "search text" if name == "q" else name
    return Problem("filter", label, found, f"The {label} must be {needed}.", "It was set aside; the rest applies.")
