"""What a case would do to the headline figures, and how far a round has come: values alone, no page or database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sharemap.register.dossier import Dossier, dossiers
from sharemap.register.rows import Claim, Rung, Scope, State
from sharemap.register.uniting import Share, divided
from sharemap.returns.answers import Decision
from sharemap.returns.review.cases import likely
from sharemap.returns.review.differing import all_between, notes
from sharemap.returns.review.effect import Effect, Standing
from sharemap.returns.review.glance import same_day, stage_on, table
from sharemap.returns.stages import Stage
from sharemap.returns.taking import Take
from tests.register.samples import arrangement, claim, dossier
from tests.returns.test_taking import SAVED, told

DAY = date(2026, 11, 25)
COUNCILS = ("north", "south", "west")
HELD = [dossier("a1"), dossier("a2", members=("south", "west"))]


def effect(after: dict[str, Dossier | None], held: list[Dossier] | None = None) -> Effect:
    return Standing(HELD if held is None else held, DAY, COUNCILS).effect(after)


def moved(found: Effect) -> dict[str, tuple[int, int]]:
    return {each.words: (each.before, each.after) for each in found.moves}


def with_claim(held: Dossier, *claims: Claim) -> Dossier:
    return dossiers([held.arrangement], [*held.parts, *claims])[0]


def test_an_end_takes_an_arrangement_and_the_councils_that_share_nothing_else() -> None:
    over = Dossier(
        replace(HELD[0].arrangement, ends_before_earliest=date(2026, 4, 1), ends_before_latest=date(2026, 4, 1)),
        HELD[0].parts,
    )
    assert moved(effect({"a1": over})) == {"arrangements live": (2, 1), "councils sharing": (3, 2)}
    assert moved(effect({"a1": None})) == moved(effect({"a1": over}))


def test_amounts_count_once_and_only_as_achieved_by_kind_and_years() -> None:
    told_again = claim("a1-c3", amount_gbp=900, rung=Rung.ACHIEVED, alternative_to=("a1-c2",))
    news = with_claim(HELD[0], claim("a1-c2", amount_gbp=800, rung=Rung.ACHIEVED), told_again)
    assert moved(effect({"a1": news})) == {"claimed as achieved, recurring, 2012/13": (0, 800)}
    assert moved(effect({"a1": with_claim(HELD[0], claim("a1-c2", rung=Rung.FORECAST))})) == {}


def test_what_moves_a_larger_share_of_a_figure_comes_first() -> None:
    held = [with_claim(dossier(f"a{n}"), claim(f"a{n}-c2", f"a{n}", rung=Rung.ACHIEVED)) for n in range(1, 11)]
    twice = with_claim(held[0], claim("a1-c9", "a1", amount_gbp=1_000_000, rung=Rung.ACHIEVED, year_from=2020))
    little = with_claim(held[1], claim("a2-c9", "a2", amount_gbp=1_000, rung=Rung.ACHIEVED, year_from=2020))
    weights = [effect({key: each}, held).weight for key, each in (("a1", twice), ("a3", None), ("a2", little))]
    assert weights == sorted(weights, reverse=True)
    assert effect({"a1": held[0]}, held).weight == (0.0, 0.0)


@given(st.lists(st.sampled_from(COUNCILS), unique=True), st.sampled_from(list(State)))
def test_the_effect_of_one_change_is_what_counting_anew_gives(members: list[str], state: State) -> None:
    after = dossier("a1", state, tuple(members))
    anew = Standing([after, HELD[1]], DAY, COUNCILS).effect({})
    assert [each.after for each in effect({"a1": after}).changes[:2]] == [each.before for each in anew.changes[:2]]


def test_what_two_tell_is_kept_as_two_and_never_averaged() -> None:
    one = told((replace(SAVED, amount_gbp=90),), decision=Decision.CHANGE, staff=10)
    other = replace(one, body="south", name="South", savings=(replace(SAVED, amount_gbp=40),))
    other = replace(other, said=replace(other.said, staff=20))
    words = [each.words for each in all_between([one, other])]
    assert words == ["North Council says staff: 10; South says staff: 20", "North Council says £90; South says £40"]
    assert [each.text for each in notes("a1", [one, other], DAY)] == words
    share = replace(other, savings=(replace(SAVED, amount_gbp=40, scope=Scope.ONE_SHARE),))
    assert len(all_between([one, share])) == 1


def test_who_leads_ends_it_for_all() -> None:
    assert likely(told(decision=Decision.ENDED, role="lead")) is Take.ALL_ENDED
    assert likely(told(decision=Decision.ENDED, role="partner")) is Take.LEFT
    assert likely(told(decision=Decision.STILL_RIGHT)) is Take.AS_SAID


@given(st.lists(st.sampled_from(["stays", "goes", "both"]), min_size=6, max_size=6))
def test_a_split_loses_nothing(shares: list[str]) -> None:
    held = dossier()
    share = Share(*(frozenset(n for n, each in enumerate(shares) if each == way) for way in ("goes", "both")))
    both = divided(held, arrangement("c1", "Fraud"), share, "Two.")
    if not isinstance(both, tuple):
        assert both.code == "claims"
        return
    said = [replace(part, arrangement="a1") for each in both for part in each.parts]
    kept = [replace(part, id="a1-c1") if isinstance(part, Claim) else part for part in said]
    assert set(held.parts) <= set(kept)
    assert sum(isinstance(part, Claim) for part in said) == 1


def test_how_far_a_return_had_come_by_a_day() -> None:
    events = [("return opened", "2026-03-01T09:00"), ("line answered", "2026-03-05T09:00")]
    events += [("sent for signing", "2026-03-06T09:00"), ("return submitted", "2026-03-07T09:00")]
    days = {1: Stage.NOT_STARTED, 5: Stage.STARTED, 6: Stage.TO_SIGN, 7: Stage.SUBMITTED}
    assert {day: stage_on(events, date(2026, 3, day)) for day in days} == days
    assert same_day(date(2026, 3, 1), date(2026, 3, 9), date(2025, 2, 1)) == date(2025, 2, 9)
    assert same_day(date(2026, 3, 1), date(2026, 3, 1) - timedelta(3), date(2025, 2, 1)) == date(2025, 2, 1)


def test_a_round_by_part_beside_the_round_before() -> None:
    stages = {"north": Stage.SUBMITTED, "south": Stage.NOT_STARTED, "west": Stage.DECLINED}
    parts = {"north": "London", "south": "London", "west": "Wales"}
    whole, london, wales = table(stages, parts, {"north": Stage.STARTED, "south": Stage.SUBMITTED})
    assert (whole.asked, whole.answered, whole.before, whole.counts["silent"]) == (3, 1, 1, 1)
    assert (london.name, london.asked, london.share, london.before) == ("London", 2, 500, 1)
    assert (wales.counts["declined"], wales.before) == (1, 0)
    assert [each.before for each in table(stages, parts, None)] == [None, None, None]
