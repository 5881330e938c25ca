"""The published figures as the checks ask for them: by edition, measure and part, with who printed them and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from sharemap.bodies.directory import Directory, grouped
from sharemap.core.period import Bounds, parse_partial
from sharemap.editions.checks.finding import Finding, number
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import Arrangement

WHOLE = "all"
ONE_ROUND = timedelta(days=100)
INCREASE, PREVIOUS, INCREASE_PCT = "_increase", "_previous", "_increase_pct"


@dataclass(frozen=True, slots=True)
class Key:
    """What two figures must have in common to be about the same thing."""

    measure: str
    breakdown: str
    part: str

    def of(self, measure: str) -> Key:
        """Another measure of the same part."""
        return Key(measure, self.breakdown, self.part)

    @property
    def words(self) -> str:
        """`savings cumulative, England`."""
        return f"{self.measure.replace('_', ' ')}, {self.part}"


@dataclass(frozen=True, eq=False)
class Series:
    """Figures as printed, the bodies of their days, and the arrangements of our register that the old map covered."""

    figures: tuple[PublishedFigure, ...]
    directory: Directory
    arrangements: tuple[Arrangement, ...] = ()

    @cached_property
    def _held(self) -> Mapping[str, tuple[PublishedFigure, ...]]:
        return grouped(self.figures, lambda row: _held_under(row.edition, key_of(row)))

    @cached_property
    def _own_editions(self) -> Mapping[str, int]:
        rows = grouped(self.figures, lambda row: row.url)
        return {url: max(row.edition for row in found) for url, found in rows.items()}

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        return tuple(dict.fromkeys(key_of(row) for row in self.figures))

    @cached_property
    def editions(self) -> tuple[int, ...]:
        return tuple(sorted({row.edition for row in self.figures}))

    def restated(self, row: PublishedFigure) -> bool:
        """Whether a page about a later edition tells this value of an earlier one."""
        return self._own_editions[row.url] > row.edition

    def printed(self, edition: int, key: Key) -> tuple[PublishedFigure, ...]:
        """The figures of an edition that were not told later, the oldest first."""
        rows = self._held.get(_held_under(edition, key), ())
        return tuple(sorted((row for row in rows if not self.restated(row)), key=lambda row: days(row).latest))

    def round_of(self, edition: int, key: Key) -> tuple[PublishedFigure, ...]:
        """The figures of an edition, with those of another printed so shortly before that they are of one round."""
        rows = self.printed(edition, key)
        first = min((days(row).latest for row in rows), default=date.max)
        earlier = [row for each in self.editions if each < edition for row in self.printed(each, key)]
        return (*(row for row in earlier if first - days(row).earliest <= ONE_ROUND), *rows)

    def values(self, edition: int, key: Key) -> list[float]:
        """The different values of an edition, in the order of their printing."""
        return list(dict.fromkeys(row.value for row in self.printed(edition, key)))

    def told(self, edition: int, key: Key) -> list[float]:
        """The values of an edition, or where it printed none, what the next edition tells as the previous value."""
        later = [each for each in self.editions if each > edition][:1]
        return self.values(edition, key) or [
            value for each in later for value in self.values(each, key.of(key.measure + PREVIOUS))
        ]

    def only(self, measure: str) -> Key | None:
        """The measure as a whole, if the series has it."""
        return next((key for key in self.keys if (key.measure, key.breakdown) == (measure, WHOLE)), None)

    def edition_before(self, edition: int, key: Key) -> int | None:
        """The last edition before that has a value of this."""
        return max((each for each in self.editions if each < edition and self.told(each, key)), default=None)

    def councils_on(self, day: date) -> int:
        """Principal councils of England alive on a day: what the old map spoke of."""
        return sum(body.principal and body.nation == "England" for body in self.directory.as_at(day))


def _held_under(edition: int, key: Key) -> str:
    return f"{edition}|{key.measure}|{key.breakdown}|{key.part}"


def key_of(row: PublishedFigure) -> Key:
    return Key(row.measure, row.breakdown, row.part)


def days(row: PublishedFigure) -> Bounds:
    """The days on which it may have been printed; the edition's year if that is not said."""
    return parse_partial(row.published) or Bounds(date(row.edition, 1, 1), date(row.edition, 12, 31))


def host(row: PublishedFigure) -> str:
    return (urlsplit(row.url).hostname or row.url).removeprefix("www.")


def subject(edition: int, key: Key) -> str:
    """`2013 arrangements, North East`."""
    return f"{edition} {key.measure}, {key.part}"


def printing(row: PublishedFigure) -> str:
    """`281 (2013-01-23, ifg.cc)`."""
    return f"{number(row.value)} ({row.published}, {host(row)})"


def warning(edition: int, key: Key, sentence: str, rows: Iterable[PublishedFigure]) -> Finding:
    """Always a warning: what was printed stays as it was printed, and nobody can mend it now."""
    names = (f"{row.published} {row.measure}, {row.part}: {number(row.value)} <{row.url}>" for row in rows)
    return Finding(subject(edition, key), sentence, tuple(dict.fromkeys(names)))


def numbers(values: Iterable[float]) -> str:
    """`281, 305 or 325`."""
    said = [number(value) for value in values]
    return " or ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
