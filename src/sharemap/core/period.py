"""Days that are known only in part, and periods between them.

A period is half-open: it holds `starts_on` and does not hold `ends_before`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
DAY = timedelta(days=1)
# No council is older and no plan reaches further, so another year is a slip of the hand. Days near the ends of what
# a date can hold have no day before or after them.
FIRST_YEAR, LAST_YEAR = 1000, 2200


@dataclass(frozen=True, slots=True, order=True)
class Bounds:
    """A day known to lie between two days, both included. Equal ends: the day itself is known."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"{self.latest} lies before {self.earliest}")

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `starts_on` up to, not including, `ends_before`. None: open on that side."""

    starts_on: date | None
    ends_before: date | None

    def __post_init__(self) -> None:
        if self.starts_on and self.ends_before and self.ends_before <= self.starts_on:
            raise ValueError(f"a period cannot end ({self.ends_before}) on or before its start ({self.starts_on})")

    def __contains__(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_before is None or day < self.ends_before
        )

    def overlaps(self, other: Period) -> bool:
        return (self.starts_on is None or other.ends_before is None or self.starts_on < other.ends_before) and (
            other.starts_on is None or self.ends_before is None or other.starts_on < self.ends_before
        )


def parse_partial(text: str) -> Bounds | None:
    """`2013`, `2013-11` or `2013-11-29` as the days it may mean; None when it is none of these."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Bounds(first, first)
    last_month = first.month if month else 12
    return Bounds(first, date(first.year + last_month // 12, last_month % 12 + 1, 1) - DAY)


def parse_day(text: str) -> date | None:
    """`2013-11-29` as that day; None when it is anything else, a part of a day included."""
    said = parse_partial(text)
    return said.earliest if said and text == said.earliest.isoformat() else None


def ending_bounds(text: str) -> Bounds | None:
    """When something said to have ended in `2018-04` first was no more: `ends_before` as bounds."""
    said = parse_partial(text)
    return said and first_day_after(said)


def first_day_after(last: Bounds) -> Bounds:
    """The first day without something, from what is said of its last day.

    A month or a year may mean its first day or its last, so the first day without it may be the day after.
    An exact day is taken as the last day.
    """
    if last.exact:
        return Bounds(last.latest + DAY, last.latest + DAY)
    return Bounds(last.earliest, last.latest + DAY)


def financial_years(first: int, last: int | None = None) -> str:
    """A financial year by the year it starts in: 2025 as `2025/26`; several as `2023/24 to 2025/26`."""
    words = f"{first}/{(first + 1) % 100:02}"
    return words if last in (None, first) else f"{words} to {financial_years(last)}"


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    first_after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_after - DAY)
