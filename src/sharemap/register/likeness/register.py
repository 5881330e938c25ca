"""The register as it is compared, read from data/; and a plan of merging carried out on its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sharemap.bodies.directory import Directory, read_directory
from sharemap.core.fields import Row, read_csv
from sharemap.core.problem import Problem
from sharemap.register.dossier import Dossier, Part, dossiers_in
from sharemap.register.importing.tables import Tables, read_tables
from sharemap.register.likeness.claims import renamed
from sharemap.register.likeness.likened import Likening
from sharemap.register.likeness.planning import OnFile, Plan, plan
from sharemap.register.rows import Citation, Claim, Membership, PublicNote, Relation, SharedService, Sighting
from sharemap.register.taxonomy import Service, ServiceWord

R = TypeVar("R", bound=Row)
P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Register:
    """The tables that a merge reads and writes, who the bodies are, and what the words of services mean."""

    tables: Tables
    directory: Directory
    words: tuple[ServiceWord, ...] = ()
    services: tuple[Service, ...] = ()

    @property
    def dossiers(self) -> list[Dossier]:
        return dossiers_of(self.tables)

    @property
    def now(self) -> dict[str, str]:
        """By identifier that is no more, the one that holds it, where one does."""
        return {each.id: each.arrangement for each in self.tables.past_addresses if each.arrangement}

    def likening(self) -> Likening:
        return Likening(self.directory, self.tables.sources, self.words, self.services)

    def plan(self) -> Plan:
        tables = self.tables
        told = {each.description for each in tables.tellings}
        return plan(self.dossiers, self.likening(), OnFile(tables.decisions, self.now, tables.relations, told))


def read_register(data: Path) -> tuple[Register, list[Problem]]:
    """The register that data/ holds, and what is wrong with it."""
    tables, problems = read_tables(data)
    directory, faults = read_directory(data / "bodies")
    words, word_faults = _reference(data / "services" / "words.csv", ServiceWord)
    services, service_faults = _reference(data / "services" / "services.csv", Service)
    register = Register(tables, directory, tuple(words), tuple(services))
    return register, [*problems, *faults, *word_faults, *service_faults]


def _reference(path: Path, row_type: type[R]) -> tuple[list[R], list[Problem]]:
    """A table that a young data/ may lack."""
    return read_csv(path, row_type) if path.exists() else ([], [])


def dossiers_of(tables: Tables) -> list[Dossier]:
    """The arrangements of some tables, without their relations, which stand between two."""
    return dossiers_in(tables.rows | {Relation: []})


def carried_out(made: Plan, tables: Tables) -> Tables:
    """The tables after the merges of a plan: what pointed to an arrangement or claim that is no more points on."""
    now = made.now
    held = list(made.dossiers.values())
    past = (replace(each, arrangement=now.get(each.arrangement, each.arrangement)) for each in tables.past_addresses)
    new_past = (replace(step.merged.past, arrangement=now[step.merged.past.id]) for step in made.steps)
    return replace(
        tables,
        arrangements=[each.arrangement for each in held],
        memberships=_parts(held, Membership),
        shared_services=_parts(held, SharedService),
        claims=_renumbered(_parts(held, Claim), [step.merged.claims for step in made.steps]),
        citations=_parts(held, Citation),
        sightings=_parts(held, Sighting),
        relations=made.relations,
        public_notes=_parts(held, PublicNote),
        past_addresses=[*past, *new_past],
        decisions=made.decisions,
        tellings=[replace(each, arrangement=now.get(each.arrangement, each.arrangement)) for each in tables.tellings],
        questions=[
            replace(each, arrangement=now.get(each.arrangement, each.arrangement)) for each in tables.questions
        ],
    )


def _parts(held: Iterable[Dossier], part_type: type[P]) -> list[P]:
    return [part for each in held for part in each.parts if isinstance(part, part_type)]


def _renumbered(claims: Iterable[Claim], maps: Iterable[Mapping[str, str]]) -> list[Claim]:
    """Claims that point to one that was numbered anew, also from another arrangement, point to its new number."""
    rows = list(claims)
    for ids in maps:
        rows = [renamed(each, ids) for each in rows]
    return rows
