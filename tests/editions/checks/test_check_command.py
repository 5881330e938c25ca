"""`sharemap check` as people call it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from sharemap import cli
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding, joined, number
from sharemap.editions.checks.report import check_command, lines
from tests.register.conftest import small as small


def checked(folder: Path, published: bool = False, as_json: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    return check_command(folder, published, as_json, out), out.getvalue()


def edit(file: Path, found: str, put: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(found) == 1
    file.write_text(text.replace(found, put), encoding="utf-8")


@pytest.fixture
def sound(small: Path) -> Path:
    """A register without any fault: nobody leads the one arrangement, so its model is another."""
    edit(small / "register" / "arrangements.csv", ",lead authority,", ",partnership,")
    return small


def test_a_register_without_fault_says_so_and_exits_with_nought(sound: Path) -> None:
    assert checked(sound) == (0, "0 errors, 0 warnings.\n")


def test_a_warning_is_printed_under_its_check_and_is_no_refusal(sound: Path) -> None:
    edit(sound / "register" / "arrangements.csv", ",,,,12,", ",,,Brought back,12,")
    code, said = checked(sound)
    assert code == 0
    assert "warning: end-reason-without-end (1)\n  a1: Audit (a1) is live and has no end" in said
    assert said.endswith("\n\n0 errors, 1 warning.\n")


def test_an_error_is_printed_first_and_exits_with_one(sound: Path) -> None:
    edit(sound / "register" / "arrangements.csv", ",,,,12,", ",,,Brought back,12,")
    edit(sound / "register" / "sources.csv", ",2026-11,", ",2012-11,")
    code, said = checked(sound)
    assert code == 1
    assert said.startswith("error: source-read-before-published (1)\n  s1: ")
    assert said.endswith("1 error, 1 warning.\n")


def test_json_is_a_list_of_findings(sound: Path) -> None:
    edit(sound / "register" / "sources.csv", ",2026-11,", ",2012-11,")
    code, said = checked(sound, as_json=True)
    (finding,) = json.loads(said)
    assert code == 1
    assert list(finding) == ["check", "severity", "subject", "sentence", "rows"]
    assert (finding["check"], finding["severity"], finding["rows"]) == (
        "source-read-before-published",
        "error",
        ["s1"],
    )


def test_data_that_cannot_be_read_is_told_instead(sound: Path) -> None:
    (sound / "register" / "claims.csv").write_text("no,such,columns\n", encoding="utf-8")
    code, said = checked(sound)
    assert code == 1
    assert "claims.csv" in said


@pytest.mark.parametrize("argv", [[], ["--published"], ["--format", "json"], ["--published", "--format", "json"]])
def test_the_command_checks_the_real_data(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["check", *argv])
    said = capsys.readouterr().out
    if "json" in argv:
        errors = sum(each["severity"] == "error" for each in json.loads(said))
    else:
        last = re.fullmatch(r"(\d+) errors?, (\d+) warnings?\.", said.splitlines()[-1])
        assert last
        errors = int(last[1])
    assert code == (1 if errors else 0)


def test_findings_stand_under_their_check_with_their_number() -> None:
    findings = [
        Finding("b", "B.", ("b",), Severity.ERROR, "one"),
        Finding("a", "A.", ("a",), Severity.WARNING, "two"),
        Finding("c", "C.", ("c",), Severity.WARNING, "two"),
    ]
    assert list(lines(findings)) == [
        "error: one (1)",
        "  b: B.",
        "",
        "warning: two (2)",
        "  a: A.",
        "  c: C.",
        "",
        "1 error, 2 warnings.",
    ]


def test_numbers_and_lists_are_said_as_people_say_them() -> None:
    assert [number(each) for each in (1_234_567, 12.5, 0.16, 40.0)] == ["1,234,567", "12.5", "0.16", "40"]
    assert [joined(list(each)) for each in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert joined(list("abcdefgh")) == "a, b, c, d, e, f and 2 more"
