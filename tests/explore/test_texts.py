"""Words are found as going through every text would find them, however they are kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sharemap.explore.residents import terms
from sharemap.explore.texts import Texts

WORDS = st.sampled_from(["waste", "collection", "was", "wastes", "legal", "ict", "street", "cleansing", "bins", "z"])
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(lambda words: "".join(f" {word}" for word in words) + " |"))
QUERY = st.lists(WORDS | st.sampled_from(["litter", "computers", "wa", "colle", "b", "zz"]), max_size=3).map(" ".join)


def plainly(texts: list[str], query: str) -> list[int]:
    wanted = terms(query)
    return [
        place
        for place, text in enumerate(texts)
        if all(any(f" {phrase}" in text for phrase in phrases) for phrases in wanted)
    ]


@given(TEXTS, QUERY)
def test_what_begins_like_the_typed_words_is_found(texts: list[str], query: str) -> None:
    assert list(Texts(texts).matching(query)) == plainly(texts, query)


def test_no_words_find_everything_and_no_texts_nothing() -> None:
    assert list(Texts([" a |", " b |"]).matching("")) == [0, 1]
    assert not Texts([]).matching("a")
    assert not Texts([]).matching("")
