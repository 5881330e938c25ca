"""One measurement in a process of its own: `python -m bench.worker engine FOLDER ANSWERS` says seconds and memory.

The clock runs from the files to the last figure; what Python takes to start and to import is not counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.synthetic import AS_AT, paths_of, register, write
from sharemap.editions.tables import Breakdown, FigureRow

Value = tuple[float | None, float | None, int, int]
Answers = dict[str, Value]


def _engine(folder: Path) -> Callable[[], Answers]:
    from sharemap.editions import figures

    def run() -> Answers:
        found = figures.compute(paths_of(folder), AS_AT, contributions=False)
        wholes = {each.figure + " /  /  / ": _value(each) for each in found.figures}
        return wholes | {
            " / ".join((each.figure, each.split, each.dimension, each.part)): _value(each)
            for each in found.breakdowns
        }

    return run


def _value(row: FigureRow | Breakdown) -> Value:
    return row.low, row.high, row.certain, row.possible


def _pandas(folder: Path) -> Callable[[], Answers]:
    from bench import peer

    def run() -> Answers:
        return {" / ".join(cell): value for cell, value in peer.compute(folder, AS_AT).items()}

    return run


WORKERS: Mapping[str, Callable[[Path], Callable[[], Answers]]] = {"engine": _engine, "pandas": _pandas}


def main(what: str, folder: Path, target: str) -> None:
    """`make FOLDER ARRANGEMENTS` writes a register, `engine` or `pandas` computes one and writes its answers."""
    if what == "make":
        write(register(int(target)), folder)
        return
    run = WORKERS[what](folder)
    start = time.perf_counter()
    answers = run()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path(target).write_text(json.dumps(answers), encoding="utf-8")
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_kib": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
