"""`sharemap figure` and `sharemap compare` give the pages' numbers, in three forms that agree, without a database."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import Settings

from sharemap import cli
from sharemap.core.fields import csv_text
from sharemap.editions.figure_command import Answer, Asked, Line, answer, as_json, as_text
from sharemap.editions.read import Edition, read_edition
from sharemap.register.data import Data
from tests.editions.kept import cut_real

Run = Callable[..., tuple[int, str, str]]
DAY = date(2014, 4, 1)


@pytest.fixture(scope="module")
def edition(data: Data, data_folder: Path, real_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    editions = tmp_path_factory.mktemp("editions")
    cut_real(data, data_folder, editions, "2026.1")
    shutil.copytree(real_edition.parent, editions, dirs_exist_ok=True)
    return read_edition(editions / real_edition.name)


@pytest.fixture
def run(
    edition: Edition, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """A command on the real edition: exit code, what it said, what it said was wrong. It may ask no database."""

    def refuse(*_: object) -> None:
        raise AssertionError("a command asked the database")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", refuse)
    settings.EDITIONS = edition.folder.parent

    def call(*argv: str) -> tuple[int, str, str]:
        code = cli.main(argv)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def asked(edition: Edition, name: str, by: str, on: date | None = None) -> Answer:
    found = answer(Asked(name, "current", on, by, "table"), edition.folder.parent)
    assert isinstance(found, Answer), found
    return found


def test_every_figure_and_dimension_is_as_the_edition_has_it(edition: Edition) -> None:
    for name, figure in edition.figures.items():
        for by in ("", *figure.row.dimensions):
            found = asked(edition, name, by)
            told = [(each.split, each.part, each.low, each.high, each.certain, each.possible) for each in found.lines]
            held = [
                (each.split, each.part, each.low, each.high, each.certain, each.possible) for each in figure.by(by)
            ]
            row = figure.row
            assert told == (held if by or row.split else [("", "", row.low, row.high, row.certain, row.possible)])
            assert {(line.edition, line.day, line.unit) for line in found.lines} <= {
                (edition.name, edition.as_at, row.unit)
            }


def test_the_three_forms_agree(edition: Edition) -> None:
    for name, figure in edition.figures.items():
        for by in ("", figure.row.dimensions[0]):
            found = asked(edition, name, by)
            rows = list(csv.DictReader(io.StringIO(csv_text(found.lines, Line))))
            lines = json.loads(json.dumps(as_json(found)))["lines"]
            assert [row["part"] for row in rows] == [line["part"] for line in lines]
            assert [row["low"] for row in rows] == ["" if x["low"] is None else str(x["low"]) for x in lines]
            assert [int(row["possible"]) for row in rows] == [line["possible"] for line in lines]
            told = as_text(found)[4 : 4 + len(lines)]
            assert [text.split()[-1].replace(",", "") for text in told] == [row["possible"] for row in rows]
            assert all(line["part"] in text and line["split"] in text for line, text in zip(lines, told, strict=True))


def test_a_range_is_printed_as_one(run: Run, edition: Edition) -> None:
    row = edition.figures["arrangements-live"].row
    code, out, _ = run("figure", "arrangements-live")
    assert code == 0
    assert f"{row.low:.0f} to {row.high:.0f}" in out
    assert "certain  possible" in out
    assert f"as at {edition.as_at}" in out


def test_parts_that_overlap_say_so_with_the_distinct_total(run: Run, edition: Edition) -> None:
    row = edition.figures["arrangements-live"].row
    _, out, _ = run("figure", "arrangements-live", "--by", "region")
    total = f"{row.low:.0f} to {row.high:.0f}"
    assert f"Do not add these lines: the parts overlap. All distinct ones together: {total}." in out
    _, out, _ = run("figure", "arrangements-live", "--by", "model")
    assert "Do not add" not in out
    assert total in out
    _, out, _ = run("figure", "memberships-per-council-mean", "--by", "council-nation")
    assert "a mean is not a sum" in out


def test_a_figure_that_has_a_split_prints_it_and_no_whole(run: Run, edition: Edition) -> None:
    _, out, _ = run("figure", "claims-total", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["split"] for row in rows] == [each.split for each in edition.figures["claims-total"].by("")]
    _, out, _ = run("figure", "claims-total")
    assert "Do not add these lines: the figure has no value as a whole." in out


def test_another_day_gives_another_number(run: Run, edition: Edition) -> None:
    _, out, _ = run("figure", "principal-councils", "--on", "2014-04-01", "--format", "json")
    told = json.loads(out)
    assert told["day"] == "2014-04-01"
    assert told["value"]["low"] == 433
    assert told["value"]["low"] > (edition.figures["principal-councils"].row.low or 0)
    assert (
        asked(edition, "arrangements-live", "region", DAY).row.high != edition.figures["arrangements-live"].row.high
    )


def test_the_list_names_every_figure_with_its_dimensions(run: Run, edition: Edition) -> None:
    code, out, _ = run("figure", "--list")
    assert code == 0
    for name, figure in edition.figures.items():
        assert f"{name}: {figure.row.title}" in out
        assert f"by {', '.join(figure.row.dimensions)}" in out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["figure", "arrangments-live"], "Nearest: arrangements-live"),
        (["figure", "zzzz"], "There are: arrangements-ended"),
        (["figure", "arrangements-live", "--by", "regoin"], "Nearest: region"),
        (["figure", "arrangements-live", "--edition", "2026.11"], "Nearest: 2026.1."),
        (["figure", "arrangements-live", "--on", "2099-01-01"], "nothing is known of later days"),
        (["figure", "claims-total", "--on", "2014-04-01"], "have no day"),
        (["figure", "--list", "--edition", "../editions"], "There are: 2026.1"),
        (["compare", "2026.1"], "two editions, or --days and two days"),
        (["compare", "2026.1", "2026.1"], "Two different editions"),
        (["compare", "2026.1", "2026.2"], "Nearest: 2026.1"),
        (["compare", "--days", "2015-04-01", "2014-04-01"], "Give the earlier day first"),
        (
            ["compare", "--days", "2014-04-01", "2015-04-01", "--figure", "arrangements-liv"],
            "Nearest: arrangements-live",
        ),
    ],
)
def test_what_is_not_known_is_told_with_the_nearest_name(run: Run, argv: list[str], said: str) -> None:
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_without_an_edition_it_says_how_to_cut_one(run: Run, settings: Settings, tmp_path: Path) -> None:
    settings.EDITIONS = tmp_path / "none"
    code, _, err = run("figure", "arrangements-live")
    assert code == 2
    assert "sharemap preview" in err


def test_a_comparison_of_days_adds_up_in_every_form(run: Run) -> None:
    days = ["compare", "--days", "2014-04-01", "2019-04-02", "--figure", "arrangements-live"]
    told = json.loads(run(*days, "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(run(*days, "--format", "csv")[1])))
    _, text, _ = run(*days)
    for column, end in (("certain", "low"), ("possible", "high")):
        change = told["after"][end] - told["before"][end]
        assert change == told["change"][column] == sum(part[column] for part in told["made_of"])
        assert change == sum(int(row[column]) for row in rows)
    assert [row["arrangement"] for row in rows] == [
        each["arrangement"] for part in told["made_of"] for each in part["arrangements"]
    ]
    assert re.search(
        rf"^all +\+{told['change']['certain']:.0f} +\+{told['change']['possible']:.0f}$", text, re.MULTILINE
    )
    assert "%" not in text


def test_a_comparison_of_editions_of_the_same_rows_has_no_parts(run: Run) -> None:
    code, out, _ = run("compare", "2026.1", "current", "--format", "json")
    told = json.loads(out)
    assert (code, told["made_of"], told["change"]["certain"]) == (0, [], 0)
    assert told["before"]["edition"] == "2026.1"


def test_names_that_a_spreadsheet_would_run_are_made_safe_in_csv(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    from tests.explore.world import cut_world

    cut_world(tmp_path)
    settings.EDITIONS = tmp_path
    _, out, _ = run("compare", "--days", "2010-01-01", "2012-01-01", "--format", "csv")
    assert "'=Formula and Sons" in out


def test_a_change_divided_says_every_part_at_both_ends(run: Run) -> None:
    days = ["compare", "--days", "2014-04-01", "2019-04-02", "--figure", "arrangements-running", "--by", "region"]
    code, out, _ = run(*days, "--format", "json")
    divided = json.loads(out)["divided"]
    assert (code, bool(divided)) == (0, True)
    assert all(f"{line['part']} " in run(*days)[1] for line in divided)
    part = divided[0]["part"]
    _, narrowed, _ = run(*days, "--part", part, "--format", "json")
    assert [json.loads(narrowed)[end]["high"] for end in ("before", "after")] == [
        divided[0][end][1] for end in ("before", "after")
    ]
