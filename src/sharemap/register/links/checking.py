"""Decides what an answer says about a source's address. Pure; the row that is kept of it is declared here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from sharemap.core.fields import Means, longest


class Outcome(StrEnum):
    """What was found at a source's address. Only `gone` is dead; what was refused or timed out a person looks at."""

    ALIVE = "alive"
    MOVED = "moved"
    GONE = "gone"
    REFUSED = "refused"
    TIMED_OUT = "timed out"


class Failure(StrEnum):
    """Why no answer came. `forbidden`: the address is not one of the public web, and was not asked."""

    NO_SUCH_HOST = "no such host"
    NOT_LOOKED_UP = "host not looked up"
    TIMED_OUT = "timed out"
    BROKEN = "broken"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Answer:
    """The status that came, and the address that gave it; or why nothing came."""

    address: str
    status: int | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A source's address as it was found on a day."""

    source: Annotated[str, Means("Identifier of the source", "s0001", longest=20)]
    url: Annotated[str, Means("The address that was asked", longest=2000)]
    checked_on: Annotated[date, Means("Day on which it was asked")]
    outcome: Annotated[Outcome, Means("What was found")]
    status: Annotated[int | None, Means("Status of the last answer; blank: none came", "404")]
    moved_to: Annotated[str, Means("Where it leads now; blank: nowhere else", longest=2000)]
    archived: Annotated[
        str, Means("Address of an archived copy; blank: none found, or none looked for", longest=2000)
    ]


GONE = (404, 410)
_NEVER_SENT = (Failure.NO_SUCH_HOST, Failure.NOT_LOOKED_UP, Failure.FORBIDDEN)
_OF_FAILURES = {
    Failure.NO_SUCH_HOST: Outcome.GONE,
    Failure.NOT_LOOKED_UP: Outcome.TIMED_OUT,
    Failure.TIMED_OUT: Outcome.TIMED_OUT,
    Failure.BROKEN: Outcome.REFUSED,
    Failure.FORBIDDEN: Outcome.REFUSED,
}


def outcome_of(url: str, answer: Answer) -> Outcome:
    """What the answer to `url` says."""
    if answer.failure:
        return _OF_FAILURES[answer.failure]
    if answer.status in GONE:
        return Outcome.GONE
    if not shows_a_page(answer):
        return Outcome.REFUSED
    return Outcome.ALIVE if _page(answer.address) == _page(url) else Outcome.MOVED


def shows_a_page(answer: Answer) -> bool:
    """Whether there is something to read. 416 refuses the part that was asked for, not the page."""
    return answer.status is not None and (200 <= answer.status < 300 or answer.status == 416)


def is_settled(answer: Answer) -> bool:
    """Whether to ask in another way would be no use, or rude after 429."""
    return shows_a_page(answer) or answer.status == 429 or answer.failure in _NEVER_SENT


def helped_by_a_copy(outcome: Outcome) -> bool:
    """Whether the page is gone, or another may stand in its place."""
    return outcome in (Outcome.GONE, Outcome.MOVED)


def checked(source: str, url: str, answer: Answer, on: date, archived: str) -> LinkCheck:
    """The row to keep. An address too long for its column is left out rather than cut."""
    moved = answer.address if answer.status is not None and answer.address != url else ""
    most = longest(LinkCheck, "moved_to")
    outcome = outcome_of(url, answer)
    return LinkCheck(source, url, on, outcome, answer.status, moved if len(moved) <= most else "", archived)


def _page(address: str) -> tuple[str, str, str]:
    """An address without what says nothing of the page: http or https, www, the last slash, the place in the page."""
    parts = urlsplit(address)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query
