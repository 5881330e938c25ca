"""Everything that can be wrong with data/ is said, all of it at once, and nothing of it raises."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sharemap.bodies.areas.layers import Layer, Serves
from sharemap.bodies.rows import Body, BodyName, Succession, SuccessionKind
from sharemap.core.fields import Row, csv_text
from sharemap.register.data import DESCRIPTOR, FILES, OUTLINES, read_data
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    Question,
    SharedService,
    Sighting,
    Source,
    Telling,
)
from sharemap.register.soundness import faults
from tests.register.conftest import NO_AREAS
from tests.register.samples import SERVICES, SOURCE, WORDS, body, dossier, telling

DAY, LATER = date(2011, 4, 1), date(2012, 4, 1)
TELLING = telling(gathering="pass", line=1)
NEXT = Succession("north", "south", date(1974, 4, 1), SuccessionKind.BOUNDARY, "", "")
FIGURE = PublishedFigure(2011, "2011", "savings", "all", "all", 1.0, "GBP", "https://lga.example/", "made for a test")
NAME = BodyName("north", "North Council", date(1980, 4, 1), None, "")
ENDS_ON_ITS_FIRST_DAY = {"ends_before_earliest": DAY, "ends_before_latest": DAY}
LEFT_BEFORE_IT_JOINED = {
    **{"joined_on_earliest": LATER, "joined_on_latest": LATER},
    **{"left_before_earliest": DAY, "left_before_latest": DAY},
}


def rows_with(*added: Row) -> dict[type[Row], list[Row]]:
    rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FILES}
    held = dossier()
    for row in (
        body("north"),
        body("south"),
        SOURCE,
        *SERVICES,
        *WORDS,
        held.arrangement,
        *held.parts,
        TELLING,
        NEXT,
        FIGURE,
        *added,
    ):
        rows[type(row)].append(row)
    return rows


def the(row_type: type[Row]) -> Row:
    return rows_with()[row_type][0]


def test_sound_rows_have_no_fault() -> None:
    assert faults(rows_with(), FILES) == []


@pytest.mark.parametrize(
    ("row_type", "changes", "code", "where"),
    [
        (Arrangement, {"slug": "other"}, "key twice", "arrangements.csv, id"),
        (Arrangement, {"id": "a2"}, "key twice", "arrangements.csv, slug"),
        (SharedService, {}, "key twice", "shared_services.csv, arrangement"),
        (Source, {}, "key twice", "sources.csv, id"),
        (Claim, {}, "key twice", "claims.csv, id"),
        (Citation, {}, "key twice", "citations.csv, arrangement"),
        (Telling, {}, "key twice", "tellings.csv, gathering"),
        (Succession, {}, "key twice", "successions.csv, predecessor"),
        (Body, {}, "key twice", "bodies.csv"),
    ],
)
def test_a_key_said_twice_is_a_fault(row_type: type[Row], changes: dict[str, str], code: str, where: str) -> None:
    found = faults(rows_with(replace(the(row_type), **changes)), FILES)
    assert [(problem.code, problem.where) for problem in found] == [(code, where)]


@pytest.mark.parametrize(
    ("row_type", "changes", "code", "column"),
    [
        (Membership, {"arrangement": "a9"}, "dangling", "arrangement"),
        (Membership, {"body": "nowhere"}, "dangling", "body"),
        (Membership, {"body": ""}, "dangling", "body"),
        (Membership, {"service": "parking"}, "dangling", "service"),
        (SharedService, {"arrangement": "a9"}, "dangling", "arrangement"),
        (Claim, {"arrangement": "a9"}, "dangling", "arrangement"),
        (Claim, {"body": "nowhere"}, "dangling", "body"),
        (Claim, {"source": "s9"}, "dangling", "source"),
        (Claim, {"same_claim_as": "a1-c9"}, "dangling", "same_claim_as"),
        (Citation, {"source": "s9"}, "dangling", "source"),
        (Sighting, {"arrangement": "a9"}, "dangling", "arrangement"),
        (Telling, {"arrangement": "a9"}, "dangling", "arrangement"),
        (Body, {"county": "nowhere"}, "dangling", "county"),
        (Membership, {"joined_on_latest": DAY}, "half known", "joined_on_earliest"),
        (Arrangement, {"starts_on_latest": None}, "half known", "starts_on_earliest"),
        (Arrangement, {"starts_on_earliest": LATER}, "order", "starts_on_latest"),
        (Sighting, {"seen_on_latest": DAY}, "order", "seen_on_latest"),
        (Claim, {"year_to": 2011}, "order", "year_to"),
        (Body, {"ends_before": date(1974, 4, 1)}, "period", "ends_before"),
        (Arrangement, ENDS_ON_ITS_FIRST_DAY, "period", "ends_before_latest"),
        (Membership, LEFT_BEFORE_IT_JOINED, "period", "left_before_latest"),
        (Claim, {"amount_gbp": -1}, "number", "amount_gbp"),
        (Claim, {"amount_gbp": 10**17}, "number", "amount_gbp"),
        (Arrangement, {"staff": -1}, "number", "staff"),
        (Arrangement, {"slug": "a/b"}, "address", "slug"),
        (Arrangement, {"slug": ""}, "address", "slug"),
        (Source, {"url": "javascript:alert(1)"}, "web", "url"),
        (Source, {"archived": "javascript:alert(1)"}, "web", "archived"),
        (Body, {"website": "www.north.example"}, "web", "website"),
        (PublishedFigure, {"url": "data:text/html,x"}, "web", "url"),
    ],
)
def test_a_row_that_does_not_fit_is_a_fault(
    row_type: type[Row], changes: dict[str, object], code: str, column: str
) -> None:
    rows = rows_with()
    rows[row_type][0] = replace(the(row_type), **changes)
    said = [problem for problem in faults(rows, FILES) if problem.code == code]
    assert [problem for problem in said if problem.where.endswith(column)]
    assert {problem.where.split()[0].strip(",") for problem in said} == {Path(FILES[row_type]).name}


def test_a_fault_is_found_again_by_the_first_cells_of_its_row() -> None:
    (problem,) = faults(rows_with(replace(NAME, starts_on=DAY, ends_before=DAY)), FILES)
    assert str(problem) == (
        "names.csv, the row “north, North Council”, ends_before: ends_before must lie after starts_on. "
        "Found “2011-04-01”. Correct the cell."
    )


def test_a_question_and_a_name_rest_on_rows_that_are_there() -> None:
    question = Question("pass", 1, "a9", "which body", "Nowhere", (), "")
    found = faults(rows_with(question, replace(NAME, body="nowhere")), FILES)
    assert [problem.where for problem in found] == ["questions.csv, the row “pass, 1”, arrangement", "names.csv body"]


def test_what_rests_on_a_table_read_in_part_is_not_judged() -> None:
    rows = rows_with()
    rows[Arrangement] = rows[Body] = []
    assert faults(rows, FILES, {Arrangement, Body}) == []
    assert {problem.code for problem in faults(rows, FILES)} == {"dangling"}


def test_every_fault_of_every_file_is_said_at_once(small: Path) -> None:
    for name in (*FILES.values(), OUTLINES, DESCRIPTOR):
        (small / name).write_bytes(b"\xff")
    _, problems = read_data(small)
    assert {problem.where for problem in problems} == {
        f"{Path(name).name} line 1" for name in (*FILES.values(), OUTLINES, DESCRIPTOR)
    }
    assert all(problem.found and problem.needed and problem.fix for problem in problems)


def test_a_folder_that_is_not_there_is_said_file_by_file(tmp_path: Path) -> None:
    _, problems = read_data(tmp_path / "nowhere")
    assert len(problems) == len(FILES) + 2
    assert {problem.code for problem in problems} == {"file"}


def one_area(**changes: object) -> str:
    shape: dict[str, object] = {
        "type": "Polygon",
        "id": "north",
        "properties": {"name": "North", "centre": [1, 1]},
        "arcs": [[0]],
    }
    drawn = {Layer.DISTRICT: {"type": "GeometryCollection", "geometries": [shape | changes]}}
    arcs = [[[0, 0], [2, 0], [0, 2], [-2, -2]]]
    return json.dumps(NO_AREAS | {"arcs": arcs, "objects": {**NO_AREAS["objects"], **drawn}})  # type: ignore[dict-item]


def test_an_area_of_a_body_is_sound(small: Path) -> None:
    (small / OUTLINES).write_text(one_area(), encoding="utf-8")
    assert read_data(small)[1] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "areas"),
        ("{}", "areas"),
        ("[]", "areas"),
        ("[" * 100_000, "areas"),
        (one_area()[:-9], "areas"),
        (one_area(arcs=[[7]]), "areas"),
        (one_area(properties=None), "areas"),
        (one_area(id="nowhere"), "dangling"),
    ],
)
def test_outlines_that_cannot_be_drawn_are_said(small: Path, text: str, code: str) -> None:
    (small / OUTLINES).write_text(text, encoding="utf-8")
    assert [(problem.code, problem.where) for problem in read_data(small)[1]] == [(code, "areas.topojson")]


def test_a_bad_row_of_serves_is_said_not_dropped(small: Path) -> None:
    good = csv_text([Serves("north", "nowhere", Layer.POLICE, "")], Serves)
    (small / FILES[Serves]).write_text(good + "north,south,parish,\n", encoding="utf-8")
    assert [problem.where for problem in read_data(small)[1]] == ["serves.csv line 3, layer", "serves.csv"]


DAYS = ("null", '"2026-13-01"', '"20261125"', '"0001-01-01"')


@pytest.mark.parametrize("text", ["", "{}", "[]", *(f'{{"as_at": {day}}}' for day in DAYS)])
def test_a_register_without_a_day_is_said(small: Path, text: str) -> None:
    (small / DESCRIPTOR).write_text(text, encoding="utf-8")
    assert [(problem.code, problem.where) for problem in read_data(small)[1]] == [("as at", DESCRIPTOR)]


@pytest.mark.parametrize("row_type", [*FILES])
@pytest.mark.parametrize(
    "spoil", [lambda _: b"", lambda text: text + b"\xe9", lambda text: text + b'"', lambda text: text + b"\0"]
)
def test_any_table_may_be_spoilt_and_is_named(
    small: Path, row_type: type[Row], spoil: Callable[[bytes], bytes]
) -> None:  # fmt: skip
    path = small / FILES[row_type]
    path.write_bytes(spoil(path.read_bytes()))
    assert path.name in {problem.where.partition(" line ")[0] for problem in read_data(small)[1]}
