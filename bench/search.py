"""Filtered, faceted search over HTTP: distinct queries, none asked before, eight clients; the API beside Datasette.

`wrk` asks. Both answer the first rows that match, how many there are, and how often each value of five facets comes.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from sharemap.editions.read import Edition
from sharemap.explore.facets import size_of, staying
from sharemap.register.rows import DeliveryModel
from sharemap.register.status import StatusWord

FACETS = ("status", "model", "size", "region", "service")
ROWS = 20
CLIENTS = 8
SECONDS = 15
WARM = 200
"""Queries asked before the clock runs, by the same clients."""
SETTINGS: Mapping[str, int] = {
    "suggest_facets": 0,
    "facet_time_limit_ms": 10_000,
    "sql_time_limit_ms": 10_000,
    "num_sql_threads": 4,
    "cache_size_kb": 200_000,
    "max_returned_rows": 1000,
}
"""Of Datasette: no facets suggested, none cut short, room for the whole file in its cache."""
# Asks each path once, in order, and stops when there are no more.
_SCRIPT = """
local paths, at = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
request = function()
  at = at + 1
  if at >= #paths then wrk.thread:stop() end
  return wrk.format("GET", paths[math.min(at, #paths)], {["Accept-Encoding"] = "gzip"})
end
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Served:
    """What a server did: requests a second, milliseconds at the middle and the 99th percentile, answers not 200."""

    per_second: float
    median_ms: float
    p99_ms: float
    failed: int


def searched(edition: Edition) -> list[dict[str, str]]:
    """The rows that Datasette searches: of region and service the first, so that its facets are columns.

    Ours counts each region and service that an arrangement has, which is more.
    """
    return [
        {
            "slug": entry.arrangement.slug,
            "name": entry.arrangement.name,
            "status": str(entry.status.word),
            "model": str(entry.arrangement.model),
            "size": str(size_of(len(staying(entry, edition.as_at)))),
            "region": entry.regions[0] if entry.regions else "",
            "service": entry.services[0].key if entry.services else "",
        }
        for entry in edition.entries
    ]


def choices(edition: Edition) -> list[dict[str, str]]:
    """Filters, each unlike all others, in an order that is always the same; each fourth has words too."""
    regions = sorted({region for entry in edition.entries[:2000] for region in entry.regions})
    named = product(edition.services, regions, StatusWord, ["", *DeliveryModel])
    held = [
        {"service": service, "region": region, "status": str(status), **({"model": str(model)} if model else {})}
        for service, region, status, model in named
    ]
    Random(1).shuffle(held)  # noqa: S311
    return [{**each, "q": f"{place % 1000:04}"} if place % 4 == 0 else each for place, each in enumerate(held)]


def ours(chosen: Mapping[str, str]) -> str:
    told = [*chosen.items(), *(("facet", name) for name in FACETS), ("limit", str(ROWS))]
    return f"/api/v1/arrangements?{urlencode(told)}"


def theirs(chosen: Mapping[str, str]) -> str:
    words = [("_search", f"{chosen['q']}*"), ("_searchmode", "raw")] if "q" in chosen else []
    exact = [(f"{name}__exact", value) for name, value in chosen.items() if name != "q"]
    told = [*exact, *words, *(("_facet", name) for name in FACETS), ("_size", str(ROWS))]
    return f"/search/arrangements.json?{urlencode(told)}"


def ask(address: str, paths: Sequence[str], room: Path) -> Served:
    """First some that warm the server, then others against the clock."""
    _wrk(address, paths[:WARM], room)
    return read(_wrk(address, paths[WARM:], room))


def _wrk(address: str, paths: Sequence[str], room: Path) -> str:
    listed, script = room / "paths.txt", room / "paths.lua"
    listed.write_text("\n".join(paths) + "\n")
    script.write_text(_SCRIPT % listed)
    command = [
        "wrk",
        "-t1",
        f"-c{CLIENTS}",
        f"-d{SECONDS}s",
        "--timeout",
        "30s",
        "--latency",
        "-s",
        str(script),
        address,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def read(said: str) -> Served:
    """What wrk printed."""
    times = {share: _milliseconds(told) for share, told in re.findall(r"^\s+(\d+)%\s+(\S+)\s*$", said, re.MULTILINE)}
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", said)
    failed = re.findall(r"Non-2xx or 3xx responses: (\d+)", said)
    failed += re.findall(r"\d+", "".join(re.findall(r"Socket errors: (.*)", said)))
    return Served(
        float(per_second[1]) if per_second else 0.0,
        times.get("50", 0.0),
        times.get("99", 0.0),
        sum(map(int, failed)),
    )


def _milliseconds(told: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", told).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS[unit]
