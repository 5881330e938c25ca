"""The command that passes on the memberships of dissolved bodies in the tables of data/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from sharemap.bodies.rows import Succession
from sharemap.core.fields import read_csv
from sharemap.register.data import FILES, day_of, faults
from sharemap.register.dossier import Dossier, dossiers_in
from sharemap.register.importing.tables import Tables, changed, last_line, read_tables, write_tables
from sharemap.register.reorganising.passing import WHAT, Bodies, Passed, bodies_of, pass_on
from sharemap.register.rows import Membership

DONE, NOTHING_READ = 0, 2


def reorganise(data: Path, commit: bool, out: TextIO) -> int:
    """Say what passes and what must be asked; with `commit`, edit memberships, ends and questions in data/.

    Gives 0, or 2 with the problems where data/ is not sound. A second run changes nothing.
    """
    tables, problems = read_tables(data)
    successions, faults_read = read_csv(data / FILES[Succession], Succession)
    day, day_faults = day_of(data)
    if problems := problems + faults_read + day_faults or faults(data):
        out.writelines(f"{problem}\n" for problem in problems)
        return NOTHING_READ
    bodies = bodies_of(tables.bodies, successions)
    before = dossiers_in(tables.rows)
    passed = [pass_on(dossier, bodies, day) for dossier in before]
    out.writelines(_lines(before, passed, bodies))
    after = _put(tables, passed)
    news = changed(after, tables)
    if commit and news:
        write_tables(after, data)
    out.write(last_line(commit, news))
    return DONE


def _lines(before: Iterable[Dossier], after: Iterable[Passed], bodies: Bodies) -> Iterable[str]:
    passed = ended = asked = 0
    for old, new in zip(before, after, strict=True):
        name = new.dossier.arrangement.name
        for member in _newly_passed(old, new.dossier):
            passed += 1
            yield f"{name}: {_name(bodies, member.passed_from)} to {_name(bodies, member.body)}\n"
        if new.dossier.arrangement.ends_before != old.arrangement.ends_before:
            ended += 1
            yield f"{name}: ended, because its members became one body\n"
        for question in new.questions:
            asked += 1
            yield f"{name}: {question.reason}; asked\n"
    yield f"Passed on: {passed}. Ended so: {ended}. Asked: {asked}.\n"


def _name(bodies: Bodies, key: str) -> str:
    return bodies.by_key[key].name


def _newly_passed(old: Dossier, new: Dossier) -> list[Membership]:
    held = set(old.parts)
    return [part for part in new.parts if isinstance(part, Membership) and part.passed_from and part not in held]


def _put(tables: Tables, passed: Sequence[Passed]) -> Tables:
    kept = [question for question in tables.questions if question.what != WHAT]
    return replace(
        tables,
        arrangements=[each.dossier.arrangement for each in passed],
        memberships=[part for each in passed for part in each.dossier.parts if isinstance(part, Membership)],
        questions=kept + [question for each in passed for question in each.questions],
    )
