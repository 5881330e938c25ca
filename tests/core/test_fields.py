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
from sharemap.core.problem import Problem


class Colour(StrEnum):
    RED = "red"
    BLUE = "deep blue"


@dataclass(frozen=True, slots=True)
class Sample:
    key: Annotated[str, Means("A key", "k1", longest=12)]
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
    text.map(lambda key: key[:12]),
    st.sampled_from(Colour),
    st.none() | st.integers(-(10**12), 10**12),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.dates(date(1000, 1, 1), date(2200, 12, 31)),
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


HEADER = "key,colour,number,share,on,flag,words\n"
GOOD = "a,red,1,0.5,2014-04-01,yes,x\n"


def read(path: Path, content: bytes) -> tuple[list[Sample], list[Problem]]:
    path.write_bytes(content)
    return read_csv(path, Sample)


@pytest.mark.parametrize(
    ("content", "where", "found"),
    [
        (b"", "sample.csv line 1", "an empty file"),
        (HEADER.encode() + b"caf\xe9,red,,,,yes,\n", "sample.csv line 2", "the byte 0xe9"),
        ((HEADER + "x" * 131_073 + ",red,,,,yes,\n").encode(), "sample.csv line 2", "field larger than"),
        ((HEADER + '"a,red,,,,yes,\n').encode(), "sample.csv line 2", "unexpected end of data"),
        ((HEADER + '"a"b,red,,,,yes,\n').encode(), "sample.csv line 2", "expected after"),
        ((HEADER + "a\0b,red,,,,yes,\n").encode(), "sample.csv line 2, key", "a␀b"),
        ((HEADER + "much too long a key,red,,,,yes,\n").encode(), "sample.csv line 2, key", "much too long a key"),
    ],
)
def test_a_file_that_is_no_table_is_said_with_its_line(
    tmp_path: Path, content: bytes, where: str, found: str
) -> None:
    rows, (problem,) = read(tmp_path / "sample.csv", content)
    assert rows == []
    assert problem.where == where
    assert found in problem.found


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "sample.csv", tmp_path):
        rows, (problem,) = read_csv(path, Sample)
        assert (rows, problem.where) == ([], path.name)
        assert str(path) in problem.fix


def test_rows_before_a_line_that_is_no_csv_are_still_judged(tmp_path: Path) -> None:
    content = HEADER + "a,green,,,,yes,\n" + '"b"c,red,,,,yes,\n'
    _, problems = read(tmp_path / "sample.csv", content.encode())
    assert [problem.where for problem in problems] == ["sample.csv line 2, colour", "sample.csv line 3"]


def test_a_byte_order_mark_and_blank_lines_say_nothing(tmp_path: Path) -> None:
    rows, problems = read(tmp_path / "sample.csv", b"\xef\xbb\xbf" + (HEADER + GOOD + "\n\r\n\n").encode())
    assert (len(rows), problems) == (1, [])


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *(("on", cell) for cell in ("20140401", "2014-W14-2", "2014-04", "9999-12-31", "0001-01-01", "٢٠١٤-٠٤-٠١")),
        *(("number", cell) for cell in ("1_000", " 1", "٣", "+1", "9" * 19, "1.0")),
        *(("share", cell) for cell in ("nan", "inf", "1e999", "1_0.5", " 1")),
    ],
)
def test_a_value_has_one_way_to_be_written(tmp_path: Path, column: str, cell: str) -> None:
    cells = {
        "key": "a",
        "colour": "red",
        "number": "",
        "share": "",
        "on": "",
        "flag": "yes",
        "words": "",
        column: cell,
    }
    rows, problems = read(tmp_path / "sample.csv", (HEADER + ",".join(cells.values()) + "\n").encode())
    assert (rows, [problem.where for problem in problems]) == ([], [f"sample.csv line 2, {column}"])


@given(content=st.binary(max_size=60))
def test_any_bytes_at_all_give_rows_or_problems(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "sample.csv"
    rows, problems = read(path, HEADER.encode() + content)
    assert all(isinstance(row, Sample) for row in rows)
    assert all(problem.where.startswith("sample.csv") for problem in problems)
