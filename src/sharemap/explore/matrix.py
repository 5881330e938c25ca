"""Rows by columns of what lies in both, the fullest first: the partners of a body by services, for one. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sharemap.bodies.rows import Body
from sharemap.core.period import Bounds
from sharemap.editions.read import Edition
from sharemap.explore.parts import Part
from sharemap.explore.standing import Share
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Service

R = TypeVar("R", bound=Hashable)
C = TypeVar("C", bound=Hashable)
E = TypeVar("E")
MOST_COLUMNS = 10
"""Services that fit beside each other; where there are more, their headings stand for them."""
MOST_ROWS = 20
NOT_NAMED = Service("", "Services not known", "", "")


@dataclass(frozen=True, slots=True)
class Matrix(Generic[R, C, E]):
    """Cells hold what lies in a row and a column, in the order in which it came; an empty cell holds nothing."""

    columns: tuple[C, ...]
    rows: tuple[tuple[R, tuple[tuple[E, ...], ...]], ...]

    def first(self, most: int) -> Matrix[R, C, E]:
        return Matrix(self.columns, self.rows[:most])

    def after(self, most: int) -> Matrix[R, C, E]:
        return Matrix(self.columns, self.rows[most:])


def matrix_of(
    marks: Iterable[tuple[R, C, E]], name: Callable[[R], str], title: Callable[[C], str]
) -> Matrix[R, C, E]:
    """Rows with most filled cells first, then by name; columns the same."""
    held: dict[R, dict[C, list[E]]] = defaultdict(lambda: defaultdict(list))
    filled: dict[C, set[R]] = defaultdict(set)
    for row, column, each in marks:
        held[row][column].append(each)
        filled[column].add(row)
    columns = sorted(filled, key=lambda column: (-len(filled[column]), title(column).casefold()))
    rows = sorted(held, key=lambda row: (-len(held[row]), name(row).casefold()))
    return Matrix(tuple(columns), tuple((row, _cells(held[row], columns)) for row in rows))


def _cells(held: Mapping[C, list[E]], columns: Iterable[C]) -> tuple[tuple[E, ...], ...]:
    return tuple(tuple(held.get(column, ())) for column in columns)


@dataclass(frozen=True, slots=True)
class Together:
    """What a body shares with one partner. `since`: the earliest day on which both can have been in, as far as any
    day is known. `said`: whether it is told when each of them joined; if not, they may have come later."""

    share: Share
    since: Bounds | None
    said: bool

    @property
    def live(self) -> bool:
        return self.share.entry.status.word is StatusWord.LIVE

    @property
    def words(self) -> str:
        """`2014`, `2014+` where it may be later, `yes` where no day is known."""
        if self.since is None:
            return "yes"
        first, last = self.since.earliest.year, self.since.latest.year
        year = str(first) if first == last else f"{first}–{last}"
        return year if self.said else f"{year}+"


PartnerMatrix = Matrix[Body, Service, Together]


def partners_by_service(edition: Edition, shares: Iterable[Share]) -> PartnerMatrix:
    """Partners that have not left, by what is shared with them. Many services give way to their headings."""
    marks = list(_marks(shares))
    if len({service for _, service, _ in marks}) > MOST_COLUMNS:
        marks = list(_under_headings(edition, marks))
    return matrix_of(marks, lambda body: body.name, lambda service: service.name)


def _marks(shares: Iterable[Share]) -> Iterator[tuple[Body, Service, Together]]:
    for share in shares:
        for part in share.others:
            for service in _services(share, part) if not part.left else ():
                yield part.body, service, _together(share, part)


def _services(share: Share, part: Part) -> tuple[Service, ...]:
    """What both share there."""
    if not part.services:
        return share.services or (NOT_NAMED,)
    return tuple(service for service in part.services if service in share.services)


def _together(share: Share, part: Part) -> Together:
    joined = (share.own.joined, part.joined)
    days = [each for each in (share.entry.arrangement.starts_on, *joined) if each]
    return Together(share, max(days, default=None), all(joined))


def _under_headings(
    edition: Edition, marks: Iterable[tuple[Body, Service, Together]]
) -> Iterator[tuple[Body, Service, Together]]:
    """Each arrangement once under a heading, whichever of its services stand there."""
    told = {
        (body.key, service.heading or service.key, each.share.entry.arrangement.id): (body, service, each)
        for body, service, each in marks
    }
    for body, service, each in told.values():
        yield body, edition.services.get(service.heading, service), each
