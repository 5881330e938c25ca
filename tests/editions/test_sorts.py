"""Claims get the same number where they are alike in the columns that count, however many values those have."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.editions.figures import claims

ROWS = st.tuples(
    st.none() | st.integers(-3, 3) | st.sampled_from([-(2**40), 2**40]),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(["recurring", "one-off cost", "investment"]),
    st.none() | st.integers(2008, 2028),
)
COLUMNS = ("amount", "counts", "kind", "year")
KINDS = (pa.int64(), pa.bool_(), pa.dictionary(pa.uint8(), pa.string()), pa.int32())


def table(rows: list[tuple[object, ...]], cut: int) -> pa.Table:
    """The rows as a table in two chunks."""
    held = [
        pa.chunked_array([pa.array([row[at] for row in some], kind) for some in (rows[:cut], rows[cut:])], kind)
        for at, kind in enumerate(KINDS)
    ]
    return pa.table(held, names=list(COLUMNS))


@pytest.mark.parametrize("listed", [1, 30, 1 << 22])
@given(st.lists(ROWS, min_size=1, max_size=30), st.integers(0, 30))
def test_claims_alike_have_one_number(listed: int, rows: list[tuple[object, ...]], cut: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "_LISTED", listed)
        number, count = claims._numbered(table(rows, cut), COLUMNS)
    assert sorted(set(number.tolist())) == list(range(count))
    assert len(set(rows)) == count == len(set(zip(rows, number.tolist(), strict=True)))
