"""The same answer, given in the form and in a workbook, is judged alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharemap.core.fields import to_text
from sharemap.core.problem import Severity
from sharemap.register.rows import ClaimKind, Role, Rung, Scope
from sharemap.returns.answers import BLANK, Aim, Decision, LineAnswer, SavingsAnswer, WhyNone
from sharemap.returns.form import SAVING, read_line
from sharemap.returns.form_cells import held_texts
from sharemap.returns.services import Given
from sharemap.returns.workbook.template import template
from sharemap.returns.workbook.upload import read_upload
from tests.returns.checks.test_checks import BAD_LINES, BAD_SAVINGS, GOOD_ENDED, GOOD_LINE, GOOD_NEW, GOOD_SAVING
from tests.returns.golden.given import GIVEN

HELD = GIVEN.lines[0]


def in_form(line: LineAnswer, savings: tuple[SavingsAnswer, ...]) -> Given | None:
    """What the form takes; None: it refuses."""
    posted = held_texts(line, str) | {f"aims.{aim}": "yes" for aim in line.aims}
    for number, row in enumerate(savings):
        cells = {name: to_text(getattr(row, name)) for name in (*SAVING, "year", "year_to")}
        posted |= {f"savings.{number}.{name}": text for name, text in cells.items()}
    answer, problems = read_line(posted, GIVEN.held.get(line.arrangement, BLANK), GIVEN)
    return None if problems else answer


def in_workbook(line: LineAnswer, savings: tuple[SavingsAnswer, ...]) -> Given | None:
    """What a workbook with this line and its savings alone takes; None where it refuses any of it."""
    filled = replace(GIVEN, lines=(line,), savings=savings)
    upload = read_upload("return.xlsx", template(filled), GIVEN)
    refused = [kind for kind in upload.kinds if kind.severity is Severity.ERROR]
    return None if refused else Given(upload.lines[0], upload.savings)


def both(line: LineAnswer, *savings: SavingsAnswer) -> tuple[bool, bool]:
    return in_form(line, savings) is not None, in_workbook(line, savings) is not None


# The form has no cell for these, so nobody can be wrong in it: an identifier, days that are two, an end of a change.
NOT_IN_A_FORM = {
    "unknown identifier",
    "no identifier",
    "new with an identifier",
    "still right but changed",
    "half a start",
    "half an end",
    "start out of order",
    "end out of order",
    "cost of ending without an end",
    "savings of an unknown arrangement",
    "savings of no arrangement",
    "savings of an unknown name",
    "saved after the end",
}


@pytest.mark.parametrize("good", [GOOD_LINE, GOOD_NEW, GOOD_ENDED])
def test_what_is_good_is_taken_by_both(good: LineAnswer) -> None:
    assert both(good) == (True, True)


@pytest.mark.parametrize(
    "code", [code for code, bad in BAD_LINES.items() if code not in NOT_IN_A_FORM and len(bad) == 1]
)
def test_a_line_at_fault_has_the_same_verdict(code: str) -> None:
    form, workbook = both(BAD_LINES[code][0])
    assert form is workbook


@pytest.mark.parametrize("code", [code for code in BAD_SAVINGS if code not in NOT_IN_A_FORM])
def test_savings_at_fault_have_the_same_verdict(code: str) -> None:
    rows = [replace(row, arrangement="a0001") for row in BAD_SAVINGS[code]]
    form, workbook = both(GOOD_LINE, *rows)
    assert form is workbook


DAYS = st.none() | st.dates(date(2013, 1, 1), date(2026, 12, 31))
ENDS = st.tuples(DAYS, st.sampled_from(["", "It ran out."]), st.none() | st.integers(-5, 2 * 10**9))


@st.composite
def answers(draw: st.DrawFn) -> LineAnswer:
    """What somebody may say of a line of the return by the cells that its decision shows."""
    decision = draw(st.sampled_from([each for each in Decision if each is not Decision.NEW]))
    said = replace(HELD, decision=decision)
    if decision is Decision.CHANGE:
        contacts = st.sampled_from(["audit@example.gov.uk", "jo.bloggs@example.gov.uk", "020 7946 0000"])
        partners = st.sampled_from([HELD.partners, ("Eastmarch District Council",), ("A, B, C",)])
        said = replace(said, staff=draw(st.integers(-1, 200_000)), contact=draw(contacts), partners=draw(partners))
        said = replace(said, role=draw(st.sampled_from(Role)), aims=draw(st.sampled_from([(), (Aim.QUALITY,)])))
    elif decision is Decision.ENDED:
        day, reason, cost = draw(ENDS)
        said = replace(said, ends_before_earliest=day, ends_before_latest=day, end_reason=reason, exit_cost_gbp=cost)
    elif decision in (Decision.DISPUTE, Decision.NOT_OURS):
        said = replace(said, why=draw(st.sampled_from(["", "It is another's."])))
    return said


ROWS = st.builds(
    replace,
    st.just(replace(GOOD_SAVING, arrangement="a0001", name="")),
    year=st.integers(1985, 2030),
    year_to=st.none() | st.integers(2018, 2026),
    amount_gbp=st.none() | st.integers(-5, 2 * 10**9),
    rung=st.none() | st.sampled_from(Rung),
    kind=st.none() | st.sampled_from(ClaimKind),
    scope=st.none() | st.sampled_from(Scope),
    evidence=st.sampled_from(["", "https://example.org/a", "example.org/a", "a report", "file 3: a.pdf"]),
    why_none=st.none() | st.sampled_from(WhyNone),
).filter(lambda row: any(getattr(row, name) not in (None, "") for name in SAVING))
"""A year alone is no answer: the form offers some."""


# A sheet may hold one row twice by a slip of the hand, and it counts once; a form has no such slip.
@given(answers(), st.lists(ROWS, max_size=2, unique=True).map(tuple))
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_form_and_workbook_judge_it_alike(
    line: LineAnswer, savings: tuple[SavingsAnswer, ...]
) -> None:
    told = () if line.decision is Decision.NOT_OURS else savings
    form, workbook = both(line, *told)
    assert form is workbook, (line, told)
