"""What in the savings of one arrangement cannot all be true: pointed out, and never put right by us. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sharemap.core.period import financial_years
from sharemap.core.problem import Problem, Severity
from sharemap.register.rows import ClaimKind, Rung, Scope
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer

HAPPENED = (Rung.ACHIEVED, Rung.CHECKED)


def contradictions(
    line: LineAnswer, answered: Sequence[SavingsAnswer], on_record: Sequence[SavingsAnswer], census_on: date
) -> list[Problem]:
    """Each as a sentence of two amounts. `on_record`: what was held before this return."""
    amounts = [each for each in answered if each.amount_gbp is not None]
    told = [*amounts, *(each for each in on_record if each.amount_gbp is not None and each not in amounts)]
    return [
        *_yearly_above_total(amounts, told),
        *_total_falls(amounts, told),
        *_share_above_whole(amounts, told),
        *_not_yet_over(amounts, census_on),
        *_after_the_end(line, amounts),
    ]


def _yearly_above_total(answered: Sequence[SavingsAnswer], told: Sequence[SavingsAnswer]) -> Iterator[Problem]:
    """One year's saving is part of all that was saved up to then, and seldom more than all before it."""
    for each, other in _pairs(answered, told):
        yearly, total = (each, other) if each.kind is ClaimKind.RECURRING else (other, each)
        kinds = (yearly.kind, total.kind) == (ClaimKind.RECURRING, ClaimKind.CUMULATIVE)
        if not (kinds and yearly.scope == total.scope and _above(yearly, total)):
            continue
        if _last(yearly) <= _last(total):
            yield _found(f"{_said(yearly)} is more than {_said(total)}, of which it is a part.")
        elif _last(yearly) == _last(total) + 1:
            yield _found(f"{_said(yearly)} is more than all that was saved before it: {_said(total)}.")


def _total_falls(answered: Sequence[SavingsAnswer], told: Sequence[SavingsAnswer]) -> Iterator[Problem]:
    """What was saved in all does not grow less."""
    for each, other in _pairs(answered, told):
        first, second = sorted((each, other), key=_last)
        both = first.kind is second.kind is ClaimKind.CUMULATIVE and first.scope == second.scope
        if (
            both
            and first.year_to is second.year_to is None
            and _last(first) < _last(second)
            and _above(first, second)
        ):
            yield _found(f"{_said(second)} is less than {_said(first)}, and a total does not fall.")


def _share_above_whole(answered: Sequence[SavingsAnswer], told: Sequence[SavingsAnswer]) -> Iterator[Problem]:
    for each, other in _pairs(answered, told):
        share, whole = (each, other) if each.scope is Scope.ONE_SHARE else (other, each)
        alike = (share.kind, _last(share), share.year) == (whole.kind, _last(whole), whole.year)
        if alike and (share.scope, whole.scope) == (Scope.ONE_SHARE, Scope.WHOLE) and _above(share, whole):
            yield _found(f"{_said(share)} for one council is more than {_said(whole)} for all.")


def _not_yet_over(answered: Sequence[SavingsAnswer], census_on: date) -> Iterator[Problem]:
    for each in answered:
        if each.rung in HAPPENED and date(_last(each) + 1, 4, 1) > census_on:
            yield _found(f"{_said(each)} is “{each.rung}”, and that year was not over on the census day.")


def _after_the_end(line: LineAnswer, answered: Sequence[SavingsAnswer]) -> Iterator[Problem]:
    end = line.ends_before_latest if line.decision is Decision.ENDED else None
    for each in answered if end else ():
        if end and each.kind is ClaimKind.RECURRING and date(each.year, 4, 1) >= end:
            yield _found(f"{_said(each)} would be saved after the arrangement had ended.")


def _pairs(
    answered: Sequence[SavingsAnswer], told: Sequence[SavingsAnswer]
) -> Iterator[tuple[SavingsAnswer, SavingsAnswer]]:
    """Each answered amount with each other one, once."""
    for number, each in enumerate(answered):
        yield from ((each, other) for other in told[number + 1 :] if other is not each)


def _last(each: SavingsAnswer) -> int:
    return each.year_to or each.year


def _above(one: SavingsAnswer, other: SavingsAnswer) -> bool:
    return (one.amount_gbp or 0) > (other.amount_gbp or 0)


def _said(each: SavingsAnswer) -> str:
    return f"£{each.amount_gbp or 0:,} {each.kind or ''} in {financial_years(each.year, each.year_to)}"


def _found(words: str) -> Problem:
    fix = "It is saved as you wrote it. If one of the two is a slip, correct it; if both are right, say why."
    return Problem("contradiction", "savings", "", words, fix, Severity.WARNING)
