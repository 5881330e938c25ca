"""Which reader each column of a table has. A text that a column repeats is read once."""

from __future__ import annotations

from datetime import date
from functools import partial

from sharemap.core.period import first_day_after
from sharemap.core.spreadsheet.grid import Value
from sharemap.returns.answers import CLEARABLE
from sharemap.returns.cells.days import read_days
from sharemap.returns.cells.money import read_money, read_number
from sharemap.returns.cells.reading import BLANK, Reading, Trouble, is_clear
from sharemap.returns.cells.words import Reader, read_list, read_text, read_word
from sharemap.returns.cells.years import read_year
from sharemap.returns.workbook.columns import ENDED, LINES, STARTED, Column, Table

PAIRS = (
    ("starts_on_earliest", "starts_on_latest", STARTED, lambda said: said),
    ("ends_before_earliest", "ends_before_latest", ENDED, first_day_after),
)
NOT_TO_BE_CLEARED = Trouble(
    "a cell that cannot be cleared",
    "An arrangement cannot be without this.",
    "Write what is right, or leave it blank to keep what is held.",
)


def reader_of(column: Column, times: int) -> Reader:
    field = column.field
    if field.kind is tuple:
        return partial(read_list, vocabulary=column.vocabulary)
    if column.vocabulary:
        return partial(read_word, vocabulary=column.vocabulary)
    if field.kind is date:
        return read_days
    if field.name.startswith("year"):
        return read_year
    if field.name.endswith("_gbp"):
        return partial(read_money, times=times if field.name == "amount_gbp" else 1)
    return read_number if field.kind is int else partial(read_text, longest=field.longest)


class Remembered(dict[Value, Reading]):
    """What a reader makes of each different text, read once: columns repeat themselves, and files are long."""

    def __init__(self, reader: Reader) -> None:
        super().__init__({None: BLANK})
        self.reader = reader

    def __missing__(self, raw: Value) -> Reading:
        reading = self.reader(raw)
        if isinstance(raw, str):  # 1, 1.0 and True would be one key
            self[raw] = reading
        return reading


def readers_of(table: Table, times: int) -> dict[str, Remembered]:
    readers: dict[str, Reader] = {column.name: reader_of(column, times) for column in table.columns}
    readers |= {either: read_days for _, _, either, _ in PAIRS}
    if table is LINES:
        readers = {name: _clearing(name, reader) for name, reader in readers.items()}
    return {name: Remembered(reader) for name, reader in readers.items()}


def _clearing(name: str, reader: Reader) -> Reader:
    """Reads the word that clears as a blank cell, in a cell that may be one."""
    blank = BLANK if name in CLEARABLE or name in (STARTED, ENDED) else Reading(None, NOT_TO_BE_CLEARED)
    return lambda raw: blank if is_clear(raw) else reader(raw)
