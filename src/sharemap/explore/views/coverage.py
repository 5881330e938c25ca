"""The page that says how complete the register is, and its tables as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.fields import Means
from sharemap.editions.read import Edition
from sharemap.explore import formats
from sharemap.explore.coverage import (
    NATIONS,
    OLD_REGION_YEARS,
    OLD_SERVICE_YEAR,
    Beside,
    Coverage,
    Region,
    Share,
    coverage_of,
)
from sharemap.explore.facets import REGION_LABELS
from sharemap.explore.filters import Filters
from sharemap.explore.middleware import Request
from sharemap.explore.of_service import Count
from sharemap.explore.views.once import Once
from sharemap.explore.views.safe import readable

OURS, THEIRS = "Sharemap", "LGA, as printed"
FULL = 1000
"""The width of the longest bar, in units of its own drawing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of the page. What somebody else printed says so in `by`, with its source."""

    table: Annotated[str, Means("The table it stands in", "region")]
    line: Annotated[str, Means("The line of that table", "South East")]
    what: Annotated[str, Means("What is counted", "live")]
    by: Annotated[str, Means("Whose count it is: Sharemap's, or the LGA's as it was printed")]
    day: Annotated[str, Means("The day, month or year it speaks of", "2013")]
    low: Annotated[float, Means("Those for certain; what was printed stands in both columns")]
    high: Annotated[float, Means("Those that are possible")]
    of: Annotated[int | None, Means("The whole of which they are part; blank: none")]
    url: Annotated[str, Means("Where it was printed; blank: it is ours")]
    note: Annotated[str, Means("What must be known of it")]


once = Once(coverage_of)


@readable
def coverage(request: Request) -> HttpResponse:
    edition = request.reading.edition
    held = once.of(edition)
    context = {
        "heading": "Coverage",
        "section": "methods",
        "coverage": held,
        "region_years": OLD_REGION_YEARS,
        "service_year": OLD_SERVICE_YEAR,
        "bars": bars(held),
        "notes": (notes := _notes(held)),
        "regions": [_region_line(region, notes) for region in held.regions],
    }
    return render(request, "explore/coverage.html", context)


def bars(held: Coverage) -> list[tuple[str, int, int]]:
    """For each year its name, its count, and how long its bar is."""
    longest = max((each.arrangements for each in held.years), default=1)
    return [
        (str(each.year or "not dated"), each.arrangements, FULL * each.arrangements // longest) for each in held.years
    ]


def _notes(held: Coverage) -> list[str]:
    """What must be known of the printed figures for regions, each once."""
    printed = (each.printed for region in held.regions for each in region.beside if each)
    return list(dict.fromkeys(row.note for row in printed if row.note))


def _region_line(region: Region, notes: Sequence[str]) -> dict[str, object]:
    cells = [
        (year, each, notes.index(each.printed.note) + 1 if each and each.printed.note else 0)
        for year, each in zip(OLD_REGION_YEARS, region.beside, strict=True)
    ]
    return {
        "region": region,
        "label": REGION_LABELS.get(region.name, region.name),
        "query": Filters(region=region.name).query(),
        "cells": cells,
        "absent": "it was of England only" if region.name in NATIONS[1:] else "not printed",
    }


@readable
def coverage_file(request: Request, ending: str) -> HttpResponseBase:
    edition = request.reading.edition
    return formats.Listing(edition, "coverage", rows(edition, once.of(edition)), Counted).response(ending)


@readable
def coverage_json(request: Request) -> HttpResponse:
    edition = request.reading.edition
    return formats.json_response(edition, {"coverage": list(rows(edition, once.of(edition)))}, {"coverage": Counted})


def rows(edition: Edition, held: Coverage) -> Iterator[Counted]:
    """Every number of the page, a line each."""
    day = edition.as_at.isoformat()
    for nation in held.nations:
        without = Count(len(nation.without), len(nation.without))
        keys = ", ".join(body.key for body in nation.without)
        yield _ours("councils", nation.name, "none known", day, without, nation.councils, keys)
    yield from _share_rows("recorded", held.shares, day)
    yield from _share_rows("claims", held.claims, day)
    for name, count, _ in bars(held):
        yield _ours("last seen", name, "arrangements", day, Count(count, count), len(held.known))
    for region in held.regions:
        yield _ours("region", region.name, "known", day, Count(region.known, region.known))
        yield _ours("region", region.name, "live", day, region.live)
        yield from _beside_rows("region", region.beside)
    for row in held.headings:
        yield _ours("service", row.key, "known", day, Count(row.known, row.known))
        yield _ours("service", row.key, "live", day, Count(row.live_certain, row.live_possible))
    yield from _beside_rows("service of the old map", held.old_services)


def _share_rows(table: str, shares: Iterable[Share], day: str) -> Iterator[Counted]:
    return (_ours(table, each.what, "says so", day, Count(each.count, each.count), each.of) for each in shares)


def _beside_rows(table: str, found: Iterable[Beside | None]) -> Iterator[Counted]:
    for each in found:
        if each:
            row = each.printed
            yield Counted(
                table, row.part, "arrangements", THEIRS, row.published, row.value, row.value, None, row.url, row.note
            )
            yield _ours(table, row.part, "ran then", row.published, each.ours)


def _ours(  # noqa: PLR0913
    table: str, line: str, what: str, day: str, count: Count, of: int | None = None, note: str = ""
) -> Counted:
    return Counted(table, line, what, OURS, day, count.low, count.high, of, "", note)
