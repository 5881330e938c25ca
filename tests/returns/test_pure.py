"""Values alone: what is asked, what people type, what contradicts what. No page and no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.fields import Row
from sharemap.core.period import Bounds, ending_bounds, parse_partial
from sharemap.register.rows import (
    Arrangement,
    Claim,
    ClaimKind,
    Membership,
    Role,
    Rung,
    Scope,
    SharedService,
    Sighting,
    State,
)
from sharemap.returns import typed
from sharemap.returns.answers import Aim, Decision, LineAnswer, SavingsAnswer
from sharemap.returns.form import read_line
from sharemap.returns.judging import contradictions
from sharemap.returns.prefill import Held, lead_of, prefill
from sharemap.returns.prefilled import Prefilled
from sharemap.returns.rows import from_texts, to_texts
from sharemap.returns.tellings import differences
from tests.register.samples import arrangement, claim, dossier, membership

DAY = date(2026, 3, 31)


def held(*rows: Row) -> Held:
    """The register's rows by table."""
    types = (Arrangement, Membership, SharedService, Claim, Sighting)
    return Held({each: [row for row in rows if type(row) is each] for each in types})


def small(**changes: object) -> list[Row]:
    whole = dossier()
    return [replace(whole.arrangement, **changes), *whole.parts]  # type: ignore[arg-type]


def test_a_body_is_asked_for_what_it_is_in_and_for_nothing_else() -> None:
    rows = [*small(), arrangement("a2", "Legal"), membership("a2", "south"), membership("a2", "west")]
    assert [each.line.arrangement for each in prefill("north", DAY, held(*rows))] == ["a1"]
    assert [each.line.arrangement for each in prefill("south", DAY, held(*rows))] == ["a1", "a2"]
    assert prefill("nobody", DAY, held(*rows)) == []


def test_what_had_ended_or_was_left_by_the_census_day_is_not_asked() -> None:
    ended = small(ends_before_earliest=date(2020, 1, 1), ends_before_latest=date(2020, 12, 31))
    assert prefill("north", DAY, held(*ended)) == []
    later = small(ends_before_earliest=date(2026, 1, 1), ends_before_latest=date(2026, 12, 31))
    assert len(prefill("north", DAY, held(*later))) == 1
    whole = dossier(members=("south",))
    gone = replace(
        membership("a1", "north"), left_before_earliest=date(2020, 1, 1), left_before_latest=date(2020, 1, 1)
    )
    assert prefill("north", DAY, held(whole.arrangement, *whole.parts, gone)) == []
    back = membership("a1", "north")
    assert len(prefill("north", DAY, held(whole.arrangement, *whole.parts, gone, back))) == 1


@pytest.mark.parametrize(
    ("state", "asked"),
    [(State.LIVE, 1), (State.PLANNED, 1), (State.UNCLEAR, 1), (State.ENDED, 0), (State.NOT_FORMED, 0)],
)
def test_what_was_last_seen_ended_or_was_never_formed_is_not_asked(state: State, asked: int) -> None:
    whole = dossier(state=state)
    assert len(prefill("north", DAY, held(whole.arrangement, *whole.parts))) == asked


def test_a_line_is_asked_in_the_register_s_words_with_nothing_decided() -> None:
    (asked,) = prefill("north", DAY, held(*small()))
    assert (asked.line.decision, asked.line.name, asked.line.partners) == (None, "Audit", ("south",))
    assert (asked.line.services, asked.line.staff, asked.line.role) == (("internal audit",), 12, Role.PARTNER)
    (saving,) = asked.savings
    assert (saving.year, saving.year_to, saving.amount_gbp, saving.kind) == (2012, None, 50_000, ClaimKind.RECURRING)


def test_claims_of_others_and_without_a_year_are_not_asked() -> None:
    others = claim("a1-c2", body="south", scope=Scope.ONE_SHARE)
    undated = claim("a1-c3", year_from=None, year_to=None)
    (asked,) = prefill("north", DAY, held(*small(), others, undated))
    assert len(asked.savings) == 1


def test_who_leads_or_hosts_answers_for_all() -> None:
    rows: list[Row] = [
        arrangement(),
        membership("a1", "north", Role.LEAD),
        membership("a1", "south"),
        membership("a1", "west", Role.HOST),
    ]
    assert lead_of("a1", held(*rows)) == ["north", "west"]


DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)


@given(
    st.builds(
        LineAnswer,
        arrangement=st.just("a1"),
        name=TEXTS,
        why=TEXTS,
        description=TEXTS,
        services=st.lists(st.sampled_from(["legal", "internal audit"]), unique=True).map(tuple),
        partners=st.just(()),
        aims=st.lists(st.sampled_from(Aim), unique=True).map(tuple),
        starts_on_earliest=DAYS,
        starts_on_latest=DAYS,
        ends_before_earliest=DAYS,
        ends_before_latest=DAYS,
        end_reason=TEXTS,
        contact=TEXTS,
        exit_cost_gbp=st.none() | st.integers(0, 10**9),
        staff=st.none() | st.integers(0, 10**6),
    )
)
def test_an_answer_comes_back_from_its_texts(answer: LineAnswer) -> None:
    assert from_texts(LineAnswer, to_texts(answer)) == answer


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_days_known_in_part_are_written_back_as_typed(day: date, form: str) -> None:
    text = day.strftime(form)
    assert parse_partial(typed.started_text(parse_partial(text))) == parse_partial(text)
    assert ending_bounds(typed.ended_text(ending_bounds(text))) == ending_bounds(text)


def test_a_span_that_is_no_month_and_no_year_is_left_blank() -> None:
    assert typed.started_text(Bounds(date(2020, 2, 3), date(2020, 5, 6))) == ""
    assert typed.ended_text(None) == ""


ASKED = LineAnswer(
    arrangement="a1",
    name="Audit",
    decision=None,
    why="",
    description="One team.",
    services=("internal audit",),
    partners=("south",),
    role=Role.LEAD,
    model=None,
    aims=(),
    starts_on_earliest=date(2011, 4, 1),
    starts_on_latest=date(2011, 4, 30),
    ends_before_earliest=None,
    ends_before_latest=None,
    end_reason="",
    exit_cost_gbp=None,
    staff=12,
    contact="",
)
GIVEN = Prefilled(2026, DAY, "north", "North", (ASKED,))
WORD = st.text(max_size=12) | st.sampled_from(["ended", "change", "new", "still right", "2026-03", "£5", "recurring"])


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "decision",
                "ends_before",
                "staff",
                "starts_on",
                "role",
                "exit_cost_gbp",
                "savings.0.year",
                "savings.0.amount_gbp",
                "savings.x.evidence",
                "savings.",
                "why",
            ]
        ),
        WORD,
    )
)
def test_no_form_raises_and_what_has_no_problem_can_be_held(posted: dict[str, str]) -> None:
    answer, problems = read_line(posted, ASKED, GIVEN)
    if not problems:
        assert from_texts(LineAnswer, to_texts(answer.answer)).decision is not None
        assert [from_texts(SavingsAnswer, to_texts(each)) for each in answer.savings] == list(answer.savings)


@pytest.mark.parametrize(
    "posted",
    [
        {"decision": "ended", "ends_before": "2200", "end_reason": "x"},
        {
            "decision": "still right",
            "savings.0.year": "2025",
            "savings.0.amount_gbp": "9",
            "savings.0.rung": "claimed",
        }
        | {"savings.0.kind": "recurring", "savings.0.scope": "whole"}
        | {"savings.0.evidence": "north.example/" + "a" * 1985},
    ],
)
def test_what_could_not_be_read_again_is_refused(posted: dict[str, str]) -> None:
    _, problems = read_line(posted, ASKED, GIVEN)
    assert [each.where for each in problems] == ["main"]


def test_an_end_before_the_start_is_pointed_out() -> None:
    _, problems = read_line({"decision": "ended", "ends_before": "2009", "end_reason": "x"}, ASKED, GIVEN)
    assert [(each.where, each.needed) for each in problems] == [
        ("ends_before", "An arrangement cannot end before it started.")
    ]


def saving(
    year: int, amount: int, kind: ClaimKind, scope: Scope = Scope.WHOLE, rung: Rung = Rung.CLAIMED
) -> SavingsAnswer:
    return SavingsAnswer("a1", "", year, None, amount, rung, kind, scope, "", "", None)


YEARLY, TOTAL = ClaimKind.RECURRING, ClaimKind.CUMULATIVE
AGREE = [saving(2025, 10, YEARLY), saving(2025, 30, TOTAL), saving(2024, 20, TOTAL)]


def said(answered: list[SavingsAnswer], record: list[SavingsAnswer], line: LineAnswer = ASKED) -> list[str]:
    return [each.needed for each in contradictions(line, answered, record, DAY)]


def test_what_fits_together_is_not_pointed_out() -> None:
    assert said(AGREE, []) == said(AGREE[:1], AGREE[1:]) == said([], AGREE) == []


def test_each_contradiction_is_said_once_wherever_the_other_half_is() -> None:
    low = saving(2024, 5, TOTAL)
    words = "£10 recurring in 2025/26 is more than all that was saved before it: £5 cumulative in 2024/25."
    assert said([AGREE[0]], [low]) == said([AGREE[0], low], []) == said([low, AGREE[0]], [low]) == [words]
    assert said([saving(2025, 10, TOTAL)], [saving(2024, 20, TOTAL)]) == [
        "£10 cumulative in 2025/26 is less than £20 cumulative in 2024/25, and a total does not fall."
    ]
    share = saving(2025, 30, YEARLY, Scope.ONE_SHARE)
    assert said([share], [saving(2025, 10, YEARLY)]) == [
        "£30 recurring in 2025/26 for one council is more than £10 recurring in 2025/26 for all."
    ]


def test_another_year_or_another_scope_does_not_contradict() -> None:
    assert said([saving(2025, 10, YEARLY)], [saving(2020, 5, TOTAL)]) == []
    assert said([saving(2025, 10, YEARLY)], [saving(2025, 5, TOTAL, Scope.ONE_SHARE)]) == []


def test_a_year_that_is_not_over_has_achieved_nothing_and_an_end_saves_no_more() -> None:
    assert "not over on the census day" in said([saving(2026, 5, YEARLY, rung=Rung.ACHIEVED)], [])[0]
    assert said([saving(2024, 5, YEARLY, rung=Rung.ACHIEVED)], []) == []
    over = replace(ASKED, decision=Decision.ENDED, ends_before_latest=date(2024, 4, 1))
    assert "after the arrangement had ended" in said([saving(2025, 5, YEARLY)], [], over)[0]


def test_two_answers_differ_where_both_say_something_else() -> None:
    ours, theirs = replace(ASKED, decision=Decision.STILL_RIGHT), replace(ASKED, decision=Decision.CHANGE, staff=15)
    assert differences(ours, theirs) == ["staff"]
    assert differences(ours, replace(theirs, staff=None)) == []
    assert differences(ours, replace(ours, decision=Decision.ENDED)) == ["decision"]
    assert differences(ours, ASKED) == []
