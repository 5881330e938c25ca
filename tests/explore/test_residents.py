"""What residents call a service finds it; the table says nothing that cannot be met."""

from __future__ import annotations

import pytest

from sharemap.explore.current import Reading
from sharemap.explore.folding import fold
from sharemap.explore.residents import ASKED_AS, in_register_words, terms


def test_every_phrase_is_written_as_search_compares_it() -> None:
    for asked, phrases in ASKED_AS.items():
        assert asked == fold(asked)
        assert phrases
        assert list(phrases) == [fold(phrase) for phrase in phrases]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("Council tax", "revenues and benefits"),
        ("Cornwall bins", "cornwall waste collection"),
        ("IT", "ict"),
        ("personnel", "hr"),
        ("Parking fines", "parking enforcement"),
        ("internal audit", "internal audit"),
        ("", ""),
    ],
)
def test_the_register_has_its_own_words(query: str, said: str) -> None:
    assert in_register_words(query) == said


def test_what_was_typed_is_looked_for_too_where_it_can_mean_nothing_else() -> None:
    assert terms("rubbish") == (("rubbish", "waste collection"),)
    assert terms("it") == (("ict",),)


def test_the_search_by_name_knows_them(reading: Reading) -> None:
    assert reading.names.search("wages").hits[0].key == "payroll"
    assert not reading.names.search("wages").nearest
