"""Status on a day is derived from dated facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sharemap.core.period import Bounds, parse_partial
from sharemap.register.rows import Arrangement, DeliveryModel, Sighting, State
from sharemap.register.status import Status, StatusWord, status_on

DAY = date(2026, 11, 25)
ARRANGEMENT = Arrangement(
    id="a1",
    slug="audit",
    name="Audit",
    aliases=(),
    description="",
    model=DeliveryModel.PARTNERSHIP,
    starts_on_earliest=None,
    starts_on_latest=None,
    ends_before_earliest=None,
    ends_before_latest=None,
    end_reason="",
    staff=None,
    contact="",
)


def seen(state: State, when: str) -> Sighting:
    bounds = parse_partial(when)
    if bounds is None:
        return Sighting("a1", state, None, None, "")
    return Sighting("a1", state, bounds.earliest, bounds.latest, "")


def status(*sightings: Sighting, ends: Bounds | None = None) -> Status:
    arrangement = ARRANGEMENT
    if ends:
        arrangement = replace(ARRANGEMENT, ends_before_earliest=ends.earliest, ends_before_latest=ends.latest)
    return status_on(DAY, arrangement, sightings)


@pytest.mark.parametrize(
    ("when", "word", "certain"),
    [
        ("2026-11", StatusWord.LIVE, True),
        ("2024", StatusWord.LIVE, True),
        ("2023-11-25", StatusWord.LIVE, True),
        ("2023", StatusWord.LIVE, False),
        ("2023-11-24", StatusWord.NOT_SEEN, True),
        ("2012", StatusWord.NOT_SEEN, True),
        ("", StatusWord.NOT_SEEN, True),
    ],
)
def test_live_means_seen_live_within_36_months(when: str, word: StatusWord, certain: bool) -> None:
    found = status(seen(State.LIVE, when))
    assert (found.word, found.certain) == (word, certain)


def test_a_known_end_outweighs_a_later_sighting() -> None:
    ended = status(seen(State.LIVE, "2026"), ends=Bounds(date(2020, 1, 1), date(2021, 1, 1)))
    assert (ended.word, ended.certain) == (StatusWord.ENDED, True)


def test_an_end_on_the_day_itself_has_come() -> None:
    for latest, certain in ((DAY, True), (date(2026, 11, 26), False)):
        found = status(seen(State.LIVE, "2026-11"), ends=Bounds(DAY, latest))
        assert (found.word, found.certain) == (StatusWord.ENDED, certain)


def test_what_is_in_doubt_names_every_status_that_it_may_have() -> None:
    assert status(seen(State.LIVE, "2023")).possible == (StatusWord.LIVE, StatusWord.NOT_SEEN)
    in_doubt = status(seen(State.LIVE, "2023"), ends=Bounds(DAY, date(2027, 1, 1)))
    assert in_doubt.possible == (StatusWord.ENDED, StatusWord.LIVE, StatusWord.NOT_SEEN)


def test_of_two_sightings_of_one_time_the_one_that_says_more_decides() -> None:
    for pair in ((State.UNCLEAR, State.LIVE), (State.LIVE, State.UNCLEAR)):
        assert status(*(seen(state, "2025") for state in pair)).word is StatusWord.LIVE


def test_of_two_sightings_that_end_together_the_closer_one_decides() -> None:
    for pair in (("2025", "2025-12"), ("2025-12", "2025")):
        states = {"2025": State.LIVE, "2025-12": State.ENDED}
        assert status(*(seen(states[when], when) for when in pair)).word is StatusWord.ENDED


def test_an_end_to_come_leaves_it_live() -> None:
    found = status(seen(State.LIVE, "2026-06"), ends=Bounds(date(2027, 4, 1), date(2027, 4, 1)))
    assert found.word is StatusWord.LIVE


def test_an_end_whose_bounds_hold_the_day_is_in_doubt() -> None:
    found = status(seen(State.LIVE, "2026"), ends=Bounds(date(2026, 1, 1), date(2027, 1, 1)))
    assert (found.word, found.certain) == (StatusWord.ENDED, False)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.ENDED, StatusWord.ENDED),
        (State.PLANNED, StatusWord.PLANNED),
        (State.NOT_FORMED, StatusWord.NOT_FORMED),
        (State.UNCLEAR, StatusWord.NOT_SEEN),
    ],
)
def test_the_last_sighting_decides(state: State, word: StatusWord) -> None:
    found = status(seen(State.LIVE, "2024"), seen(state, "2025"))
    assert (found.word, found.last_state) == (word, state)


def test_what_was_never_seen_is_not_seen() -> None:
    assert status() == Status((StatusWord.NOT_SEEN,), None, None)


def test_a_sighting_after_the_day_is_not_known_on_it() -> None:
    found = status_on(date(2014, 1, 1), ARRANGEMENT, [seen(State.LIVE, "2013-05"), seen(State.ENDED, "2020")])
    assert found.word is StatusWord.LIVE
