"""Filters go to an address and come back; what means nothing is said, never taken silently."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.areas.layers import Layer
from sharemap.explore.filters import LAST_PAGE, LONGEST_TEXT, Filters, Known, read_filters
from sharemap.register.rows import DeliveryModel
from sharemap.register.status import StatusWord

KNOWN = Known(
    frozenset({"internal-audit", "research"}),
    frozenset({"South East", "Wales"}),
    frozenset({"north", "south"}),
    {"internal audit": "internal-audit", "R&D": "research"},
)


def one_of(values: frozenset[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *sorted(values)])


FILTERS = st.builds(
    Filters,
    q=st.text(max_size=LONGEST_TEXT).map(lambda text: " ".join(text.split())),
    layer=st.sampled_from(Layer),
    service=one_of(KNOWN.services),
    region=one_of(KNOWN.regions),
    body=one_of(KNOWN.bodies),
    model=st.sampled_from([None, *DeliveryModel]),
    status=st.sampled_from([None, *StatusWord]),
    page=st.integers(1, LAST_PAGE),
)


@given(FILTERS)
def test_filters_come_back_from_the_address_as_they_were(filters: Filters) -> None:
    query = dict(parse_qsl(filters.query(), keep_blank_values=True))
    assert read_filters(query, KNOWN) == (filters, ())


@given(FILTERS, st.sampled_from(["q", "service", "region", "body", "model", "status"]))
def test_taking_a_choice_away_leaves_the_others_and_goes_to_the_first_page(filters: Filters, name: str) -> None:
    without = filters.without(name)
    assert getattr(without, name) == getattr(Filters(), name)
    assert without.page == 1
    assert set(without.pairs()) == {pair for pair in filters.pairs() if pair[0] not in (name, "page")}


@given(st.dictionaries(st.sampled_from(list(Filters.__dataclass_fields__)), st.text()))
def test_no_query_string_is_refused(query: dict[str, str]) -> None:
    filters, problems = read_filters(query, KNOWN)
    assert isinstance(filters, Filters)
    for problem in problems:
        assert problem.where in (*query, "search text")
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
        ("page", "0"),
        ("page", "-1"),
        ("page", "two"),
        ("page", "٣"),
        ("page", "99999999999999999999"),
    ],
)
def test_an_unknown_value_is_set_aside_and_said(name: str, value: str) -> None:
    filters, problems = read_filters({name: value}, KNOWN)
    assert filters == Filters()
    assert [problem.where for problem in problems] == [name]
    assert value[:60] in problems[0].found


def test_a_text_too_long_is_cut_and_said() -> None:
    filters, problems = read_filters({"q": "x" * 500}, KNOWN)
    assert filters.q == "x" * LONGEST_TEXT
    assert "500" in problems[0].found


def test_the_layer_alone_narrows_nothing() -> None:
    assert not Filters(layer=Layer.POLICE, page=3).chosen
    assert Filters(q="audit").chosen


def test_a_plain_word_of_a_source_stands_for_its_service() -> None:
    assert read_filters({"service": "R&D"}, KNOWN) == (Filters(service="research"), ())
