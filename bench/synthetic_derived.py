"""What an edition derives, over arrays: a million rows in a second. A test holds it to the rules of `register`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from bench.synthetic_days import Days, Flags, Spans
from sharemap.core.period import months_before
from sharemap.register.rows import State
from sharemap.register.status import SEEN_WITHIN_MONTHS, StatusWord

Numbers = npt.NDArray[np.int64]
_STATES = list(State)
_FURTHEST_LAST = [State.UNCLEAR, State.PLANNED, State.NOT_FORMED, State.LIVE, State.ENDED]
_RANK = np.array([_FURTHEST_LAST.index(state) for state in _STATES])


@dataclass(frozen=True)
class Seen:
    """A sighting of each arrangement: the place of its state among all, when, and whether there is one at all."""

    state: Numbers
    on: Spans
    there: Flags

    def saw(self, *states: State) -> Flags:
        return self.there & np.isin(self.state, [_STATES.index(each) for each in states])


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


def counted(tied: Flags, cell: Numbers, year: Days, amount: Numbers) -> Flags:
    """Which claims count: of those tied to the one before, one for each rung and kind (`cell`)."""
    group = np.cumsum(~tied)
    several = np.flatnonzero(tied | np.append(tied[1:], False))
    group, cell, year, amount = group[several], cell[several], year[several], amount[several]
    order = np.lexsort((several, amount, -year, group * 64 + cell))
    cells = (group * 64 + cell)[order]
    counts = np.ones(len(tied), dtype=bool)
    counts[several[order]] = np.append(True, cells[1:] != cells[:-1]) if len(order) else True
    return counts


def possible_statuses(day: date, ends: Spans, seen: Sequence[Seen]) -> tuple[Numbers, pa.Array, Flags]:
    """Whose status each is, the word, and whether it is the only one; by arrangement, then word."""
    today, words = _number(day), sorted(StatusWord)
    may = np.zeros((len(ends.known), len(words)), dtype=bool)
    over = ends.known & (ends.earliest <= today)
    may[:, words.index(StatusWord.ENDED)] = over
    open_ended = ~(ends.known & (ends.latest <= today))
    for word, allowed in _as_seen(today, _number(months_before(day, SEEN_WITHIN_MONTHS)), seen).items():
        may[:, words.index(word)] |= open_ended & allowed
    whose, place = np.nonzero(may)
    only = may.sum(axis=1) == 1
    return whose, pa.array([each.value for each in words]).take(pa.array(place)), only[whose]


def _as_seen(today: int, since: int, seen: Sequence[Seen]) -> dict[StatusWord, Flags]:
    """The words that the last sighting allows."""
    last = _last(today, seen)
    lately = last.saw(State.LIVE) & last.on.known & (last.on.latest >= since)
    decided = last.saw(State.ENDED, State.NOT_FORMED, State.PLANNED)
    return {
        StatusWord.ENDED: last.saw(State.ENDED),
        StatusWord.NOT_FORMED: last.saw(State.NOT_FORMED),
        StatusWord.PLANNED: last.saw(State.PLANNED),
        StatusWord.LIVE: lately,
        StatusWord.NOT_SEEN: ~decided & ~(lately & (last.on.earliest >= since)),
    }


def _last(today: int, seen: Sequence[Seen]) -> Seen:
    """The latest of two sightings that were there by the day."""
    first, second = (_by(today, each) for each in seen)
    keys = [(_order(each.on.latest, each), _order(each.on.earliest, each), _RANK[each.state]) for each in seen]
    later = np.zeros(len(first.there), dtype=bool)
    for one, two in reversed([*zip(*keys, strict=True)]):
        later = (two > one) | ((two == one) & later)
    chosen = second.there & (later | ~first.there)
    pick = [np.where(chosen, two, one) for one, two in zip(_arrays(first), _arrays(second), strict=True)]
    return Seen(pick[0], Spans(pick[1].astype(bool), pick[2], pick[3]), pick[4].astype(bool))


def _arrays(seen: Seen) -> tuple[npt.NDArray[np.int64] | Flags, ...]:
    return seen.state, seen.on.known, seen.on.earliest, seen.on.latest, seen.there


def _by(today: int, seen: Seen) -> Seen:
    return Seen(seen.state, seen.on, seen.there & (~seen.on.known | (seen.on.earliest <= today)))


def _order(days: Days, seen: Seen) -> Days:
    """Undated ones come before all days."""
    return np.where(seen.on.known, days, np.iinfo(np.int64).min)


def running(day: date, starts: Spans, ends: Spans, seen: Sequence[Seen]) -> tuple[Flags, Flags]:
    """Whether each arrangement may have run on the day, and whether it did for certain."""
    today = _number(day)
    dated = [(each.saw(State.LIVE) & each.on.known, each.saw(State.ENDED) & each.on.known, each.on) for each in seen]
    over = (ends.known & (ends.latest <= today)) | _any([e & (on.latest <= today) for _, e, on in dated])
    begun = (starts.known & (starts.latest <= today)) | _any([s & (on.latest <= today) for s, _, on in dated])
    lasted = (ends.known & (ends.earliest > today)) | _any([s & (on.earliest >= today) for s, _, on in dated])
    planned = _any([each.saw(State.PLANNED) for each in seen])
    other = _any([each.there & ~each.saw(State.PLANNED) for each in seen])
    proposed = _any([each.saw(State.NOT_FORMED) for each in seen]) | (planned & ~other)
    possible = (~starts.known | (starts.earliest <= today)) & ~over & ~proposed
    return possible, begun & lasted & possible


def _any(flags: Sequence[Flags]) -> Flags:
    found: Flags = np.logical_or.reduce(flags)
    return found
