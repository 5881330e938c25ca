"""The columns of the two tables: which heading each has in the workbook, and by which others people call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sharemap.core.fields import Field, Row, fields_of
from sharemap.returns.answers import Aim, LineAnswer, SavingsAnswer

STARTED, ENDED = "started", "ended"
"""Headings that other sheets have in place of an earliest and a latest day: one day, month or year for both."""
STAMP_COLUMN = "return"
"""The last column of our CSV files: they have no other place for the stamp."""
IDENTITY = ("arrangement", "name")

# Heading in the workbook, width, and other headings that mean the same.
_LINES: dict[str, tuple[str, int, str]] = {
    "arrangement": ("Arrangement", 13, "id, identifier, arrangement id, reference, ref, sharemap id"),
    "name": (
        "Name",
        34,
        "arrangement name, partnership, partnership name, shared service, title, name of arrangement",
    ),
    "decision": ("Decision", 16, "answer, your decision, what you say, response"),
    "why": ("Why, or a remark", 36, "why, reason, comment, comments, remark, remarks, note, notes"),
    "description": ("Description", 48, "what it is, details, summary"),
    "services": ("Services", 28, "service, service area, service areas, services shared"),
    "partners": ("Partners", 34, "partner, members, other members, shared with, councils, partner councils"),
    "role": ("Our role", 12, "role, your role"),
    "model": ("How it is organised", 20, "delivery model, model, governance, type of arrangement"),
    "aims": ("Aims", 24, "aim, purpose, objectives, benefits"),
    "starts_on_earliest": ("Started: earliest", 14, "starts on earliest, started on or after"),
    "starts_on_latest": ("Started: latest", 14, "starts on latest, started on or before"),
    "ends_before_earliest": ("First day without it: earliest", 16, "ends before earliest"),
    "ends_before_latest": ("First day without it: latest", 16, "ends before latest"),
    "end_reason": ("Why it ended", 30, "reason it ended, reason for ending, end reason"),
    "exit_cost_gbp": ("Cost of ending it (£)", 14, "exit cost, cost of exit, cost of ending it"),
    "staff": ("People working in it", 12, "staff, headcount, fte, employees, number of staff"),
    "contact": ("Team's contact", 30, "contact, contact details, email, e mail, team contact"),
}
_SAVINGS: dict[str, tuple[str, int, str]] = {
    "arrangement": _LINES["arrangement"],
    "name": _LINES["name"],
    "year": ("Financial year", 14, "year, fy, saving year, year of saving"),
    "year_to": ("Last year of a sum", 14, "year to, to year, last year, until year"),
    "amount_gbp": (
        "Amount (£)",
        16,
        "amount, saving, savings, amount saved, annual saving, annual savings, total savings",
    ),
    "rung": ("How firm", 14, "rung, firmness, status of saving, achieved or forecast"),
    "kind": ("What the amount is", 18, "kind, type of saving, kind of saving"),
    "scope": ("Whose it is", 18, "scope, whole or share, whose saving"),
    "price_base": ("Prices of", 12, "price base, prices"),
    "evidence": ("Evidence", 36, "source, link, document, evidence link"),
    "why_none": ("Why there is no amount", 30, "why none, reason for none, reason for no saving"),
}
_BESIDES = {
    STARTED: "start date, started, start, date started, since, began",
    ENDED: "end date, ended, end, ended on",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`vocabulary`: the words from which a cell chooses."""

    field: Field
    title: str
    width: int
    called: tuple[str, ...]
    vocabulary: type[StrEnum] | None

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """`title`: of its sheet. `columns` are in the order of the row type. There are two, and no copies."""

    name: str
    title: str
    row_type: type[Row]
    columns: tuple[Column, ...]

    def titled(self, name: str) -> str:
        """A field's heading, for sentences."""
        return next(column.title for column in self.columns if column.name == name)


def folded(heading: object) -> str:
    """A heading in small letters, without signs: “Saving (£)” is “saving”."""
    return " ".join(re.findall(r"[a-z0-9]+", str(heading).lower()))


def _column(field: Field, said: tuple[str, int, str]) -> Column:
    title, width, others = said
    vocabulary = Aim if field.name == "aims" else field.kind if issubclass(field.kind, StrEnum) else None
    called = (folded(title), folded(field.name), *others.split(", "))
    return Column(field, title, width, called, vocabulary)


def _table(name: str, title: str, row_type: type[Row], said: dict[str, tuple[str, int, str]]) -> Table:
    return Table(name, title, row_type, tuple(_column(field, said[field.name]) for field in fields_of(row_type)))


LINES = _table("lines", "Arrangements", LineAnswer, _LINES)
SAVINGS = _table("savings", "Savings", SavingsAnswer, _SAVINGS)
TABLES = (LINES, SAVINGS)


@cache
def called(table: Table) -> dict[str, str]:
    """The field that each known heading means. Where two mean the same, the first keeps it."""
    found: dict[str, str] = {}
    for column in table.columns:
        for heading in column.called:
            found.setdefault(heading, column.name)
    if table is LINES:
        for name, headings in _BESIDES.items():
            found.update(dict.fromkeys(headings.split(", "), name))
    return found
