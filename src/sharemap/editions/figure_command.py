"""`sharemap figure`: a figure of an edition as its page gives it, for a terminal, a spreadsheet or a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TextIO

from sharemap.core.fields import Means, write_csv
from sharemap.core.problem import Problem
from sharemap.editions.definitions import Reducer
from sharemap.editions.manifest import Manifest
from sharemap.editions.on_day import day_problem, figures_on
from sharemap.editions.shelf import find, nearest
from sharemap.editions.tables import Breakdown, DimensionRow, FigureRow, read_rows, rows_in


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for. Blank `by`: the whole, or the parts of the figure's split. None: the edition's own day."""

    figure: str
    edition: str
    on: date | None
    by: str
    form: str


@dataclass(frozen=True, slots=True)
class Line:
    """A value of a figure: of the whole or of one part."""

    figure: Annotated[str, Means("Name of the figure")]
    edition: Annotated[str, Means("The edition it is from")]
    day: Annotated[date, Means("The day it is of")]
    unit: Annotated[str, Means("What one of it is")]
    split: Annotated[str, Means("Part of the figure's split; blank: it has none")]
    dimension: Annotated[str, Means("What it is divided by; blank: nothing")]
    part: Annotated[str, Means("Part of the dimension")]
    low: Annotated[float | None, Means("Lowest value that dates allow")]
    high: Annotated[float | None, Means("Highest value that dates allow")]
    certain: Annotated[int, Means("How many contribute for certain")]
    possible: Annotated[int, Means("How many may contribute")]


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure on a day, with the dimension it is divided by, and its lines."""

    row: FigureRow
    edition: str
    day: date
    dimension: DimensionRow | None
    lines: tuple[Line, ...]

    @property
    def adds(self) -> bool:
        """Whether the lines may be added: each row lies in one of them, and values are counts or sums."""
        divided = self.dimension.adds if self.dimension else not self.row.split
        return divided and not self.row.split and self.row.reducer in (Reducer.COUNT, Reducer.SUM)


def figure_command(asked: Asked, editions: Path, out: TextIO, err: TextIO) -> int:
    """Print what was asked for; 2, with what is wrong in words, where it cannot be."""
    found = answer(asked, editions)
    if isinstance(found, Problem):
        err.write(f"{found}\n")
        return 2
    match asked.form:
        case "csv":
            write_csv(found.lines, Line, out)
        case "json":
            out.write(json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n")
        case _:
            out.writelines(f"{line}\n" for line in as_text(found))
    return 0


def list_command(edition: str, editions: Path, out: TextIO, err: TextIO) -> int:
    """Print every figure of an edition, with what it may be divided by."""
    manifest = find(editions, edition)
    if isinstance(manifest, Problem):
        err.write(f"{manifest}\n")
        return 2
    for row in read_rows(editions / manifest.name / "figures.parquet", FigureRow):
        out.write(f"{row.figure}: {row.title}, in {row.unit}\n")
        out.write(f"    by {', '.join(row.dimensions)}\n")
    return 0


def answer(asked: Asked, editions: Path) -> Answer | Problem:
    """The figure that was asked for, or why there is none."""
    manifest = find(editions, asked.edition)
    if isinstance(manifest, Problem):
        return manifest
    folder = editions / manifest.name
    rows = {row.figure: row for row in read_rows(folder / "figures.parquet", FigureRow)}
    day = asked.on or manifest.as_at
    problem = _unknown(asked, rows) or day_problem(day, manifest.as_at, asked.figure, "--on")
    return problem or _answer(asked, manifest, folder, rows[asked.figure], day)


def _unknown(asked: Asked, rows: dict[str, FigureRow]) -> Problem | None:
    if asked.figure not in rows:
        fix = nearest(asked.figure, rows)
        return Problem("figure", "figure", f"“{asked.figure[:60]}”", "The name of a figure is needed.", fix)
    dimensions = rows[asked.figure].dimensions
    if asked.by and asked.by not in dimensions:
        needed = f"A dimension of {asked.figure} is needed."
        return Problem("dimension", "--by", f"“{asked.by[:60]}”", needed, nearest(asked.by, dimensions))
    return None


def _answer(asked: Asked, manifest: Manifest, folder: Path, row: FigureRow, day: date) -> Answer:
    if day == manifest.as_at:
        parts: Iterable[Breakdown] = read_rows(folder / "breakdowns.parquet", Breakdown)
    else:
        computed = figures_on(folder, day, [asked.figure], contributions=False)
        row, parts = computed.figures[0], rows_in(computed.breakdowns, Breakdown)
    dimensions = {each.dimension: each for each in read_rows(folder / "dimensions.parquet", DimensionRow)}
    whole = Breakdown(row.figure, "", "", "", row.low, row.high, row.certain, row.possible)
    divided = bool(asked.by or row.split)
    shown = (
        [each for each in parts if (each.figure, each.dimension) == (row.figure, asked.by)] if divided else [whole]
    )
    lines = tuple(_line(each, manifest.name, day, row.unit) for each in shown)
    return Answer(row, manifest.name, day, dimensions.get(asked.by or row.split), lines)


def _line(each: Breakdown, edition: str, day: date, unit: str) -> Line:
    where = (each.split, each.dimension, each.part)
    return Line(each.figure, edition, day, unit, *where, each.low, each.high, each.certain, each.possible)


def as_json(found: Answer) -> dict[str, object]:
    row = found.row
    return {
        "figure": row.figure,
        "title": row.title,
        "unit": row.unit,
        "edition": found.edition,
        "day": found.day.isoformat(),
        "method": row.method,
        "value": {"low": row.low, "high": row.high, "certain": row.certain, "possible": row.possible},
        "adds": found.adds,
        "lines": [{**asdict(line), "day": line.day.isoformat()} for line in found.lines],
    }


def as_text(found: Answer) -> list[str]:
    """A heading, a table of ranges, and what one must know before one adds anything."""
    row = found.row
    by = f", by {found.dimension.title.lower()}" if found.dimension else ""
    head = [f"{row.title}{by}", f"edition {found.edition}, as at {found.day}, in {row.unit}", ""]
    return [*head, *table(list(_cells(found))), "", *_adding(found), row.method]


def _cells(found: Answer) -> Iterable[Sequence[str]]:
    """Rows of the table: names on the left, then the range, then how many contribute."""
    names = [name for name in ("split", "part") if any(getattr(line, name) for line in found.lines)]
    yield [*("part of it" if name == "split" else name for name in names), "value", "certain", "possible"]
    for line in found.lines:
        counts = (f"{line.certain:,}", f"{line.possible:,}")
        yield [*(str(getattr(line, name)) for name in names), range_words(line.low, line.high), *counts]


def _adding(found: Answer) -> list[str]:
    whole = range_words(found.row.low, found.row.high)
    if found.row.split:
        return ["Do not add these lines: the figure has no value as a whole."]
    if not found.dimension:
        return []
    if found.adds:
        return [f"Together with what lies in none of these parts: {whole}."]
    why = "the parts overlap" if not found.dimension.adds else f"a {found.row.reducer} is not a sum"
    return [f"Do not add these lines: {why}. All distinct ones together: {whole}."]


def range_words(low: float | None, high: float | None) -> str:
    """`1,234`, `2.5`, `12 to 15`."""
    words = [
        "not known" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
        for value in (low, high)
    ]
    return words[0] if words[0] == words[1] else " to ".join(words)


def table(rows: list[Sequence[str]]) -> list[str]:
    """Rows as lines of text: the first column to the left, the others to the right, as wide as they must be."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_cell(cell, widths[at], at) for at, cell in enumerate(row)).rstrip() for row in rows]


def _cell(cell: str, width: int, at: int) -> str:
    return cell.ljust(width) if at == 0 else cell.rjust(width)
