"""The command on a small data folder: it writes what passed, once, and nothing where data/ is not sound."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from sharemap.bodies.rows import Body, Succession, SuccessionKind
from sharemap.core.fields import Row, csv_text, read_csv
from sharemap.register.data import FILES
from sharemap.register.reorganising.run import reorganise
from sharemap.register.rows import Membership
from tests.register.gathered_samples import snapshot
from tests.register.samples import body, membership

DAY = date(2023, 4, 1)


def put(data: Path, row_type: type[Row], *rows: Row) -> None:
    (data / FILES[row_type]).write_text(csv_text(rows, row_type), encoding="utf-8")


@pytest.fixture
def data(small: Path) -> Path:
    """North was replaced by a new council; it and south shared still in 2025."""
    put(small, Body, body("new", starts_on=DAY), body("north", ends_before=DAY), body("south"))
    put(small, Succession, Succession("north", "new", DAY, SuccessionKind.REPLACED, "", "made for a test"))
    return small


def said(data: Path, commit: bool = True) -> tuple[int, str]:
    out = StringIO()
    return reorganise(data, commit, out), out.getvalue()


def test_a_dry_run_says_what_passes_and_writes_nothing(data: Path) -> None:
    before = snapshot(data)
    code, words = said(data, commit=False)
    assert (code, words.splitlines()[0]) == (0, "Audit: North Council to New Council")
    assert words.endswith("A dry run: nothing was written. Add --commit.\n")
    assert snapshot(data) == before


def test_a_second_time_there_is_nothing_new(data: Path) -> None:
    assert said(data)[1].endswith("Written to the tables of data/.\n")
    rows, _ = read_csv(data / FILES[Membership], Membership)
    assert {row.body: row.passed_from for row in rows} == {"new": "north", "north": "", "south": ""}
    once = snapshot(data)
    assert said(data)[1].endswith("Nothing new: the tables of data/ stay as they are.\n")
    assert snapshot(data) == once


def test_a_member_that_no_table_of_bodies_holds_is_said_and_nothing_is_written(data: Path) -> None:
    put(data, Membership, membership("a1", "nowhere"))
    before = snapshot(data)
    code, words = said(data)
    assert (code, words.startswith("memberships.csv, the row “a1, nowhere”, body:")) == (2, True)
    assert snapshot(data) == before
