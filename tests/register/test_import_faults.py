"""Every fault a gathered file can have: said with file, line and what to do, while the rest goes on."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from sharemap.bodies.rows import Body
from sharemap.register.importing.tables import read_tables
from sharemap.register.rows import Arrangement, Outcome, Telling
from tests.register.gathered_samples import gathered, imported, record, rows, small_data, snapshot


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ('{"name": "Broken"', "not-json", "JSON"),
        ("[1, 2]", "not-json", "{ }"),
        ("[" * 100_000, "not-json", "brackets too deep"),
        ('{"name": "Twice", "name": "Again"}', "not-json", "the field name stands twice"),
        (b'{"name": "\xff"}', "not-utf-8", "UTF-8"),
        (record(colour="blue"), "unknown-field", "'colour'"),
        (record(start="2014-13"), "not-a-date", "'2014-13'"),
        (record(start=2014), "not-a-date", "2014"),
        (record(start="2015-04", end="2014"), "end-before-start", "2015-04"),
        (record(savings=[{"amount_gbp": -5, "kind": "annual", "period": "", "note": ""}]), "not-a-number", "-5"),
        (record(savings=[{"amount_gbp": 0, "kind": "annual", "period": "", "note": ""}]), "not-a-number", "0"),
        (record(savings=[{"amount_gbp": 1.5, "kind": "annual", "period": "", "note": ""}]), "not-a-number", "1.5"),
        (record(savings=[{"amount_gbp": True, "kind": "annual", "period": "", "note": ""}]), "not-a-number", "True"),
        (
            record(savings=[{"amount_gbp": 10**30, "kind": "annual", "period": "", "note": ""}]),
            "not-a-number",
            "1000",
        ),
        (record(savings=[{"amount_gbp": 5, "kind": "weekly", "period": "", "note": ""}]), "not-in-list", "weekly"),
        (record(staff=-1), "not-a-number", "-1"),
        (record(status="gone"), "not-in-list", "gone"),
        (record(name=""), "not-text", "name"),
        (record(name=["a"]), "not-text", "name"),
        (record(name="a\u0000b"), "control-character", "control"),
        (record(name="a\ud800b"), "control-character", "control"),
        (record(aka=["one|two"]), "not-a-list", "|"),
        (record(partners=[]), "empty-list", "partners"),
        (record(partners=["Barford"]), "not-a-list", "partners"),
        (record(sources=[]), "empty-list", "sources"),
        (
            record(sources=[{"url": "javascript:alert(1)", "published": None, "publisher": ""}]),
            "not-an-address",
            "http",
        ),
        (record(sources=[{"url": "https://[", "published": None, "publisher": ""}]), "not-an-address", "http"),
        (record(sources=[{"url": "https://a.example", "published": "May", "publisher": ""}]), "not-a-date", "May"),
        (record(as_of="2027"), "as-of-too-late", "2027"),
        (record(as_of="9999"), "not-a-date", "9999"),
        (record(end="9999-12-31"), "not-a-date", "9999-12-31"),
        (record(start="٢٠١٤"), "not-a-date", "start"),
        (record(name="\u200b\u200d"), "control-character", "zero-width"),
        (record(name="Audit \u202egnp.exe"), "control-character", "u202e"),
        (record(services=["\u2060"]), "not-a-list", "zero-width"),
        (record(name="n" * 183), "too-long", "183 letters"),
        (record(partners=[{"name": "p" * 201, "role": "", "type": "other"}]), "too-long", "201 letters"),
        (record(services=["audit", "s" * 201]), "too-long", "201 letters"),
        (record(savings=[{"amount_gbp": 5, "kind": "annual", "period": "p" * 301}]), "too-long", "301 letters"),
        (record(sources=[{"url": "https://a.example/" + "u" * 2000}]), "too-long", "2,018 letters"),
        (record(sources=[{"url": "https://a.example/", "publisher": "p" * 301}]), "too-long", "301 letters"),
    ],
)
def test_a_fault_is_said_with_its_line_and_the_rest_goes_on(
    tmp_path: Path, line: dict[str, Any] | str | bytes, code: str, said: str
) -> None:
    data = small_data(tmp_path / "data")
    path = gathered(tmp_path / "pass.jsonl", record(), line, record(name="Another"))
    code_given, report = imported(data, path)
    assert code_given == 1
    assert f"Refused, {code}: " in report
    assert "pass.jsonl line 2" in report
    assert said in report
    assert [each.name for each in rows(data, "arrangements", Arrangement)] == [record()["name"], "Another"]
    outcomes = [each.outcome for each in rows(data, "tellings", Telling)]
    assert outcomes == [Outcome.TAKEN, Outcome.REFUSED, Outcome.TAKEN]


def test_the_longest_texts_that_are_taken_fit_their_columns(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    partners = [
        {"name": "Barford District Council", "role": "lead", "type": "district"},
        {"name": "four other councils" + "s" * 181, "role": "", "type": "other public"},
    ]
    source = {"url": "https://a.example/" + "u" * 1982, "publisher": "p" * 300}
    longest = record(name="n" * 182, partners=partners, services=["s" * 200], sources=[source])
    alone = longest | {"partners": partners[:1]}
    code, report = imported(data, gathered(tmp_path / ("f" * 94 + ".jsonl"), longest, alone))
    assert code == 0, report
    assert read_tables(data)[1] == []
    assert "Other members, in " + "n" * 182 in {body.name for body in rows(data, "../bodies/bodies", Body)}


def test_a_file_whose_name_is_too_long_for_a_pass_is_said(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    code, report = imported(data, gathered(tmp_path / ("f" * 101 + ".jsonl"), record()))
    assert code == 2
    assert "of at most 100 letters" in report


@pytest.mark.parametrize("table", ["names", "codes", "aliases", "constituents"])
def test_a_reference_that_dangles_stops_the_import_with_a_sentence(tmp_path: Path, table: str) -> None:
    data = small_data(tmp_path / "data")
    path = data / "bodies" / f"{table}.csv"
    header = path.read_text().splitlines()[0].split(",")
    cells = ["nowhere" if name in ("body", "member") else "" for name in header]
    path.write_text(path.read_text() + ",".join(cells) + "\n")
    code, report = imported(data, gathered(tmp_path / "pass.jsonl", record()))
    assert code == 2
    assert f"{table}.csv body" in report


def test_all_faults_of_a_record_are_said_at_once(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    _, report = imported(data, gathered(tmp_path / "pass.jsonl", record(start="2014-13", staff=-1, colour="blue")))
    assert all(code in report for code in ("not-a-date", "not-a-number", "unknown-field"))


def test_a_refused_record_is_taken_once_its_line_is_put_right(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    assert imported(data, gathered(tmp_path / "pass.jsonl", record(start="2014-13")))[0] == 1
    assert imported(data, gathered(tmp_path / "pass.jsonl", record(start="2014-12")))[0] == 0
    (telling,) = rows(data, "tellings", Telling)
    assert (telling.outcome, telling.arrangement) == (Outcome.TAKEN, "a0001")


def test_a_line_of_fifty_megabytes_is_refused_without_being_held(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    path = tmp_path / "pass.jsonl"
    with path.open("wb") as stream:
        stream.write(json.dumps(record()).encode() + b'\n{"name": "')
        for _ in range(50):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n' + json.dumps(record(name="After")).encode() + b"\n")
    tracemalloc.start()
    code, report = imported(data, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code == 1
    assert "pass.jsonl line 2: A line can hold at most 1,048,576 bytes." in report
    assert [each.name for each in rows(data, "arrangements", Arrangement)] == [record()["name"], "After"]
    assert peak < 20_000_000


def test_a_known_record_that_has_changed_is_reported_and_not_taken_again(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    imported(data, gathered(tmp_path / "pass.jsonl", record()))
    before = snapshot(data)
    code, report = imported(data, gathered(tmp_path / "pass.jsonl", record(name="Renamed")))
    assert code == 1
    assert "pass.jsonl line 1" in report
    assert "Edit the register instead" in report
    assert snapshot(data) == before


@pytest.mark.parametrize("name", ["missing.jsonl", "empty-folder"])
def test_a_path_without_files_is_a_fault_of_use(tmp_path: Path, name: str) -> None:
    data = small_data(tmp_path / "data")
    (tmp_path / "empty-folder").mkdir()
    code, report = imported(data, tmp_path / name)
    assert code == 2
    assert name in report


def test_two_files_of_one_name_are_not_taken_for_one_pass(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        gathered(tmp_path / folder / "pass.jsonl", record())
    code, report = imported(data, tmp_path / "one", tmp_path / "two")
    assert code == 2
    assert "Each pass must have a file name of its own." in report


def test_a_table_that_cannot_be_read_stops_the_import_before_anything_is_written(tmp_path: Path) -> None:
    data = small_data(tmp_path / "data")
    imported(data, gathered(tmp_path / "pass.jsonl", record()))
    (data / "register" / "claims.csv").write_text("not,the,header\n")
    before = snapshot(data)
    code, report = imported(data, gathered(tmp_path / "more.jsonl", record()))
    assert code == 2
    assert "claims.csv line 1" in report
    assert snapshot(data) == before
