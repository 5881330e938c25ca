"""Figures: one SQL file each. It gives the rows that count; its header says what they are and how counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources

import duckdb
import pyarrow as pa

from sharemap.editions.tables import Contribution, FigureRow

HEADINGS = ("title", "unit", "population", "method")
_HEADER = re.compile(r"-- (\w+):(.*)")


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as its file defines it. Its reducer is a count: of the certain rows, and of all."""

    name: str
    title: str
    unit: str
    population: str
    method: str
    sql: str


def definitions() -> tuple[Definition, ...]:
    """All of them, by name."""
    return tuple(sorted(_read(), key=lambda definition: definition.name))


def _read() -> Iterator[Definition]:
    for file in resources.files(__name__).iterdir():
        if file.name.endswith(".sql"):
            yield parse(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Definition:
    """A file's text as a definition. A heading missing or out of order is a bug in the file: it raises."""
    lines = text.splitlines()
    headers = [match.groups() for line in lines if (match := _HEADER.fullmatch(line))]
    if tuple(heading for heading, _ in headers) != HEADINGS:
        raise ValueError(f"{name}.sql must begin with {', '.join(HEADINGS)}")
    said = {heading: value.strip() for heading, value in headers}
    sql = "\n".join(lines[len(HEADINGS) :]) + "\n"
    return Definition(name, said["title"], said["unit"], said["population"], said["method"], sql)


def compute(tables: Mapping[str, pa.Table], as_at: date) -> tuple[list[FigureRow], list[Contribution]]:
    """Every figure and its contributions, from an edition's tables on its day. The SQL reaches no file."""
    connection = duckdb.connect(":memory:", config={"threads": 1, "enable_external_access": False})
    for name, table in tables.items():
        connection.register(name, table)
    connection.execute("create table edition as select ?::date as as_at", [as_at])
    figures: list[FigureRow] = []
    contributions: list[Contribution] = []
    for each in definitions():
        counted = [Contribution(each.name, *row) for row in connection.execute(each.sql).fetchall()]
        low = sum(row.certain for row in counted)
        figures.append(
            FigureRow(each.name, each.title, each.unit, each.population, each.method, low, len(counted), each.sql)
        )
        contributions.extend(counted)
    connection.close()
    return figures, contributions
