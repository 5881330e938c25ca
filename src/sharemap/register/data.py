"""data/ as files: where each table lives, how all of it is read, written and fingerprinted. No database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO, cast

from sharemap.bodies.areas import outlines
from sharemap.bodies.areas.layers import AreaRow, Force, FormerTown, Hexagon, Neighbour, Serves, Town
from sharemap.bodies.postcodes import FILE as POSTCODES
from sharemap.bodies.postcodes import PostcodeSector
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Row, csv_text, read_csv, read_text
from sharemap.core.period import parse_day
from sharemap.core.problem import Problem
from sharemap.register import package, soundness
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Decision,
    Membership,
    PastAddress,
    PublicNote,
    Question,
    Relation,
    SharedService,
    Sighting,
    Source,
    Telling,
)
from sharemap.register.taxonomy import Crosswalk, Service, ServiceWord

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
    SharedService: "register/shared_services.csv",
    Claim: "register/claims.csv",
    Source: "register/sources.csv",
    Citation: "register/citations.csv",
    Sighting: "register/sightings.csv",
    Relation: "register/relations.csv",
    PublicNote: "register/public_notes.csv",
    PastAddress: "register/past_addresses.csv",
    Telling: "register/tellings.csv",
    Question: "register/questions.csv",
    Decision: "register/decisions.csv",
    Service: "services/services.csv",
    ServiceWord: "services/words.csv",
    Crosswalk: "services/crosswalk.csv",
    PublishedFigure: "published/figures.csv",
    Serves: "areas/serves.csv",
}
DERIVED: Mapping[type[Row], str] = {
    AreaRow: "areas/areas.csv",
    Neighbour: "areas/neighbours.csv",
    Hexagon: "areas/hexagons.csv",
    Force: "areas/police_and_fire.csv",
    Town: "areas/northern_ireland_towns.csv",
    FormerTown: "areas/former_towns.csv",
    PostcodeSector: POSTCODES,
}
"""Tables that no edition reads: what the areas are derived from, what was derived with them, and postcodes."""
REFERENCE: tuple[type[Row], ...] = (Service, ServiceWord, Crosswalk, PublishedFigure, Serves)
"""Tables that editions take from the files as they are: they come with the code, and no database holds them."""
DESCRIPTOR = "datapackage.json"
OUTLINES = "areas/areas.topojson"
OTHER_OUTLINES = "areas/other_days.topojson"
"""Outlines of bodies that are no more, and of councils to come. A host who puts other areas in place has none."""


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
    rows, problems, in_part = _tables(folder)
    problems += soundness.faults(rows, FILES, in_part)
    known = None if in_part & {Body, AnnouncedReorganisation} else _known(rows)
    problems += _area_faults(folder, cast(list[Serves], rows[Serves]), known)
    day, day_faults = day_of(folder)
    return Data(rows, day, fingerprint(folder)), problems + day_faults


def faults(folder: Path) -> list[Problem]:
    """All that is wrong with the tables that are there; a young data/ may lack some."""
    rows, problems, in_part = _tables(folder)
    return [each for each in problems if each.code != "file"] + soundness.faults(rows, FILES, in_part)


def _tables(folder: Path) -> tuple[dict[type[Row], list[Row]], list[Problem], set[type[Row]]]:
    """What can be read of all tables, what cannot, and of which."""
    read = {row_type: read_csv(folder / name, row_type) for row_type, name in FILES.items()}
    rows = {row_type: held for row_type, (held, _) in read.items()}
    in_part = {row_type for row_type, (_, problems) in read.items() if problems}
    return rows, [problem for _, problems in read.values() for problem in problems], in_part


def reference_rows(folder: Path) -> dict[type[Row], list[Row]]:
    """The tables that no database holds, of a folder that was found sound."""
    return {row_type: read_csv(folder / FILES[row_type], row_type)[0] for row_type in REFERENCE}


def _known(rows: Mapping[type[Row], list[Row]]) -> frozenset[str]:
    """The keys under which areas are drawn: of bodies, and of councils that law has decided on."""
    plans = (plan for plan in cast(list[AnnouncedReorganisation], rows[AnnouncedReorganisation]) if plan.will_be)
    return frozenset((*(body.key for body in cast(list[Body], rows[Body])), *(plan.key for plan in plans)))


def _area_faults(folder: Path, serves: Iterable[Serves], known: Container[str] | None) -> list[Problem]:
    """What is wrong with the files of areas; `known`: the keys they may name, None if these are not known."""
    named = [("serves.csv", key) for row in serves for key in (row.district, row.body)]
    problems: list[Problem] = []
    for name in (OUTLINES, *([OTHER_OUTLINES] if (folder / OTHER_OUTLINES).exists() else [])):
        drawn, faults_of_file = _bodies_drawn(folder / name)
        named += [(Path(name).name, key) for key in drawn]
        problems += faults_of_file
    missing = [] if known is None else [each for each in dict.fromkeys(named) if each[1] not in known]
    needed = "An area must be that of a body in bodies.csv, or of a council in announced.csv that is decided."
    return problems + [Problem("dangling", file, f"“{key}”", needed, "Correct the key.") for file, key in missing]


def _bodies_drawn(path: Path) -> tuple[list[str], list[Problem]]:
    text = read_text(path)
    if isinstance(text, Problem):
        return [], [text]
    try:
        areas = outlines.read(path)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        needed = "The outlines of the areas, in TopoJSON as the project derives them, are needed."
        fix = "Put the file back, or derive it anew."
        return [], [Problem("areas", path.name, f"“{error}”", needed, fix)]
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
    (folder / DESCRIPTOR).write_text(described(day), encoding="utf-8")


def described(day: date) -> str:
    """The text of datapackage.json: what its register speaks of on `day`, with every file and column as declared."""
    said = package.descriptor({**FILES, **DERIVED}, (OUTLINES, OTHER_OUTLINES), day)
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def describe(folder: Path, commit: bool, out: TextIO) -> int:
    """Print datapackage.json as the declarations would have it, or write it; the day stays. 1 if there is no day."""
    day, problems = day_of(folder)
    if problems:
        out.writelines(f"{problem}\n" for problem in problems)
        return 1
    if commit:
        (folder / DESCRIPTOR).write_text(described(day), encoding="utf-8")
        out.write(f"Written to {folder / DESCRIPTOR}.\n")
    else:
        out.write(described(day))
    return 0


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
    for name in sorted((*FILES.values(), OUTLINES, OTHER_OUTLINES, DESCRIPTOR)):
        said.update(name.encode() + b"\0" + _digest(folder / name))
    return said.hexdigest()


def _digest(path: Path) -> bytes:
    """The hash of a file's bytes; of one that cannot be read, nothing, which is like no hash."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""
