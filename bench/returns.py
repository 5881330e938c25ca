"""How long a return takes to be checked: a workbook of 5,000 rows with its marked copy, and a CSV of 100,000."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Any

from openpyxl import load_workbook

from bench.reviewing import BODIES
from bench.standing import standing
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns.answers import Aim, Decision, LineAnswer, SavingsAnswer
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.workbook.columns import SAVINGS
from sharemap.returns.workbook.marking import marked
from sharemap.returns.workbook.template import template, template_csv
from sharemap.returns.workbook.upload import Upload, read_upload

HEADING = "# How fast a return is checked"
LINES, CSV_ROWS, FAULTS_EVERY, REPEATS = 5_000, 100_000, 10, 5
WORKBOOK_S, CSV_S, PAGE_MS = 5.0, 3.0, 300
_DAY = date(2014, 4, 1)


@dataclass(frozen=True, slots=True)
class Returns:
    """Seconds, the median of so many runs, and how much trouble was found: the work is not skipped."""

    read_s: float
    marked_s: float
    workbook_faults: int
    csv_s: float
    csv_faults: int
    review: Mapping[str, Any]


def measure() -> Returns:
    given = Prefilled(2026, date(2026, 4, 1), "eastmarch", "Eastmarch District Council", tuple(_lines()))
    book, text = _workbook(given), _csv(given)
    read_s, upload = _timed(lambda: read_upload("return.xlsx", book, given))
    marked_s, _ = _timed(lambda: marked("return.xlsx", book, upload.kinds))
    csv_s, of_text = _timed(lambda: read_upload("savings.csv", text, given))
    with standing({}) as site:
        review = site.said("bench.reviewing")
    return Returns(read_s, marked_s, _faults(upload), csv_s, _faults(of_text), review)


def _faults(upload: Upload) -> int:
    return sum(kind.count for kind in upload.kinds)


def _timed(work: Callable[[], Upload | bytes]) -> tuple[float, Upload]:
    seconds, found = [], None
    for _ in range(REPEATS):
        began = time.perf_counter()
        found = work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), found  # type: ignore[return-value]


def _lines() -> Iterator[LineAnswer]:
    for number in range(LINES):
        yield LineAnswer(
            arrangement=f"a{number:05}",
            name=f"Synthetic Partnership {number}",
            decision=Decision.STILL_RIGHT,
            why="",
            description=f"A synthetic arrangement, number {number}, described in as many words as most are.",
            services=("internal audit", "fraud"),
            partners=("westmarch", "Northbury Fire Authority"),
            role=Role.PARTNER,
            model=DeliveryModel.LEAD_AUTHORITY,
            aims=(Aim.MONEY, Aim.RESILIENCE),
            starts_on_earliest=_DAY,
            starts_on_latest=_DAY,
            ends_before_earliest=None,
            ends_before_latest=None,
            end_reason="",
            exit_cost_gbp=None,
            staff=number % 90,
            contact=f"team{number}@example.gov.uk",
        )


def _workbook(given: Prefilled) -> bytes:
    """The template with a fault in each tenth row and a change in every other."""
    book = load_workbook(io.BytesIO(template(given)))
    sheet = book.worksheets[0]
    for row in range(2, LINES + 2):
        sheet.cell(row, 3).value = "perhaps" if row % FAULTS_EVERY == 0 else "change"
        sheet.cell(row, 17).value = row
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _csv(given: Prefilled) -> bytes:
    savings = tuple(
        SavingsAnswer(
            arrangement=f"a{number % LINES:05}",
            name="",
            year=2000 + number // LINES,
            year_to=None,
            amount_gbp=1_000 + number,
            rung=Rung.ACHIEVED if number % FAULTS_EVERY else None,
            kind=ClaimKind.RECURRING,
            scope=Scope.WHOLE,
            price_base="",
            evidence=f"https://example.org/{number}",
            why_none=None,
        )
        for number in range(CSV_ROWS)
    )
    whole = Prefilled(given.year, given.census_day, given.body, given.body_name, given.lines, savings)
    return template_csv(whole, SAVINGS).encode()


def section(found: Returns, head: list[str]) -> str:
    """The section, written by the command that measured and by nothing else. `head`: day, machine, load."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("openpyxl", "python-calamine"))
    both = found.read_s + found.marked_s
    lines = [HEADING, "", *head, f"- **Versions:** {versions}", ""]
    lines += [
        f"A synthetic return. Workbook: {LINES:,} arrangements of {len(LineAnswer.__slots__)} columns, each changed, "
        f"each tenth with a fault. CSV: {CSV_ROWS:,} rows of savings, each new, each tenth with a fault. Wall time "
        f"in one process, median of {REPEATS}. There is no peer: no other tool knows these rules.",
        "",
        "| | Time | Faults found |",
        "|---|--:|--:|",
        f"| Workbook read and checked | {found.read_s:.2f} s | {found.workbook_faults:,} |",
        f"| Its marked copy | {found.marked_s:.2f} s | |",
        f"| CSV read and checked | {found.csv_s:.2f} s | {found.csv_faults:,} |",
        "",
        f"- Workbook with its marked copy, at most {WORKBOOK_S:g} s ({both:.2f} s): {_reached(both <= WORKBOOK_S)}.",
        f"- CSV, at most {CSV_S:g} s: {_reached(found.csv_s <= CSV_S)}.",
        "",
        *_reviewed(found.review),
    ]
    return "\n".join(lines) + "\n"


def _reviewed(found: Mapping[str, Any]) -> Iterator[str]:
    """The team's pages of a round."""
    yield "## The team's pages of a round"
    yield ""
    yield (
        f"The register of data/, and a synthetic round of which {BODIES} bodies signed {found['lines']:,} lines, on "
        "SQLite in one process. What is worked out stands in memory until the register or a return changes."
    )
    yield ""
    yield "| | First after a change | Afterwards, median | Queries |"
    yield "|---|--:|--:|--:|"
    for name in ("glance", "queue"):
        each = found[name]
        yield f"| {name.capitalize()} | {each['first_ms']:,.0f} ms | {each['ms']:,.0f} ms | {each['queries']} |"
    yield ""
    for words, column in (("after a change", "first_ms"), ("otherwise", "ms")):
        slowest = max(found[name][column] for name in ("glance", "queue"))
        yield f"- Either page {words}, at most {PAGE_MS} ms ({slowest:,.0f} ms): {_reached(slowest <= PAGE_MS)}."


def _reached(ok: bool) -> str:
    return "reached" if ok else "not reached"
