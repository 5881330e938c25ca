"""data/ as files: where each table lives, how all of it is read, written and fingerprinted. No database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import cast

from sharemap.bodies.areas import outlines
from sharemap.bodies.areas.layers import Serves
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Field, Row, csv_text, fields_of, read_csv, read_text
from sharemap.core.period import parse_day
from sharemap.core.problem import Problem
from sharemap.register import soundness
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    Question,
    SharedService,
    Sighting,
    Source,
    Telling,
)

FILES: Mapping[type[Row], str] = {
    Body: "bodies/bodies.csv",
    BodyName: "bodies/names.csv",
    BodyCode: "bodies/codes.csv",
    Succession: "bodies/successions.csv",
    Alias: "bodies/aliases.csv",
    Constituent: "bodies/constituents.csv",
    AnnouncedReorganisation: "bodies/announced.csv",
    Arrangement: "register/arrangements.csv",
    Membership: "register/memberships.csv",
    SharedService: "register/services.csv",
    Claim: "register/claims.csv",
    Source: "register/sources.csv",
    Citation: "register/citations.csv",
    Sighting: "register/sightings.csv",
    Telling: "register/tellings.csv",
    Question: "register/questions.csv",
}
_TABLE_SCHEMA: Mapping[type, str] = {int: "integer", float: "number", bool: "boolean", date: "date"}
DESCRIPTOR = "datapackage.json"
OUTLINES, SERVES = "areas/areas.topojson", "areas/serves.csv"
AREA_FILES = (OUTLINES, SERVES)


@dataclass(frozen=True, slots=True)
class Data:
    """Everything in data/, read."""

    rows: Mapping[type[Row], list[Row]]
    as_at: date
    fingerprint: str


def read_data(folder: Path) -> tuple[Data, list[Problem]]:
    """All tables and everything that is wrong with them, with the register's day or with the files of areas.

    Where there are problems, the data is only what could be read, and its day may be `date.min`.
    """
    rows: dict[type[Row], list[Row]] = {}
    problems: list[Problem] = []
    in_part: set[type[Row]] = set()
    for row_type, name in FILES.items():
        rows[row_type], faults = read_csv(folder / name, row_type)
        problems += faults
        if faults:
            in_part.add(row_type)
    problems += soundness.faults(rows, FILES, in_part)
    bodies = None if Body in in_part else {body.key for body in cast(list[Body], rows[Body])}
    problems += _area_faults(folder, bodies)
    day, faults = day_of(folder)
    return Data(rows, day, fingerprint(folder)), problems + faults


def _area_faults(folder: Path, bodies: Container[str] | None) -> list[Problem]:
    """What is wrong with the files of areas; `bodies`: the keys they may name, None if that is not known."""
    serves, problems = read_csv(folder / SERVES, Serves)
    drawn, faults = _bodies_drawn(folder)
    problems += faults
    named = [("serves.csv", key) for row in serves for key in (row.district, row.body)]
    named += [("areas.topojson", key) for key in drawn]
    missing = [] if bodies is None else [each for each in dict.fromkeys(named) if each[1] not in bodies]
    needed = "An area must be that of a body in bodies.csv."
    return problems + [Problem("dangling", file, f"“{key}”", needed, "Correct the key.") for file, key in missing]


def _bodies_drawn(folder: Path) -> tuple[list[str], list[Problem]]:
    text = read_text(folder / OUTLINES)
    if isinstance(text, Problem):
        return [], [text]
    try:
        areas = outlines.read(folder / OUTLINES)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        needed = "The outlines of the areas, in TopoJSON as the project derives them, are needed."
        fix = "Put the file back, or derive it anew."
        return [], [Problem("areas", "areas.topojson", f"“{error}”", needed, fix)]
    return [each.body for layer in areas.layers.values() for each in layer], []


def day_of(folder: Path) -> tuple[date, list[Problem]]:
    """The day that the register speaks of; `date.min` and a problem if datapackage.json does not say it."""
    text = read_text(folder / DESCRIPTOR)
    if isinstance(text, Problem):
        return date.min, [text]
    try:
        return as_at(folder), []
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        needed = "It must be JSON, with as_at: the register's day, such as 2026-11-25."
        return date.min, [Problem("as at", DESCRIPTOR, f"“{error}”", needed, "Put the day back.")]


def write_data(rows: Mapping[type[Row], Iterable[Row]], day: date, folder: Path) -> None:
    """Every table as its file, and the descriptor of them all."""
    for row_type, name in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(csv_text(rows[row_type], row_type), encoding="utf-8")
    described = json.dumps(descriptor(day), indent=1, ensure_ascii=False) + "\n"
    (folder / DESCRIPTOR).write_text(described, encoding="utf-8")


def descriptor(day: date) -> dict[str, object]:
    """What datapackage.json says: every file with the meaning of its columns, as declared, and the register's day."""
    return {
        "name": "sharemap-register",
        "title": "Sharemap: the register of services that councils share",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "as_at": day.isoformat(),
        "resources": [_resource(row_type, name) for row_type, name in FILES.items()],
    }


def _resource(row_type: type[Row], name: str) -> dict[str, object]:
    said = (row_type.__doc__ or "").partition(": ")[2]
    return {
        "name": name.removesuffix(".csv").replace("/", "-"),
        "path": name,
        "description": " ".join(said.split()),
        "schema": {"fields": [_column(field) for field in fields_of(row_type)], "missingValues": [""]},
    }


def _column(field: Field) -> dict[str, object]:
    column: dict[str, object] = {"name": field.name, "type": _TABLE_SCHEMA.get(field.kind, "string")}
    if field.kind is bool:
        column |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if issubclass(field.kind, StrEnum):
        column["constraints"] = {"enum": [member.value for member in field.kind]}
    return column | {"description": field.meaning}


def as_at(folder: Path) -> date:
    """The day that the register speaks of: no clock says it, the data does."""
    described = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    day = parse_day(described["as_at"])
    if day is None:
        raise ValueError(described["as_at"])
    return day


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of all that an edition is made from."""
    said = hashlib.sha256()
    for name in sorted((*FILES.values(), *AREA_FILES, DESCRIPTOR)):
        said.update(name.encode() + b"\0" + _digest(folder / name))
    return said.hexdigest()


def _digest(path: Path) -> bytes:
    """The hash of a file's bytes; of one that cannot be read, nothing, which is like no hash."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""
