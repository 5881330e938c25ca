"""Days and years of synthetic registers as arrays: exact, known to a month or a year, or not known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Days = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
# How many claims of the register of November 2026 name a span of so many years more than one.
_SPANS = np.cumsum(np.array([65, 17, 14, 11, 17, 3, 5, 3, 3, 23, 2, 4]) / 167)[:-1]
DAY, MONTH, YEAR = "datetime64[D]", "datetime64[M]", "datetime64[Y]"


@dataclass(frozen=True)
class Spans:
    """For each row whether a day is known, and the first and last day that it may be, counted from 1970."""

    known: Flags
    earliest: Days
    latest: Days

    def columns(self, name: str) -> dict[str, pa.Array]:
        ends = {"earliest": self.earliest, "latest": self.latest}
        return {
            f"{name}_{end}": pa.array(held.astype(np.int32), pa.int32(), mask=~self.known).cast(pa.date32())
            for end, held in ends.items()
        }


@dataclass(frozen=True)
class Years:
    """For each row the first and the last year that a claim names, either of them known or not."""

    from_known: Flags
    to_known: Flags
    first: Days
    last: Days

    @property
    def latest(self) -> Days:
        """The last year named, 0 where none is."""
        return np.where(self.to_known, self.last, np.where(self.from_known, self.first, 0))

    def columns(self) -> dict[str, pa.Array]:
        return {
            "year_from": pa.array(self.first, mask=~self.from_known),
            "year_to": pa.array(self.last, mask=~self.to_known),
        }


def spans(rng: np.random.Generator, length: int, unknown: float) -> Spans:
    """Days from 2005 to the end of 2026, most of them known to a year."""
    first, end = (np.datetime64(each, "D").astype(np.int64) for each in ("2005-01-01", "2027-01-01"))
    day = rng.integers(first, end, length)
    how = rng.random(length)
    within = [how < 0.1, how < 0.4, how < 0.8]
    months = day.astype(DAY).astype(MONTH)
    years = day.astype(DAY).astype(YEAR)
    april = years.astype(DAY).astype(np.int64) + 90
    earliest = np.select(within, [day, _days(months), _days(years)], april)
    latest = np.select(within, [day, _days(months + 1) - 1, _days(years + 1) - 1], april + 364)
    return Spans(rng.random(length) >= unknown, earliest, latest)


def _days(starts: npt.NDArray[np.datetime64]) -> Days:
    return starts.astype(DAY).astype(np.int64)


def years(rng: np.random.Generator, length: int) -> Years:
    """Two in three claims name no year; of the others most one, some a span, few only its first or its last."""
    first = rng.integers(2005, 2026, length)
    last = first + np.searchsorted(_SPANS, rng.random(length), side="right")
    dated = rng.random(length) < 0.4
    half = rng.random(length)
    return Years(dated & (half > 0.05), dated & (half < 0.88), first, last)
