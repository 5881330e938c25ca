"""Finds the row of headings in a sheet, and which column holds which field, in whatever order people have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sharemap.core.spreadsheet.grid import At, Grid, Value
from sharemap.returns.workbook.columns import IDENTITY, LINES, SAVINGS, STAMP_COLUMN, TABLES, Table, called, folded

FIRST_ROWS = 30
"""So far down a heading is looked for: people put titles above."""
_UNITS = re.compile(r"\b(?:000s?|k|thousands?)$|\b(m|millions?)$")
_UNITS_SHOWN = re.compile(r"(?:£|\()\s*(?:000s?|k|m|thousands?|millions?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are and what they mean. `fields`: table, then field, then column.

    `aside`: columns that mean nothing to us. `again`: columns whose meaning an earlier one has. `times`: what amounts
    are multiplied by, as the heading says.
    """

    row: int
    headings: dict[int, str]
    fields: dict[str, dict[str, int]]
    aside: tuple[int, ...]
    again: tuple[int, ...]
    times: int = 1
    stamp: int | None = None


def layout_of(grid: Grid) -> Layout | None:
    """The best row of headings; None if the sheet has none that we know."""
    found = [layout for layout in (_layout(grid, row) for row in range(_last(grid))) if layout.fields]
    return max(found, key=lambda layout: sum(map(len, layout.fields.values())), default=None)


def _last(grid: Grid) -> int:
    return min(FIRST_ROWS, len(grid.rows))


def headings_seen(grid: Grid) -> list[str]:
    """For a sheet without known headings: the words in its first row that has any."""
    rows = ([str(value) for value in row if value is not None] for row in grid.rows[: _last(grid)])
    return next((row for row in rows if row), [])


def _layout(grid: Grid, row: int) -> Layout:
    headings = dict(_headings(grid, row))
    means = {column: _meaning(heading) for column, heading in headings.items()}
    fields = {table.name: _columns(table, means) for table in TABLES}
    kept = {name: columns for name, columns in fields.items() if _enough(name, columns)}
    stamp = next((column for column, said in means.items() if said == STAMP_COLUMN), None)
    used = {stamp, *(column for columns in kept.values() for column in columns.values())}
    meant = {
        heading for table in TABLES for heading in called(table) if called(table)[heading] in kept.get(table.name, ())
    }
    left = [column for column in headings if column not in used]
    return Layout(
        row,
        headings,
        kept,
        tuple(column for column in left if means[column] not in meant),
        tuple(column for column in left if means[column] in meant),
        _times(headings.get(kept.get(SAVINGS.name, {}).get("amount_gbp", -1), "")),
        stamp,
    )


def _enough(table: str, columns: dict[str, int]) -> bool:
    """A table needs what names its rows, and more than that; savings need an amount or why there is none."""
    if not any(name in columns for name in IDENTITY):
        return False
    if table == SAVINGS.name:
        return "amount_gbp" in columns or "why_none" in columns
    return table == LINES.name and any(name not in IDENTITY for name in columns)


def _columns(table: Table, means: dict[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, heading in means.items():
        field = called(table).get(heading)
        if field:
            found.setdefault(field, column)
    return found


def _meaning(heading: str) -> str:
    """A heading folded, without what it says of thousands or millions after £ or a bracket."""
    said = folded(heading)
    if _known(said) or not _UNITS_SHOWN.search(heading):
        return said
    return _UNITS.sub("", said).strip()


def _known(said: str) -> bool:
    return any(said in called(table) for table in TABLES)


def _times(heading: str) -> int:
    found = _UNITS.search(folded(heading)) if _UNITS_SHOWN.search(heading) else None
    if not found:
        return 1
    return 1_000_000 if found[1] else 1_000


def _headings(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    """Each column's heading. One merged downwards, or a blank below one, has it from above."""
    above: Sequence[Value] = grid.rows[row - 1] if row else ()
    for column, value in enumerate(grid.rows[row]):
        own = _shown(grid, (row, column), value)
        over = _shown(grid, (row - 1, column), above[column]) if column < len(above) else None
        if own is None:
            if isinstance(over, str):
                yield column, over
        elif isinstance(own, str):
            yield column, _joined(own, over)


def _joined(own: str, over: Value) -> str:
    """`earliest` below a merged `Started` is “Started: earliest”, where only both together are known."""
    both = f"{over} {own}"
    return both if isinstance(over, str) and not _known(folded(own)) and _known(folded(both)) else own


def _shown(grid: Grid, at: At, value: Value) -> Value:
    """A cell's value, or that of the merged block it lies in."""
    first = grid.merged.get(at) if value is None else None
    return grid.value(*first) if first else value
