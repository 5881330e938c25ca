"""Rows declared once, written to CSV and read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.fields import Means, csv_text, fields_of, read_csv


class Colour(StrEnum):
    RED = "red"
    BLUE = "deep blue"


@dataclass(frozen=True, slots=True)
class Sample:
    key: Annotated[str, Means("A key", "k1")]
    colour: Annotated[Colour, Means("A colour")]
    number: Annotated[int | None, Means("A number")]
    share: Annotated[float | None, Means("A share")]
    on: Annotated[date | None, Means("A day")]
    flag: Annotated[bool, Means("A flag")]
    words: Annotated[tuple[str, ...], Means("Words")]


text = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|\r"), max_size=20)
word = text.map(str.strip).filter(bool)
samples = st.builds(
    Sample,
    text,
    st.sampled_from(Colour),
    st.none() | st.integers(-(10**12), 10**12),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.dates(),
    st.booleans(),
    st.lists(word, max_size=4).map(tuple),
)


@given(rows=st.lists(samples, max_size=5))
def test_rows_written_are_read_back_the_same(rows: list[Sample], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "sample.csv"
    path.write_text(csv_text(rows, Sample), encoding="utf-8", newline="")
    assert read_csv(path, Sample) == (rows, [])


def test_every_bad_cell_is_said_with_its_line_and_the_good_rows_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(
        "key,colour,number,share,on,flag,words\n"
        "a,red,1,0.5,2014-04-01,yes,x | y\n"
        "b,green,many,,2014-13-01,perhaps,\n"
        "c,red\n",
        encoding="utf-8",
    )
    rows, problems = read_csv(path, Sample)
    assert rows == [Sample("a", Colour.RED, 1, 0.5, date(2014, 4, 1), True, ("x", "y"))]
    assert [str(problem) for problem in problems] == [
        "sample.csv line 3, colour: colour needs one of: red, deep blue. Found “green”. Correct the cell.",
        "sample.csv line 3, number: number needs a whole number, such as 1200. Found “many”. Correct the cell.",
        "sample.csv line 3, on: on needs a day, such as 2014-04-01. Found “2014-13-01”. Correct the cell.",
        "sample.csv line 3, flag: flag needs yes or no. Found “perhaps”. Correct the cell.",
        "sample.csv line 4: 7 cells are needed. Found 2 cells. Check commas and quotes.",
    ]


def test_a_wrong_header_stops_the_file(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_text("key,color\n", encoding="utf-8")
    rows, problems = read_csv(path, Sample)
    assert rows == []
    assert [problem.code for problem in problems] == ["header"]


def test_fields_carry_their_meaning() -> None:
    first = fields_of(Sample)[0]
    assert (first.name, first.kind, first.optional, first.meaning, first.example) == (
        "key",
        str,
        False,
        "A key",
        "k1",
    )
