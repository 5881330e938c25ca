"""Small gathered records and a small data/ folder, made in the test that needs them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from sharemap.bodies.rows import (
    Alias,
    AnnouncedReorganisation,
    Body,
    BodyCode,
    BodyKind,
    BodyName,
    Constituent,
    Succession,
)
from sharemap.core.fields import Row, csv_text, read_csv, sort_key
from sharemap.register.importing.run import import_paths

BODY_TABLES: dict[str, type[Row]] = {
    "names": BodyName,
    "codes": BodyCode,
    "successions": Succession,
    "aliases": Alias,
    "constituents": Constituent,
    "announced": AnnouncedReorganisation,
}


def record(**changes: object) -> dict[str, Any]:
    """A sound record of two councils, with changes."""
    sound: dict[str, Any] = {
        "name": "Barford and Carwell shared audit",
        "aka": ["BCA"],
        "description": "Internal audit for two councils.",
        "partners": [
            {"name": "Barford District Council", "role": "lead", "type": "district"},
            {"name": "Carwell Borough Council", "role": "partner", "type": "district"},
        ],
        "services": ["internal audit"],
        "model": "lead authority",
        "start": "2014-04",
        "end": None,
        "end_reason": None,
        "status": "live",
        "as_of": "2020",
        "staff": 12,
        "savings": [{"amount_gbp": 90000, "kind": "annual", "period": "2014/15", "note": "Barford's saving"}],
        "region": ["East Midlands"],
        "sources": [{"url": "https://barford.example/audit", "published": "2020-05", "publisher": "Barford"}],
        "confidence": "high",
    }
    return sound | changes


def body(name: str, kind: BodyKind = BodyKind.DISTRICT, **changes: Any) -> Body:
    """A body of the reference, known by its name."""
    short = name.removesuffix(" Council").removesuffix(" District").removesuffix(" Borough").removesuffix(" County")
    blank = {field.name: None for field in fields(Body) if field.default is MISSING}
    texts = dict.fromkeys(
        ("nation", "region", "county", "population_kind", "point_kind", "website", "source", "notes"), ""
    )
    given: dict[str, Any] = {"key": name.lower().replace(" ", "-"), "name": name, "short_name": short, "kind": kind}
    return Body(**(blank | texts | given | changes))


REFERENCE = (
    body("Barford District Council", key="barford", region="East Midlands", nation="England"),
    body("Carwell Borough Council", key="carwell", region="East Midlands", nation="England"),
    body(
        "Oldshire County Council",
        BodyKind.COUNTY,
        key="oldshire",
        region="South West",
        nation="England",
        ends_before=date(2023, 4, 1),
    ),
    body(
        "Newshire Council",
        BodyKind.UNITARY,
        key="newshire",
        region="South West",
        nation="England",
        starts_on=date(2023, 4, 1),
    ),
)


def small_data(folder: Path) -> Path:
    """A data/ with the bodies of `REFERENCE` and an empty register."""
    (folder / "bodies").mkdir(parents=True)
    (folder / "bodies" / "bodies.csv").write_text(csv_text(sorted(REFERENCE, key=sort_key), Body))
    names = [BodyName(each.key, each.name, None, None, "test") for each in REFERENCE]
    for table, row_type in BODY_TABLES.items():
        rows: Sequence[Row] = names if table == "names" else ()
        (folder / "bodies" / f"{table}.csv").write_text(csv_text(rows, row_type))
    return folder


def gathered(path: Path, *records: dict[str, Any] | str | bytes) -> Path:
    """A file with one record a line; a text or bytes stand as they are."""
    with path.open("wb") as stream:
        for each in records:
            text = json.dumps(each) if isinstance(each, dict) else each
            stream.write((text.encode() if isinstance(text, str) else text) + b"\n")
    return path


def imported(data: Path, *paths: Path, commit: bool = True) -> tuple[int, str]:
    """Exit code and report of an import."""
    out = StringIO()
    return import_paths(paths, data, commit, out), out.getvalue()


def rows(data: Path, table: str, row_type: type[Row]) -> list[Any]:
    """The rows of a table, all of them sound."""
    found, problems = read_csv(data / "register" / f"{table}.csv", row_type)
    assert problems == []
    return list(found)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
