"""data/ goes in through the verbs and comes out again the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sharemap.bodies.rows import Body
from sharemap.core.fields import Row, fields_of
from sharemap.register import models, queries
from sharemap.register.data import AREA_FILES, DESCRIPTOR, FILES, as_at, fingerprint, read_data, write_data
from sharemap.register.dossier import PARTS
from sharemap.register.intake import take_in
from sharemap.register.rows import Arrangement, Source
from tests.register.samples import SOURCE, body, dossier


def say(_: str) -> None:
    """Progress is for people."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A data folder with the two councils and the one arrangement of the samples."""
    rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FILES}
    held = dossier()
    for row in (body("north"), body("south"), SOURCE, held.arrangement, *held.parts):
        rows[type(row)].append(row)
    write_data(rows, date(2026, 11, 25), tmp_path)
    for name in AREA_FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def happened() -> list[str]:
    return [event.happened for event in models.Event.objects.order_by("id")]


def test_the_real_data_reads_without_a_problem(data_folder: Path) -> None:
    _, problems = read_data(data_folder)
    assert [str(problem) for problem in problems] == []


def test_the_descriptor_says_what_the_rows_declare(data_folder: Path, tmp_path: Path) -> None:
    data, _ = read_data(data_folder)
    write_data(data.rows, data.as_at, tmp_path)
    assert (tmp_path / DESCRIPTOR).read_text() == (data_folder / DESCRIPTOR).read_text()


@pytest.mark.django_db
def test_database_and_export_say_what_data_says(data_folder: Path, tmp_path: Path) -> None:
    assert take_in(data_folder, say) == []
    write_data(queries.all_rows(), as_at(data_folder), tmp_path)
    for name in (*FILES.values(), DESCRIPTOR):
        assert (tmp_path / name).read_text() == (data_folder / name).read_text(), name


@pytest.mark.django_db
def test_a_second_intake_of_the_same_data_leaves_no_event(small: Path) -> None:
    for _ in range(2):
        assert take_in(small, say) == []
    models.Intake.objects.all().delete()
    assert take_in(small, say) == []
    assert happened() == ["arrangement recorded"]


@pytest.mark.django_db
def test_an_edit_by_hand_comes_in_as_a_correction(small: Path) -> None:
    take_in(small, say)
    edit(small / FILES[Arrangement], "One audit team.", "One audit team for two councils.")
    take_in(small, say)
    assert happened() == ["arrangement recorded", "arrangement corrected"]
    assert queries.last_intake() == fingerprint(small)


@pytest.mark.django_db
def test_what_is_deleted_by_hand_is_withdrawn(small: Path) -> None:
    take_in(small, say)
    rows = dict(read_data(small)[0].rows)
    for row_type in (Arrangement, Source, Body, *PARTS):
        rows[row_type] = []
    write_data(rows, date(2026, 11, 25), small)
    assert take_in(small, say) == []
    assert happened() == ["arrangement recorded", "arrangement withdrawn"]
    assert [row for kept in queries.all_rows().values() for row in kept] == []


@pytest.mark.django_db
def test_a_bad_cell_stops_the_intake_and_says_where(small: Path) -> None:
    edit(small / FILES[Arrangement], "lead authority", "lead autority")
    problems = take_in(small, say)
    assert [problem.where for problem in problems] == ["arrangements.csv line 2, model"]
    assert queries.arrangement_ids() == set()


@pytest.mark.django_db
def test_every_column_of_a_row_is_a_column_of_its_model_and_the_other_way_round() -> None:
    for row_type, model in {**queries.BODIES, **queries.REGISTER}.items():
        columns = {column.name for column in model._meta.concrete_fields if column.name != "id"}
        assert {field.name for field in fields_of(row_type)} - {"id"} == columns, row_type.__name__
