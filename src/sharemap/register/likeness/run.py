"""The `merge` and `likeness` commands: propose or make merges in data/, and say of any two how alike they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from sharemap.core.fields import read_text
from sharemap.core.problem import Problem
from sharemap.register.data import faults
from sharemap.register.importing.run import GATHERED_BY
from sharemap.register.importing.tables import changed, last_line, write_tables
from sharemap.register.likeness.gathering import gathered
from sharemap.register.likeness.planning import Plan, Step
from sharemap.register.likeness.references import References
from sharemap.register.likeness.register import Register, carried_out, read_register
from sharemap.register.rows import Decider, Decision, Verdict

ALL_WELL, SOME_REFUSED, NOTHING_READ = 0, 1, 2
_HEADER = ("left", "right", "verdict", "score", "reason")
_Row = tuple[str, str, Decision]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared: two references, or a file of pairs, or else all of the gathered `records`."""

    pair: tuple[str, str] | None = None
    pairs: Path | None = None
    records: tuple[Path, ...] = ()


def merge_command(data: Path, commit: bool, out: TextIO) -> int:
    """Make one arrangement of those told more than once; without `commit`, only say what would happen.

    Gives 0 when all is well, 1 when a person's decision stopped something, 2 when data/ is not sound.
    """
    register = _read(data, out)
    if register is None:
        return NOTHING_READ
    made = register.plan()
    out.writelines(f"{line}\n" for line in _told(made))
    after = carried_out(made, register.tables)
    news = changed(after, register.tables)
    if commit and news:
        write_tables(after, data)
    out.write(last_line(commit, news))
    return SOME_REFUSED if made.problems else ALL_WELL


def _read(data: Path, out: TextIO) -> Register | None:
    register, problems = read_register(data)
    problems = problems or faults(data)
    out.writelines(f"{problem}\n" for problem in problems)
    return None if problems else register


def _told(made: Plan) -> Iterator[str]:
    names = {key: each.arrangement.name for key, each in made.dossiers.items()}
    alive = [row for row in made.decisions if row.left in names and row.right in names]
    relations = [
        f"{names[each.arrangement]} — {each.kind} — {names[each.other]}: {each.reason}" for each in made.relations
    ]
    near = [_pair(row, names) for row in alive if row.verdict is Verdict.DIFFERENT]
    yield from _section("To be one", [line for step in made.steps for line in _step(step)], len(made.steps))
    yield from _section("Related", relations)
    yield from _section("Near misses", near)
    yield from _section("Stopped", [str(problem) for problem in made.problems])
    yield (
        f"{len(made.dossiers) + len(made.steps)} arrangements, {len(made.steps)} of them told again, so "
        f"{len(made.dossiers)}; "
        f"{len(relations)} relations, {len(near)} near misses, {len(made.problems)} stopped."
    )


def _step(step: Step) -> Iterator[str]:
    past, decision = step.merged.past, step.decision
    yield f"{past.arrangement} {step.kept} = {past.id} {step.gone} ({decision.score}, by {_by(decision)})"
    yield f"  {decision.reason}"
    yield from (f"  {words}" for words in step.merged.reconciled)


def _by(decision: Decision) -> str:
    return "the rule" if decision.decider is Decider.RULE else "a person"


def _pair(row: Decision, names: Mapping[str, str]) -> str:
    return f"{row.left} {names[row.left]} / {row.right} {names[row.right]} ({row.score}): {row.reason}"


def _section(title: str, lines: Sequence[str], number: int | None = None) -> Iterator[str]:
    if lines:
        yield f"{title}: {len(lines) if number is None else number}"
        yield from (f"  {line}" for line in lines)


def likeness_command(
    data: Path,
    asked: Asked,
    out: TextIO,
    err: TextIO,
    gathered_by: date = GATHERED_BY,
) -> int:
    """How alike two are; or each two of a file of pairs; or the likely duplicates among gathered records.

    Gives 0 when all is well, 1 when something could not be found or read, 2 when data/ is not sound.
    """
    register = _read(data, err)
    if register is None:
        return NOTHING_READ
    told, problems = gathered(asked.records, register, gathered_by)
    references = References(register, told)
    if asked.pair:
        problems += _say(references.compare(*asked.pair), out)
    else:
        rows, missing = _rows(asked, references)
        problems += missing
        _write(rows, out)
    err.writelines(f"{problem}\n" for problem in problems)
    return SOME_REFUSED if problems else ALL_WELL


def _say(found: Decision | Problem, out: TextIO) -> list[Problem]:
    if isinstance(found, Problem):
        return [found]
    out.write(f"{found.verdict}, {found.score} of 100\n  {found.reason}\n")
    return []


def _rows(asked: Asked, references: References) -> tuple[list[_Row], list[Problem]]:
    """A row for each pair of the file, or for each likely duplicate, and what could not be read."""
    if asked.pairs is None:
        return list(references.likely()), []
    pairs, problems = _pairs(asked.pairs)
    rows: list[_Row] = []
    for left, right in pairs:
        found = references.compare(left, right)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rows.append((left, right, found))
    return rows, problems


def _pairs(path: Path) -> tuple[list[tuple[str, str]], list[Problem]]:
    """The columns left and right of a CSV file, whatever other columns it has."""
    text = read_text(path)
    if isinstance(text, Problem):
        return [], [text]
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"left", "right"} <= set(reader.fieldnames or ()):
        found = ", ".join(reader.fieldnames or ()) or "an empty file"
        needed = "The columns left and right are needed."
        return [], [Problem("header", path.name, found, needed, "Put them into the first line.")]
    return [(row["left"] or "", row["right"] or "") for row in reader], []


def _write(rows: Iterable[_Row], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows((left, right, row.verdict, row.score, row.reason) for left, right, row in rows)
