"""Filters go to an address and come back; what means nothing is said, never taken silently."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.areas.layers import Layer
from sharemap.explore.filters import (
    FIRST_DAY,
    LAST_DAY,
    LAST_PAGE,
    LONGEST_TEXT,
    SAID,
    Claimed,
    Colour,
    Filters,
    Known,
    Layout,
    Match,
    Size,
    read_filters,
)
from sharemap.register.rows import DeliveryModel, Rung
from sharemap.register.status import StatusWord

KNOWN = Known(
    frozenset({"internal-audit", "research"}),
    frozenset({"South East", "Wales"}),
    frozenset({"north", "south"}),
    {"internal audit": "internal-audit", "R&D": "research"},
    frozenset({"with police", "councils only"}),
    frozenset({"district council with county council"}),
)
YEARS = st.none() | st.integers(FIRST_DAY.year, LAST_DAY.year)


def one_of(values: frozenset[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *sorted(values)])


FILTERS = st.builds(
    Filters,
    q=st.text(max_size=LONGEST_TEXT).map(lambda text: " ".join(text.split())),
    layer=st.sampled_from(Layer),
    service=one_of(KNOWN.services),
    region=one_of(KNOWN.regions),
    body=st.lists(st.sampled_from(sorted(KNOWN.bodies)), unique=True).map(tuple),
    match=st.sampled_from(Match),
    partner=one_of(KNOWN.partners),
    pair=one_of(KNOWN.member_pairs),
    started_from=YEARS,
    started_to=YEARS,
    ended_from=YEARS,
    ended_to=YEARS,
    claim=st.sampled_from([None, *Claimed]),
    rung=st.sampled_from([None, *Rung]),
    size=st.sampled_from([None, *Size]),
    on=st.none() | st.dates(FIRST_DAY, LAST_DAY),
    colour=st.sampled_from(Colour),
    layout=st.sampled_from(Layout),
    model=st.sampled_from([None, *DeliveryModel]),
    status=st.sampled_from([None, *StatusWord]),
    page=st.integers(1, LAST_PAGE),
)


@given(FILTERS)
def test_filters_come_back_from_the_address_as_they_were(filters: Filters) -> None:
    assert read_filters(QueryDict(filters.query()), KNOWN) == (filters, ())


@given(FILTERS, st.sampled_from(sorted(set(Filters.__dataclass_fields__) - {"page", "match", "body"})))
def test_taking_a_choice_away_leaves_the_others_and_goes_to_the_first_page(filters: Filters, name: str) -> None:
    without = filters.without(name)
    assert getattr(without, name) == getattr(Filters(), name)
    assert without.page == 1
    assert set(without.pairs()) == {pair for pair in filters.pairs() if pair[0] not in (name, "page")}


@given(st.dictionaries(st.sampled_from(list(Filters.__dataclass_fields__)), st.text()))
def test_no_query_string_is_refused(query: dict[str, str]) -> None:
    filters, problems = read_filters(QueryDict(urlencode(query)), KNOWN)
    assert isinstance(filters, Filters)
    for problem in problems:
        assert problem.where
        assert problem.needed
        assert problem.fix


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("layer", "parish"),
        ("service", "alchemy"),
        ("region", "Mars"),
        ("body", "no-such-council"),
        ("model", "LEAD AUTHORITY"),
        ("status", "dead"),
        ("match", "some"),
        ("partner", "with friends"),
        ("claim", "yes"),
        ("rung", "hoped"),
        ("size", "3"),
        ("on", "April 2014"),
        ("on", "2014-02-30"),
        ("on", "2014-04"),
        ("on", "0001-01-01"),
        ("started_from", "14"),
        ("ended_to", "1e3"),
        ("colour", "red"),
        ("layout", "circles"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "two"),
        ("page", "٣"),
        ("page", "99999999999999999999"),
    ],
)
def test_an_unknown_value_is_set_aside_and_said(name: str, value: str) -> None:
    filters, problems = read_filters(QueryDict(urlencode({name: value})), KNOWN)
    assert filters == Filters()
    (problem,) = problems
    assert problem.where in (name, SAID.get(name))
    assert value[:60] in problems[0].found


def test_a_text_too_long_is_cut_and_said() -> None:
    filters, problems = read_filters(QueryDict("q=" + "x" * 500), KNOWN)
    assert filters.q == "x" * LONGEST_TEXT
    assert "500" in problems[0].found


def test_the_layer_alone_narrows_nothing() -> None:
    assert not Filters(layer=Layer.POLICE, page=3).chosen
    assert Filters(q="audit").chosen


def test_a_plain_word_of_a_source_stands_for_its_service() -> None:
    assert read_filters(QueryDict("service=R%26D"), KNOWN) == (Filters(service="research"), ())
