"""`sharemap compare`: how a figure changed between two editions or two days, with the parts of the change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions.causes import MEANINGS
from sharemap.editions.compare import WHOLE, Change, Moved, Share, Within, change_json, compare_days, compare_editions
from sharemap.editions.figure_command import range_words, table
from sharemap.editions.on_day import Register, open_register
from sharemap.editions.shelf import find

Csv = Callable[[Iterable[Row], type[Row]], Iterable[str]]
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Two editions, or two days of one, whole, by a dimension or in a part. `days`: None for editions."""

    earlier: str
    later: str
    days: tuple[date, date] | None
    figure: str
    form: str
    within: Within = WHOLE


def compare_command(asked: Asked, editions: Path, csv_lines: Csv, out: TextIO, err: TextIO) -> int:
    """Print the change; 2, with what is wrong in words, where there is none."""
    found = _change(asked, editions)
    if isinstance(found, Problem):
        err.write(f"{found}\n")
        return 2
    match asked.form:
        case "csv":
            out.writelines(csv_lines(found.moved, Moved))
        case "json":
            out.write(json.dumps(change_json(found), ensure_ascii=False, indent=1) + "\n")
        case _:
            out.writelines(f"{line}\n" for line in as_text(found))
    return 0


def _change(asked: Asked, editions: Path) -> Change | Problem:
    later = _register(asked.later, editions)
    if isinstance(later, Problem):
        return later
    if asked.days:
        return compare_days(later, *asked.days, asked.figure, asked.within)
    earlier = _register(asked.earlier, editions)
    return earlier if isinstance(earlier, Problem) else compare_editions(earlier, later, asked.figure, asked.within)


def _register(name: str, editions: Path) -> Register | Problem:
    manifest = find(editions, name)
    return manifest if isinstance(manifest, Problem) else open_register(editions / manifest.name)


def as_text(change: Change) -> list[str]:
    """Both values, the change, and a table of its parts; below it the first arrangements of each."""
    least, most = change.range
    head = [
        f"{change.figure.title}, in {change.figure.unit}{_within(change.within)}",
        *(
            f"edition {each.edition}, as at {each.day}: {range_words(each.low, each.high)}"
            for each in (change.before, change.after)
        ),
        f"change: {signed(change.certain)} for certain, {signed(change.possible)} at most; "
        f"from {signed(least)} to {signed(most)} if nothing else were known",
        "",
    ]
    if change.lines:
        head += [*table(list(_divided(change))), ""]
    if change.shares is None:
        return [*head, "Only counts of arrangements are split into parts."]
    return [*head, *table(list(_cells(change))), "", *(line for share in change.shares for line in _named(share))]


def _within(within: Within) -> str:
    return f", {within.by}: {within.part}" if within.part else f", by {within.by}" if within.by else ""


def _divided(change: Change) -> Iterator[tuple[str, str, str]]:
    yield change.within.by, str(change.before.day), str(change.after.day)
    yield from ((line.part, range_words(*line.before), range_words(*line.after)) for line in change.lines)


def _cells(change: Change) -> Iterator[tuple[str, str, str, str]]:
    yield "part", "certain", "possible", "arrangements"
    for share in change.shares or ():
        yield share.part, signed(share.certain), signed(share.possible), f"{len(share.moved):,}"
    yield "all", signed(change.certain), signed(change.possible), ""


def _named(share: Share) -> Iterator[str]:
    yield f"{share.part}: {MEANINGS[share.part]}"
    yield from (f"    {each.arrangement} {each.name}" for each in share.moved[:MOST_NAMED])
    if len(share.moved) > MOST_NAMED:
        yield f"    and {len(share.moved) - MOST_NAMED:,} more; --format csv names them all"


def signed(value: float | None) -> str:
    """`+3`, `−2`, `0`."""
    if value is None:
        return "not known"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + range_words(abs(value), abs(value))
