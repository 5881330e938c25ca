"""Gives a return out to be filled in: as an Excel workbook with choices and notes, or as two CSV files.

Two, because a spreadsheet shows one table at a time: one file with both would be half empty in every row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sharemap.core.fields import Row, to_text
from sharemap.core.period import financial_years
from sharemap.core.spreadsheet import safe_cell
from sharemap.core.spreadsheet.form import DAY_FORMAT, POUNDS_FORMAT, FormColumn, FormSheet, TextSheet, form
from sharemap.returns.answers import CLEARABLE, Decision
from sharemap.returns.cells.reading import CLEAR
from sharemap.returns.cells.words import listed
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.workbook.columns import LINES, SAVINGS, STAMP_COLUMN, TABLES, Column, Table
from sharemap.returns.workbook.stamp import STAMP_NAME, VERSION, stamp_of

SPARE = 200
"""Empty rows below those that are there."""
LOCKED = ("arrangement",)
_SAID_OF: dict[Decision, str] = {
    Decision.STILL_RIGHT: "Nothing in the row needs to change.",
    Decision.CHANGE: "Correct the cells that are wrong. A cell that you leave blank stays as the register has it.",
    Decision.DISPUTE: "You and a partner see it differently. Say what is not right in “Why, or a remark”.",
    Decision.ENDED: "Give the first day without it, why it ended, and what ending it cost.",
    Decision.NOT_OURS: "Your council is not in it. Say why.",
    Decision.NEW: "In an empty row below: name, services and partners. Leave its identifier blank.",
}


def template(given: Prefilled) -> bytes:
    """The return as an XLSX file: what the register holds, ready to be answered."""
    named = {STAMP_NAME: str(stamp_of(given))}
    sheets = [_sheet(LINES, given.lines), _sheet(SAVINGS, given.savings)]
    return form(
        sheets, [TextSheet("Help", list(_help())), TextSheet("About", _about(given))], named, given.census_day
    )


def template_csv(given: Prefilled, table: Table) -> str:
    """One table of the return as CSV; the last column says whose return it is."""
    rows = given.lines if table is LINES else given.savings
    stamp = str(stamp_of(given))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*(column.name for column in table.columns), STAMP_COLUMN])
    for row in rows:
        writer.writerow([*(safe_cell(_value(row, column)) for column in table.columns), stamp])
    return stream.getvalue()


def _sheet(table: Table, rows: Sequence[Row]) -> FormSheet:
    columns = [_column(column, table) for column in table.columns]
    return FormSheet(table.title, columns, [[_value(row, column) for column in table.columns] for row in rows], SPARE)


def _column(column: Column, table: Table) -> FormColumn:
    choices = tuple(member.value for member in column.vocabulary) if column.vocabulary else ()
    several = column.field.kind is tuple
    clear = f" To take it out, write “{CLEAR}”." if table is LINES and column.name in CLEARABLE else ""
    note = f"{column.field.meaning}. Several: put | between them." if several else f"{column.field.meaning}."
    note += clear
    number_format = DAY_FORMAT if column.field.kind is date else "General"
    if column.name.endswith("_gbp"):
        number_format = POUNDS_FORMAT
    return FormColumn(column.title, note, column.width, choices, not several, column.name in LOCKED, number_format)


def _value(row: Row, column: Column) -> object:
    value = getattr(row, column.name)
    if isinstance(value, tuple):
        return listed(value)
    return financial_years(value) if column.name.startswith("year") and value is not None else value


def _help() -> Iterator[tuple[str, str]]:
    yield (
        "How to fill it in",
        "Give each arrangement one decision. Then give its savings, year by year, on the other sheet.",
    )
    for decision, said in _SAID_OF.items():
        yield f"“{decision.value}”", said
    yield (
        "Savings",
        "One row for each arrangement and financial year. Where there is no amount, choose why there is none.",
    )
    yield "Days", "1 April 2014, 1/4/2014, April 2014 or 2014. One cell alone may say all that you know of a day."
    yield (
        "Amounts",
        "Pounds, in figures: 1200000, 1,200,000 or £1.2m. Never a range: give two rows, or the lower amount.",
    )
    yield "Blank cells", "Blank means not answered. It never means zero. A cell that you empty keeps what is held."
    yield (
        "To take something out",
        f"Write “{CLEAR}” into a cell whose content is wrong, where nothing is known in its place. It works for "
        f"{_names(LINES, CLEARABLE)}.",
    )
    for table in TABLES:
        for column in table.columns:
            words = f". One of: {'; '.join(column.vocabulary)}" if column.vocabulary else ""
            yield f"{table.title}: {column.title}", f"{column.field.meaning}{words}."


def _names(table: Table, fields: Collection[str]) -> str:
    return ", ".join(f"“{column.title}”" for column in table.columns if column.name in fields)


def _about(given: Prefilled) -> list[tuple[str, str]]:
    return [
        ("Return of", given.body_name),
        ("Year", to_text(given.year)),
        ("As things stand on", f"{given.census_day.day} {given.census_day:%B %Y}"),
        ("Template", f"version {VERSION}"),
        ("Please keep", "the line below: it says whose return this is."),
    ]
