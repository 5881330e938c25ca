"""`python -m bench` measures all and writes RESULTS.md; with sizes, as `python -m bench 10000`, it only says."""

from __future__ import annotations

import os
import sys

from bench.figures import REPEATS, measure
from bench.results import RESULTS, page


def main(told: list[str]) -> None:
    load = os.getloadavg()[0]
    sizes = {int(each): REPEATS.get(int(each), 1) for each in told} or REPEATS
    found = []
    for size in measure(sizes):
        found.append(size)
        for system, run in size.runs.items():
            said = run.failure or f"{run.median:.2f} s, {run.peak_mib:,.0f} MiB"
            print(f"{size.arrangements:,} arrangements, {system}: {said}", flush=True)
        print(f"{size.answers:,} values, {len(size.differences)} differ", flush=True)
    if told:
        print(page(found, load))
    else:
        RESULTS.write_text(page(found, load), encoding="utf-8")
        print(f"Written: {RESULTS}")


if __name__ == "__main__":
    main(sys.argv[1:])
