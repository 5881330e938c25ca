"""`sharemap check`: what the checks find in data/, for people or as JSON. No database is needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TextIO, cast

from sharemap.bodies.directory import read_directory
from sharemap.bodies.rows import Body
from sharemap.core.problem import Severity
from sharemap.editions.checks import run, run_published
from sharemap.editions.checks.finding import Finding, counted
from sharemap.editions.checks.register.given import Register
from sharemap.register.data import Data, read_data
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import Arrangement


def check_command(folder: Path, published: bool, as_json: bool, out: TextIO) -> int:
    """Print what is found in the register, or in the old map's figures; 1 if there are errors or faults of data/."""
    data, problems = read_data(folder)
    if problems:
        out.writelines(f"{problem}\n" for problem in problems)
        return 1
    findings = _of_published(data, folder) if published else run(data.rows, data.as_at)
    out.write(_json(findings) if as_json else "".join(f"{line}\n" for line in lines(findings)))
    return int(any(each.severity is Severity.ERROR for each in findings))


def _of_published(data: Data, folder: Path) -> list[Finding]:
    directory, _ = read_directory(folder / "bodies")
    figures = cast(list[PublishedFigure], data.rows[PublishedFigure])
    return run_published(figures, directory, covered_by_old_map(Register(data.rows, data.as_at)))


def covered_by_old_map(register: Register) -> list[Arrangement]:
    """The arrangements with a council of England among their members."""

    def english(body: Body) -> bool:
        return body.principal and body.nation == "England"

    return [
        row
        for key, row in register.arrangements.items()
        if any(english(register.bodies[body]) for body in register.bodies_of(key))
    ]


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings under their checks, errors first, and one line that sums them up."""
    for (severity, check), group in groupby(findings, lambda each: (each.severity, each.check)):
        found = list(group)
        yield f"{severity.value}: {check} ({len(found)})"
        yield from (f"  {each.subject}: {each.sentence}" for each in found)
        yield ""
    numbers = Counter(each.severity for each in findings)
    yield f"{counted(numbers[Severity.ERROR], 'error')}, {counted(numbers[Severity.WARNING], 'warning')}."


def _json(findings: Sequence[Finding]) -> str:
    first = ("check", "severity")
    held = [{**dict.fromkeys(first), **asdict(each)} for each in findings]
    return json.dumps(held, indent=1, ensure_ascii=False) + "\n"
