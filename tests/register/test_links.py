"""What an answer says, which archived copy is chosen, and how copies come into the register."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from sharemap import cli
from sharemap.core.fields import csv_text, read_csv
from sharemap.core.problem import Problem
from sharemap.register.links import archive
from sharemap.register.links.checking import Answer, Failure, LinkCheck, Outcome, checked, is_settled, outcome_of
from sharemap.register.links.take import take_links
from sharemap.register.rows import Source, SourceCopy

URL = "https://council.example/report"
TODAY = date(2026, 11, 25)
OLD = "https://web.archive.org/web/20140301120000/https://council.example/report"
NEW = "https://web.archive.org/web/20201201120000/https://council.example/report"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(URL, 200), Outcome.ALIVE),
        (Answer(URL, 206), Outcome.ALIVE),
        (Answer(URL, 416), Outcome.ALIVE),
        (Answer("http://www.council.example/report/", 200), Outcome.ALIVE),
        (Answer("https://council.example/", 200), Outcome.MOVED),
        (Answer(f"{URL}?page=2", 200), Outcome.MOVED),
        (Answer("https://other.example/report", 200), Outcome.MOVED),
        (Answer(URL, 404), Outcome.GONE),
        (Answer(URL, 410), Outcome.GONE),
        (Answer("https://other.example/", 404), Outcome.GONE),
        (Answer(URL, failure=Failure.NO_SUCH_HOST), Outcome.GONE),
        *((Answer(URL, status), Outcome.REFUSED) for status in (401, 403, 429, 500, 503, 304)),
        (Answer(URL, failure=Failure.BROKEN), Outcome.REFUSED),
        (Answer(URL, failure=Failure.TIMED_OUT), Outcome.TIMED_OUT),
    ],
)
def test_what_an_answer_says(answer: Answer, outcome: Outcome) -> None:
    assert outcome_of(URL, answer) is outcome


@pytest.mark.parametrize(
    ("answer", "settled"),
    [
        (Answer(URL, 200), True),
        (Answer(URL, 429), True),
        (Answer(URL, failure=Failure.NO_SUCH_HOST), True),
        (Answer(URL, 404), False),
        (Answer(URL, 405), False),
        (Answer(URL, failure=Failure.BROKEN), False),
    ],
)
def test_a_page_is_called_gone_only_when_it_was_asked_for_itself(answer: Answer, settled: bool) -> None:
    assert is_settled(answer) is settled


def test_a_row_says_where_the_page_moved_and_leaves_out_what_no_cell_can_hold() -> None:
    moved = checked("s1", URL, Answer("https://other.example/", 200), TODAY, NEW)
    assert moved == LinkCheck("s1", URL, TODAY, Outcome.MOVED, 200, "https://other.example/", NEW)
    assert checked("s1", URL, Answer(URL, 404), TODAY, "").moved_to == ""
    assert checked("s1", URL, Answer("https://other.example/" + "x" * 2000, 200), TODAY, "").moved_to == ""
    assert checked("s1", URL, Answer(URL, failure=Failure.TIMED_OUT), TODAY, "").status is None


def source(published: str = "", accessed: str = "2026-11") -> Source:
    return Source("s0001", URL, "A council", published, accessed, SourceCopy.ORIGINAL, "")


def answer_of(*copies: str, **changes: object) -> str:
    snapshots = {
        f"closest{number}": {"available": True, "url": url, "timestamp": url[28:42], "status": "200"} | changes
        for number, url in enumerate(copies)
    }
    return json.dumps({"url": URL, "archived_snapshots": snapshots})


@pytest.mark.parametrize(
    ("published", "accessed", "asked"),
    [
        ("2013-11-29", "2026-11", "20131129"),
        ("2013-11", "2026-11", "20131130"),
        ("2013", "2026-11", "20131231"),
        ("", "2026-11", "20261130"),
        ("about 2013", "2026-11", "20261130"),
    ],
)
def test_the_archive_is_asked_for_the_day_of_the_source(published: str, accessed: str, asked: str) -> None:
    assert archive.question(archive.AVAILABILITY, source(published, accessed)) == (
        f"https://archive.org/wayback/available?url=https%3A%2F%2Fcouncil.example%2Freport&timestamp={asked}"
    )


def test_a_source_without_a_day_asks_for_no_day_and_takes_the_latest_copy() -> None:
    assert "timestamp" not in archive.question(archive.AVAILABILITY, source("", ""))
    assert archive.nearest_copy(answer_of(OLD, NEW), source("", "")) == NEW


def test_the_copy_nearest_the_day_is_chosen_and_is_asked_for_safely() -> None:
    assert archive.nearest_copy(answer_of(OLD, NEW), source("2013-11")) == OLD
    assert archive.nearest_copy(answer_of(OLD, NEW), source("2021")) == NEW
    assert archive.nearest_copy(answer_of(OLD.replace("https:", "http:", 1)), source()) == OLD


@pytest.mark.parametrize(
    "text",
    [
        '{"archived_snapshots": {}}',
        answer_of(OLD, available=False),
        answer_of(OLD, status="404"),
        answer_of(OLD, url="https://elsewhere.example/web/20140301120000/https://council.example/report"),
        answer_of(OLD, url="javascript:alert(1)"),
        answer_of(OLD + "x" * 2000),
    ],
)
def test_what_is_no_copy_to_read_is_none(text: str) -> None:
    assert archive.nearest_copy(text, source()) == ""


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "[]", "{}", "null", '{"archived_snapshots": {"closest": {}}}', '{"archived_snapshots": [1]}'],
)
def test_an_answer_in_another_form_is_a_problem_and_not_no_copy(text: str) -> None:
    found = archive.nearest_copy(text, source())
    assert isinstance(found, Problem)
    assert (found.code, found.where) == ("archive", "source s0001")


def links_file(folder: Path, *rows: LinkCheck) -> Path:
    path = folder / "links.csv"
    path.write_text(csv_text(rows, LinkCheck), encoding="utf-8")
    return path


def gone(source: Source, archived: str = OLD) -> LinkCheck:
    return LinkCheck(source.id, source.url, TODAY, Outcome.GONE, 404, "", archived)


def held(data: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in data.rglob("*") if path.is_file()}


@pytest.fixture
def of_small(small: Path) -> Source:
    """The one source of the small data folder."""
    (found,), _ = read_csv(small / "register/sources.csv", Source)
    return found


def test_a_dry_run_says_what_would_be_filled_and_changes_nothing(
    small: Path, of_small: Source, tmp_path: Path
) -> None:
    before, out = held(small), StringIO()
    assert take_links(small, links_file(tmp_path, gone(of_small)), False, out) == 0
    assert f"{of_small.id} archived: {OLD}" in out.getvalue()
    assert out.getvalue().endswith("A dry run: nothing was written. Add --commit.\n")
    assert held(small) == before


def test_commit_fills_the_cell_and_nothing_else(small: Path, of_small: Source, tmp_path: Path) -> None:
    before = held(small)
    assert take_links(small, links_file(tmp_path, gone(of_small, NEW), gone(of_small)), True, StringIO()) == 0
    changed = {path for path, content in held(small).items() if before.get(path) != content}
    assert changed == {str(small / "register/sources.csv")}
    assert read_csv(small / "register/sources.csv", Source) == ([replace(of_small, archived=OLD)], [])


def test_a_source_that_was_alive_again_at_the_last_check_gets_no_copy(
    small: Path, of_small: Source, tmp_path: Path
) -> None:
    before = held(small)
    alive = replace(gone(of_small, ""), outcome=Outcome.ALIVE, status=200)
    assert take_links(small, links_file(tmp_path, gone(of_small), alive), True, StringIO()) == 0
    assert held(small) == before


def test_a_copy_that_is_on_record_is_not_replaced(small: Path, of_small: Source, tmp_path: Path) -> None:
    take_links(small, links_file(tmp_path, gone(of_small)), True, StringIO())
    before, out = held(small), StringIO()
    assert take_links(small, links_file(tmp_path, gone(of_small, NEW)), True, out) == 0
    assert out.getvalue() == "Nothing new: the tables of data/ stay as they are.\n"
    assert held(small) == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": "s9"}, "other address"),
        ({"url": "https://council.example/another"}, "other address"),
        ({"archived": "javascript:alert(1)"}, "address"),
    ],
)
def test_a_row_that_does_not_fit_stops_all_of_it(
    small: Path, of_small: Source, tmp_path: Path, changes: dict[str, str], code: str
) -> None:
    before, out = held(small), StringIO()
    file = links_file(tmp_path, gone(of_small), replace(gone(of_small), **changes))  # type: ignore[arg-type]
    assert take_links(small, file, True, out) == 1
    assert ("must stand in sources.csv" in out.getvalue()) == (code == "other address")
    assert held(small) == before


def test_a_broken_file_is_said_with_its_line(small: Path, tmp_path: Path) -> None:
    file = links_file(tmp_path)
    file.write_text(file.read_text() + "s1,u,soon,gone,404,,\n", encoding="utf-8")
    out = StringIO()
    assert take_links(small, file, True, out) == 1
    assert out.getvalue().startswith("links.csv line 2, checked_on: checked_on needs a day")


@pytest.mark.parametrize(
    "argv",
    [
        ["links"],
        ["links", "--to", "a.csv", "--take", "a.csv"],
        ["links", "--to", "a.csv", "--limit", "many"],
        ["links", "--to", "a.csv", "--pause", "-1"],
    ],
)
def test_a_wrong_command_is_told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(argv)
    assert stopped.value.code == 2
    assert "links: error:" in capsys.readouterr().err


def test_asking_takes_no_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["links", "--to", str(tmp_path / "links.csv"), "--commit"]) == 2
    assert "--commit goes with --take" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_a_file(
    small: Path, of_small: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "DATA", small)
    assert cli.main(["links", "--take", str(links_file(tmp_path, gone(of_small)))]) == 0
    assert "A dry run" in capsys.readouterr().out
