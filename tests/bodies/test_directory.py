"""Who the councils were on the days that everybody can count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.directory import Directory, read_directory
from sharemap.bodies.rows import Body, BodyKind, SuccessionKind
from sharemap.core.fields import csv_text, sort_key

DAY = date(2014, 4, 1)
TABLES = ("bodies", "names", "codes", "successions", "aliases", "constituents", "announced")


def principal(directory: Directory, nation: str, day: date) -> int:
    return sum(body.principal and body.nation == nation for body in directory.as_at(day))


@pytest.mark.parametrize(
    ("nation", "day", "count"),
    [
        ("England", date(2008, 4, 1), 388),
        ("England", date(2009, 3, 31), 388),
        ("England", date(2009, 4, 1), 353),
        ("England", date(2014, 4, 1), 353),
        ("England", date(2019, 3, 31), 353),
        ("England", date(2019, 4, 1), 343),
        ("England", date(2020, 4, 1), 339),
        ("England", date(2021, 4, 1), 333),
        ("England", date(2023, 3, 31), 333),
        ("England", date(2023, 4, 1), 317),
        ("England", date(2026, 4, 1), 317),
        ("Wales", date(2014, 4, 1), 22),
        ("Scotland", date(2014, 4, 1), 32),
        ("Northern Ireland", date(2015, 3, 31), 26),
        ("Northern Ireland", date(2015, 4, 1), 11),
    ],
)
def test_as_many_principal_councils_live_as_there_were(
    directory: Directory, nation: str, day: date, count: int
) -> None:
    assert principal(directory, nation, day) == count


def test_the_english_councils_of_april_2014_are_of_the_right_kinds(directory: Directory) -> None:
    kinds = Counter(
        body.kind for body in directory.as_at(date(2014, 4, 1)) if body.principal and body.nation == "England"
    )
    assert kinds == {
        BodyKind.COUNTY: 27,
        BodyKind.DISTRICT: 201,
        BodyKind.UNITARY: 55,
        BodyKind.SCILLY: 1,
        BodyKind.METROPOLITAN: 36,
        BodyKind.LONDON_BOROUGH: 32,
        BodyKind.CITY_OF_LONDON: 1,
    }


_BODIES = st.builds(
    lambda start, life: (start, start + timedelta(days=life) if life else None),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(0, 9000),
)


@given(st.lists(_BODIES, max_size=8), st.dates(date(1990, 1, 1), date(2035, 1, 1)))
def test_no_body_is_alive_outside_its_period(lives: list[tuple[date, date | None]], day: date) -> None:
    made = Directory(tuple(a_body(f"body-{at}", start, end) for at, (start, end) in enumerate(lives)))
    living = made.as_at(day)
    assert all(day in body.period for body in living)
    assert all(day not in body.period for body in made.rows if body not in living)


def a_body(key: str, starts_on: date | None, ends_before: date | None) -> Body:
    return Body(
        key, key, key, BodyKind.DISTRICT, "England", "", "", starts_on, ends_before,
        None, None, "", None, None, None, "", "", "made for a test", "",
    )  # fmt: skip


def test_the_county_of_northamptonshire_was_split_in_two(directory: Directory) -> None:
    after = directory.successors("northamptonshire")
    assert {each.successor for each in after} == {"north-northamptonshire", "west-northamptonshire"}
    assert {each.kind for each in after} == {SuccessionKind.SPLIT}
    assert {each.on for each in after} == {date(2021, 4, 1)}


def test_cornwall_council_continues_the_county_and_takes_in_its_districts(directory: Directory) -> None:
    kinds = {each.predecessor: each.kind for each in directory.predecessors("cornwall-unitary")}
    assert kinds.pop("cornwall-county") is SuccessionKind.CONTINUING
    assert set(kinds) == {"caradon", "carrick", "kerrier", "north-cornwall", "penwith", "restormel"}
    assert set(kinds.values()) == {SuccessionKind.MERGED}


def test_a_body_that_has_no_successor_has_none(directory: Directory) -> None:
    assert directory.successors("adur") == ()
    assert directory.successors("no-such-body") == ()


def test_a_renamed_council_has_the_name_of_the_day(directory: Directory) -> None:
    assert directory.name_on("folkestone-and-hythe", date(2018, 3, 31)) == "Shepway District Council"
    assert directory.name_on("folkestone-and-hythe", date(2018, 4, 1)) == "Folkestone and Hythe District Council"
    assert len(directory.names_of("folkestone-and-hythe")) == 2


def test_a_new_boundary_brings_a_new_code_and_no_new_body(directory: Directory) -> None:
    codes = {code.code: code for code in directory.codes_of("gateshead") if code.scheme == "gss"}
    assert codes["E08000020"].ends_before == codes["E08000037"].starts_on == date(2013, 4, 1)


def test_only_a_made_order_decides_a_reorganisation(directory: Directory) -> None:
    decided = {row.new_council for row in directory.announced if row.decided}
    assert {"East Surrey Council", "West Surrey Council"} <= decided
    assert all(row.status.startswith("order made") or "SI 2026/595" in row.status
               for row in directory.announced if row.decided)  # fmt: skip
    assert all(row.confidence == "high" for row in directory.announced if row.status.startswith("order made"))


def test_every_body_name_and_code_says_where_it_comes_from(directory: Directory) -> None:
    tables = (directory.rows, directory.names, directory.codes, directory.successions, directory.constituents)
    assert [row for table in tables for row in table if not row.source] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_files_are_in_their_one_order(directory: Directory, data_folder: Path, table: str) -> None:
    rows = list(getattr(directory, "rows" if table == "bodies" else table))
    assert rows == sorted(rows, key=sort_key)
    assert csv_text(rows, type(rows[0])) == (data_folder / "bodies" / f"{table}.csv").read_text(encoding="utf-8")


def test_a_missing_file_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text(csv_text([a_body("one", None, None)], Body), encoding="utf-8")
    found, problems = read_directory(tmp_path)
    assert set(found.bodies) == {"one"}
    assert [problem.code for problem in problems] == ["file"] * (len(TABLES) - 1)


def test_a_body_that_ends_before_it_starts_is_left_out_and_told(tmp_path: Path) -> None:
    bodies = [a_body("good", DAY, None), a_body("backwards", DAY, date(2013, 4, 1))]
    (tmp_path / "bodies.csv").write_text(csv_text(bodies, Body), encoding="utf-8")
    found, problems = read_directory(tmp_path)
    assert set(found.bodies) == {"good"}
    assert "backwards" in next(problem.where for problem in problems if problem.code == "period")
