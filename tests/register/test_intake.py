"""data/ goes in through the verbs and comes out again the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from django.db import transaction

from sharemap.bodies.rows import Body
from sharemap.core.fields import fields_of
from sharemap.register import intake, models, queries, services
from sharemap.register.data import DESCRIPTOR, FILES, as_at, fingerprint, read_data, reference_rows, write_data
from sharemap.register.dossier import PARTS
from sharemap.register.intake import take_in
from sharemap.register.rows import Arrangement, Claim, PastAddress, Question, Source, Telling
from tests.register.samples import claim, dossier, telling


def say(_: str) -> None:
    """Progress is for people."""


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
    write_data(queries.all_rows() | reference_rows(data_folder), as_at(data_folder), tmp_path)
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
def test_data_taken_in_before_is_not_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(small, say)

    def read(_: Path) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(intake, "read_data", read)
    assert take_in(small, say) == []
    edit(small / FILES[Arrangement], "One audit team.", "One team.")
    with pytest.raises(AssertionError, match="it was read"):
        take_in(small, say)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["record_table", "record_arrangement"])
def test_an_intake_that_fails_half_way_leaves_the_database_as_it_was(
    small: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    take_in(small, say)
    before = queries.all_rows(), happened(), queries.last_intake()
    for row_type, old, new in (
        (Arrangement, "One audit team.", "One team."),
        (Source, "Northshire", "Southshire"),
        (Body, "North Council", "Renamed Council"),
    ):
        edit(small / FILES[row_type], old, new)

    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(services, broken, fail)
    with pytest.raises(RuntimeError, match="the disk is full"):
        take_in(small, say)
    assert (queries.all_rows(), happened(), queries.last_intake()) == before


@pytest.mark.django_db
def test_broken_data_is_said_and_leaves_the_database_as_it_was(small: Path) -> None:
    take_in(small, say)
    before = queries.all_rows(), happened(), queries.last_intake()
    edit(small / FILES[Arrangement], "One audit team.", "One team.")
    (small / FILES[Claim]).unlink()
    (small / DESCRIPTOR).write_text("{}", encoding="utf-8")
    assert {problem.where for problem in take_in(small, say)} == {"claims.csv", DESCRIPTOR}
    assert (queries.all_rows(), happened(), queries.last_intake()) == before


@pytest.mark.django_db
def test_an_edit_by_hand_comes_in_as_a_correction(small: Path) -> None:
    take_in(small, say)
    edit(small / FILES[Arrangement], "One audit team.", "One audit team for two councils.")
    take_in(small, say)
    assert happened() == ["arrangement recorded", "arrangement corrected"]
    assert queries.last_intake() == fingerprint(small)


@pytest.mark.django_db
def test_what_is_deleted_by_hand_is_withdrawn_with_a_word_on_why(small: Path) -> None:
    take_in(small, say)
    rows = dict(read_data(small)[0].rows)
    for row_type in (Arrangement, Source, Body, *PARTS):
        rows[row_type] = []
    write_data(rows, date(2026, 11, 25), small)
    (problem,) = take_in(small, say)
    assert (problem.code, problem.found) == ("gone", "a1 is missing")
    rows[PastAddress] = [PastAddress("a1", "audit-a1", "", "It was no sharing")]
    write_data(rows, date(2026, 11, 25), small)
    assert take_in(small, say) == []
    assert happened() == ["arrangement recorded", "arrangement withdrawn"]
    assert [row for kept in queries.all_rows().values() for row in kept] == rows[PastAddress]


ELSEWHERE = services.Because("team-1", date(2026, 11, 26), "proposal 1", "https://north.example/")


def change_here(description: str) -> None:
    held = queries.dossier_of("a1")
    assert held
    services.record_arrangement(
        replace(held, arrangement=replace(held.arrangement, description=description)), ELSEWHERE
    )


@pytest.mark.django_db
def test_what_was_changed_here_outlives_an_intake_of_other_edits(small: Path) -> None:
    take_in(small, say)
    before = queries.state()
    change_here("One team for two.")
    assert queries.state() != before == queries.last_intake()
    edit(small / FILES[Source], "Northshire", "Southshire")
    assert take_in(small, say) == []
    held = queries.dossier_of("a1")
    assert held
    assert held.arrangement.description == "One team for two."


@pytest.mark.django_db
def test_what_was_changed_in_both_places_is_asked_not_chosen(small: Path) -> None:
    take_in(small, say)
    change_here("One team for two.")
    edit(small / FILES[Arrangement], "One audit team.", "One team.")
    before = queries.all_rows(), happened(), queries.last_intake()
    (problem,) = take_in(small, say)
    assert (problem.code, problem.where) == ("changed in both", "a1")
    assert (queries.all_rows(), happened(), queries.last_intake()) == before


@pytest.mark.django_db
def test_one_withdrawn_here_outlives_other_edits_and_comes_back_from_an_export(small: Path) -> None:
    data = read_data(small)[0]
    rows = dict(data.rows)
    rows[Telling], rows[Question] = [telling()], [Question("", None, "a1", "what", "text", (), "why")]
    write_data(rows, data.as_at, small)
    assert take_in(small, say) == []
    services.withdraw_arrangement("a1", ELSEWHERE)
    transaction.get_connection().check_constraints()
    assert queries.state() != queries.last_intake()
    edit(small / FILES[Source], "Northshire", "Southshire")
    assert take_in(small, say) == []
    transaction.get_connection().check_constraints()
    assert [row.arrangement for row in queries.all_rows()[Telling]] == [""]  # type: ignore[attr-defined]
    write_data(queries.all_rows() | reference_rows(small), as_at(small), small)
    assert take_in(small, say) == []
    assert queries.state() == queries.last_intake()
    assert [row.id for row in queries.all_rows()[PastAddress]] == ["a1"]  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_one_changed_here_and_taken_out_of_data_is_asked(small: Path) -> None:
    take_in(small, say)
    change_here("One team for two.")
    rows = dict(read_data(small)[0].rows)
    for row_type in (Arrangement, *PARTS):
        rows[row_type] = []
    rows[PastAddress] = [PastAddress("a1", "audit-a1", "", "It was no sharing")]
    write_data(rows, date(2026, 11, 25), small)
    (problem,) = take_in(small, say)
    assert (problem.code, problem.where) == ("changed in both", "a1")
    assert queries.dossier_of("a1")


@pytest.mark.django_db
def test_an_address_or_a_claim_s_number_never_changes_hands(small: Path) -> None:
    second = dossier("a2")
    rows = dict(read_data(small)[0].rows)
    for row in (second.arrangement, *second.parts):
        rows[type(row)] = [*rows[type(row)], row]
    write_data(rows, date(2026, 11, 25), small)
    assert take_in(small, say) == []
    first = dossier()
    rows[Arrangement] = [replace(first.arrangement, slug="audit-a2"), replace(second.arrangement, slug="audit-a1")]
    rows[Claim] = [claim("a2-c1", "a1"), claim("a1-c1", "a2")]
    write_data(rows, date(2026, 11, 25), small)
    assert sorted(problem.code for problem in take_in(small, say)) == ["address", "address", "claim", "claim"]


@pytest.mark.django_db
def test_a_body_and_a_source_used_here_outlive_data(small: Path) -> None:
    take_in(small, say)
    held = dossier("c1", members=("north", "south"))
    services.record_arrangement(held, ELSEWHERE)
    rows = dict(read_data(small)[0].rows)
    for row_type in (Arrangement, Source, Body, *PARTS):
        rows[row_type] = []
    rows[PastAddress] = [PastAddress("a1", "audit-of-old", "", "It was no sharing")]
    write_data(rows, date(2026, 11, 25), small)
    assert take_in(small, say) == []
    assert queries.dossier_of("c1") == held


@pytest.mark.django_db
def test_a_change_made_here_and_exported_is_the_data_s_own_again(small: Path) -> None:
    take_in(small, say)
    change_here("One team for two.")
    write_data(queries.all_rows() | reference_rows(small), as_at(small), small)
    assert take_in(small, say) == []
    assert queries.state() == queries.last_intake()
    assert happened() == ["arrangement recorded", "arrangement corrected"]


@pytest.mark.django_db
def test_an_arrangement_recorded_here_is_not_withdrawn_by_an_intake(small: Path) -> None:
    take_in(small, say)
    services.record_arrangement(dossier("a2"), ELSEWHERE)
    edit(small / FILES[Source], "Northshire", "Southshire")
    assert take_in(small, say) == []
    assert queries.dossier_of("a2") == dossier("a2")


@pytest.mark.django_db
def test_one_that_data_says_is_merged_leaves_an_event_that_says_into_what(small: Path) -> None:
    rows = dict(read_data(small)[0].rows)
    second = dossier("a2")
    for row in (second.arrangement, *second.parts):
        rows[type(row)] = [*rows[type(row)], row]
    write_data(rows, date(2026, 11, 25), small)
    assert take_in(small, say) == []
    for row_type in (Arrangement, *PARTS):
        rows[row_type] = [
            row for row in rows[row_type] if "a2" not in (getattr(row, "id", ""), getattr(row, "arrangement", ""))
        ]
    rows[PastAddress] = [PastAddress("a2", "audit-a2", "a1", "The same, told twice")]
    write_data(rows, date(2026, 11, 25), small)
    assert take_in(small, say) == []
    event = models.Event.objects.get(happened="arrangement merged")
    assert (event.subject, event.content, event.why) == ("a2", "a1", "The same, told twice")


@pytest.mark.django_db
def test_a_bad_cell_stops_the_intake_and_says_where(small: Path) -> None:
    edit(small / FILES[Arrangement], "lead authority", "lead autority")
    problems = take_in(small, say)
    assert [problem.where for problem in problems] == ["arrangements.csv line 2, model"]
    assert set(models.Arrangement.objects.values_list("id", flat=True)) == set()


@pytest.mark.django_db
def test_every_column_of_a_row_is_a_column_of_its_model_and_the_other_way_round() -> None:
    for row_type, model in {**queries.BODIES, **queries.REGISTER}.items():
        columns = {column.name for column in model._meta.concrete_fields if column.name != "id"}
        assert {field.name for field in fields_of(row_type)} - {"id"} == columns, row_type.__name__


def test_no_text_may_be_longer_than_its_column_holds() -> None:
    for row_type, model in {**queries.BODIES, **queries.REGISTER}.items():
        for field in fields_of(row_type):
            column = model._meta.get_field(field.name)
            held = None if column.is_relation else getattr(column, "max_length", None)
            if issubclass(field.kind, StrEnum):
                assert max(len(word) for word in field.kind) <= (held or 0), f"{row_type.__name__}.{field.name}"
            else:
                assert field.longest == (held or 0), f"{row_type.__name__}.{field.name}"
