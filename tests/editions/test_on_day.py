"""Figures as at another day: what had been seen by then and what was so, and nothing that came later."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharemap.core.period import Bounds
from sharemap.core.problem import Problem
from sharemap.editions.definitions import figure_definitions, views_of, words_of
from sharemap.editions.on_day import (
    NOT_YET,
    WITHOUT_DAY,
    Register,
    Sure,
    day_problem,
    figure_on,
    figures_on,
    open_register,
    read_register,
    there_on,
    words_on,
)
from sharemap.editions.read import Edition, read_edition
from sharemap.editions.tables import Breakdown, Contribution, rows_in
from sharemap.register.rows import Arrangement, Membership, Sighting, State
from sharemap.register.status import StatusWord
from tests.editions.kept import COUNTS, changed, kept
from tests.editions.recount import registers as made_up
from tests.explore.world import TODAY, rows
from tests.register.samples import arrangement

DAY = date(2014, 4, 1)


@pytest.fixture(scope="module")
def folder(real_edition: Path) -> Path:
    return real_edition


@pytest.fixture(scope="module")
def edition(folder: Path) -> Edition:
    return read_edition(folder)


@pytest.fixture(scope="module")
def register(folder: Path) -> Register:
    return read_register(folder)


def test_on_its_own_day_every_figure_is_that_of_the_edition(folder: Path, edition: Edition) -> None:
    computed = figures_on(folder, edition.as_at)
    assert {row.figure: row for row in computed.figures} == {
        name: figure.row for name, figure in edition.figures.items()
    }
    held = tuple(row for figure in edition.figures.values() for row in figure.breakdowns)
    assert rows_in(computed.breakdowns, Breakdown) == held
    assert computed.contributions is not None
    told = {Contribution(*row.values()) for row in computed.contributions.to_pylist()}
    assert told == {row for figure in edition.figures.values() for row in figure.contributions}


def test_on_an_earlier_day_the_starts_of_the_register_are_counted(register: Register) -> None:
    counted = figure_on(register, DAY, "arrangements-formed").counts
    proposed = {StatusWord.PLANNED, StatusWord.NOT_FORMED}
    known = {key for key, words in words_on(register, DAY).items() if words - proposed - {NOT_YET}}
    starts = {key: each.starts_on for key, each in register.arrangements.items() if each.starts_on and key in known}
    assert counted.keys() == {key for key, start in starts.items() if start.earliest <= DAY}
    assert all(starts[key].latest <= DAY for key, sure in counted.items() if sure is Sure.YES)
    assert len(counted) > 200


def test_on_an_earlier_day_the_councils_of_that_day_are_counted(register: Register) -> None:
    alive = {"corby", "kettering", "taunton-deane", "christchurch"}
    since = {"north-northamptonshire", "somerset-unitary"}
    counted = figure_on(register, DAY, "principal-councils").counts
    assert alive <= set(counted)
    assert since.isdisjoint(counted)


def test_nothing_counts_that_was_first_met_later(register: Register) -> None:
    later = {
        key
        for key, each in register.arrangements.items()
        if each.starts_on and each.starts_on.earliest > DAY
        if not any(seen.seen_on and seen.seen_on.earliest <= DAY for seen in register.sightings.get(key, ()))
    }
    assert len(later) > 50
    computed = figures_on(register, DAY, COUNTS)
    assert computed.contributions is not None
    assert later.isdisjoint(computed.contributions["subject"].to_pylist())


def test_an_earlier_day_takes_less_than_a_second(register: Register) -> None:
    began = time.process_time()
    figure_on(register, date(2016, 4, 1), "arrangements-live")
    assert time.process_time() - began < 1


def test_what_rests_on_claims_or_staff_has_no_day() -> None:
    asked = {each.name: "\n".join([*views_of([each.sql]), each.sql]) for each in figure_definitions()}
    undated = {name for name, queries in asked.items() if {"claims", "staff"} & words_of(queries)}
    assert undated == WITHOUT_DAY
    register = kept(rows(), TODAY, "2026.1", ["claims-total"])
    given_ = {row.figure for row in figures_on(register, DAY).figures}
    assert given_ == {each.name for each in figure_definitions()} - undated
    with pytest.raises(ValueError, match="claims-total"):
        figures_on(register, DAY, ["claims-total"])


@pytest.mark.parametrize(
    ("day", "figure", "said"),
    [
        (TODAY + timedelta(days=1), "arrangements-live", "nothing is known of later days"),
        (DAY, "staff", "have no day"),
        (TODAY, "staff", ""),
        (DAY, "arrangements-live", ""),
    ],
)
def test_a_day_on_which_a_figure_has_no_value_is_told_in_words(day: date, figure: str, said: str) -> None:
    problem = day_problem(day, TODAY, figure, "--on")
    assert said in str(problem) if said else problem is None


def bounded(*years: int) -> Bounds:
    return Bounds(date(years[0], 1, 1), date(years[-1], 12, 31))


def seen(state: State, *years: int) -> Sighting:
    held = bounded(*years) if years else None
    return Sighting("a1", state, held.earliest if held else None, held.latest if held else None, "")


def dated(start: tuple[int, ...] = (), end: tuple[int, ...] = ()) -> Arrangement:
    starts, ends = (bounded(*each) if each else None for each in (start, end))
    return arrangement(
        starts_on_earliest=starts and starts.earliest,
        starts_on_latest=starts and starts.latest,
        ends_before_earliest=ends and ends.earliest,
        ends_before_latest=ends and ends.latest,
    )


@pytest.mark.parametrize(
    ("held", "sightings", "there"),
    [
        (dated((2013,)), [], Sure.YES),
        (dated((2013, 2015)), [], Sure.PERHAPS),
        (dated((2014,)), [seen(State.LIVE, 2018)], Sure.PERHAPS),
        (dated((2015,)), [seen(State.LIVE, 2018)], Sure.NO),
        (dated((2015,)), [seen(State.PLANNED, 2013)], Sure.YES),
        (dated((2015,)), [seen(State.PLANNED, 2014)], Sure.PERHAPS),
        (dated((2015,)), [seen(State.LIVE)], Sure.NO),
        (dated(), [seen(State.LIVE, 2018)], Sure.PERHAPS),
        (dated(), [seen(State.LIVE)], Sure.PERHAPS),
        (dated(), [seen(State.LIVE, 2013)], Sure.YES),
        (dated(), [seen(State.PLANNED, 2018)], Sure.NO),
        (dated(), [seen(State.PLANNED, 2014)], Sure.PERHAPS),
        (dated(), [seen(State.PLANNED)], Sure.PERHAPS),
        (dated(), [seen(State.NOT_FORMED, 2018)], Sure.NO),
        (dated((), (2013,)), [], Sure.YES),
        (dated((), (2018,)), [], Sure.PERHAPS),
    ],
)
def test_what_was_there_by_a_day(held: Arrangement, sightings: list[Sighting], there: Sure) -> None:
    assert there_on(held, sightings, DAY) is there


@settings(max_examples=100)
@given(made_up.registers(), st.integers(0, 4000), st.integers(0, 4000))
def test_what_was_there_once_was_there_ever_after(made: made_up.Register, back: int, more: int) -> None:
    later = made.day - timedelta(days=back)
    earlier = later - timedelta(days=more)
    for row in made.rows[Arrangement]:
        assert isinstance(row, Arrangement)
        sightings = [
            each for each in made.rows[Sighting] if isinstance(each, Sighting) and each.arrangement == row.id
        ]
        assert there_on(row, sightings, earlier) <= there_on(row, sightings, later)


def test_what_may_not_have_been_there_counts_as_possible_only() -> None:
    undated = {"starts_on_earliest": None, "starts_on_latest": None}
    told = {**rows(), Arrangement: changed(rows()[Arrangement], {"a1": undated})}
    counted = figure_on(kept(told, TODAY, "2026.1", ["arrangements-known"]), DAY, "arrangements-known").counts
    assert counted["a1"] is Sure.PERHAPS  # first seen in 2025
    assert counted["a2"] is Sure.YES  # begun in 2011


@pytest.mark.parametrize(
    ("start", "sightings", "words"),
    [
        ((2011,), [seen(State.LIVE, 2012)], {"live"}),
        ((2011,), [seen(State.LIVE, 2012), seen(State.ENDED, 2014)], {"live", "ended"}),
        ((2011,), [seen(State.LIVE, 2012), seen(State.ENDED)], {"live"}),
        ((2011,), [seen(State.LIVE, 2014)], {"live", "not seen since"}),
        ((2011,), [seen(State.LIVE)], {"not seen since"}),
        ((2011,), [seen(State.ENDED)], {"ended", "not seen since"}),
        ((2011,), [seen(State.LIVE, 2016)], {"not seen since"}),
        ((), [seen(State.LIVE, 2016)], {"not seen since", NOT_YET}),
        ((), [seen(State.LIVE, 2014)], {"live", "not seen since", NOT_YET}),
        ((), [seen(State.PLANNED, 2014)], {"planned", NOT_YET}),
        ((), [seen(State.PLANNED)], {"planned", NOT_YET}),
        ((), [seen(State.PLANNED, 2016)], set()),
    ],
)
def test_a_sighting_that_may_have_been_made_later_leaves_a_doubt(
    start: tuple[int, ...], sightings: list[Sighting], words: set[str]
) -> None:
    told = {**rows(), Arrangement: [dated(start)], Sighting: sightings}
    assert words_on(kept(told, TODAY, "2026.1", ["principal-councils"]), DAY) == {"a1": words}


def test_a_member_that_joined_later_puts_an_arrangement_in_no_region_before() -> None:
    joined = Membership("a1", "eastham", "", "partner", DAY, DAY, None, None, "", "", "")  # type: ignore[arg-type]
    register = kept({**rows(), Membership: [*rows()[Membership], joined]}, TODAY, "2026.1", ["arrangements-known"])

    def london(day: date) -> set[str]:
        computed = figures_on(register, day, ["arrangements-known"])
        parts = computed.parts.to_pylist()
        return {row["subject"] for row in parts if (row["dimension"], row["part"]) == ("region", "London")}

    assert "a1" in london(DAY)
    assert "a1" not in london(DAY - timedelta(days=1))


def test_an_edition_that_cannot_be_read_is_told_in_words(folder: Path, tmp_path: Path) -> None:
    assert isinstance(open_register(tmp_path / "2026.9"), Problem)
    for name in ("manifest.json", "arrangements.parquet", "sightings.parquet", "figures.parquet"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    assert "No such file" in str(open_register(tmp_path))
    (tmp_path / "sightings.parquet").write_bytes(b"no parquet")
    assert "The edition must hold the tables" in str(open_register(tmp_path))
