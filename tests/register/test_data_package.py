"""data/ is a Data Package: a tool that knows nothing of this project accepts it, and refuses a spoilt copy."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sharemap.core.fields import fields_of
from sharemap.register.data import DERIVED, DESCRIPTOR, FILES, OTHER_OUTLINES, OUTLINES, day_of, describe, described
from sharemap.register.package import may_be_blank
from sharemap.register.rows import Arrangement, Citation, Claim, Membership

EVERY_FILE = {**FILES, **DERIVED}
SPOILT: Mapping[str, Callable[[str], str]] = {
    "register/arrangements.csv": lambda text: text + text.splitlines()[1] + "\n",
    "register/claims.csv": lambda text: text.replace(",claimed,", ",hoped for,", 1),
    "register/citations.csv": lambda text: text + "a0000,s0001,\n",
    "areas/neighbours.csv": lambda text: text + ",york\n",
    "bodies/names.csv": lambda text: text.replace("body,name,", "body,named,", 1),
    "areas/northern_ireland_towns.csv": lambda text: text + "belfast,Nowhere,north,1.0\n",
}


def validated(folder: Path) -> dict[str, Any]:
    """What frictionless says of schema, cells, keys and references, run as a user would run it."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", folder / DESCRIPTOR, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    answer: dict[str, Any] = json.loads(ran.stdout)
    assert (ran.returncode == 0) == answer["valid"]
    return answer


def errors_of(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(task["name"], error["type"]) for task in answer["tasks"] for error in task["errors"]}


def test_frictionless_accepts_the_data(data_folder: Path) -> None:
    answer = validated(data_folder)
    assert (errors_of(answer), answer["errors"], answer["valid"]) == (set(), [], True)
    assert len(answer["tasks"]) == len(EVERY_FILE) + len((OUTLINES, OTHER_OUTLINES))


def test_frictionless_refuses_a_spoilt_copy(data_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data_folder, copy)
    for name, spoil in SPOILT.items():
        text = (copy / name).read_text(encoding="utf-8")
        assert spoil(text) != text
        (copy / name).write_text(spoil(text), encoding="utf-8")
    assert errors_of(validated(copy)) >= {
        ("register-arrangements", "primary-key"),
        ("register-arrangements", "unique-error"),
        ("register-claims", "constraint-error"),
        ("register-citations", "foreign-key"),
        ("areas-neighbours", "constraint-error"),
        ("bodies-names", "incorrect-label"),
        ("areas-northern_ireland_towns", "type-error"),
    }


def test_every_table_in_the_folder_is_declared_with_its_header(data_folder: Path) -> None:
    found = {str(path.relative_to(data_folder)) for path in data_folder.rglob("*.csv")}
    assert found == set(EVERY_FILE.values())
    for row_type, name in EVERY_FILE.items():
        header, _, _ = (data_folder / name).read_text(encoding="utf-8").partition("\n")
        assert header.split(",") == [field.name for field in fields_of(row_type)], name


def test_the_descriptor_is_as_declared(data_folder: Path) -> None:
    day, problems = day_of(data_folder)
    assert problems == []
    assert (data_folder / DESCRIPTOR).read_text(encoding="utf-8") == described(day), (
        "Declarations and data/datapackage.json differ. To mend: sharemap describe --commit"
    )


def resource(name: str) -> dict[str, Any]:
    package = json.loads(described(date(2026, 11, 25)))
    (found,) = (each for each in package["resources"] if each["name"] == name)
    return found  # type: ignore[no-any-return]


def test_the_descriptor_says_keys_references_and_limits() -> None:
    claims = resource("register-claims")["schema"]
    columns = {column["name"]: column for column in claims["fields"]}
    assert claims["primaryKey"] == ["id"]
    assert {"fields": "body", "reference": {"resource": "bodies-bodies", "fields": "key"}} in claims["foreignKeys"]
    assert {"fields": "same_claim_as", "reference": {"resource": "", "fields": "id"}} in claims["foreignKeys"]
    assert columns["id"]["constraints"] == {"required": True, "unique": True, "maxLength": 30}
    assert (columns["amount_gbp"]["type"], columns["amount_gbp"]["constraints"]) == ("integer", {"required": True})
    assert "constraints" not in columns["year_from"]
    assert columns["rung"]["constraints"]["enum"] == ["claimed", "forecast", "budgeted", "achieved", "checked"]
    assert columns["alternative_to"]["type"] == "string"
    assert columns["alternative_to"]["description"].endswith("Several are separated by “ | ”")


def test_a_key_that_may_be_blank_in_part_is_unique_but_not_primary() -> None:
    citations = resource("register-citations")["schema"]
    assert "primaryKey" not in citations
    assert citations["uniqueKeys"] == [["arrangement", "source", "supports"]]


@pytest.mark.parametrize(
    ("row_type", "name", "blank"),
    [
        (Arrangement, "slug", False),
        (Arrangement, "model", False),
        (Arrangement, "description", True),
        (Arrangement, "aliases", True),
        (Arrangement, "staff", True),
        (Citation, "supports", True),
        (Citation, "source", False),
        (Claim, "source", True),
        (Claim, "amount_gbp", False),
        (Membership, "body", False),
        (Membership, "passed_from", True),
    ],
)
def test_what_may_be_blank_follows_from_kind_key_and_reference(row_type: type, name: str, blank: bool) -> None:
    (field,) = (field for field in fields_of(row_type) if field.name == name)
    assert may_be_blank(row_type, field) is blank


def test_what_is_said_of_a_blank_cell_is_so() -> None:
    for row_type in EVERY_FILE:
        for field in fields_of(row_type):
            assert "blank:" not in field.meaning or may_be_blank(row_type, field), f"{row_type}: {field.name}"


def test_describe_prints_and_writes_only_when_told(small: Path) -> None:
    before = (small / DESCRIPTOR).read_text(encoding="utf-8")
    (small / DESCRIPTOR).write_text('{"as_at": "2026-11-25"}', encoding="utf-8")
    out = StringIO()
    assert describe(small, False, out) == 0
    assert (out.getvalue(), (small / DESCRIPTOR).read_text()) == (before, '{"as_at": "2026-11-25"}')
    assert describe(small, True, out) == 0
    assert (small / DESCRIPTOR).read_text(encoding="utf-8") == before


def test_describe_says_when_there_is_no_day_and_writes_nothing(small: Path) -> None:
    (small / DESCRIPTOR).write_text("{}", encoding="utf-8")
    out = StringIO()
    assert describe(small, True, out) == 1
    assert "with as_at" in out.getvalue()
    assert (small / DESCRIPTOR).read_text() == "{}"
