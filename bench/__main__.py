"""`python -m bench` measures all and writes RESULTS.md; `… web`, `figures`, `returns`, `deadline`: a part.

`… 10000` prints the figures of a size; `… deadline --minutes 1` prints a shorter deadline day. Both write nothing.
"""

from __future__ import annotations

import os
import sys

from bench import deadline, results, returns, web, web_results
from bench.figures import REPEATS, Size, measure

PARTS = ("figures", "web", "returns", "deadline")


def main(told: list[str]) -> None:
    if told[:2] == ["deadline", "--minutes"]:
        print(deadline.section(deadline.measure(float(told[2])), list(results.measured(os.getloadavg()[0]))))
        return
    sizes = [int(each) for each in told if each.isdigit()]
    if sizes:
        print(results.section(list(_sized(sizes)), os.getloadavg()[0]))
        return
    for part in told or PARTS:
        load = os.getloadavg()[0]
        new = _section(part, load)
        page = results.RESULTS.read_text(encoding="utf-8")
        results.RESULTS.write_text(results.replaced(page, new), encoding="utf-8")
        print(f"Written: {part} in {results.RESULTS}", flush=True)


def _section(part: str, load: float) -> str:
    match part:
        case "figures":
            return results.section(list(_sized(list(REPEATS))), load)
        case "returns":
            return returns.section(returns.measure(), list(results.measured(load)))
        case "deadline":
            return deadline.section(deadline.measure(), list(results.measured(load)))
    return _web(load)


def _sized(sizes: list[int]) -> list[Size]:
    found = []
    for size in measure({each: REPEATS.get(each, 1) for each in sizes}):
        found.append(size)
        for system, run in size.runs.items():
            said = run.failure or f"{run.median:.2f} s, {run.peak_mib:,.0f} MiB"
            print(f"{size.arrangements:,} arrangements, {system}: {said}", flush=True)
        print(f"{size.answers:,} values, {len(size.differences)} differ", flush=True)
    return found


def _web(load: float) -> str:
    return web_results.section(web.measure(), list(results.measured(load)))


if __name__ == "__main__":
    main(sys.argv[1:])
