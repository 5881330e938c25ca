"""Deadline day: 400 bodies open, save and submit within ten minutes, while the map is read 200 times a second."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata
from random import Random
from typing import Any

import httpx

from bench.officer import Officer, browser, version_in
from bench.search import Served, read
from bench.standing import HEADERS, Seated, Standing, standing
from scripts.postgres import postgres

HEADING = "# Deadline day"
SAVE_MS = 500
BODIES, MINUTES, MAP_PER_SECOND, MAP_CLIENTS, WORKERS = 400, 10.0, 200, 40, 2
AT_WORK = 60.0
"""Seconds that one body takes from opening its return to its second signature; half of all, where that is less."""
FILTERS = ("q=audit", "status=live", "region=London", "q=waste", "region=Wales", "status=ended")
# Asks the paths in turn, each at its moment: so many a second whatever the answers take, as long as clients are free.
_SCRIPT = """
local ffi = require("ffi")
ffi.cdef("typedef struct { long s; long us; } tv; int gettimeofday(tv *t, void *z);")
local t = ffi.new("tv")
local function now() ffi.C.gettimeofday(t, nil); return tonumber(t.s) * 1000 + tonumber(t.us) / 1000 end
local paths, at, slot = {}, 0, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
delay = function()
  local moment = now()
  slot = math.max(slot + 1000 / %d, moment - 1000)
  return math.max(0, slot - moment)
end
"""


@dataclass(slots=True)
class Done:
    """What the officers did: seconds of each save and page, what was acknowledged, what was not answered as hoped."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    acknowledged: list[tuple[str, int, int]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Day:
    """A deadline day on one database. `found`: what the database held afterwards (bench.officers)."""

    minutes: float
    done: Done
    map: Served
    found: Mapping[str, Any]
    bodies: int


def measure(minutes: float = MINUTES) -> dict[str, Day]:
    """On both databases, one after the other."""
    with postgres() as cluster:
        days = {"PostgreSQL": day({"DATABASE_URL": cluster.url()}, minutes)}
    return {**days, "SQLite": day({}, minutes)}


def day(told: Mapping[str, str], minutes: float) -> Day:
    with standing({**told, "WEB_CONCURRENCY": str(WORKERS)}) as site:
        # A shorter day is for trying: fewer come, so that as many come in a minute.
        bodies = site.prepare(round(BODIES * minutes / MINUTES))
        site.start()
        done = Done()
        with _map_read(site, minutes * 60) as reading, browser(site.address) as asks:
            _all_answer(asks, bodies, minutes * 60, done)
            map_read = read(reading.communicate()[0])
        return Day(minutes, done, map_read, site.count(done.acknowledged), len(bodies))


@contextmanager
def _map_read(site: Standing, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """What visitors ask: the map, plain and with filters, and the files that its page loads."""
    listed, script = site.var / "paths.txt", site.var / "paths.lua"
    listed.write_text("\n".join(_paths(site)) + "\n")
    script.write_text(_SCRIPT % (listed, MAP_PER_SECOND))
    told = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    how = ["-t1", f"-c{MAP_CLIENTS}", f"-d{seconds:.0f}s", "--timeout", "30s", "--latency", "-s", str(script)]
    with subprocess.Popen(["wrk", *how, *told, site.address], stdout=subprocess.PIPE, text=True) as reading:  # noqa: S603, S607
        yield reading


def _paths(site: Standing) -> list[str]:
    page = httpx.get(f"{site.address}/", headers=HEADERS).text
    files = sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)))
    pages = ["/" if number % 2 else f"/?{FILTERS[number // 2 % len(FILTERS)]}" for number in range(len(files))]
    return [path for pair in zip(files, pages, strict=True) for path in pair]


def _all_answer(asks: httpx.Client, bodies: Sequence[Seated], seconds: float, done: Done) -> None:
    """Each body begins at a moment of its own, and its people take their time."""
    at_work = min(AT_WORK, seconds / 2)
    chance, began = Random(1), time.monotonic()  # noqa: S311
    begins = [chance.uniform(0, seconds - at_work) for _ in bodies]
    with ThreadPoolExecutor(len(bodies)) as pool:  # most of them wait
        for body, after in zip(bodies, begins, strict=True):
            pool.submit(_watched, _Journey(asks, body, at_work, done), began + after)


def _watched(journey: _Journey, begins: float) -> None:
    time.sleep(max(0.0, begins - time.monotonic()))
    try:
        journey.go()
    except Exception as trouble:  # whatever it is, it is an error of that day
        journey.done.errors.append(f"{journey.of.body}: {trouble!r}")


@dataclass(frozen=True, slots=True)
class _Journey:
    """From opening a return to its second signature; every third line with savings."""

    asks: httpx.Client
    of: Seated
    seconds: float
    done: Done

    def go(self) -> None:
        first = Officer(self.asks, self.of.body, self.of.coordinator)
        second = Officer(self.asks, self.of.body, self.of.signatory)
        pause = self.seconds / (len(self.of.lines) + 4)
        self._open(first)
        for line in self.of.lines:
            time.sleep(pause)
            self._answer(first, line)
        for officer, act in ((first, "send"), (second, "sign")):
            time.sleep(pause)
            seen = version_in(self._open(officer, "/sign"))
            self._saved(lambda officer=officer, act=act, seen=seen: officer.send("/sign", {"act": act, "seen": seen}))
            self._open(officer, "/sign")

    def _answer(self, officer: Officer, line: int) -> None:
        savings = line % 3 == 0
        if savings:
            self._open(officer, f"/{line}")
        if self._saved(lambda: officer.answer(line, 1, savings)):
            self.done.acknowledged.append((self.of.body, line, 2))
        self._open(officer)

    def _open(self, officer: Officer, path: str = "") -> httpx.Response:
        began = time.perf_counter()
        answer = officer.open(path)
        self.done.pages.append(time.perf_counter() - began)
        return self._judged(answer, 200)

    def _saved(self, save: Any) -> bool:
        began = time.perf_counter()
        answer: httpx.Response = save()
        self.done.saves.append(time.perf_counter() - began)
        return self._judged(answer, 302).status_code == 302

    def _judged(self, answer: httpx.Response, hoped: int) -> httpx.Response:
        if answer.status_code != hoped:
            self.done.errors.append(f"{answer.request.method} {answer.request.url}: {answer.status_code}")
        return answer


def section(days: Mapping[str, Day], head: Sequence[str]) -> str:
    """The section, written by the command that measured and by nothing else. `head`: day, machine, load."""
    first = next(iter(days.values()))
    lines = [HEADING, "", *head, _versions(), "", _what(first), ""]
    lines += [
        "| | Saves | Median | 99th percentile | Longest | Pages of returns, median | 99th percentile | Map, a second "
        "| Median | 99th percentile |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        *(_row(name, each) for name, each in days.items()),
        "",
        *(line for name, each in days.items() for line in _reached(name, each)),
    ]
    return "\n".join(lines) + "\n"


def _versions() -> str:
    return "- **Versions:** " + ", ".join(
        f"{name} {metadata.version(name)}" for name in ("django", "granian", "psycopg")
    )


def _what(day: Day) -> str:
    return (
        f"The real register; {day.bodies} bodies, those with most arrangements, two made-up people each. Within "
        f"{day.minutes:g} minutes each body opens its return, answers every line, every third with savings, sends "
        f"it, and a second person signs. Meanwhile the map is read {MAP_PER_SECOND} times a second: the page, plain "
        f"and filtered, and its files. granian with {WORKERS} processes and the settings of a public host, on the "
        "same two cores as those who ask. PostgreSQL as it comes, with fsync and synchronous_commit; SQLite with WAL "
        "and synchronous FULL. A save is an answer, a sending or a signature, until it is said to be kept."
    )


def _row(name: str, day: Day) -> str:
    saves, pages = day.done.saves, day.done.pages
    cells = [name, f"{len(saves):,}", *(f"{_percentile(saves, share):.0f} ms" for share in (0.5, 0.99, 1))]
    cells += [f"{_percentile(pages, share):.0f} ms" for share in (0.5, 0.99)]
    cells += [f"{day.map.per_second:.0f}", f"{day.map.median_ms:.0f} ms", f"{day.map.p99_ms:.0f} ms"]
    return f"| {' | '.join(cells)} |"


def _percentile(seconds: Sequence[float], share: float) -> float:
    """Milliseconds."""
    found = sorted(seconds)
    return found[min(len(found) - 1, int(len(found) * share))] * 1000


def _reached(name: str, day: Day) -> Iterator[str]:
    faults, missing = len(day.found["faults"]), day.found["missing"]
    errors = len(day.done.errors) + day.map.failed
    first = f", the first: {day.done.errors[0]}" if day.done.errors else ""
    slow = _percentile(day.done.saves, 0.99)
    for what, ok in (
        (f"No error ({errors}{first})", not errors),
        (f"A save within {SAVE_MS} ms at the 99th percentile ({slow:.0f} ms)", slow <= SAVE_MS),
        (f"The map read {MAP_PER_SECOND} times a second", day.map.per_second >= MAP_PER_SECOND * 0.99),
        (
            f"Every acknowledged answer there afterwards ({len(day.done.acknowledged):,} counted against events and "
            f"lines, {missing} missing, {faults} faults in chains)",
            not missing and not faults,
        ),
        (f"All {day.bodies} returns submitted ({day.found['submitted']})", day.found["submitted"] == day.bodies),
    ):
        yield f"- {name}: {what}: {'reached' if ok else 'not reached'}."
