"""Counting by numbers says what counting one after the other says."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sharemap.explore.counting import Values
from sharemap.explore.sets import Set

ORDER = ("live", "ended", "planned")
ROWS = st.lists(st.sets(st.sampled_from(ORDER)), max_size=40) | st.lists(
    st.sets(st.sampled_from(ORDER), min_size=1, max_size=1), max_size=40
)


@given(ROWS, st.data())
def test_values_are_counted_among_the_chosen_in_their_order(rows: list[set[str]], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(0, len(rows) - 1))) if rows else set()
    counts = Counter(value for place in chosen for value in rows[place])
    found = Values(rows, ORDER).counts(Set(chosen))
    assert found == counts
    assert list(found) == [value for value in ORDER if value in counts]
