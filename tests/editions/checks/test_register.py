"""Each check finds its fault in the real register, and is quiet where there is none."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sharemap.core.problem import Severity
from sharemap.editions import checks
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register
from sharemap.register.data import Data
from tests.editions.checks.injecting import FAULTS, POPULATIONS, Injected


@pytest.fixture(scope="module")
def before(data: Data) -> list[Finding]:
    return checks.run(data.rows, data.as_at)


@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=[fault.__name__ for _, fault in FAULTS])
def test_a_fault_put_into_the_real_register_is_found(
    data: Data, before: list[Finding], check: str, fault: Callable[[Register], Injected]
) -> None:
    injected = fault(Register(data.rows, data.as_at))
    assert injected.rows != data.rows
    found = [each for each in checks.run(injected.rows, data.as_at) if each not in before]
    (found_by_check,) = {each.severity for each in found if (each.check, each.subject) == (check, injected.subject)}
    assert found_by_check is (Severity.ERROR if injected.error else Severity.WARNING)


def test_every_check_has_a_fault_to_find() -> None:
    assert (
        {checks.name_of(check) for check in checks.OF_REGISTER} == {check for check, _ in FAULTS} == set(POPULATIONS)
    )


def test_no_check_fires_on_more_than_one_in_a_hundred_rows(data: Data, before: list[Finding]) -> None:
    fired = Counter(each.check for each in before)
    assert {check: times for check, times in fired.items() if times > len(data.rows[POPULATIONS[check]]) / 100} == {}


def test_findings_name_rows_that_exist_and_say_what_is_wrong(data: Data, before: list[Finding]) -> None:
    register = Register(data.rows, data.as_at)
    known = register.arrangements.keys() | register.claims.keys() | register.sources.keys() | register.bodies.keys()
    for each in before:
        assert each.sentence.endswith(".")
        assert each.rows
        assert {part for row in each.rows for part in row.split("/")[:2]} <= known, each


def test_errors_come_first(data: Data, before: list[Finding]) -> None:
    severities = [each.severity for each in before]
    assert severities == sorted(severities, key=lambda each: each is not Severity.ERROR)


def test_every_check_is_listed_in_the_documentation(data_folder: Path) -> None:
    said = (data_folder.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    listed = [check.__module__ for check in (*checks.OF_REGISTER, *checks.OF_PUBLISHED)]
    rows = [f"| {name.rpartition('.')[2].replace('_', '-')} | {_finds(name)} |" for name in listed]
    assert [row for row in rows if row not in said] == []


def _finds(module: str) -> str:
    return (sys.modules[module].__doc__ or "").removeprefix("Finds ").rstrip(".")


def test_every_file_of_checks_is_listed() -> None:
    folder = Path(checks.__file__).parent
    files = [file for file in folder.glob("*/*.py") if "def find(" in file.read_text(encoding="utf-8")]
    listed = {*map(checks.name_of, checks.OF_REGISTER), *map(checks.name_of, checks.OF_PUBLISHED)}
    assert {file.stem.replace("_", "-") for file in files} == listed
