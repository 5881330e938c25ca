"""The tables that an import or a merge changes: read from data/, written back all together or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sharemap.bodies.rows import Body
from sharemap.core.fields import Row, csv_text, read_csv, sort_key
from sharemap.core.problem import Problem
from sharemap.register.data import FILES
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


@dataclass(slots=True)
class Tables:
    """Rows by table."""

    bodies: list[Body] = field(default_factory=list)
    arrangements: list[Arrangement] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    shared_services: list[SharedService] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    public_notes: list[PublicNote] = field(default_factory=list)
    past_addresses: list[PastAddress] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def rows(self) -> dict[type[Row], list[Row]]:
        """The same by row type."""
        return {row_type: getattr(self, name) for name, row_type in _ROW_TYPES.items()}


_ROW_TYPES: Mapping[str, type[Row]] = {
    "bodies": Body,
    "arrangements": Arrangement,
    "memberships": Membership,
    "shared_services": SharedService,
    "claims": Claim,
    "sources": Source,
    "citations": Citation,
    "sightings": Sighting,
    "relations": Relation,
    "public_notes": PublicNote,
    "past_addresses": PastAddress,
    "decisions": Decision,
    "tellings": Telling,
    "questions": Question,
}
_STAGED, _READY = ".import-staged", ".import-ready"


def read_tables(data: Path) -> tuple[Tables, list[Problem]]:
    """What data/ holds. A table that is not there yet is empty."""
    finish(data)
    tables, problems = Tables(), []
    for name, row_type in _ROW_TYPES.items():
        path = data / FILES[row_type]
        if path.exists():
            rows, faults = read_csv(path, row_type)
            setattr(tables, name, rows)
            problems += faults
    return tables, problems


def changed(one: Tables, other: Tables) -> bool:
    """Whether two states of the tables would be other files."""
    return any(sorted(one.rows[each], key=sort_key) != sorted(other.rows[each], key=sort_key) for each in one.rows)


def write_tables(tables: Tables, data: Path) -> None:
    """Replace the files together: all are written aside first, and a replacement once begun is finished next time."""
    staged = data / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    for row_type, rows in tables.rows.items():
        _write_through(staged / FILES[row_type], csv_text(sorted(rows, key=sort_key), row_type))
    staged.rename(data / _READY)
    finish(data)


def last_line(commit: bool, news: bool) -> str:
    """How a command that edits the tables ends what it says."""
    if not commit:
        return "A dry run: nothing was written. Add --commit.\n"
    return "Written to the tables of data/.\n" if news else "Nothing new: the tables of data/ stay as they are.\n"


def finish(data: Path) -> None:
    """Bring files that were written aside to their places, if an earlier import was cut short while doing so."""
    ready = data / _READY
    for path in sorted(ready.rglob("*.csv")):
        place = data / path.relative_to(ready)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    shutil.rmtree(ready, ignore_errors=True)


def _write_through(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
