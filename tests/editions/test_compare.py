"""Changes split into parts that add to them exactly, and each arrangement stands in the part that is true of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharemap.bodies.rows import Body
from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions.causes import MEANINGS, Part
from sharemap.editions.compare import Change, change_json, compare_days, compare_editions
from sharemap.editions.on_day import WITHOUT_DAY, Register, figures_on
from sharemap.register.data import Data
from sharemap.register.rows import Arrangement, Membership, PastAddress, SharedService, Sighting, State
from sharemap.register.status import StatusWord
from tests.editions.kept import COUNTS, changed, kept
from tests.editions.recount import registers as made_up
from tests.explore.world import TODAY, rows
from tests.register.samples import arrangement

Rows = Mapping[type[Row], Iterable[Row]]
LIVE, KNOWN, CHIEFS = "arrangements-live", "arrangements-known", "shared-chief-executives"
LATER = date(2027, 11, 25)
BY_TIME = {
    Part.FORMED,
    Part.SEEN,
    Part.ENDED,
    Part.REORGANISED,
    Part.NOT_FORMED,
    Part.NOT_SEEN,
    Part.UNDATED,
}


def split(change: Change | Problem) -> dict[Part, set[str]]:
    assert isinstance(change, Change), change
    return {share.part: {each.arrangement for each in share.moved} for share in change.shares or ()}


def check_sums(change: Change | Problem) -> Change:
    """The parts add to the change and the change to the values, for certain and at most."""
    assert isinstance(change, Change), change
    assert change.shares is not None
    assert change.certain == sum(share.certain for share in change.shares) == sum(m.certain for m in change.moved)
    assert change.possible == sum(share.possible for share in change.shares) == sum(m.possible for m in change.moved)
    assert (change.before.low or 0) + (change.certain or 0) == change.after.low
    assert (change.before.high or 0) + (change.possible or 0) == change.after.high
    return change


@st.composite
def pasts(draw: st.DrawFn) -> list[PastAddress]:
    gone = draw(st.sets(st.sampled_from([f"a{number}" for number in range(6)])))
    return [PastAddress(key, key, draw(st.sampled_from(("", "a0"))), "") for key in sorted(gone)]


@settings(max_examples=12)
@given(made_up.registers(), made_up.registers(), pasts(), st.sampled_from(COUNTS))
def test_between_any_two_registers_the_parts_add_to_the_change(
    one: made_up.Register, other: made_up.Register, gone: list[PastAddress], figure: str
) -> None:
    first, last = sorted((one, other), key=lambda made: made.day)
    earlier = kept(first.rows, first.day, "2026.1", [figure])
    later = kept({**last.rows, PastAddress: list(gone)}, last.day, "2026.2", [figure])
    parts = split(check_sums(compare_editions(earlier, later, figure)))
    only_earlier, only_later = earlier.everyone - later.everyone, later.everyone - earlier.everyone
    assert parts.get(Part.NEWLY_KNOWN, set()) <= only_later
    assert parts.get(Part.MERGED, set()) | parts.get(Part.TAKEN_OUT, set()) <= only_earlier
    both = earlier.everyone & later.everyone
    assert parts.get(Part.CORRECTED, set()) | parts.get(Part.RE_SCOPED, set()) <= both


@settings(max_examples=12)
@given(made_up.registers(), st.integers(1, 3000), st.integers(0, 3000), st.sampled_from(COUNTS))
def test_between_any_two_days_of_a_register_the_parts_add_to_the_change(
    made: made_up.Register, span: int, back: int, figure: str
) -> None:
    register = kept(made.rows, made.day, "2026.1", [figure])
    last = made.day - timedelta(days=back if figure not in WITHOUT_DAY else 0)
    change = compare_days(register, last - timedelta(days=span), last, figure)
    if figure in WITHOUT_DAY:
        assert isinstance(change, Problem)
        return
    checked = check_sums(change)
    assert split(checked).keys() <= BY_TIME
    (row,) = figures_on(register, last, [figure], contributions=False).figures
    assert (checked.after.low, checked.after.high) == (row.low, row.high)


@settings(max_examples=8)
@given(made_up.registers(), st.integers(1, 1500), st.sampled_from(COUNTS))
def test_what_only_grows_older_is_neither_corrected_nor_newly_known(
    made: made_up.Register, span: int, figure: str
) -> None:
    earlier = kept(made.rows, made.day, "2026.1", [figure])
    later = kept(made.rows, made.day + timedelta(days=span), "2026.2", [figure])
    assert split(check_sums(compare_editions(earlier, later, figure))).keys() <= BY_TIME
    again = kept(made.rows, made.day, "2026.3", [figure])
    assert split(check_sums(compare_editions(earlier, again, figure))) == {}


@pytest.fixture(scope="module")
def real(data: Data) -> Register:
    return kept(data.rows, data.as_at, "2026.1")


def picked(register: Register, status: StatusWord, number: int, fits: Callable[[str], bool] = bool) -> list[str]:
    """Arrangements of one certain status, with a start that is known."""
    words = sorted(register.own_words.items())
    fit = (key for key, held in words if held == {status} and register.arrangements[key].starts_on and fits(key))
    return [key for key, _ in zip(fit, range(number), strict=False)]


def ends(first: date, last: date) -> dict[str, object]:
    return {"ends_before_earliest": first, "ends_before_latest": last}


def test_each_change_made_to_the_real_register_stands_in_its_own_part(data: Data, real: Register) -> None:
    """All at once, a year after: what was done to each arrangement is the part that it is found in."""
    in_time = date(2027, 5, 1)
    seen_lately = {key for key, seen in real.sightings.items() if any(_lately(each) for each in seen)}
    corrected, ended, reorganised, merged, out = picked(real, StatusWord.LIVE, 5, lambda key: key in seen_lately)
    (again,) = picked(real, StatusWord.NOT_SEEN, 1)
    (begun,) = picked(real, StatusWord.PLANNED, 1, lambda key: True) or [_planned(real)]
    gone = real.joined[reorganised]
    told = dict(data.rows)
    told[Arrangement] = [
        *(
            row
            for row in changed(
                data.rows[Arrangement],
                {
                    corrected: ends(date(2020, 1, 1), date(2021, 1, 1)),
                    ended: ends(in_time, in_time),
                    reorganised: ends(in_time, in_time),
                },
            )
            if isinstance(row, Arrangement) and row.id not in (merged, out)
        ),
        arrangement("a9001", "Known since"),
        arrangement("a9002", "Formed since", starts_on_earliest=in_time, starts_on_latest=in_time),
        arrangement("a9003", "Undated", starts_on_earliest=None, starts_on_latest=None),
    ]
    told[Body] = changed(data.rows[Body], {key: {"ends_before": in_time} for key in gone})
    told[PastAddress] = [
        *data.rows[PastAddress],
        PastAddress(merged, "merged", corrected, "told twice"),
        PastAddress(out, "out", "", "no sharing"),
    ]
    told[Sighting] = [
        *data.rows[Sighting],
        *(Sighting(key, State.LIVE, in_time, in_time, "") for key in (again, begun, "a9002")),
        *(Sighting(key, State.LIVE, date(2026, 1, 1), date(2026, 1, 1), "") for key in ("a9001", "a9003")),
    ]
    change = check_sums(compare_editions(real, kept(told, LATER, "2027.1"), LIVE))
    parts = split(change)
    assert parts == {
        Part.FORMED: {"a9002", begun},
        Part.NEWLY_KNOWN: {"a9001", "a9003"},
        Part.SEEN: {again},
        Part.CORRECTED: {corrected},
        Part.ENDED: {ended, *(key for key in real.counts(LIVE) if _ends_after(real, key))},
        Part.REORGANISED: {reorganised},
        Part.MERGED: {merged},
        Part.TAKEN_OUT: {out},
        Part.NOT_SEEN: parts[Part.NOT_SEEN],
    }
    assert {"a9001", corrected, ended, again}.isdisjoint(parts[Part.NOT_SEEN])
    assert len(parts[Part.NOT_SEEN]) > 20


def _lately(each: Sighting) -> bool:
    return bool(each.state is State.LIVE and each.seen_on and each.seen_on.earliest >= date(2025, 1, 1))


def _ends_after(register: Register, key: str) -> bool:
    end = register.arrangements[key].ends_before
    return bool(end and end.latest > register.as_at)


def _planned(register: Register) -> str:
    return next(key for key, words in sorted(register.own_words.items()) if words == {StatusWord.PLANNED})


def test_services_members_and_claims_re_scope(data: Data, real: Register) -> None:
    held = sorted(real.counts(CHIEFS))
    told = {
        **data.rows,
        SharedService: [row for row in data.rows[SharedService] if getattr(row, "arrangement", "") != held[0]],
    }
    change = check_sums(compare_editions(real, kept(told, data.as_at, "2026.2", [CHIEFS]), CHIEFS))
    assert split(change) == {Part.RE_SCOPED: {held[0]}}


def test_another_rule_re_scopes(real: Register) -> None:
    """The same rows, of which the earlier edition counted one fewer by the rule of its time."""
    table = real.tables["contributions"]
    one = sorted(real.counts(LIVE))[0]
    fewer = [row for row in table.to_pylist() if (row["figure"], row["subject"]) != (LIVE, one)]
    sure = bool(real.counts(LIVE)[one] == 2)
    row = real.figures[LIVE]
    assert row.low is not None
    assert row.high is not None
    old = replace(
        real,
        name="2025.1",
        tables={**real.tables, "contributions": type(table).from_pylist(fewer, schema=table.schema)},
        figures={LIVE: replace(row, low=row.low - sure, high=row.high - 1)},
    )
    assert split(check_sums(compare_editions(old, real, LIVE))) == {Part.RE_SCOPED: {one}}
    assert split(check_sums(compare_editions(real, old, LIVE))) == {Part.RE_SCOPED: {one}}


@pytest.mark.parametrize("figure", COUNTS)
def test_the_real_register_splits_between_days(real: Register, figure: str) -> None:
    if figure in WITHOUT_DAY:
        assert isinstance(compare_days(real, date(2014, 4, 1), date(2015, 4, 1), figure), Problem)
        return
    check_sums(compare_days(real, date(2012, 4, 1), date(2019, 4, 2), figure))
    check_sums(compare_days(real, date(2025, 11, 25), real.as_at, figure))


@pytest.mark.parametrize(
    ("figure", "up", "down"),
    [
        (LIVE, {Part.FORMED, Part.UNDATED, Part.SEEN}, {Part.ENDED, Part.REORGANISED, Part.NOT_SEEN}),
        (KNOWN, {Part.FORMED, Part.UNDATED, Part.SEEN}, {Part.SEEN}),
        ("arrangements-ended", {Part.ENDED, Part.REORGANISED, Part.FORMED, Part.UNDATED}, {Part.SEEN}),
        (
            "arrangements-not-seen",
            {Part.NOT_SEEN, Part.FORMED, Part.UNDATED},
            {Part.ENDED, Part.REORGANISED, Part.SEEN},
        ),
        ("arrangements-planned", {Part.SEEN}, {Part.FORMED, Part.NOT_FORMED}),
        (
            "arrangements-running",
            {Part.FORMED, Part.UNDATED, Part.SEEN},
            {Part.ENDED, Part.REORGANISED, Part.NOT_SEEN},
        ),
    ],
)
def test_what_adds_to_a_count_and_what_takes_from_it_keep_apart(
    real: Register, figure: str, up: set[Part], down: set[Part]
) -> None:
    for year in (2011, 2015, 2019, 2022):
        change = check_sums(compare_days(real, date(year, 4, 1), date(year + 3, 4, 1), figure))
        for each in change.moved:
            rises = each.certain > 0 or each.possible > 0
            assert each.part in (up if rises else down), each


def test_what_formed_between_two_days_began_between_them(real: Register) -> None:
    first, last = date(2013, 4, 1), date(2016, 4, 1)
    parts = split(compare_days(real, first, last, KNOWN))
    assert len(parts[Part.FORMED]) > 30
    for key in parts[Part.FORMED]:
        start = real.arrangements[key].starts_on
        assert start
        assert start.latest > first
        assert start.earliest <= last


def test_the_districts_that_became_one_are_told_apart_from_what_ended(real: Register) -> None:
    parts = split(compare_days(real, date(2019, 3, 1), date(2019, 6, 1), "arrangements-ended"))
    suffolk = {"a0009", "a0007", "a0008"}
    assert suffolk <= parts[Part.REORGANISED]
    assert suffolk.isdisjoint(parts.get(Part.ENDED, set()))


def test_a_figure_that_is_no_count_of_arrangements_has_both_values_and_no_parts(real: Register) -> None:
    change = compare_days(real, date(2014, 4, 1), date(2015, 4, 1), "councils-sharing")
    assert isinstance(change, Change)
    assert change.shares is None
    assert change.before.low
    assert change.after.high


def test_the_range_of_a_change_holds_both_of_its_numbers(real: Register) -> None:
    change = check_sums(compare_days(real, date(2014, 4, 1), date(2019, 4, 1), LIVE))
    least, most = change.range
    assert least is not None
    assert most is not None
    assert least <= (change.certain or 0) <= most
    assert least <= (change.possible or 0) <= most
    assert "%" not in str(change_json(change))


def test_what_cannot_be_compared_is_told_in_words(real: Register) -> None:
    earlier = kept(rows(), date(2025, 11, 25), "2025.1")
    later = kept(rows(), TODAY, "2026.1")
    told = [
        compare_editions(later, earlier),
        compare_editions(later, later),
        compare_editions(earlier, later, "arrangements-liv"),
        compare_days(later, TODAY, TODAY),
        compare_days(later, TODAY, TODAY + timedelta(days=1)),
        compare_days(later, TODAY - timedelta(days=1), TODAY, "staff"),
    ]
    words = [
        "Give the earlier edition first",
        "Two different",
        "Nearest: arrangements-live",
        "The first day",
        "later",
    ]
    for problem, said in zip(told, [*words, "have no day"], strict=True):
        assert isinstance(problem, Problem)
        assert said in str(problem)


def test_every_part_says_what_it_means() -> None:
    assert MEANINGS.keys() == set(Part)


def test_members_and_sightings_of_the_made_up_world_end_as_told() -> None:
    """Legal Shire ended in April 2018; one of its two members was dissolved a year later, so that was not why.

    Its sighting of 2018 may have been made by March: that it had ended was possible then, and certain in June.
    """
    register = kept(rows(), TODAY, "2026.1", ["arrangements-ended"])
    change = check_sums(compare_days(register, date(2018, 3, 1), date(2018, 6, 1), "arrangements-ended"))
    parts = split(change)
    assert parts == {Part.ENDED: {"a2"}}
    (moved,) = change.moved
    assert (moved.certain, moved.possible) == (1, 0)
    assert {row.body for row in rows()[Membership] if isinstance(row, Membership) and row.arrangement == "a2"} == {
        "north",
        "old",
    }
