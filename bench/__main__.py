"""`python -m bench` measures all and writes RESULTS.md; `… web` or `… figures` a part; `… 10000` says one size."""

from __future__ import annotations

import os
import sys

from bench import results, web, web_results
from bench.figures import REPEATS, Size, measure

PARTS = ("figures", "web")


def main(told: list[str]) -> None:
    sizes = [int(each) for each in told if each.isdigit()]
    if sizes:
        print(results.section(list(_sized(sizes)), os.getloadavg()[0]))
        return
    for part in told or PARTS:
        load = os.getloadavg()[0]
        new = results.section(list(_sized(list(REPEATS))), load) if part == "figures" else _web(load)
        page = results.RESULTS.read_text(encoding="utf-8")
        results.RESULTS.write_text(results.replaced(page, new), encoding="utf-8")
        print(f"Written: {part} in {results.RESULTS}", flush=True)


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
