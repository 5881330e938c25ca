"""What the checks say of the answer to one line, for the form and the pages; workbooks have the same. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sharemap.core.problem import Problem, Severity
from sharemap.returns.answers import LineAnswer, SavingsAnswer, plain
from sharemap.returns.checks.check import Across, Check
from sharemap.returns.checks.lines import RULES as LINE_RULES
from sharemap.returns.checks.savings import CONTRADICTIONS
from sharemap.returns.checks.savings import RULES as SAVINGS_RULES
from sharemap.returns.prefilled import Prefilled

FIX = "It is saved as you wrote it. If something is a slip, correct it; if all is right, say why."


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, and what it found. `saving`: the number of the row of savings; None: the line itself."""

    rule: Check[LineAnswer] | Across[LineAnswer] | Check[SavingsAnswer] | Across[SavingsAnswer]
    saving: int | None
    found: str


def judge(line: LineAnswer, savings: Sequence[SavingsAnswer], given: Prefilled) -> Iterator[Judged]:
    """All that is at fault or to be looked at. What is as it went out is not the body's doing."""
    for rule, _, found in LINE_RULES.find((line,), () if line in given.lines else (0,), given.saving(savings)):
        yield Judged(rule, None, found)
    held = {plain(each) for each in given.savings}
    changed = [number for number, each in enumerate(savings) if plain(each) not in held]
    for of_savings, number, found in SAVINGS_RULES.find(savings, changed, given.after((line,))):
        yield Judged(of_savings, number, found)


def warnings(line: LineAnswer, savings: Sequence[SavingsAnswer], given: Prefilled) -> list[Problem]:
    """What was taken and should be looked at: first what cannot all be true, then all else, each once."""
    told = contradictions(line, savings, given.savings, given.census_day)
    others = (
        f"{each.rule.needed} Found {each.found}. {each.rule.fix}"
        for each in judge(line, savings, given)
        if each.rule.severity is Severity.WARNING and each.rule not in _CONTRADICTIONS
    )
    return [*told, *(Problem("look", "main", "", said, FIX, Severity.WARNING) for said in dict.fromkeys(others))]


_CONTRADICTIONS = (*CONTRADICTIONS.each, *CONTRADICTIONS.together)


def contradictions(
    line: LineAnswer, answered: Sequence[SavingsAnswer], on_record: Sequence[SavingsAnswer], census_on: date
) -> list[Problem]:
    """What in savings cannot all be true, as sentences, once. `on_record`: what was held before this return."""
    told = [*answered, *(each for each in on_record if each not in answered)]
    given = Prefilled(census_on.year, census_on, "", "", (line,))
    found = CONTRADICTIONS.find(told, range(len(answered)), given)
    return [
        Problem("contradiction", "savings", "", f"{said}.", FIX, Severity.WARNING)
        for said in dict.fromkeys(said for _, _, said in found)
    ]
