"""A field is declared once, as an annotated dataclass attribute; CSV, Parquet and the dictionary follow from it."""

from __future__ import annotations

import csv
import io
import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

from sharemap.core.period import parse_day
from sharemap.core.problem import Problem

LIST_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Means:
    """What a field says, for people. Put in `Annotated[str, Means("…")]`. `longest`: letters at most; 0: no limit.

    `blank`: it may be blank although it is one of the cells that name its row.
    """

    text: str
    example: str = ""
    longest: int = 0
    blank: bool = False


class Row(Protocol):
    """A frozen dataclass whose attributes are all fields."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `kind` is str, int, float, bool, date, tuple (of str) or a StrEnum."""

    name: str
    kind: type
    optional: bool
    meaning: str
    example: str
    longest: int
    blank: bool

    @property
    def kind_words(self) -> str:
        """The kind as the dictionary prints it."""
        if issubclass(self.kind, StrEnum):
            return "one of: " + ", ".join(member.value for member in self.kind)
        return {
            str: "text",
            int: "whole number",
            float: "number",
            bool: "yes or no",
            date: "day",
            tuple: "list",
        }[self.kind]


@cache
def fields_of(row_type: type[Row]) -> tuple[Field, ...]:
    """The fields of a row type, in order of declaration, which is the order of columns everywhere."""
    hints = typing.get_type_hints(row_type, include_extras=True)
    return tuple(_field(each.name, hints[each.name]) for each in dataclass_fields(row_type))


def _field(name: str, hint: Any) -> Field:
    meaning = Means("")
    if typing.get_origin(hint) is Annotated:
        hint, meaning = typing.get_args(hint)[:2]
    optional = typing.get_origin(hint) is types.UnionType
    if optional:
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
    kind = typing.get_origin(hint) or hint
    return Field(name, kind, optional, meaning.text, meaning.example, meaning.longest, meaning.blank)


def said_of(named: type) -> str:
    """What a declaration says of itself: its docstring, without the file's name before it."""
    said = re.sub(r"^\S+: ", "", " ".join((named.__doc__ or "").split()))
    return said[:1].upper() + said[1:]


def longest(row_type: type[Row], name: str) -> int:
    """How many letters a field may hold; 0: no limit."""
    return next(field.longest for field in fields_of(row_type) if field.name == name)


def to_text(value: object) -> str:
    """A value as CSV holds it. Blank stands for None and for the empty list."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return LIST_SEPARATOR.join(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if not (math.isfinite(number) and re.fullmatch(r"[-+.e0-9]+", text)):
        raise ValueError(text)
    return number


def _day(text: str) -> date:
    day = parse_day(text)
    if day is None:
        raise ValueError(text)
    return day


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text]


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(LIST_SEPARATOR.strip()) if part.strip())


_PARSERS: Mapping[type, tuple[Callable[[str], object], str]] = {
    str: (str, "text"),
    int: (_whole, "a whole number, such as 1200"),
    float: (_number, "a number, such as 51.5"),
    bool: (_yes_or_no, "yes or no"),
    date: (_day, "a day, such as 2014-04-01"),
    tuple: (_list, "words, separated by |"),
}


def from_text(field: Field, text: str) -> object | Problem:
    """The value that a cell holds, or what is wrong with it (`where` is left to the caller)."""
    if text == "" and field.kind in (str, tuple) and not field.optional:
        return field.kind()
    if text == "":
        return None if field.optional else _cell_problem(field, text, "a value")
    if "\0" in text:
        return _cell_problem(field, text.replace("\0", "␀"), "text without the NUL character")
    if field.longest and len(text) > field.longest:
        return _cell_problem(field, text[:40] + "…", f"at most {field.longest} letters, not {len(text):,}")
    parse, needed = _PARSERS.get(field.kind, (field.kind, ""))
    try:
        return parse(text)
    except (ValueError, KeyError):
        return _cell_problem(field, text, needed or field.kind_words)


def _cell_problem(field: Field, text: str, needed: str) -> Problem:
    found = f"“{text}”" if text else "nothing"
    return Problem("cell", field.name, found, f"{field.name} needs {needed}.", "Correct the cell.")


def write_csv(rows: Iterable[Row], row_type: type[Row], stream: typing.TextIO) -> None:
    """Rows as plain CSV: a header, `\\n` line ends, quotes only where needed."""
    writer = csv.writer(stream, lineterminator="\n")
    names = [field.name for field in fields_of(row_type)]
    writer.writerow(names)
    writer.writerows([to_text(getattr(row, name)) for name in names] for row in rows)


def csv_text(rows: Iterable[Row], row_type: type[Row]) -> str:
    """The same as one string."""
    stream = io.StringIO()
    write_csv(rows, row_type, stream)
    return stream.getvalue()


def read_csv(path: Path, row_type: type[R]) -> tuple[list[R], list[Problem]]:
    """Every good row of a file, and a problem for each bad cell or header, with file, line and column.

    A file that is not there, not UTF-8 or not CSV is a problem too. Blank lines say nothing.
    """
    text = read_text(path)
    if isinstance(text, Problem):
        return [], [text]
    names = [field.name for field in fields_of(row_type)]
    rows: list[R] = []
    problems: list[Problem] = []
    header: list[str] = []
    for where, cells in _lines(text, path.name):
        if isinstance(cells, Problem):
            problems.append(cells)
        elif header:
            _read_row(row_type, cells, where, rows, problems)
        elif cells == names:
            header = cells
        else:
            return [], [_header_problem(where, cells, names)]
    return rows, problems if header or problems else [_header_problem(f"{path.name} line 1", [], names)]


def read_text(path: Path) -> str | Problem:
    """What a file of UTF-8 says, a byte-order mark left off."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        found = str(trouble.strerror)
        return Problem("file", path.name, f"“{found}”", "This file must be there to read.", f"Put it back at {path}.")
    except UnicodeDecodeError as trouble:
        line = 1 + trouble.object[: trouble.start].count(b"\n")
        found = f"the byte 0x{trouble.object[trouble.start]:02x}, which is not UTF-8"
        return Problem("not utf-8", f"{path.name} line {line}", found, "Text must be UTF-8.", "Save it as UTF-8.")


def _lines(text: str, name: str) -> Iterator[tuple[str, list[str] | Problem]]:
    """The cells of each line that has any, with its place. A line that is no CSV is the last that can be told."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if cells:
                yield f"{name} line {reader.line_num}", cells
    except csv.Error as error:
        where = f"{name} line {reader.line_num}"
        yield where, Problem("csv", where, f"“{error}”", "Each line must be CSV.", "Check commas and quotes.")


def _header_problem(where: str, header: list[str], names: list[str]) -> Problem:
    return Problem(
        "header",
        where,
        ", ".join(header) or "an empty file",
        f"The columns must be {', '.join(names)}.",
        "Put the header back as it was.",
    )


def _read_row(row_type: type[R], cells: list[str], where: str, rows: list[R], problems: list[Problem]) -> None:
    declared = fields_of(row_type)
    if len(cells) != len(declared):
        needed = f"{len(declared)} cells are needed."
        problems.append(Problem("cells", where, f"{len(cells)} cells", needed, "Check commas and quotes."))
        return
    values = [from_text(field, text) for field, text in zip(declared, cells, strict=True)]
    faults = [value for value in values if isinstance(value, Problem)]
    problems.extend(
        Problem(each.code, f"{where}, {each.where}", each.found, each.needed, each.fix) for each in faults
    )
    if not faults:
        rows.append(row_type(*values))


def sort_key(row: Row) -> tuple[str, ...]:
    """A total order for rows of one type: by every column in turn, as text."""
    return tuple(_texts(row))


def _texts(row: Row) -> Iterator[str]:
    return (to_text(getattr(row, field.name)) for field in fields_of(type(row)))
