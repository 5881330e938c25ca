"""Takes in what a body sends: is it the right workbook, which rows are good, and all that is wrong, at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sharemap.core.problem import Problem, Severity
from sharemap.core.spreadsheet.grid import Grid, Opened
from sharemap.core.spreadsheet.opened import opened
from sharemap.core.uncollected import uncollected
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
from sharemap.returns.cells.words import plain
from sharemap.returns.checks.lines import RULES as LINE_RULES
from sharemap.returns.checks.savings import RULES as SAVINGS_RULES
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.workbook.columns import IDENTITY, LINES, SAVINGS, Table
from sharemap.returns.workbook.found import Kind, Place, Tally
from sharemap.returns.workbook.judged import judged
from sharemap.returns.workbook.layout import Layout, headings_seen, layout_of
from sharemap.returns.workbook.noticed import notice
from sharemap.returns.workbook.rows import Placed, rows_of
from sharemap.returns.workbook.stamp import STAMP_NAME, VERSION, Stamp, read_stamp

Sheets = list[tuple[Grid, Layout]]

DECISION_ASSUMED = (
    "no column for your decision",
    Severity.WARNING,
    "Each arrangement needs a decision; this sheet has no column for it.",
    "Rows that name an arrangement of your return count as “change”, all others as “new”. Check them in the return.",
)
NAME_MATCHED = (
    "found by its name",
    Severity.WARNING,
    "A row without an identifier was matched by its name.",
    "Nothing to do if it is the same arrangement.",
)
LINE_MISSING = (
    "not in your file",
    Severity.WARNING,
    "These arrangements are on your return and not in your file. They stay unanswered.",
    "Answer them too. If one is not yours, choose “not ours”: leaving it out says nothing.",
)
CHANGED_SINCE = (
    "your return has changed since",
    Severity.WARNING,
    "Your return has changed since this workbook was made.",
    "Rows that you changed are taken. Look through the others in the return, or download the workbook again.",
)
OLDER = (
    "an older template",
    Severity.WARNING,
    "This workbook was made from an older template. Its columns were read by their headings.",
    "Nothing to do. Columns that are new this year stay as they are on your return.",
)
NO_ROWS = (
    "headings without rows",
    Severity.ERROR,
    "There must be rows below the headings.",
    "Fill in the workbook and send it again.",
)
NOT_STAMPED = (
    "not our workbook",
    Severity.WARNING,
    "This file does not say whose return it is. Its columns were read by their headings.",
    "Check that it is the right file.",
)


@dataclass(frozen=True, slots=True)
class Upload:
    """What was taken of a file. `sha256`: of the file, which the caller keeps. `refused`: why nothing was read.

    `cleared`: by identifier, the fields of which it says that nothing is known.
    """

    name: str
    sha256: str
    refused: Problem | None = None
    stamp: Stamp | None = None
    lines: tuple[LineAnswer, ...] = ()
    savings: tuple[SavingsAnswer, ...] = ()
    kinds: tuple[Kind, ...] = ()
    cleared: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """All of it as text: what was taken, then each kind of trouble."""
        if self.refused:
            return f"{self.refused.needed} Found {self.refused.found}. {self.refused.fix}"
        taken = f"Taken: {_counted(len(self.lines), 'arrangement')}, {_counted(len(self.savings), 'row')} of savings."
        return "\n".join([taken, *(kind.words for kind in self.kinds)])


def _counted(how_many: int, noun: str) -> str:
    return f"{how_many:,} {noun}{'' if how_many == 1 else 's'}"


@uncollected()
def read_upload(name: str, data: bytes, given: Prefilled) -> Upload:
    """Read a file against the return that it should answer. Never raises, whatever the file holds."""
    sha256 = hashlib.sha256(data).hexdigest()
    book = opened(name, data)
    if isinstance(book, Problem):
        return Upload(name, sha256, book)
    sheets = [(grid, layout) for grid in book.grids if (layout := layout_of(grid))]
    if not sheets:
        return Upload(name, sha256, _no_columns(name, book))
    stamp = _stamp(book, sheets)
    trouble = _another(name, stamp, given) if stamp else None
    if trouble:
        return Upload(name, sha256, trouble, stamp)
    tally = Tally()
    lines, savings, cleared = _read(sheets, given, tally)
    _say_of_file(name, stamp, given, tally)
    if stamp is None and not any(len(grid.rows) > layout.row + 1 for grid, layout in sheets):
        tally.add(NO_ROWS, Place(name, None, None, "", ""))
    return Upload(name, sha256, None, stamp, lines, savings, tally.kinds(), cleared)


def _no_columns(name: str, book: Opened) -> Problem:
    seen = [heading for grid in book.grids for heading in headings_seen(grid)][:12]
    needed = (
        "A sheet needs headings: the arrangement or its name, and what you say of it, such as decision or amount."
    )
    found = f"the headings {', '.join(f'“{each[:40]}”' for each in seen)}" if seen else "no words in it"
    return Problem("no columns that we know", name, found, needed, "Use the workbook from your return's page.")


def _stamp(book: Opened, sheets: Sheets) -> Stamp | None:
    """Whose return the file says it is: by its named cell, or in CSV by the last column."""
    for grid, layout in sheets:
        if layout.stamp is not None:
            column = (row[layout.stamp] for row in grid.rows[layout.row + 1 :] if layout.stamp < len(row))
            found = next((stamp for value in column if (stamp := read_stamp(str(value or "")))), None)
            if found:
                return found
    return read_stamp(book.names.get(STAMP_NAME, ""))


def _another(name: str, stamp: Stamp, given: Prefilled) -> Problem | None:
    """Why a workbook of ours is not the one that this return needs."""
    fix = "Send the workbook that you downloaded from this return's page."
    if stamp.body != given.body:
        needed = f"This is the return of {given.body_name}."
        return Problem("another body's workbook", name, f"the workbook of another body ({stamp.body})", needed, fix)
    if stamp.year != given.year:
        needed = f"This is the return for {given.year}."
        return Problem("another year's workbook", name, f"the workbook for {stamp.year}", needed, fix)
    if stamp.version > VERSION:
        found = f"a workbook of version {stamp.version}"
        return Problem("a newer workbook", name, found, f"We read workbooks up to version {VERSION}.", fix)
    return None


def _say_of_file(name: str, stamp: Stamp | None, given: Prefilled, tally: Tally) -> None:
    whole = Place(name, None, None, "", "")
    if stamp is None:
        tally.add(NOT_STAMPED, whole)
    elif stamp.version < VERSION:
        tally.add(OLDER, whole)
    elif stamp.digest not in {given.digest, *given.as_good}:
        tally.add(CHANGED_SINCE, whole)


def _read(
    sheets: Sheets, given: Prefilled, tally: Tally
) -> tuple[tuple[LineAnswer, ...], tuple[SavingsAnswer, ...], Mapping[str, frozenset[str]]]:
    for grid, layout in sheets:
        notice(grid, layout, tally)
    lines = [_known(each, given, tally) for each in _placed(sheets, LINES, tally)]
    savings = [_saving_known(each, given, tally) for each in _placed(sheets, SAVINGS, tally)]
    _say_missing(sheets, given, tally)
    cleared = {each.answer.arrangement: each.cleared for each in lines if each.cleared and each.answer.arrangement}
    against = replace(given.saving(each.answer for each in savings), cleared=cleared)
    good = judged(lines, LINES, LINE_RULES, against, tally)
    return good, judged(savings, SAVINGS, SAVINGS_RULES, given.after(good), tally), cleared


def _placed(sheets: Sheets, table: Table, tally: Tally) -> Iterator[Placed]:
    for grid, layout in sheets:
        if table.name in layout.fields:
            yield from rows_of(grid, layout, table, tally)


def _known(placed: Placed, given: Prefilled, tally: Tally) -> Placed:
    """A line with the identifier that its name stands for, and with a decision where the sheet cannot hold one."""
    line, decided = placed.answer, "decision" in placed.layout.fields[LINES.name]
    identifier = "" if line.arrangement or line.decision is Decision.NEW else _identifier(line.name, given)
    if identifier:
        tally.add(NAME_MATCHED, placed.place("name", LINES, f"“{line.name}” as {identifier}"))
        line = replace(line, arrangement=identifier)
    if not decided:
        line = replace(line, decision=Decision.CHANGE if line.arrangement else Decision.NEW)
        tally.add(
            DECISION_ASSUMED, Place(placed.grid.name, placed.row, None, "", f"“{line.name}” as “{line.decision}”")
        )
    return replace(placed, answer=line)


def _saving_known(placed: Placed, given: Prefilled, tally: Tally) -> Placed:
    """Savings with the identifier that their name stands for. A sheet of both tables has said so already."""
    saving = placed.answer
    identifier = "" if saving.arrangement else _identifier(saving.name, given)
    if not identifier:
        return placed
    if LINES.name not in placed.layout.fields:
        tally.add(NAME_MATCHED, placed.place("name", SAVINGS, f"“{saving.name}” as {identifier}"))
    return replace(placed, answer=replace(saving, arrangement=identifier))


def _identifier(name: str, given: Prefilled) -> str:
    return given.identifiers.get(name.casefold(), "")


def _say_missing(sheets: Sheets, given: Prefilled, tally: Tally) -> None:
    """Name the arrangements of which a sheet of arrangements says nothing, not even what cannot be read."""
    there = {text for grid, layout in sheets for text in _identities(grid, layout)}
    if any(LINES.name in layout.fields for _, layout in sheets):
        for identifier, line in given.held.items():
            if not {identifier.casefold(), line.name.casefold()} & there:
                tally.add(LINE_MISSING, Place("", None, None, "", f"{identifier}, “{line.name}”"))


def _identities(grid: Grid, layout: Layout) -> Iterator[str]:
    """Identifiers and names in the rows of a sheet of arrangements."""
    columns = [column for name, column in layout.fields.get(LINES.name, {}).items() if name in IDENTITY]
    for row in range(layout.row + 1, len(grid.rows)):
        yield from (plain(grid.value(row, column)).casefold() for column in columns)
