"""Each check finds what it is for, and is silent about an answer that is as it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.register.rows import ClaimKind, Rung, Scope
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer, WhyNone
from sharemap.returns.checks.lines import RULES as LINE_RULES
from sharemap.returns.checks.savings import RULES as SAVINGS_RULES
from sharemap.returns.checks.savings import total_falls
from sharemap.returns.workbook.columns import LINES, SAVINGS, Table
from tests.returns.golden.given import GIVEN, line, saving

GOOD_LINE = replace(line("a0001", "Marches Audit Partnership", date(2014, 4, 1)), decision=Decision.CHANGE, staff=12)
GOOD_NEW = replace(line("", "Parking Partnership"), decision=Decision.NEW)
GOOD_ENDED = replace(
    GOOD_LINE,
    decision=Decision.ENDED,
    ends_before_earliest=date(2025, 4, 1),
    ends_before_latest=date(2025, 4, 1),
    end_reason="Costs rose.",
    exit_cost_gbp=20_000,
)
GOOD_SAVING = replace(saving("a0002", "Shared Waste Service", 2023, 90_000), rung=Rung.ACHIEVED)
GOOD_REASON = replace(saving("a0002", "", 2023, None), why_none=WhyNone.NOT_MEASURED)
GOOD_TOTAL = replace(GOOD_SAVING, kind=ClaimKind.CUMULATIVE, amount_gbp=300_000)
OVER = replace(
    GIVEN.lines[2],
    decision=Decision.ENDED,
    ends_before_earliest=date(2024, 4, 1),
    ends_before_latest=date(2024, 4, 1),
)
ANSWERED = replace(GIVEN, lines=(*GIVEN.lines[:2], OVER, *GIVEN.lines[3:]))
LATE, EARLY = date(2015, 1, 1), date(2014, 1, 1)

BAD_LINES: dict[str, list[LineAnswer]] = {
    "unknown identifier": [replace(GOOD_LINE, arrangement="a9999")],
    "no identifier": [replace(GOOD_LINE, arrangement="")],
    "new with an identifier": [replace(GOOD_NEW, arrangement="a0001")],
    "new without a name": [replace(GOOD_NEW, name="")],
    "new without a service": [replace(GOOD_NEW, services=())],
    "new without a partner": [replace(GOOD_NEW, partners=())],
    "new but on your return": [replace(GOOD_NEW, name="LEGAL practice")],
    "name of another": [replace(GOOD_LINE, name="Legal Practice")],
    "dispute without why": [replace(GOOD_LINE, decision=Decision.DISPUTE)],
    "not ours without why": [replace(GOOD_LINE, decision=Decision.NOT_OURS)],
    "change of nothing": [replace(GIVEN.lines[0], decision=Decision.CHANGE)],
    "still right but changed": [replace(GOOD_LINE, decision=Decision.STILL_RIGHT)],
    "ended without a day": [replace(GOOD_ENDED, ends_before_earliest=None, ends_before_latest=None)],
    "ended without a reason": [replace(GOOD_ENDED, end_reason="")],
    "half a start": [replace(GOOD_LINE, starts_on_earliest=None)],
    "half an end": [replace(GOOD_LINE, ends_before_latest=LATE)],
    "start out of order": [replace(GOOD_LINE, starts_on_earliest=LATE, starts_on_latest=EARLY)],
    "end out of order": [replace(GOOD_ENDED, ends_before_earliest=LATE, ends_before_latest=EARLY)],
    "ended before it started": [replace(GOOD_ENDED, ends_before_earliest=EARLY, ends_before_latest=EARLY)],
    "start far ahead": [replace(GOOD_LINE, starts_on_earliest=date(2114, 4, 1), starts_on_latest=date(2114, 4, 1))],
    "ended on a day to come": [
        replace(GOOD_ENDED, ends_before_earliest=date(2026, 4, 2), ends_before_latest=date(2026, 4, 2))
    ],
    "cost of ending without an end": [replace(GOOD_LINE, exit_cost_gbp=1)],
    "negative cost": [replace(GOOD_ENDED, exit_cost_gbp=-1)],
    "cost beyond belief": [replace(GOOD_ENDED, exit_cost_gbp=1_000_000_001)],
    "number of people": [replace(GOOD_LINE, staff=-1)],
    "a person’s address": [replace(GOOD_LINE, contact="jo.bloggs@example.gov.uk")],
    "your own name as partner": [replace(GOOD_LINE, partners=("EASTMARCH District Council",))],
    "partners with commas": [replace(GOOD_LINE, partners=("Westmarch, Southbury, Northbury",))],
    "arrangement twice": [GOOD_LINE, GOOD_ENDED],
    "new arrangement twice": [GOOD_NEW, replace(GOOD_NEW, name="PARKING PARTNERSHIP")],
}
BAD_SAVINGS: dict[str, list[SavingsAnswer]] = {
    "savings of an unknown arrangement": [replace(GOOD_SAVING, arrangement="a9999")],
    "savings of no arrangement": [replace(GOOD_SAVING, arrangement="", name="")],
    "savings of an unknown name": [replace(GOOD_SAVING, arrangement="", name="Nobody’s Partnership")],
    "amount and reason": [replace(GOOD_SAVING, why_none=WhyNone.DECLINED)],
    "amount without how firm": [replace(GOOD_SAVING, rung=None)],
    "amount without what it is": [replace(GOOD_SAVING, kind=None)],
    "amount without whose it is": [replace(GOOD_SAVING, scope=None)],
    "no amount": [replace(GOOD_SAVING, amount_gbp=None)],
    "negative amount": [replace(GOOD_SAVING, amount_gbp=-1)],
    "amount beyond belief": [replace(GOOD_SAVING, amount_gbp=1_000_000_001)],
    "perhaps in thousands": [replace(GOOD_SAVING, amount_gbp=999)],
    "amount of nought": [replace(GOOD_SAVING, amount_gbp=0)],
    "years out of order": [replace(GOOD_SAVING, year_to=2022)],
    "yearly over several years": [replace(GOOD_SAVING, year_to=2024)],
    "achieved before the year was over": [replace(GOOD_SAVING, year=2026)],
    "saved after the end": [replace(GOOD_SAVING, arrangement="a0003", year=2025)],
    "year far off": [replace(GOOD_SAVING, year=1989)],
    "reason and how firm": [replace(GOOD_REASON, rung=Rung.FORECAST)],
    "evidence without an address": [replace(GOOD_SAVING, evidence="javascript:alert(1)")],
    "saving told twice": [GOOD_SAVING, replace(GOOD_SAVING, amount_gbp=95_000)],
    "year above the sum": [GOOD_SAVING, replace(GOOD_TOTAL, amount_gbp=80_000)],
    "a total that falls": [GOOD_TOTAL, replace(GOOD_TOTAL, year=2024, amount_gbp=299_999)],
    "a share above the whole": [GOOD_SAVING, replace(GOOD_SAVING, scope=Scope.ONE_SHARE, amount_gbp=90_001)],
}


def codes(answers: list[Any], table: Table) -> set[str]:
    rules: Any = LINE_RULES if table is LINES else SAVINGS_RULES
    held = GIVEN if table is LINES else ANSWERED
    return {rule.code for rule, _, _ in rules.find(answers, range(len(answers)), held)}


@pytest.mark.parametrize("good", [GOOD_LINE, GOOD_NEW, GOOD_ENDED])
def test_no_check_speaks_of_a_good_line(good: LineAnswer) -> None:
    assert codes([good], LINES) == set()


@pytest.mark.parametrize("good", [GOOD_SAVING, GOOD_REASON, replace(GOOD_SAVING, scope=Scope.ONE_SHARE)])
def test_no_check_speaks_of_good_savings(good: SavingsAnswer) -> None:
    assert codes([good], SAVINGS) == set()


@pytest.mark.parametrize("code", BAD_LINES)
def test_a_check_finds_the_line_that_is_at_fault(code: str) -> None:
    assert code in codes(BAD_LINES[code], LINES)


@pytest.mark.parametrize("code", BAD_SAVINGS)
def test_a_check_finds_the_savings_that_are_at_fault(code: str) -> None:
    assert code in codes(BAD_SAVINGS[code], SAVINGS)


def test_every_check_has_its_test_a_name_of_its_own_and_words_for_people() -> None:
    for rules, bad, table in ((LINE_RULES, BAD_LINES, LINES), (SAVINGS_RULES, BAD_SAVINGS, SAVINGS)):
        checks: list[Any] = [*rules.each, *rules.together]
        assert [check.code for check in checks] == list(bad)
        for check in checks:
            assert check.field in {column.name for column in table.columns}
            assert check.needed.endswith(".")
            assert check.fix.endswith(".")


def test_a_yearly_saving_outside_the_years_of_a_sum_may_be_above_it() -> None:
    total = replace(GOOD_TOTAL, year=2020, year_to=2022, amount_gbp=80_000)
    assert "year above the sum" not in codes([GOOD_SAVING, total], SAVINGS)


def slow_falls(totals: list[SavingsAnswer]) -> set[int]:
    """Those that are less than one of an earlier year."""
    pairs = [(one, other) for one in range(len(totals)) for other in range(len(totals))]
    amounts = [each.amount_gbp or 0 for each in totals]
    return {
        late for late, early in pairs if totals[early].year < totals[late].year and amounts[late] < amounts[early]
    }


@given(st.lists(st.tuples(st.integers(2018, 2024), st.integers(0, 5)), max_size=8))
def test_each_total_below_an_earlier_one_is_found_and_no_other(said: list[tuple[int, int]]) -> None:
    totals = [replace(GOOD_TOTAL, year=year, amount_gbp=amount) for year, amount in said]
    found = {index for index, _ in total_falls.find(totals, GIVEN)}
    falling = slow_falls(totals)
    assert falling <= found
    assert bool(found) is bool(falling)


def test_what_the_register_holds_already_is_not_the_body_s_doing() -> None:
    held = replace(GIVEN.lines[0], contact="jo.bloggs@example.gov.uk")
    given = replace(GIVEN, lines=(held,))
    answer = replace(held, decision=Decision.CHANGE, staff=3)
    assert list(LINE_RULES.find([answer], [0], given)) == []
    worse = replace(answer, contact="jo.smith@example.gov.uk")
    assert [rule.code for rule, _, _ in LINE_RULES.find([worse], [0], given)] == ["a person’s address"]
