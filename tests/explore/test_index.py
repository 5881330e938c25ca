"""The browser's index says what the edition says, may be kept as long as it is so, and is sent small."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.areas.layers import Layer
from sharemap.core.period import DAY
from sharemap.explore.current import Reading
from sharemap.explore.facets import FACETS
from sharemap.explore.filters import Filters
from sharemap.explore.held import PARTS
from sharemap.explore.index import day_number, index_of, outlines_of, texts_of
from sharemap.explore.offering import Offer
from sharemap.explore.sets import Set
from tests.explore.world import TODAY
from tests.pages import CheckedClient

NAME = "preview-0123456789ab"
FILES = ["/index.json", "/index/texts.json", "/outlines.json?layer=county"]


@pytest.fixture(scope="module")
def index(reading: Reading) -> dict[str, object]:
    """As it is after a journey through JSON."""
    held: dict[str, object] = json.loads(json.dumps(index_of(reading)))
    return held


def test_its_sets_are_those_that_filters_select_from(reading: Reading, index: dict) -> None:  # type: ignore[type-arg]
    assert set(index["sets"]) == set(FACETS)
    for name, sets in index["sets"].items():
        counts = Offer(reading.facets, Filters()).counts(name)
        assert {value: len(places) for value, places in sets.items()} == counts
        assert {value: Set(places) for value, places in sets.items()} == dict(reading.facets.masks[name])


def test_slugs_stand_in_the_order_of_the_edition(reading: Reading, index: dict) -> None:  # type: ignore[type-arg]
    assert index["slugs"] == [entry.arrangement.slug for entry in reading.edition.entries]
    assert len(index["ran"]) == len(index["starts"]) == len(index["ends"]) == len(index["slugs"])
    assert len(texts_of(reading)["texts"]) == len(index["slugs"])  # type: ignore[arg-type]


@given(st.dates(date(2005, 1, 1), TODAY - DAY))
def test_its_steps_give_what_ran_on_any_day(reading: Reading, index: dict, day: date) -> None:  # type: ignore[type-arg]
    number = day_number(day)
    states = [
        [state for since, state in zip(steps[::2], steps[1::2], strict=True) if since <= number][-1]
        for steps in index["ran"]
    ]
    on = reading.facets.days.on(day)
    assert Set(place for place, state in enumerate(states) if state) == on.possible
    assert Set(place for place, state in enumerate(states) if state == 2) == on.certain


def test_days_are_counted_from_1970() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(1970, 1, 1) + timedelta(days=40)) == 40
    assert day_number(date(1969, 12, 31)) == -1
    assert day_number(None) is None


@pytest.mark.parametrize("layer", Layer)
def test_every_outline_of_a_layer_is_there(reading: Reading, layer: Layer) -> None:
    found = outlines_of(reading, layer)
    assert [(each["body"], each["path"]) for each in found] == [
        (each.body, each.path) for each in reading.edition.every_outline[layer]
    ]


@pytest.mark.parametrize("address", FILES)
def test_it_may_be_kept_for_good_only_under_the_name_of_its_edition(client: CheckedClient, address: str) -> None:
    named = f"{address}{'&' if '?' in address else '?'}edition="
    assert "immutable" in client.get(named + NAME)["Cache-Control"]
    assert "immutable" not in client.get(named + "preview-000000000000")["Cache-Control"]
    assert "immutable" not in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", FILES)
def test_its_etag_is_strong_and_answers_who_has_it(client: CheckedClient, address: str) -> None:
    first = client.get(address)
    assert first["ETag"].startswith('"')
    assert first["Content-Type"].startswith("application/json")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_layer_that_there_is_not_is_not_found(client: CheckedClient) -> None:
    assert client.get("/outlines.json?layer=parish").status_code == 404


def test_a_script_gets_the_same_page_without_outlines(client: CheckedClient) -> None:
    whole, parts = client.get("/"), client.get("/", headers={PARTS: "1"})
    areas = [each.content.decode().partition('<g class="areas">')[2].partition("</g>")[0] for each in (whole, parts)]
    assert [' d="' in each for each in areas] == [True, False]
    assert "<title>North: 3 arrangements known, 2 live, 1 under consideration</title>" in parts.content.decode()
    assert PARTS in parts["Vary"]
    assert PARTS in whole["Vary"]
