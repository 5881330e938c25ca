"""Reads the SQL files of figures and dimensions: a header that says what each is, then one query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

_HEADER = re.compile(r"-- (\w+):(.*)")


class Subject(StrEnum):
    """What a figure is made of, or a dimension divides."""

    ARRANGEMENT = "arrangement"
    BODY = "body"
    CLAIM = "claim"
    MEMBERSHIP = "membership"


class Reducer(StrEnum):
    """How contributions become a value."""

    COUNT = "count"
    SUM = "sum"
    MEDIAN = "median"
    MEAN = "mean"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as its file defines it. Its query gives `subject, certain, value`, each subject once."""

    name: str
    title: str
    unit: str
    subject: Subject
    reducer: Reducer
    population: str
    split: str
    dimensions: tuple[str, ...]
    method: str
    sql: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension as its file defines it. Its query gives `subject, part, certain`, perhaps more than once.

    `adds`: each subject lies in exactly one part, so that the parts may be added; it is then given once.
    """

    name: str
    title: str
    subject: Subject
    adds: bool
    method: str
    sql: str


def figure_definitions() -> tuple[Definition, ...]:
    """All figures, by name."""
    return tuple(read_figure(name, text) for name, text in _files("figures"))


def dimension_definitions() -> tuple[Dimension, ...]:
    """All dimensions, by name."""
    return tuple(read_dimension(name, text) for name, text in _files("dimensions"))


def views() -> str:
    """The queries that figures and dimensions rest on, to be run before them."""
    return resources.files("sharemap.editions").joinpath("views.sql").read_text(encoding="utf-8")


def views_by_name() -> dict[str, str]:
    """The same one by one, each after those it rests on."""
    statements = [each for each in views().split(";") if "create view" in each]
    return {re.findall(r"create view (\w+)", each)[0]: each for each in statements}


def words_of(sql: str) -> set[str]:
    """The words of a query without its comments: whatever it names is among them."""
    return set(re.findall(r"\w+", re.sub("--.*", "", sql)))


def views_of(queries: Iterable[str]) -> list[str]:
    """The views that queries rest on, each after those it rests on itself."""
    held, found = list(queries), list[str]()
    for name, view in reversed(views_by_name().items()):
        if any(name in words_of(each) for each in held):
            held.append(view)
            found.insert(0, view)
    return found


def _files(folder: str) -> Iterator[tuple[str, str]]:
    held = resources.files("sharemap.editions").joinpath(folder)
    for file in sorted(held.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".sql"):
            yield file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")


def read_figure(name: str, text: str) -> Definition:
    """A file's text as a figure. A heading missing or out of order is a bug in the file: it raises."""
    headings = ("title", "unit", "subject", "reducer", "population", "split", "dimensions", "method")
    said, sql = _parse(name, text, headings)
    return Definition(
        name=name,
        title=said["title"],
        unit=said["unit"],
        subject=Subject(said["subject"]),
        reducer=Reducer(said["reducer"]),
        population=said["population"],
        split=said["split"],
        dimensions=tuple(said["dimensions"].split()),
        method=said["method"],
        sql=sql,
    )


def read_dimension(name: str, text: str) -> Dimension:
    """A file's text as a dimension; it raises like `read_figure`."""
    said, sql = _parse(name, text, ("title", "subject", "adds", "method"))
    adds = {"yes": True, "no": False}[said["adds"]]
    return Dimension(name, said["title"], Subject(said["subject"]), adds, said["method"], sql)


def _parse(name: str, text: str, headings: tuple[str, ...]) -> tuple[dict[str, str], str]:
    lines = text.splitlines()
    found = [match.groups() for line in lines if (match := _HEADER.fullmatch(line))]
    if tuple(heading for heading, _ in found) != headings:
        raise ValueError(f"{name}.sql must begin with {', '.join(headings)}")
    return {heading: value.strip() for heading, value in found}, "\n".join(lines[len(headings) :]) + "\n"
