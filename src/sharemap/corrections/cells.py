"""The form by which the team edits an arrangement, made from the declared fields: a new column is a new cell. Pure.

A cell is called `arrangement.name` or `membership.0.role`; `membership.new.role` belongs to a row that may be added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sharemap.core.fields import Field, Row, fields_of, to_text
from sharemap.core.problem import Problem
from sharemap.register import data
from sharemap.register.dossier import PARTS, Dossier, Part
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    PublicNote,
    Relation,
    SharedService,
    Sighting,
    Source,
)

# What the form leaves as it is: identifiers are given once, and the place in the form tells what belongs to whom.
FIXED: Mapping[type[Row], frozenset[str]] = {
    Arrangement: frozenset({"id", "slug"}),
    Claim: frozenset({"id", "arrangement"}),
    Citation: frozenset({"arrangement", "source"}),
    Source: frozenset({"id", "accessed"}),
}
BODY_COLUMNS = frozenset({"body", "passed_from"})
"""Columns that hold the key of a body; people may type its name."""
_WRITTEN: Mapping[type, str] = {date: " (year-month-day)", tuple: " (with | between)"}
NEW, REMOVE = "new", "remove"
LONGEST = 70
"""Letters that a row's title gives of one cell."""
# The parts of an arrangement, in the order of the form.
TITLES: Mapping[type[Part], str] = {
    Sighting: "Sightings",
    Membership: "Members",
    SharedService: "Services",
    Claim: "Amounts claimed",
    Citation: "Sources",
    Relation: "How it stands to others",
    PublicNote: "Notes for readers",
}
_SECTIONS: Mapping[type[Row], str] = {
    Arrangement: "The arrangement",
    Source: "The source of the change",
    **dict(TITLES.items()),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One control of the form. `kept`: what the register holds. `choices`: it is a select. `long`: it has lines.

    `listed`: the name of its list of suggestions; blank: it has none.
    """

    name: str
    label: str
    hint: str
    value: str
    kept: str
    choices: tuple[str, ...]
    long: bool
    listed: str
    error: Problem | None


@dataclass(frozen=True, slots=True)
class RowForm:
    """The cells of one row. `opened`: shown at once, as is a row without a title.

    `removal`: the name of its box “take this row out”; blank: it has none.
    """

    title: str
    cells: tuple[Cell, ...]
    opened: bool
    removal: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: tuple[RowForm, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What fills the form: what was typed before what is held, with the problems of each cell."""

    typed: Mapping[str, str]
    problems: Mapping[str, Problem]

    def row(self, prefix: str, row_type: type[Row], held: Row | None, title: str) -> RowForm:
        cells = tuple(self._cell(f"{prefix}.{field.name}", field, held) for field in editable(row_type))
        removal = f"{prefix}.{REMOVE}" if held and row_type is not Arrangement else ""
        removed = bool(self.typed.get(removal))
        touched = any(cell.error or self.typed.get(cell.name, cell.kept) != cell.kept for cell in cells)
        return RowForm(title, cells, touched or removed, removal, removed)

    def _cell(self, name: str, field: Field, held: Row | None) -> Cell:
        kept = to_text(getattr(held, field.name)) if held else ""
        words = tuple(each.value for each in field.kind) if issubclass(field.kind, StrEnum) else ()
        return Cell(
            name=name,
            label=label_of(field),
            hint=f"{field.meaning}{_WRITTEN.get(field.kind, '')}",
            value=self.typed.get(name, kept),
            kept=kept,
            # A row that may be added is blank until somebody fills it; a source is asked for in any case.
            choices=("", *words) if words and not held and not name.startswith("source.") else words,
            long=field.kind is str and not field.longest and field.name not in BODY_COLUMNS,
            listed="bodies" if field.name in BODY_COLUMNS else "",
            error=self.problems.get(name),
        )


def label_of(field: Field) -> str:
    """What people call a column."""
    name = "web address" if field.name == "url" else field.name.replace("_gbp", " (£)").replace("_", " ")
    return name[:1].upper() + name[1:]


def in_labels(words: str, fields: Iterable[Field]) -> str:
    """Words on columns as the form calls them."""
    labels = {field.name: label_of(field) for field in fields}
    return re.sub(r"^[a-z_]+|[a-z]+_[a-z_]+", lambda found: labels.get(found[0], found[0]), words)


def in_form(fault: Problem) -> Problem:
    """A fault of data/, said of the cell or the section of the form in which it is put right."""
    file, _, rest = fault.where.partition(", ")
    row, _, column = rest.rpartition(", ")
    for row_type, title in _SECTIONS.items():
        if data.FILES[row_type].endswith(f"/{file}"):
            needed = in_labels(fault.needed, fields_of(row_type))
            if row_type in (Arrangement, Source) and column in {field.name for field in editable(row_type)}:
                return replace(fault, where=f"{row_type.__name__.lower()}.{column}", needed=needed)
            return replace(fault, where="edit", needed=f"{', '.join(filter(None, (title, row)))}: {needed}")
    return replace(fault, where="edit", needed=f"{fault.where}: {fault.needed}")


def editable(row_type: type[Row]) -> list[Field]:
    fixed = FIXED.get(row_type, frozenset({"arrangement"}))
    return [field for field in fields_of(row_type) if field.name not in fixed]


def parts_of(dossier: Dossier | None) -> Iterator[tuple[str, type[Part], Part | None]]:
    """Every row of parts that the form shows: its prefix, its type, and what is held; None: a row to add."""
    for part_type in PARTS:
        held = [part for part in dossier.parts if type(part) is part_type] if dossier else []
        for number, part in enumerate(held):
            yield f"{part_type.__name__.lower()}.{number}", part_type, part
        if part_type is not Citation:  # the source of the correction itself is asked for apart
            yield f"{part_type.__name__.lower()}.{NEW}", part_type, None


def sections(
    dossier: Dossier | None,
    typed: Mapping[str, str],
    problems: Iterable[Problem] = (),
    addresses: Mapping[str, str] | None = None,
) -> list[Section]:
    """The whole form; no dossier: of a new arrangement. `addresses`: of sources, by identifier."""
    sheet = Sheet(typed, {problem.where: problem for problem in problems})
    held = dossier.arrangement if dossier else None
    found = [Section("The arrangement", (sheet.row("arrangement", Arrangement, held, ""),))]
    rows = [
        (part_type, sheet.row(prefix, part_type, part, _title(part, addresses or {})))
        for prefix, part_type, part in parts_of(dossier)
    ]
    for part_type in sorted(PARTS, key=list(TITLES).index):
        forms = tuple(form for each, form in rows if each is part_type)
        found += [Section(TITLES[part_type], forms)] if forms else []
    return found


def source_form(typed: Mapping[str, str], problems: Iterable[Problem] = ()) -> RowForm:
    """The source that a change rests on, and what of the arrangement it supports."""
    sheet = Sheet(typed, {problem.where: problem for problem in problems})
    about = sheet.row("source", Source, None, "")
    supports = sheet.row("citation", Citation, None, "")
    return RowForm("", (*about.cells, *supports.cells), True, "", False)


def _title(part: Part | None, addresses: Mapping[str, str]) -> str:
    """A row in a line."""
    if part is None:
        return "Add one"
    texts = [to_text(getattr(part, field.name)) for field in editable(type(part))]
    if isinstance(part, Citation):
        texts.insert(0, addresses.get(part.source, part.source))
    return ", ".join(text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in texts if text)
