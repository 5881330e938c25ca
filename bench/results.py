"""Writes RESULTS.md: the machine, the versions, what was measured, and how to do it again."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib import metadata
from pathlib import Path

from bench.figures import SYSTEMS, Run, Size
from bench.synthetic import CLAIMS_EACH

RESULTS = Path(__file__).with_name("RESULTS.md")
# What the design asks for: seconds by number of arrangements, and memory whatever the number.
REACH = {100_000: 1.5, 1_000_000: 10.0}
REACH_MIB = 2048


HEADING = "# How fast figures are"


def section(sizes: Sequence[Size], load: float) -> str:
    """The section, written by the command that measured and by nothing else."""
    return "\n".join([*_head(load), *_table(sizes), "", *_reached(sizes), "", *_agreement(sizes)]) + "\n"


def replaced(page: str, new: str) -> str:
    """The page with a section in the place of the one that has its heading; at its end where there is none yet."""
    heading = new.partition("\n")[0]
    sections = [each for each in re.split(r"^(?=# )", page, flags=re.MULTILINE) if each.strip()]
    kept = [new if each.startswith(heading + "\n") else each.rstrip() + "\n" for each in sections]
    return "\n".join(kept if new in kept else [*kept, new])


def _head(load: float) -> Iterator[str]:
    yield HEADING
    yield ""
    yield from measured(load)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("duckdb", "pyarrow", "pandas", "numpy"))
    yield f"- **Versions:** Python {platform.python_version()}, {versions}"
    yield ""
    yield (
        "All figures with all their breakdowns, from an edition's Parquet files to the last value, in a fresh "
        "process; starting Python and importing are not counted. Two queries are asked at a "
        "time, and DuckDB may use two threads for each. The registers are "
        f"synthetic (`bench/synthetic.py`), with {CLAIMS_EACH} claims for each arrangement. pandas does the same "
        "beside it (`bench/peer.py`)."
    )
    yield ""


def measured(load: float) -> Iterator[str]:
    """When and where."""
    yield f"- **Measured:** {date.today():%-d %B %Y}"  # noqa: DTZ011
    yield f"- **Machine:** {_processor()}, {os.cpu_count()} cores, {_memory():.0f} GiB, {platform.system()}"
    yield f"- **Load before it began:** {load:.1f} (0 is a machine with nothing else to do)"


def _table(sizes: Sequence[Size]) -> Iterator[str]:
    yield "| Arrangements | Claims | Figures and cells | Engine | Its memory | pandas | Its memory |"
    yield "|--:|--:|--:|--:|--:|--:|--:|"
    for size in sizes:
        cells = [f"{size.arrangements:,}", f"{size.arrangements * CLAIMS_EACH:,}", f"{size.answers:,}"]
        cells += [cell for system in SYSTEMS for cell in _cells(size.runs[system])]
        yield f"| {' | '.join(cells)} |"


def _cells(run: Run) -> tuple[str, str]:
    if run.failure:
        return f"did not finish: {run.failure}", "–"
    times = f" (median of {len(run.seconds)})" if len(run.seconds) > 1 else ""
    return f"{run.median:.2f} s{times}", f"{run.peak_mib:,.0f} MiB"


def _reached(sizes: Iterable[Size]) -> Iterator[str]:
    """What was asked for, beside what was found."""
    for size in sizes:
        run, asked = size.runs["engine"], REACH.get(size.arrangements)
        if asked is None:
            continue
        if run.failure:
            yield f"- {size.arrangements:,}: not reached, it did not finish."
            continue
        time = "reached" if run.median <= asked else "not reached"
        room = "reached" if run.peak_mib <= REACH_MIB else "not reached"
        yield f"- {size.arrangements:,}: at most {asked:g} s, {time}; at most {REACH_MIB:,} MiB, {room}."


def _agreement(sizes: Iterable[Size]) -> Iterator[str]:
    for size in sizes:
        if size.answers:
            differ = f"{len(size.differences):,} of {size.answers:,} differ" if size.differences else "all agree"
            first = f", the first: {size.differences[0]}" if size.differences else ""
            yield f"- {size.arrangements:,}: of the values of both, {differ}{first}. Made in {size.made_in:.0f} s."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
