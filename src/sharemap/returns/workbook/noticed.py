"""What is said of a sheet as a whole: hidden things, formulas, notes, merged cells, columns that are not ours."""

from __future__ import annotations

from sharemap.core.problem import Severity
from sharemap.core.spreadsheet.grid import Grid
from sharemap.returns.workbook.found import Place, Tally
from sharemap.returns.workbook.layout import Layout

Said = tuple[str, Severity, str, str]


def _said(code: str, needed: str, fix: str) -> Said:
    return code, Severity.WARNING, needed, fix


HIDDEN_SHEET = _said("a hidden sheet", "Hidden sheets are read too.", "If it should not count, delete the sheet.")
HIDDEN_ROW = _said(
    "a hidden row", "Hidden and filtered rows are read too.", "If one should not count, delete the row."
)
HIDDEN_COLUMN = _said("a hidden column", "Hidden columns are read too.", "If one should not count, delete it.")
FORMULA = _said(
    "a formula", "A formula counts with the value that was saved with it.", "Nothing to do if it is right."
)
NOTE = _said(
    "a note on a cell",
    "We do not read notes; they stay in your file.",
    "If a note matters to us, say it in the column “Why, or a remark”.",
)
MERGED = _said(
    "merged cells", "What merged cells show counts for each of their rows.", "Nothing to do if it is right."
)
ASIDE = _said(
    "a column that we did not ask for", "We did not read this column; it stays in your file.", "Nothing to do."
)
AGAIN = _said("a second column of the same meaning", "We read the first of the two.", "Delete the one that is wrong.")


def notice(grid: Grid, layout: Layout, tally: Tally) -> None:
    """Say all that the eye may miss in the part of a sheet that was read."""
    if grid.hidden:
        tally.add(HIDDEN_SHEET, Place(grid.name, None, None, "", ""))
    for row in sorted(row for row in grid.hidden_rows if layout.row < row < len(grid.rows) and any(grid.rows[row])):
        tally.add(HIDDEN_ROW, Place(grid.name, row, None, "", ""))
    read = {column for columns in layout.fields.values() for column in columns.values()}
    for said, columns in ((HIDDEN_COLUMN, grid.hidden_columns & read), (ASIDE, layout.aside), (AGAIN, layout.again)):
        for column in sorted(columns):
            tally.add(said, Place(grid.name, None, column, layout.headings[column], ""))
    for said, cells in ((FORMULA, grid.formulas), (NOTE, grid.commented), (MERGED, set(grid.merged.values()))):
        for row, column in sorted(cells):
            if row > layout.row and column in read and (said is NOTE or grid.value(row, column) is not None):
                tally.add(said, Place(grid.name, row, column, layout.headings[column], ""))
