"""The commands that publish, correct, fetch and verify editions: what they are told, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions.checks import run
from sharemap.editions.checks.finding import Finding, joined
from sharemap.editions.cut import Frozen
from sharemap.editions.publish import (
    Checks,
    Order,
    Place,
    Wanted,
    locked,
    point_to_latest,
    publish,
    rehearse,
    sweep,
)
from sharemap.editions.read import MANIFEST
from sharemap.editions.standing import numbered
from sharemap.editions.store import Store, fetch_missing
from sharemap.editions.verify import verified

RECORDS = "editions"
"""The folder in data/ where the manifests of published editions are kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a command says what it does, and what is wrong."""

    out: TextIO
    wrong: TextIO

    def words(self, words: str) -> None:
        print(words, file=self.out, flush=True)

    def result(self, problems: Iterable[Problem]) -> int:
        """1 if there are problems, each said in a line."""
        found = [print(problem, file=self.wrong) for problem in problems]
        return 1 if found else 0


def place_of(data: Path, editions: Path, url: str) -> Place:
    return Place(editions, data / RECORDS, Store(url) if url else None)


def checks_of(rows: Mapping[type[Row], list[Row]]) -> Checks:
    """The checks of `sharemap check` on these rows, as publishing asks them."""

    def check(tables: Mapping[str, pa.Table], as_at: date) -> list[Problem]:
        return [_as_problem(each) for each in run(rows, as_at)]

    return check


def _as_problem(each: Finding) -> Problem:
    fix = "Put it right in data/register, or say there why it is so."
    return Problem(each.check, each.subject, f"it in {joined(list(each.rows))}", each.sentence, fix, each.severity)


def publish_command(frozen: Frozen, place: Place, order: Order, commit: bool, said: Said) -> int:
    """Publish the register as it was frozen, or say what that would do."""
    wanted = Wanted(order, frozen, checks_of(frozen.rows), said.words)
    return said.result((publish if commit else rehearse)(wanted, place))


def fetch_command(place: Place, said: Said) -> int:
    """Bring every published edition of the store here, and point to the latest."""
    return said.result(fetched(place))


def fetched(place: Place) -> list[Problem]:
    """What could not be brought here from the store, with what stands here untouched."""
    if place.store is None:
        return []
    try:
        with locked(place.editions) as alone:
            if alone:
                sweep(place)
                problems = fetch_missing(place.store, place.editions)
                point_to_latest(place.editions)
                return problems
    except OSError as trouble:
        needed = "The store of editions must answer. What stands here is served."
        return [
            Problem("store", place.store.url, f"“{trouble}”", needed, "Look at SHAREMAP_EDITIONS, and try again.")
        ]
    return []


def verify_command(place: Place, name: str, said: Said) -> int:
    """Say of every published edition, or of the one named, whether its files are those that its manifest names."""
    folders = [place.editions / name] if name else [path for _, path in numbered(place.editions)]
    if not folders:
        said.words("No edition is published here yet.")
    return max([_verify(folder, place.manifests / folder.name, said) for folder in folders], default=0)


def _verify(folder: Path, record: Path, said: Said) -> int:
    found = verified(folder)
    if isinstance(found, list):
        return said.result(found)
    if (record / MANIFEST).exists() and (record / MANIFEST).read_bytes() != (folder / MANIFEST).read_bytes():
        needed = "The manifest kept beside the data and that of the edition must be the same."
        fix = "Find out which was changed; the history of data/ says it."
        return said.result([Problem("two manifests", found.name, "two that differ", needed, fix)])
    said.words(f"{found.name}: {len(found.files)} files, all as the manifest says; manifest {found.sha256}")
    return 0
