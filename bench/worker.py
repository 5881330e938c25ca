"""One measurement in a process of its own: `python -m bench.worker engine FOLDER ANSWERS` says seconds and memory.

The clock runs from the files to the last figure; what Python takes to start, to import, and to write the answers down
so that they can be compared is not counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from bench.synthetic import AS_AT, paths_of, register, write

Value = tuple[float | None, float | None, int, int]
Answers = dict[str, Value]


class System(Protocol):
    """What computes the figures of the register in a folder, and says them as they can be compared."""

    def compute(self, folder: Path) -> Any: ...

    def answers(self, found: Any) -> Answers: ...


class Engine:
    """Sharemap's own."""

    def __init__(self) -> None:
        # Pyarrow imports pandas where it finds it, as here for the peer; a site does not have it.
        import pandas  # noqa: F401

        from sharemap.editions import figures

        self._compute = figures.compute

    def compute(self, folder: Path) -> Any:
        return self._compute(paths_of(folder), AS_AT, contributions=False)

    def answers(self, found: Any) -> Answers:
        wholes = {
            each.figure + " /  /  / ": (each.low, each.high, each.certain, each.possible) for each in found.figures
        }
        return wholes | dict(_cells(found.breakdowns.to_pydict().values()))


def _cells(columns: Iterable[list[Any]]) -> Iterable[tuple[str, Value]]:
    for figure, split, dimension, part, *value in zip(*columns, strict=True):
        low, high, certain, possible = value
        yield " / ".join((figure, split, dimension, part)), (low, high, certain, possible)


class Pandas:
    """The peer."""

    def __init__(self) -> None:
        from bench import peer

        self._compute = peer.compute

    def compute(self, folder: Path) -> Any:
        return self._compute(folder, AS_AT)

    def answers(self, found: Any) -> Answers:
        return {" / ".join(cell): value for cell, value in found.items()}


SYSTEMS: Mapping[str, type[System]] = {"engine": Engine, "pandas": Pandas}


def main(what: str, folder: Path, target: str) -> None:
    """`make FOLDER ARRANGEMENTS` writes a register, `engine` or `pandas` computes one and writes its answers."""
    if what == "make":
        write(register(int(target)), folder)
        return
    system = SYSTEMS[what]()
    start = time.perf_counter()
    found = system.compute(folder)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path(target).write_text(json.dumps(system.answers(found)), encoding="utf-8")
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_kib": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
