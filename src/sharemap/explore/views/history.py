"""The page of what was printed for the old map, drawn and in tables, beside what the register knows; and as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.fields import Means
from sharemap.core.period import Bounds
from sharemap.explore import charts, formats, printed
from sharemap.explore.charts import Amount, Bar, Points, Span, Value
from sharemap.explore.history import Printed, Section, history_of
from sharemap.explore.middleware import Request
from sharemap.explore.views.once import Once
from sharemap.explore.views.safe import readable
from sharemap.explore.words import bounds_words
from sharemap.register.published import PublishedFigure

OURS, THEIRS, OTHERS = "Sharemap", "LGA, as printed", "others, as printed"
UNITS = {"percent": "% of councils, as printed", "GBP million": "£ million as printed, never checked"}
PERCENT = 100
ALONE = "Printed once"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was printed, or what the register knows for the same day. `by` says which; never add them."""

    section: Annotated[str, Means("The section of the page it stands in", "regions")]
    edition: Annotated[int, Means("Year of the old map's edition that it is of, or stands beside")]
    day: Annotated[str, Means("The day, month or year it was printed, or speaks of", "2013-03-19")]
    measure: Annotated[str, Means("What is counted", "arrangements")]
    breakdown: Annotated[str, Means("What it is broken down by; all: it is not", "region")]
    part: Annotated[str, Means("The part it speaks of", "South East")]
    by: Annotated[str, Means(f"Whose count: {THEIRS}; {OTHERS}; or {OURS}")]
    low: Annotated[float, Means("Those for certain; what was printed stands in both columns")]
    high: Annotated[float, Means("Those that are possible")]
    unit: Annotated[str, Means("Unit of both", "GBP million")]
    contradicted_by: Annotated[tuple[str, ...], Means("Other values printed for the same edition, measure and part")]
    url: Annotated[str, Means("Where it was printed; blank: it is ours")]
    note: Annotated[str, Means("What must be known of it")]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, in words. `note_above`: its note is that of the row above. `bar`: None if none is drawn."""

    row: Printed
    subject: str
    value: str
    ours: str
    others: str
    place: str
    note: str
    note_above: bool
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart over the years, with what its legend must say."""

    key: str
    title: str
    unit: str
    points: Points
    by_others: bool
    inexact: bool


once = Once(history_of)


@readable
def history(request: Request) -> HttpResponse:
    sections = once.of(request.reading.edition)
    context = {
        "heading": "What the old map printed",
        "section": "methods",
        "sections": [_section_context(section) for section in sections],
    }
    return render(request, "explore/history.html", context)


def _section_context(section: Section) -> dict[str, object]:
    drawn = bars_of(section)
    return {
        "topic": section.topic,
        "charts": [chart for measures in section.topic.charts if (chart := chart_of(section, measures))],
        "has_ours": section.has_ours,
        "has_bars": bool(drawn),
        "conflicts": [
            *map(printed.conflict_words, section.conflicts),
            *map(printed.rise_words, section.rises),
        ],
        "shelves": list(_shelves(section, drawn)),
    }


def _shelves(section: Section, bars: dict[int, Bar]) -> Iterator[tuple[str, list[Line]]]:
    """Each shelf under its name; those of one line together at the end, where each line says what it counts."""
    alone = [shelf.rows[0] for shelf in section.shelves if len(shelf.rows) == 1]
    for shelf in section.shelves:
        if len(shelf.rows) > 1:
            yield printed.shelf_words(shelf), list(lines(shelf.rows, bars, printed.subject_words))
    if alone:
        yield ALONE, list(lines(alone, bars, printed.alone_words))


def chart_of(section: Section, measures: Sequence[str]) -> Drawn | None:
    """The chart of some measures of a section; None where nothing of them was printed."""
    rows = section.drawn(measures)
    if not rows:
        return None
    unit = rows[0].figure.unit
    values = [_value(row, row.days) for row in rows if row.days]
    return Drawn(
        measures[0],
        printed.measure_words(measures[0]),
        UNITS.get(unit, ""),
        charts.points(values, list(_spans(rows)), highest=PERCENT if unit == "percent" else 0),
        not all(row.lgas for row in rows),
        any(not each.days.exact for each in values),
    )


def _value(row: Printed, days: Bounds) -> Value:
    figure = row.figure
    words = f"{printed.printed_words(figure)}, {_by(row)}, {bounds_words(days)}"
    group = f"{figure.edition} {figure.measure}"
    return Value(days, figure.value, words, f"{figure.value:,g}", group, "dot" if row.lgas else "dot dot-others")


def _by(row: Printed) -> str:
    return THEIRS if row.lgas else OTHERS


def _spans(rows: Sequence[Printed]) -> Iterator[Span]:
    """What the register knows, once for each edition: for the latest of its days, of those that are best known."""
    for _, held in groupby(sorted(rows, key=_edition), key=_edition):
        row = min(held, key=_how_exact)
        if row.ours and row.days:
            words = f"{printed.ours_words(row)}: what Sharemap knows for {bounds_words(row.days)}"
            yield Span(row.days, row.ours.low, row.ours.high, words)


def _edition(row: Printed) -> int:
    return row.figure.edition


def _how_exact(row: Printed) -> tuple[int, int]:
    """For sorting: the fewest days on which it may have been printed first, then the latest."""
    return ((row.days.latest - row.days.earliest).days, -row.days.earliest.toordinal()) if row.days else (0, 0)


def bars_of(section: Section) -> dict[int, Bar]:
    """The bars of a section that has no chart over the years, by the identity of their rows: one scale for each unit.

    A rank is no amount, and one amount alone has nothing to be compared with.
    """
    scales: dict[str, list[Printed]] = defaultdict(list)
    for row in section.rows:
        scales[row.figure.unit.removesuffix(" per year")].append(row)
    found: dict[int, Bar] = {}
    for unit, rows in scales.items():
        if not section.topic.charts and len(rows) > 1 and not unit.startswith("rank"):
            found |= {id(row): bar for row, bar in zip(rows, charts.bars(map(_amount, rows)), strict=True)}
    return found


def _amount(row: Printed) -> Amount:
    low, high = (row.ours.low, row.ours.high) if row.ours else (None, None)
    return Amount(row.figure.value, low, high)


def lines(
    rows: Iterable[Printed], bars: dict[int, Bar], subject_words: Callable[[PublishedFigure], str]
) -> Iterator[Line]:
    """Rows of a table in words."""
    above = ""
    for row in rows:
        figure = row.figure
        yield Line(
            row,
            subject_words(figure),
            printed.printed_words(figure),
            printed.ours_words(row),
            printed.others_words(row),
            printed.place_words(figure.url),
            figure.note,
            bool(figure.note) and figure.note == above,
            bars.get(id(row)),
        )
        above = figure.note


@readable
def history_file(request: Request, ending: str) -> HttpResponseBase:
    edition = request.reading.edition
    return formats.Listing(edition, "history", rows(once.of(edition)), Told).response(ending)


@readable
def history_json(request: Request) -> HttpResponse:
    edition = request.reading.edition
    return formats.json_response(edition, {"history": list(rows(once.of(edition)))}, {"history": Told})


def rows(sections: Iterable[Section]) -> Iterator[Told]:
    """Every value of the page: what was printed, and after it what the register knows for the same day."""
    for section in sections:
        for row in section.rows:
            yield from _rows(section.topic.key, row)


def _rows(section: str, row: Printed) -> Iterator[Told]:
    each = row.figure
    of = (section, each.edition, each.published, each.measure, each.breakdown, each.part)
    others = tuple(dict.fromkeys(f"{other.value:,.10g}" for other in row.others))
    yield Told(*of, _by(row), each.value, each.value, each.unit, others, each.url, each.note)
    if row.ours:
        yield Told(*of, OURS, row.ours.low, row.ours.high, each.unit, (), "", "")
