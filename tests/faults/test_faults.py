"""Torn out in the middle of saving, ten times each: what was acknowledged is there, and nothing is half-written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from bench.officer import Officer, browser, version_in
from bench.standing import Seated
from tests.faults.conftest import Stood

pytestmark = pytest.mark.django_db
KILLS, SAVES_BETWEEN = 10, 6
WAIT = 60.0


@dataclass
class Saving:
    """People who save without a pause, and what they were told. `up`: there is somebody to ask."""

    up: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    told: threading.Condition = field(default_factory=threading.Condition)
    acknowledged: list[tuple[str, int, int]] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)

    def save(self, asks: httpx.Client, of: Seated) -> None:
        """Go on until it is over. A save of which nothing was heard may have come through, and no other may have."""
        officer, versions = Officer(asks, of.body, of.coordinator), dict.fromkeys(of.lines, 1)
        while not self.over.is_set():
            for line in of.lines:
                self.up.wait(WAIT)
                try:
                    self._save(officer, line, versions)
                except httpx.TransportError:
                    self.up.wait(0.01)

    def _save(self, officer: Officer, line: int, versions: dict[int, int]) -> None:
        page = officer.open(f"/{line}")
        if page.status_code != 200:
            self._unlike(page)
            return
        seen = int(version_in(page))
        if seen < versions[line]:
            self.unlike.append(f"{officer.body}, line {line}: version {seen} after {versions[line]} was acknowledged")
        answer = officer.answer(line, seen, savings=seen % 2 == 0)
        if answer.status_code != 302:
            self._unlike(answer)
            return
        versions[line] = seen + 1
        with self.told:
            self.acknowledged.append((officer.body, line, seen + 1))
            self.told.notify_all()

    def _unlike(self, answer: httpx.Response) -> None:
        """Without a database the page says so; nothing else may come."""
        said_so = answer.status_code == 503 and "Not just now" in answer.text and "Traceback" not in answer.text
        if not said_so:
            self.unlike.append(f"{answer.request.method} {answer.request.url}: {answer.status_code}")

    def wait_for(self, more: int) -> None:
        with self.told:
            wanted = len(self.acknowledged) + more
            assert self.told.wait_for(lambda: len(self.acknowledged) >= wanted, WAIT), "nothing is saved any more"


@contextmanager
def saving(stood: Stood) -> Iterator[Saving]:
    people = Saving()
    people.up.set()
    with browser(stood.site.address) as asks, ThreadPoolExecutor(len(stood.bodies)) as pool:
        done = [pool.submit(people.save, asks, of) for of in stood.bodies]
        try:
            yield people
        finally:
            people.up.set()
            people.over.set()
    for each in done:
        each.result()


def torn_out(stood: Stood, tear: Callable[[], None], mend: Callable[[], None]) -> None:
    with saving(stood) as people:
        for _ in range(KILLS):
            people.wait_for(SAVES_BETWEEN)
            tear()
            people.up.clear()
            mend()
            people.up.set()
        people.wait_for(SAVES_BETWEEN)
    assert people.unlike == []
    assert stood.site.count(people.acknowledged) == {"missing": 0, "faults": [], "submitted": 0}


def test_the_web_server_killed_ten_times(stood: Stood) -> None:
    stood.site.start()
    torn_out(stood, stood.site.kill, stood.site.start)
    stood.site.kill()


def test_the_database_killed_ten_times(stood: Stood) -> None:
    if stood.cluster is None:
        pytest.skip("SQLite has no server of its own: it goes with the web server")
    stood.site.start()
    torn_out(stood, stood.cluster.kill, stood.cluster.start)
    stood.site.kill()


def test_while_the_database_is_down_the_map_is_read_and_what_was_typed_is_kept(stood: Stood) -> None:
    if stood.cluster is None:
        pytest.skip("SQLite has no server of its own: it goes with the web server")
    stood.site.start()
    with browser(stood.site.address) as asks:
        of = stood.bodies[0]
        officer = Officer(asks, of.body, of.coordinator)
        seen = version_in(officer.open("/1"))
        stood.cluster.stop()
        typed = {"decision": "we dispute this", "why": "We left in 2019 & say <so>.", "seen": seen}
        answer = officer.send("/1", typed)
        assert answer.status_code == 503
        assert "We left in 2019 &amp; say &lt;so&gt;." in answer.text
        assert officer.open().status_code == 503
        assert asks.get("/").status_code == asks.get("/arrangements.csv").status_code == 200
        stood.cluster.start()
        assert officer.send("/1", typed).status_code == 302
    stood.site.kill()
    assert "Internal Server Error" not in stood.site.log()
