"""Gives an upload back with its troubles marked: the person's own workbook, coloured and noted, a list in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharemap.core.problem import Problem, Severity
from sharemap.core.spreadsheet.archive import ZIP
from sharemap.core.spreadsheet.grid import Grid, letter
from sharemap.core.spreadsheet.marked import UNREADABLE, Mark, marked_rows, marked_workbook
from sharemap.core.spreadsheet.opened import opened
from sharemap.returns.workbook.found import Kind

TITLE = "What to put right"
ROW_TITLE = "Row in your file"
HEAD = ("What", "", "Needed", "Found", "Sheet", "Column", "Row", "How to put it right")
MOST_LISTED = 2_000
"""So many places stand in the list; the rest are counted."""
FORMULAS = "This copy holds values in place of formulas. Your own file was not changed."


def marked(name: str, original: bytes, kinds: Sequence[Kind]) -> bytes:
    """An XLSX file. The workbook itself where it can be written again; otherwise its marked rows in a new one."""
    marks, listing = list(_marks(kinds)), list(_listing(kinds))
    if original.startswith(ZIP):
        try:
            return marked_workbook(original, marks, listing, TITLE)
        except UNREADABLE:
            pass
    book = opened(name, original)
    grids: tuple[Grid, ...] = () if isinstance(book, Problem) else book.grids
    return marked_rows(grids, marks, listing, (TITLE, ROW_TITLE))


def _marks(kinds: Sequence[Kind]) -> Iterator[Mark]:
    """Every cell that is named. A trouble of a whole row stands at its first cell."""
    for kind in kinds:
        for place in kind.places:
            if place.row is not None:
                found = f" Found {place.found}." if place.found else ""
                text = f"{kind.code.capitalize()}. {kind.needed}{found} {kind.fix}"
                yield Mark(place.sheet, place.row, place.column or 0, text, kind.severity is Severity.ERROR)


def _listing(kinds: Sequence[Kind]) -> Iterator[Sequence[object]]:
    yield HEAD
    left = MOST_LISTED
    for kind in kinds:
        said = "not taken" if kind.severity is Severity.ERROR else "please look"
        shown = kind.places[: max(left, 1)]
        left -= len(shown)
        for place in shown:
            column = "" if place.column is None else f"{letter(place.column)} {place.heading}".strip()
            row = None if place.row is None else place.row + 1
            yield kind.code.capitalize(), said, kind.needed, place.found, place.sheet, column, row, kind.fix
        if kind.count > len(shown):
            yield kind.code.capitalize(), said, f"and {kind.count - len(shown):,} more", "", "", "", None, kind.fix
    yield "", "", FORMULAS, "", "", "", None, ""
