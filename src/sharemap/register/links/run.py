"""Checks the addresses of the register's sources one after the other, and can be stopped and taken up at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from sharemap.core.fields import csv_text, read_csv
from sharemap.core.problem import Problem
from sharemap.register.links import archive, checking
from sharemap.register.links.checking import Answer, Failure, LinkCheck
from sharemap.register.links.reach import Asker, can_look_up
from sharemap.register.rows import Source

SOURCES = "register/sources.csv"
NOT_FOUND = (Failure.NO_SUCH_HOST, Failure.NOT_LOOKED_UP)
NOT_ASKED, OFFLINE = "address", "offline"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sources to ask: at most `limit` (0: all), only those of `host` and the hosts below it (blank: all)."""

    limit: int = 0
    host: str = ""

    def holds(self, source: Source) -> bool:
        try:
            host = urlsplit(source.url).hostname or ""
        except ValueError:  # no address at all
            host = ""
        return f".{host}".endswith(f".{self.host}") if self.host else True


@dataclass(slots=True)
class Checker:
    """Asks for one source after the other. An archive that is down or asks for rest is asked no more in this run."""

    asker: Asker
    today: date
    service: str = archive.AVAILABILITY
    _resting: str = field(default="", init=False)

    def check(self, source: Source) -> LinkCheck | Problem:
        answer = self.asker.ask(source.url)
        if answer.failure is Failure.FORBIDDEN:
            return _not_public(source, answer)
        if answer.failure in NOT_FOUND and not can_look_up(self.service):
            return _offline(source, answer)
        wanted = checking.helped_by_a_copy(checking.outcome_of(source.url, answer)) and not source.archived
        copy = self._copy(source) if wanted else ""
        if isinstance(copy, Problem):
            return copy
        return checking.checked(source.id, source.url, answer, self.today, copy)

    def _copy(self, source: Source) -> str | Problem:
        if self._resting:
            return archive.no_copy_known(source, self._resting)
        answer, text = self.asker.read(archive.question(self.service, source))
        if answer.status == 200:
            return archive.nearest_copy(text, source)
        found = f"{answer.status or answer.failure} from the archive"
        if answer.failure or answer.status in (429, 503):
            self._resting = found
        return archive.no_copy_known(source, found)


def check_links(data: Path, to: Path, checker: Checker, choice: Choice, out: TextIO) -> int:
    """Append what is found to `to`, leaving out what stands there. 1 if a source could not be judged, else 0."""
    sources, problems = read_csv(data / SOURCES, Source)
    known, faults = read_csv(to, LinkCheck) if to.exists() and to.stat().st_size else ([], [])
    if problems or faults:
        out.writelines(f"{problem}\n" for problem in [*problems, *faults])
        return 1
    asked = {(each.source, each.url) for each in known}
    waiting = [each for each in sources if (each.id, each.url) not in asked and choice.holds(each)]
    found, problems = _kept(_each(waiting, checker, choice.limit), to)
    out.writelines(f"{line}\n" for line in _report(found, problems, len(waiting)))
    return 1 if problems else 0


def _each(waiting: Iterable[Source], checker: Checker, limit: int) -> Iterator[LinkCheck | Problem]:
    """What is found of one source after the other, until so many were asked or the network is away."""
    asked = 0
    for source in waiting:
        found = checker.check(source)
        yield found
        code = found.code if isinstance(found, Problem) else ""
        asked += code != NOT_ASKED
        if code == OFFLINE or (limit and asked == limit):
            return


def _kept(found: Iterable[LinkCheck | Problem], to: Path) -> tuple[list[LinkCheck], list[Problem]]:
    """Each row is in the file before the next source is asked."""
    rows: list[LinkCheck] = []
    problems: list[Problem] = []
    with to.open("a", encoding="utf-8", newline="") as stream:
        stream.write(_before_the_next_row(to))
        for each in found:
            if isinstance(each, Problem):
                problems.append(each)
            else:
                rows.append(each)
                stream.write(csv_text([each], LinkCheck).partition("\n")[2])
                stream.flush()
    return rows, problems


def _before_the_next_row(to: Path) -> str:
    """The header of a new file; the end of a last line that an editor left open."""
    held = to.read_bytes()
    return csv_text([], LinkCheck) if not held else "" if held.endswith(b"\n") else "\n"


def _report(rows: list[LinkCheck], problems: list[Problem], waiting: int) -> Iterable[str]:
    outcomes = Counter(row.outcome for row in rows)
    yield from (f"{row.source} {row.outcome}: {row.url}" for row in rows if row.outcome is not checking.Outcome.ALIVE)
    yield from map(str, problems)
    counts = ", ".join(f"{outcome} {outcomes[outcome]}" for outcome in checking.Outcome)
    yield f"Asked {len(rows)} of {waiting} sources that were waiting: {counts}."
    yield f"Archived copies found: {sum(bool(row.archived) for row in rows)}. Not judged: {len(problems)}."


def _not_public(source: Source, answer: Answer) -> Problem:
    needed = "The address must be one of the public web: https:// or http://, and not inside a private network."
    fix = "Correct the address, or look at the page by hand."
    return Problem(NOT_ASKED, f"sources.csv, the row “{source.id}”, url", f"“{answer.address}”", needed, fix)


def _offline(source: Source, answer: Answer) -> Problem:
    """Nothing is known of any source where not even the archive's name is found."""
    needed = "A machine on the internet is needed: it must find the hosts of sources and of the archive."
    return Problem(
        OFFLINE, f"source {source.id}", f"“{answer.failure}” for both", needed, "Connect it, and run again."
    )
