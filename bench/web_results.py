"""Says in words and tables how fast the site is, what was asked for, and whether it was reached."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata

from bench.browser import CHOICES, CHROMIUM, SLOWER, VIEWS
from bench.search import CLIENTS, FACETS, ROWS, SECONDS
from bench.web import CHOSEN_AMONG, SEARCHED, WORKERS, Web

HEADING = "# How fast the site is"
FIRST_BYTES, FIRST_MS = 150_000, 2000
AT_ONCE_MS, AT_ONCE_MANY_MS, PAINTED_MS = 10, 50, 200
PER_SECOND, P99_MS, TIMES = 500, 40, 10
HELD_MS = 1.0


def section(web: Web, head: list[str]) -> str:
    """The section, written by the command that measured and by nothing else. `head`: day, machine, load."""
    lines = [HEADING, "", *head, _versions(), "", *_search(web), "", *_first(web), "", *_choices(web)]
    return "\n".join(lines) + "\n"


def _versions() -> str:
    told = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    browser = re.search(r"Chromium [\d.]+", told)
    names = ("django", "granian", "pyroaring", "datasette", "datasette-cluster-map", "folium")
    held = [*(f"{name} {metadata.version(name)}" for name in names), browser[0] if browser else ""]
    return f"- **Versions:** {', '.join(held)}"


def _asked(what: str, ok: bool) -> str:
    return f"- {what}: {'reached' if ok else 'not reached'}."


def _table(head: str, kinds: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table between blank lines."""
    yield from ("", head, kinds)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _search(web: Web) -> Iterator[str]:
    ours, theirs = web.search["Sharemap"], web.search["Datasette"]
    yield "## Search with filters and facets"
    yield ""
    yield (
        f"{SEARCHED:,} synthetic arrangements; {CLIENTS} clients on the same two cores ask for at most {SECONDS} s, "
        f"each query once. An answer holds the first {ROWS} rows, how many match, and the counts of five facets: "
        f"{', '.join(FACETS)}. Sharemap: `/api/v1/arrangements`, {WORKERS} processes; it counts every region and "
        "service of an arrangement. Datasette: one file that never changes, counted beforehand, an index for each "
        "column and each pair, statistics, full-text search, no suggested facets; its regions and services are the "
        "first of each arrangement, which is less to count."
    )
    yield from _table(
        "| | Requests a second | Median | 99th percentile | Not answered |",
        "|---|--:|--:|--:|--:|",
        (
            (name, f"{each.per_second:,.0f}", f"{each.median_ms:.1f} ms", f"{each.p99_ms:.1f} ms", str(each.failed))
            for name, each in web.search.items()
        ),
    )
    times = ours.per_second / theirs.per_second if theirs.per_second else 0
    yield _asked(f"At least {PER_SECOND} a second", ours.per_second >= PER_SECOND)
    yield _asked(f"99th percentile at most {P99_MS} ms", ours.p99_ms <= P99_MS)
    yield _asked(f"At least {TIMES} times Datasette (it is {times:.1f} times)", times >= TIMES)
    each_ms = 1000 / web.held.per_second
    what = (
        f"The first page of the real register, from memory, one process: {each_ms:.2f} ms each, at most {HELD_MS:g}"
    )
    yield _asked(what, each_ms <= HELD_MS)


def _first(web: Web) -> Iterator[str]:
    ours = web.first["Sharemap"]
    yield "## The first view of the map"
    yield ""
    yield (
        f"The real register; a browser with nothing kept, {SLOWER} times slower a processor, 1.6 Mbit/s, 150 ms. The "
        "same rows on a page made with folium (a marker with its text for each arrangement that has a place; its "
        "libraries, which it takes from four other hosts, served from this machine and compressed) and on Datasette "
        "with its cluster map. Neither peer loads a picture of the land. Drawn: Sharemap when its map is painted; a "
        f"peer, when its first marker is in the page; the middle one of {VIEWS}."
    )
    yield from _table(
        "| | Bytes | Requests | To other hosts | Drawn after |",
        "|---|--:|--:|--:|--:|",
        (
            (name, f"{view.bytes:,}", str(view.requests), str(view.elsewhere), f"{view.milliseconds:,.0f} ms")
            for name, view in web.first.items()
        ),
    )
    yield _asked(f"At most {FIRST_BYTES:,} bytes, with all that search needs", ours.bytes <= FIRST_BYTES)
    yield _asked("No request to others", ours.elsewhere == 0)
    yield _asked(f"Drawn within {FIRST_MS:,} ms", ours.milliseconds <= FIRST_MS)
    more = f"{web.with_index.bytes:,} bytes"
    yield f"- With the filters' index and all days' outlines, which a touch of a filter loads: {more}."


def _choices(web: Web) -> Iterator[str]:
    yield "## A choice on the map"
    yield ""
    yield (
        f"{CHOICES} choices in the form, each of another value than the last, with the index loaded. Script: from "
        "the choice to the new classes of the areas and the new counts that are to be seen; a closed list is counted "
        "when it is pointed at, or after the paint. Layout: layout and style until that is painted, before the "
        "server's answer. Painted: from the choice to the next frame."
    )
    yield from _table(
        "| Arrangements | Processor | Script and layout, median | Painted, 98th percentile |",
        "|---|---|--:|--:|",
        (
            (*_of(name), f"{made.at_once:.1f} ms", f"{made.nearly_all_painted:.0f} ms")
            for name, made in web.choices.items()
        ),
    )
    real, slow, many = (web.choices[name] for name in ("real, 1", f"real, {SLOWER}", "synthetic, 1"))
    yield _asked(f"Real register, at most {AT_ONCE_MS} ms", real.at_once <= AT_ONCE_MS)
    yield _asked(f"Painted within {PAINTED_MS} ms on the slower processor", slow.nearly_all_painted <= PAINTED_MS)
    yield _asked(f"{CHOSEN_AMONG:,} arrangements, at most {AT_ONCE_MANY_MS} ms", many.at_once <= AT_ONCE_MANY_MS)


def _of(name: str) -> tuple[str, str]:
    register, slower = name.split(", ")
    of = f"{CHOSEN_AMONG:,}, synthetic" if register == "synthetic" else "the real register"
    return of, "as it is" if slower == "1" else f"{slower} times slower"
