"""Finds a saving above the rung forecast of an arrangement that was never formed or is only planned."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding, number
from sharemap.editions.checks.register.given import SAVINGS, Register
from sharemap.register.rows import Rung
from sharemap.register.status import StatusWord

_MADE = (Rung.ACHIEVED, Rung.CHECKED)


def find(register: Register) -> Iterator[Finding]:
    for claim in register.claims.values():
        words = register.statuses[claim.arrangement].possible
        unformed = set(words) <= {StatusWord.PLANNED, StatusWord.NOT_FORMED}
        if unformed and claim.kind in SAVINGS and claim.rung in (Rung.BUDGETED, *_MADE):
            never = words == (StatusWord.NOT_FORMED,) and claim.rung in _MADE
            sentence = (
                f"£{number(claim.amount_gbp)} is {claim.rung}, but {register.named(claim.arrangement)} is {words[0]}."
            )
            severity = Severity.ERROR if never else Severity.WARNING
            yield Finding(claim.id, sentence, (claim.id, claim.arrangement), severity)
