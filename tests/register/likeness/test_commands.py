"""The two commands on a small data folder: what they print, what they write, and that they write it once."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from sharemap import cli
from sharemap.core.fields import csv_text
from sharemap.register.importing.tables import read_tables, write_tables
from sharemap.register.likeness.run import Asked, likeness_command, merge_command
from sharemap.register.rows import Decision, Outcome, Question, Relation, RelationKind, Verdict
from tests.register.gathered_samples import gathered, imported, record, small_data, snapshot
from tests.register.likeness.samples import by_person

TOLD = record(name="Moorland Audit", aka=[])
AGAIN = record(name="The Moorland audit partnership", aka=[], staff=14, as_of="2021")
OTHER = record(name="Lakeland bins", aka=[], services=["waste collection"], savings=[])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One arrangement told in two passes, and another."""
    folder = small_data(tmp_path / "data")
    first = gathered(tmp_path / "first.jsonl", TOLD, OTHER)
    assert imported(folder, first, gathered(tmp_path / "second.jsonl", AGAIN))[0] == 0
    return folder


def merged(data: Path, commit: bool = True) -> tuple[int, str]:
    out = io.StringIO()
    return merge_command(data, commit, out), out.getvalue()


def asked(data: Path, asking: Asked) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return likeness_command(data, asking, out, err), out.getvalue(), err.getvalue()


def test_a_dry_run_says_what_would_become_one_and_writes_nothing(data: Path) -> None:
    before = snapshot(data)
    code, said = merged(data, commit=False)
    assert code == 0
    assert "To be one: 1\n  a0001 Moorland Audit = a0003 The Moorland audit partnership" in said
    assert "3 arrangements, 1 of them told again, so 2;" in said
    assert snapshot(data) == before


def test_a_merge_moves_everything_that_pointed_to_the_one_that_is_gone(data: Path) -> None:
    tables, _ = read_tables(data)
    question = Question("second", 1, "a0003", "what", "text", (), "why")
    tables.questions, tables.relations = [question], [Relation("a0002", RelationKind.PART_OF, "a0003", "said so")]
    write_tables(tables, data)
    assert merged(data)[0] == 0
    tables, problems = read_tables(data)
    assert problems == []
    assert [each.id for each in tables.arrangements] == ["a0001", "a0002"]
    assert {(each.gathering, each.line): each.arrangement for each in tables.tellings} == {
        ("first", 1): "a0001",
        ("first", 2): "a0002",
        ("second", 1): "a0001",
    }
    assert [each.arrangement for each in tables.questions] == ["a0001"]
    assert [(each.arrangement, each.other) for each in tables.relations] == [("a0002", "a0001")]
    assert [(each.id, each.arrangement) for each in tables.past_addresses] == [("a0003", "a0001")]
    assert [(each.left, each.right, each.verdict) for each in tables.decisions if each.right == "a0003"] == [
        ("a0001", "a0003", Verdict.SAME)
    ]
    assert [each.same_claim_as for each in tables.claims] == ["", "a0001-c1"]


def test_a_second_merge_changes_nothing(data: Path) -> None:
    merged(data)
    once = snapshot(data)
    code, said = merged(data)
    assert (code, said.splitlines()[-1]) == (0, "Nothing new: the tables of data/ stay as they are.")
    assert snapshot(data) == once


def test_an_import_after_a_merge_knows_every_telling(data: Path, tmp_path: Path) -> None:
    merged(data)
    once = snapshot(data)
    code, said = imported(data, tmp_path / "first.jsonl", tmp_path / "second.jsonl")
    assert (code, "Known already and unchanged: 3." in said) == (0, True)
    assert snapshot(data) == once


def test_an_identifier_that_is_gone_is_not_given_again(data: Path, tmp_path: Path) -> None:
    merged(data)
    imported(data, gathered(tmp_path / "third.jsonl", record(name="Moorland Audit", partners=OTHER["partners"])))
    tables, _ = read_tables(data)
    assert [each.id for each in tables.arrangements] == ["a0001", "a0002", "a0004"]
    assert all(each.outcome is Outcome.TAKEN for each in tables.tellings)


def test_a_person_keeps_two_apart_through_the_table_of_decisions(data: Path) -> None:
    decision = by_person("a0001", "a0003", Verdict.DIFFERENT)
    (data / "register" / "decisions.csv").write_text(csv_text([decision], Decision), encoding="utf-8")
    merged(data)
    tables, _ = read_tables(data)
    assert len(tables.arrangements) == 3
    assert decision in tables.decisions


def test_data_that_cannot_be_read_is_not_merged(data: Path) -> None:
    (data / "register" / "claims.csv").write_text("no,header\n", encoding="utf-8")
    before = snapshot(data)
    code, said = merged(data)
    assert (code, "claims.csv" in said) == (2, True)
    assert snapshot(data) == before


def test_a_relation_to_nothing_is_said_and_nothing_is_merged(data: Path) -> None:
    row = Relation("a0001", RelationKind.PART_OF, "a0099", "said so")
    (data / "register" / "relations.csv").write_text(csv_text([row], Relation), encoding="utf-8")
    before = snapshot(data)
    code, said = merged(data)
    assert (code, said.startswith("relations.csv, the row “a0001, part of”, other:")) == (2, True)
    assert snapshot(data) == before


def test_what_cannot_be_parted_again_is_said_and_the_code_says_so(data: Path) -> None:
    merged(data)
    row = by_person("a0001", "a0003", Verdict.DIFFERENT)
    (data / "register" / "decisions.csv").write_text(csv_text([row], Decision), encoding="utf-8")
    code, said = merged(data)
    assert (code, "both are a0001 already" in said, "1 stopped." in said) == (1, True, True)


@pytest.mark.parametrize("right", ["a0003", "the-moorland-audit-partnership", "second:1"])
def test_two_are_compared_by_identifier_address_or_telling(data: Path, right: str) -> None:
    code, said, _ = asked(data, Asked(("a0001", right)))
    assert (code, said.splitlines()[0]) == (0, "same, 100 of 100")
    assert "names alike: “moorland audit”" in said


@pytest.mark.parametrize("right", ["a0003", "the-moorland-audit-partnership", "second:1"])
def test_two_that_are_one_already_are_said_to_be_so(data: Path, right: str) -> None:
    merged(data)
    _, said, _ = asked(data, Asked(("first:1", right)))
    assert "both are a0001 already: Moorland Audit" in said


def test_two_tellings_that_are_one_are_compared_anew_from_their_records(data: Path, tmp_path: Path) -> None:
    records = (tmp_path / "first.jsonl", tmp_path / "second.jsonl")
    before = asked(data, Asked(("first:1", "second:1")))
    merged(data)
    assert asked(data, Asked(("first:1", "second:1"), records=records)) == before


def test_a_person_is_heard_from_either_side(data: Path) -> None:
    row = by_person("a0001", "a0003", Verdict.HOLDS)
    (data / "register" / "decisions.csv").write_text(csv_text([row], Decision), encoding="utf-8")
    assert asked(data, Asked(("a0001", "a0003")))[1].startswith("holds,")
    assert asked(data, Asked(("a0003", "a0001")))[1].startswith("part of,")


def test_a_file_of_pairs_gives_a_table_and_names_what_it_does_not_find(data: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("left,right,label\na0001,second:1,same\na0001,first:2,different\na0001,nowhere,same\n")
    code, said, complaint = asked(data, Asked(pairs=pairs))
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [(row["left"], row["right"], row["verdict"]) for row in rows] == [
        ("a0001", "second:1", "same"),
        ("a0001", "first:2", "sibling of"),
    ]
    assert (code, complaint.startswith("nowhere: ")) == (1, True)


def test_a_file_without_the_columns_is_named(data: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("a,b\n1,2\n")
    code, _, complaint = asked(data, Asked(pairs=pairs))
    assert (code, "The columns left and right are needed." in complaint) == (1, True)


def test_records_that_are_not_in_the_register_are_held_against_it_and_each_other(data: Path, tmp_path: Path) -> None:
    new = gathered(tmp_path / "new.jsonl", TOLD | {"staff": 15}, OTHER | {"as_of": "2022"}, OTHER | {"as_of": "2023"})
    code, said, _ = asked(data, Asked(records=(new,)))
    pairs = {(row["left"], row["right"]) for row in csv.DictReader(io.StringIO(said))}
    assert code == 0
    assert pairs == {
        ("new:1", "a0001"),
        ("new:1", "a0003"),
        ("new:2", "a0002"),
        ("new:3", "a0002"),
        ("new:2", "new:3"),
    }


def test_records_that_the_register_holds_are_no_duplicates_of_themselves(data: Path, tmp_path: Path) -> None:
    merged(data)
    _, said, _ = asked(data, Asked(records=(tmp_path / "first.jsonl", tmp_path / "second.jsonl")))
    assert said == "left,right,verdict,score,reason\n"


def test_a_record_that_cannot_be_read_is_said(data: Path, tmp_path: Path) -> None:
    code, _, complaint = asked(data, Asked(records=(gathered(tmp_path / "new.jsonl", "not json"),)))
    assert (code, "new.jsonl line 1" in complaint) == (1, True)


def test_the_command_line_reaches_both(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "DATA", data)
    assert cli.main(["likeness", "a0001", "a0003"]) == 0
    assert cli.main(["merge", "--commit"]) == 0
    assert cli.main(["likeness", "a0001"]) == 2
    told = capsys.readouterr()
    assert told.out.startswith("same, 100 of 100")
    assert "Written to the tables of data/." in told.out
    assert "likeness needs LEFT and RIGHT" in told.err
