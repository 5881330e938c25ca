"""Published editions: numbered, never changed, put right by the next one, and named by what they hold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package

from sharemap.core.fields import fields_of
from sharemap.core.problem import Problem, Severity
from sharemap.editions.manifest import Manifest, manifest_of, read_manifest
from sharemap.editions.publish import Order
from sharemap.editions.read import read_edition
from sharemap.editions.standing import PUBLISHED, corrections, published
from sharemap.editions.tables import TABLES
from sharemap.editions.verify import verified
from tests.conftest import ROOT
from tests.editions.publishing import CORRECTION, FIRST, HEADS, Desk, frozen


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def codes(problems: list[Problem]) -> list[str]:
    return [each.code for each in problems]


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_is_published_under_the_first_number_and_can_be_read(desk: Desk) -> None:
    assert desk.publish(FIRST) == []
    edition = read_edition(desk.editions / "2026.1")
    assert (edition.name, edition.preview, edition.as_at) == ("2026.1", False, date(2026, 11, 25))
    assert (desk.editions / PUBLISHED).read_text(encoding="utf-8") == "2026.1"
    assert edition.by_slug


def test_the_manifest_names_every_file_and_holds_no_more_than_it_must(desk: Desk) -> None:
    desk.publish(FIRST)
    folder = desk.editions / "2026.1"
    found = verified(folder)
    assert isinstance(found, Manifest)
    assert {file.name for file in found.files} | {"manifest.json"} == {path.name for path in folder.iterdir()}
    assert {file.table: file.rows for file in found.tables} == {
        name: pq.read_metadata(folder / f"{name}.parquet").num_rows for name in TABLES
    }
    assert (found.corrects, found.erratum) == ("", "")
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(said) == {"name", "preview", "as_at", "data", "code", "map_size", "corrects", "erratum", "files"}
    assert json.loads((folder / "heads.json").read_text(encoding="utf-8")) == HEADS


def test_its_manifest_is_kept_beside_the_data(desk: Desk) -> None:
    desk.publish(FIRST)
    kept = desk.folder / "manifests" / "2026.1" / "manifest.json"
    assert kept.read_bytes() == (desk.editions / "2026.1" / "manifest.json").read_bytes()


def test_the_descriptor_is_a_data_package_of_the_parquet_files(desk: Desk) -> None:
    desk.publish(FIRST)
    folder = desk.editions / "2026.1"
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (said["version"], said["as_at"]) == ("2026.1", "2026-11-25")
    Package.from_descriptor(said)
    held = {resource["name"]: resource for resource in said["resources"]}
    assert list(held) == list(TABLES)
    for name, resource in held.items():
        assert [each["name"] for each in resource["schema"]["fields"]] == [
            each.name for each in fields_of(TABLES[name])
        ]
        assert (folder / resource["path"]).stat().st_size == resource["bytes"]
        for key in resource["schema"].get("foreignKeys", ()):
            assert key["reference"]["resource"] in {"", *held}
    assert "apache.parquet" in held["arrangements"]["mediatype"]
    kinds = {each["name"]: each["type"] for each in held["arrangements"]["schema"]["fields"]}
    assert (kinds["aliases"], kinds["starts_on_earliest"]) == ("array", "date")


def test_a_dry_run_says_what_it_would_do_and_does_none_of_it(desk: Desk) -> None:
    assert desk.publish(FIRST, commit=False) == []
    assert content(desk.folder) == {}
    said = "\n".join(desk.said)
    assert "2026.1: " in said
    assert "bytes, as at 2026-11-25; manifest " in said
    assert "The checks find 0 errors and 0 warnings." in said
    assert "Nothing was changed. To do it, say the same with --commit." in said


def test_the_same_again_stands_already_and_changes_nothing(desk: Desk) -> None:
    desk.publish(FIRST)
    before = content(desk.folder)
    assert desk.publish(FIRST) == []
    assert desk.said[-1].startswith("2026.1 stands already")
    assert content(desk.folder) == before


@pytest.mark.parametrize("commit", [True, False])
def test_a_name_that_stands_is_refused_for_another_register(desk: Desk, commit: bool) -> None:
    desk.publish(FIRST)
    before = content(desk.folder)
    (problem,) = desk.publish(FIRST, frozen("1" * 64), commit)
    assert problem.code == "stands"
    assert "2026.1 stands and never changes." in str(problem)
    assert "sharemap correct 2026.1 --erratum" in str(problem)
    assert content(desk.folder) == before


def test_a_name_is_taken_where_only_its_manifest_is_known(desk: Desk) -> None:
    desk.publish(FIRST)
    whole = content(desk.editions / "2026.1")
    for path in (desk.editions / "2026.1").iterdir():
        path.unlink()
    (desk.editions / "2026.1").rmdir()
    assert codes(desk.publish(FIRST, frozen("1" * 64))) == ["stands"]
    assert desk.publish(FIRST) == []
    assert content(desk.editions / "2026.1") == whole


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("2026.2", "number", "The next number is 2026.1; none is left out."),
        ("2026.3", "number", "The next number is 2026.1"),
        ("2027.1", "year", "The register speaks of 2026-11-25"),
        ("2026", "name", "An edition is named YEAR.N, such as 2026.1."),
        ("2026.01", "name", "YEAR.N"),
        ("2026.0", "name", "YEAR.N"),
        ("../2026.1", "name", "YEAR.N"),
        ("", "no edition", "A published edition is needed"),
    ],
)
def test_a_name_that_is_not_the_next_number_is_refused(desk: Desk, name: str, code: str, said: str) -> None:
    (problem,) = desk.publish(Order(name))
    assert problem.code == code
    assert said in str(problem)
    assert published(desk.editions) == []


def test_a_correction_takes_the_next_number_and_says_what_it_corrects_and_why(desk: Desk) -> None:
    desk.publish(FIRST)
    before = content(desk.editions / "2026.1")
    assert desk.publish(CORRECTION, frozen("1" * 64)) == []
    wrong, right = published(desk.editions)
    assert (right.name, right.corrects, right.erratum) == ("2026.2", "2026.1", CORRECTION.erratum)
    assert corrections([wrong, right]) == {"2026.1": right}
    assert content(desk.editions / "2026.1") == before
    assert (desk.editions / PUBLISHED).read_text(encoding="utf-8") == "2026.2"
    assert desk.publish(Order("2026.3"), frozen("2" * 64)) == []


def test_a_correction_made_in_a_later_year_has_the_number_of_the_corrected(desk: Desk) -> None:
    desk.publish(FIRST)
    assert desk.publish(CORRECTION, frozen("1" * 64, date(2027, 2, 1))) == []
    assert [each.name for each in published(desk.editions)] == ["2026.1", "2026.2"]


def test_an_edition_is_corrected_once_and_then_its_correction_is(desk: Desk) -> None:
    desk.publish(FIRST)
    desk.publish(CORRECTION, frozen("1" * 64))
    assert desk.publish(CORRECTION, frozen("1" * 64)) == []
    (problem,) = desk.publish(CORRECTION, frozen("2" * 64))
    assert "2026.1 was corrected by 2026.2, which stands and never changes." in str(problem)
    assert desk.publish(Order("", "2026.2", "Nor was that right."), frozen("2" * 64)) == []
    assert [each.corrects for each in published(desk.editions)] == ["", "2026.1", "2026.2"]


@pytest.mark.parametrize(
    ("order", "code"), [(Order("", "2026.7", "x"), "no edition"), (Order("", "2026.1", " "), "no erratum")]
)
def test_a_correction_needs_an_edition_and_an_erratum(desk: Desk, order: Order, code: str) -> None:
    desk.publish(FIRST)
    assert codes(desk.publish(order)) == [code]


def test_errors_of_the_checks_stop_it_and_warnings_are_said(desk: Desk) -> None:
    def checks(tables: object, as_at: date) -> list[Problem]:
        assert as_at == date(2026, 11, 25)
        wrong = Problem("two leads", "a1", "two", "One lead is needed.", "Say which.")
        return [wrong, Problem("old", "a2", "1999", "A later source is needed.", "Look.", Severity.WARNING)]

    desk.checks = checks
    assert codes(desk.publish(FIRST)) == ["two leads"]
    assert desk.said == [
        "Warning: a2: A later source is needed. Found 1999. Look.",
        "The checks find 1 errors and 1 warnings.",
    ]
    assert published(desk.editions) == []


def test_the_order_of_heads_and_tables_changes_no_byte(tmp_path: Path) -> None:
    one, other = Desk(tmp_path / "one"), Desk(tmp_path / "other")
    one.publish(FIRST)
    register = frozen()
    object.__setattr__(register, "heads", dict(sorted(HEADS.items())))
    object.__setattr__(register, "tables", dict(reversed(list(register.tables.items()))))
    other.publish(FIRST, register)
    assert content(one.editions / "2026.1") == content(other.editions / "2026.1")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "2026.2"),
        ("preview", "no"),
        ("as_at", "soon"),
        ("data", None),
        ("corrects", "2026.0"),
        ("files", {"../secrets.parquet": {"sha256": "0" * 64, "bytes": 1}}),
        ("files", {"manifest.json": {"sha256": "0" * 64, "bytes": 1}}),
        ("files", {"claims.parquet": {"sha256": "0" * 63, "bytes": 1}}),
        ("files", {"claims.parquet": {"sha256": "0" * 64}}),
        ("files", []),
    ],
)
def test_a_manifest_that_is_not_well_formed_is_told_so(desk: Desk, key: str, value: object) -> None:
    desk.publish(FIRST)
    said = json.loads((desk.editions / "2026.1" / "manifest.json").read_bytes())
    found = manifest_of(json.dumps(said | {key: value}).encode(), "2026.1")
    assert isinstance(found, Problem)
    assert "2026.1/manifest.json: A manifest.json is needed" in str(found)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b"null", b'{"name": "2026.1"}'])
def test_what_is_no_manifest_is_told_so(text: bytes) -> None:
    assert isinstance(manifest_of(text, "2026.1"), Problem)


def test_every_manifest_kept_beside_the_data_is_well_formed_and_none_is_left_out() -> None:
    folders = sorted((ROOT / "data" / "editions").glob("*"))
    found = [read_manifest(folder) for folder in folders]
    assert [each for each in found if isinstance(each, Problem)] == []
    manifests = [each for each in found if isinstance(each, Manifest)]
    names = {each.name for each in manifests}
    assert not any(each.preview for each in manifests)
    assert all(each.corrects in names for each in manifests if each.corrects)
    for name in names:
        year, number = name.split(".")
        assert {f"{year}.{before}" for before in range(1, int(number))} <= names
