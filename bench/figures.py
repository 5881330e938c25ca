"""Measures all figures with all breakdowns at three sizes, the engine and its peer in turn, in fresh processes."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

REPEATS: Mapping[int, int] = {10_000: 3, 100_000: 3, 1_000_000: 1}
SYSTEMS = ("engine", "pandas")


@dataclass(frozen=True)
class Run:
    """What one system took, or why it did not come to an end."""

    seconds: tuple[float, ...]
    peak_mib: float
    failure: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


@dataclass(frozen=True)
class Size:
    """All that was measured of a register of one size."""

    arrangements: int
    made_in: float
    runs: Mapping[str, Run]
    answers: int
    differences: Sequence[str]


def measure(sizes: Mapping[int, int]) -> Iterator[Size]:
    """Each size in turn; `sizes` says how often each is repeated."""
    for arrangements, times in sizes.items():
        with TemporaryDirectory(prefix="sharemap-synthetic-") as room:
            folder = Path(room) / f"synthetic-{arrangements}"
            start = time.perf_counter()
            _work("make", folder, str(arrangements))
            made_in = time.perf_counter() - start
            runs = {system: _runs(system, folder, times) for system in SYSTEMS}
            yield Size(arrangements, made_in, runs, *_compared(folder))


def _runs(system: str, folder: Path, times: int) -> Run:
    seconds, peaks = [], []
    for _ in range(times):
        done = _work(system, folder, str(folder / f"{system}.json"))
        if done.returncode:
            said = done.stderr.strip().splitlines()
            return Run((), 0, said[-1] if said else f"ended by signal {-done.returncode}")
        told = json.loads(done.stdout)
        seconds.append(told["seconds"])
        peaks.append(told["peak_kib"] / 1024)
    return Run(tuple(seconds), max(peaks))


def _work(*told: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.worker", *map(str, told)]
    root = Path(__file__).parents[1]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=told[0] == "make")  # noqa: S603


def _compared(folder: Path) -> tuple[int, list[str]]:
    """How many answers there are, and which differ between the two."""
    files = [folder / f"{system}.json" for system in SYSTEMS]
    if not all(file.exists() for file in files):
        return 0, []
    one, other = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    names = sorted({*one, *other})
    return len(names), [name for name in names if not _same(one.get(name), other.get(name))]


def _same(one: Sequence[float | None] | None, other: Sequence[float | None] | None) -> bool:
    """Two ways to add up may differ in the last digits."""
    if one is None or other is None:
        return False
    return all(
        a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-12))
        for a, b in zip(one, other, strict=True)
    )
