"""Cursors hold for one edition and one query; anything else is told from them."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.api.asking import OfClaims
from sharemap.api.cursors import Asked, Stale, cursor, cut, start_of
from sharemap.register.rows import Rung

ASKED = Asked("2026.1", "2026-11-25", "claims", OfClaims())


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_pages_together_are_the_rows(rows: list[int], limit: int) -> None:
    met: list[int] = []
    start: int | Stale = 0
    while isinstance(start, int):
        page = cut(rows, start, limit, ASKED)
        met += page.rows
        start = start_of(page.next, ASKED) if page.next else Stale.NONE_OF_OURS
    assert met == rows


@given(st.text())
def test_no_text_breaks_the_reading_of_a_cursor(text: str) -> None:
    assert start_of(text, ASKED) in (Stale.NONE_OF_OURS, 0 if not text.strip() else Stale.NONE_OF_OURS)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda each: st.lists(each, max_size=5)))
def test_no_other_json_is_taken_for_a_cursor(said: object) -> None:
    text = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    assert start_of(text, ASKED) is Stale.NONE_OF_OURS


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Asked("2026.2", "2026-11-25", "claims", OfClaims()), Stale.OTHER_EDITION),
        (Asked("2026.1", "2026-11-26", "claims", OfClaims()), Stale.OTHER_EDITION),
        (Asked("2026.1", "2026-11-25", "claims", OfClaims(rung=Rung.CHECKED)), Stale.OTHER_QUERY),
        (Asked("2026.1", "2026-11-25", "sources", OfClaims()), Stale.OTHER_QUERY),
    ],
)
def test_a_cursor_of_another_edition_or_query_is_told(other: Asked, why: Stale) -> None:
    assert start_of(cursor(ASKED, 50), ASKED) == 50
    assert start_of(cursor(ASKED, 50), other) is why
