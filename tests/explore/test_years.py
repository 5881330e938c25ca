"""Spans of years are found as a plain reading of each would find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sharemap.explore.sets import Set
from sharemap.explore.years import Span, Years

YEARS = st.integers(2000, 2012)
SPANS = st.lists(st.none() | st.tuples(YEARS, YEARS).map(lambda years: (min(years), max(years))))
BOUND = st.none() | st.integers(1998, 2014)


@given(SPANS, BOUND, BOUND)
def test_those_that_may_lie_in_the_years_are_found_and_no_undated(
    spans: list[Span | None], first: int | None, last: int | None
) -> None:
    wanted = [
        place
        for place, span in enumerate(spans)
        if span and span[0] <= (9999 if last is None else last) and span[1] >= (0 if first is None else first)
    ]
    assert list(Years(spans).within(first, last)) == wanted


def test_a_year_at_either_end_of_a_span_is_in_it() -> None:
    years = Years([(2010, 2012)])
    assert years.within(2012, 2012) == years.within(2010, 2010) == Set([0])
    assert not years.within(2013, None)
    assert not years.within(None, 2009)
