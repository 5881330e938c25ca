"""What in the savings of one arrangement cannot all be true: pointed out, and never put right by us. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sharemap.core.problem import Problem, Severity
from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.checks.savings import CONTRADICTIONS
from sharemap.returns.prefilled import Prefilled

FIX = "It is saved as you wrote it. If one of the two is a slip, correct it; if both are right, say why."


def contradictions(
    line: LineAnswer, answered: Sequence[SavingsAnswer], on_record: Sequence[SavingsAnswer], census_on: date
) -> list[Problem]:
    """Each as a sentence, once. `on_record`: what was held before this return."""
    told = [*answered, *(each for each in on_record if each not in answered)]
    given = Prefilled(census_on.year, census_on, "", "", (line,))
    found = CONTRADICTIONS.find(told, range(len(answered)), given)
    return [
        Problem("contradiction", "savings", "", f"{said}.", FIX, Severity.WARNING)
        for said in dict.fromkeys(said for _, _, said in found)
    ]
