"""Writes the sample of postcodes that the tests try: `python -m tests.bodies.postcodes_sample`, after `make areas`.

Every 1,300th of the directory, and all of the sectors that lie in more districts than any other.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from sharemap.bodies.postcodes_derive import placed

PLACE = Path(__file__).with_suffix(".csv")
STEP = 1300
SECTORS_WITH_MOST = 5


def main() -> None:
    rows = list(placed(Path()))
    districts: dict[str, set[str]] = defaultdict(set)
    for postcode, district in rows:
        districts[postcode[:5]].add(district)
    most = sorted(districts, key=lambda sector: (-len(districts[sector]), sector))[:SECTORS_WITH_MOST]
    chosen = [row for number, row in enumerate(rows) if number % STEP == 0 or row[0][:5] in most]
    lines = (f"{postcode},{district}\n" for postcode, district in chosen)
    PLACE.write_text("postcode,district\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
