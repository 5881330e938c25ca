"""data/ as files: where each table lives, how all of it is read, written and fingerprinted. No database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Field, Row, csv_text, fields_of, read_csv
from sharemap.core.problem import Problem
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
AREA_FILES = ("areas/areas.topojson", "areas/serves.csv")


@dataclass(frozen=True, slots=True)
class Data:
    """Everything in data/, read."""

    rows: Mapping[type[Row], list[Row]]
    as_at: date
    fingerprint: str


def read_data(folder: Path) -> tuple[Data, list[Problem]]:
    """All tables and what is wrong with them."""
    rows: dict[type[Row], list[Row]] = {}
    problems: list[Problem] = []
    for row_type, name in FILES.items():
        rows[row_type], faults = read_csv(folder / name, row_type)
        problems.extend(faults)
    return Data(rows, as_at(folder), fingerprint(folder)), problems


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
    return date.fromisoformat(described["as_at"])


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of all that an edition is made from."""
    said = hashlib.sha256()
    for name in sorted((*FILES.values(), *AREA_FILES, DESCRIPTOR)):
        said.update(name.encode() + b"\0" + hashlib.sha256((folder / name).read_bytes()).digest())
    return said.hexdigest()
