"""Cuts an edition of synthetic arrangements among real councils, so that the real site can be measured at any size.

Its name says that it is synthetic, and it is written to a folder that is taken away again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from bench.synthetic import AS_AT, SAYS, file_of, register
from sharemap.bodies.areas import outlines
from sharemap.bodies.rows import Body
from sharemap.core.fields import Row, read_csv
from sharemap.editions.build import build_tables
from sharemap.editions.cut import Naming, cut, make_current
from sharemap.editions.tables import TABLES, read_rows, to_arrow
from sharemap.register.data import FILES, reference_rows
from sharemap.register.rows import Arrangement, Claim, Membership, SharedService, Sighting

DATA = Path(__file__).parents[1] / "data"
DRAWN = (Arrangement, Membership, SharedService, Claim, Sighting)
"""What is synthetic. All else is as it is in the register, or not there."""


def synthetic_edition(arrangements: int, claims_each: int, editions: Path) -> Path:
    """An edition of so many arrangements as the current one of a folder of editions."""
    areas = outlines.read(DATA / "areas" / "areas.topojson")
    tables = build_tables(_rows(arrangements, claims_each), areas, AS_AT)
    naming = Naming(f"synthetic-{arrangements}", True, AS_AT, SAYS, (areas.width, areas.height))
    folder = cut(tables, naming, editions)
    make_current(folder)
    return folder


def _rows(arrangements: int, claims_each: int) -> Mapping[type[Row], list[Row]]:
    rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in TABLES.values() if row_type in FILES}
    bodies = read_csv(DATA / FILES[Body], Body)[0]
    rows |= {row_type: read_csv(DATA / FILES[row_type], row_type)[0] for row_type in _of_bodies()}
    rows |= reference_rows(DATA)
    alive = [body for body in bodies if AS_AT in body.period]
    drawn = register(arrangements, claims_each=claims_each, bodies=to_arrow(alive, Body))
    with TemporaryDirectory(prefix="sharemap-synthetic-") as room:
        for row_type in DRAWN:
            name = next(name for name, held in TABLES.items() if issubclass(held, row_type))
            pq.write_table(drawn[name], file_of(Path(room), name))
            rows[row_type] = list(read_rows(file_of(Path(room), name), row_type))
    return rows


def _of_bodies() -> list[type[Row]]:
    return [row_type for row_type, file in FILES.items() if file.startswith("bodies/")]
