"""A small register to publish, and a publisher that can be stopped at any step, here or in a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa

from sharemap.bodies.areas import outlines
from sharemap.core.problem import Problem
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Frozen, go_on
from sharemap.editions.publish import Order, Place, Wanted, publish, rehearse
from sharemap.editions.store import Store
from sharemap.register.data import read_data
from tests.conftest import ROOT
from tests.explore.world import TODAY, areas, rows

HEADS = {"a2": "2" * 64, "a1": "1" * 64}
FIRST = Order("2026.1")
CORRECTION = Order("", "2026.1", "South was left out; it is in.")


@cache
def tables() -> Mapping[str, pa.Table]:
    return build_tables(rows(), areas(), TODAY)


def frozen(data: str = "0" * 64, as_at: date = TODAY) -> Frozen:
    """The small country's register; `data` stands for what it was made from."""
    return Frozen({}, tables(), as_at, data, (800, 1500), HEADS)


def nothing_found(_: Mapping[str, pa.Table], __: date) -> Sequence[Problem]:
    return []


@dataclass
class Desk:
    """Where a test publishes, and all that was said there."""

    folder: Path
    url: str = ""
    said: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    step: Callable[[str], None] = go_on
    checks: Callable[[Mapping[str, pa.Table], date], Sequence[Problem]] = nothing_found

    @property
    def place(self) -> Place:
        return Place(self.folder / "editions", self.folder / "manifests", Store(self.url) if self.url else None)

    @property
    def editions(self) -> Path:
        return self.folder / "editions"

    def publish(self, order: Order, register: Frozen | None = None, commit: bool = True) -> list[Problem]:
        wanted = Wanted(order, register or frozen(), self.checks, self.said.append, self._stepped)
        return (publish if commit else rehearse)(wanted, self.place)

    def _stepped(self, name: str) -> None:
        self.steps.append(name)
        self.step(name)


def publish_and_die(folder: str, url: str, step: str) -> None:
    """Publish the correction of 2026.1, and be gone when the step is done."""

    def die(name: str) -> None:
        if name == step:
            os._exit(9)

    Desk(Path(folder), url, step=die).publish(CORRECTION, frozen("1" * 64))


def publish_the_real_register(folder: str) -> None:
    """Without a database: what its events are is given."""
    data, _ = read_data(ROOT / "data")
    drawn = outlines.read(ROOT / "data" / "areas" / "areas.topojson")
    made = build_tables(data.rows, drawn, data.as_at)
    register = Frozen(data.rows, made, data.as_at, data.fingerprint, (drawn.width, drawn.height), HEADS)
    assert Desk(Path(folder)).publish(Order(f"{data.as_at.year}.1"), register) == []


if __name__ == "__main__":
    if sys.argv[1] == "and_die":
        publish_and_die(*sys.argv[2:])
    else:
        publish_the_real_register(sys.argv[2])
