"""Reads CSV as people's programs save it: UTF-8, UTF-16 or Windows letters; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re

from sharemap.core.problem import Problem
from sharemap.core.spreadsheet import unsafe_cell
from sharemap.core.spreadsheet.archive import SAVE_AS, not_a_spreadsheet, refused
from sharemap.core.spreadsheet.grid import Grid, Opened

DELIMITERS = ",;\t"
HEAD = 100_000
LONGEST_CELL = 100_000
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
# Letters that no text holds: a file with them is not text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_FIRST_LINES = 20


def read_text(name: str, data: bytes, most: int) -> Opened | Problem:
    """The rows of a CSV file, or why it is not one."""
    text = _decoded(data)
    if text is None:
        return not_a_spreadsheet(name, "a file that is neither a workbook nor text")
    said = _SAID.match(text)
    before = 1 if said else 0
    delimiter = said[1] if said else _delimiter(text)
    quoted = "'" in text
    try:
        reader = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter)
        rows: list[list[str | None]] = [[]] * before
        for line in reader:
            # The limit of the csv module is one for the whole process, and other libraries move it.
            if len("".join(line)) > LONGEST_CELL and max(map(len, line)) > LONGEST_CELL:
                return _endless(name)
            if len(rows) > most:
                return _too_long(name, most)
            rows.append([cell or None for cell in (map(unsafe_cell, line) if quoted else line)])
    except csv.Error:
        return _endless(name)
    return Opened((Grid(name, rows),), is_text=True)


def _endless(name: str) -> Problem:
    found = "a cell without end: a quotation mark may be missing"
    return refused("not csv", name, found, "Each line must be CSV.", SAVE_AS)


def _too_long(name: str, most: int) -> Problem:
    needed = f"A CSV file may have at most {most:,} rows."
    return refused("too many rows", name, f"more than {most:,} rows", needed, "Send it in parts.")


def _decoded(data: bytes) -> str | None:
    """The text, by its mark, as UTF-8, or as Windows writes it (cp1252); None if it is not text."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into most columns."""
    first = re.sub(r'"[^"]*"', "", text[:HEAD]).splitlines()[:_FIRST_LINES]
    return max(DELIMITERS, key=lambda sign: max((line.count(sign) for line in first), default=0))
