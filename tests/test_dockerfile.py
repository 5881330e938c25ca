"""The container's recipe, as far as it can be judged without one. In `make check` hadolint judges the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

RECIPE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
ALLOWED = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()


def lines(instruction: str) -> list[str]:
    """What follows the instruction, line by line."""
    return re.findall(rf"^{instruction} (.+)$", RECIPE, re.MULTILINE)


def test_all_that_is_copied_is_there_and_goes_to_the_builder() -> None:
    copied = [source for line in lines("COPY") if "--from" not in line for source in line.split()[:-1]]
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert {source.split("/")[0] for source in copied} == {each[1:] for each in ALLOWED if each.startswith("!")}


def test_nothing_else_goes_to_the_builder() -> None:
    first_rule = next(line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#"))
    assert first_rule == "*"


def test_every_image_is_named_with_a_whole_version() -> None:
    assert [base for base in lines("FROM") if not re.match(r"\w+:\d+\.\d+\.\d+-", base)] == []


def test_no_secret_is_in_the_image() -> None:
    assert not re.search("SECRET|PASSWORD|TOKEN|DATABASE_URL", " ".join([*lines("ENV"), *lines("ARG")]))


def test_it_does_not_run_as_root_and_keeps_everything_in_the_volume() -> None:
    assert lines("USER") == ["10001"]
    assert f"SHAREMAP_VAR={lines('VOLUME')[0]}" in lines("ENV")[0]


@pytest.mark.parametrize("instruction", ["HEALTHCHECK", "CMD"])
def test_its_commands_ask_the_port_that_is_served(instruction: str) -> None:
    words = json.loads(lines(instruction)[0][lines(instruction)[0].index("[") :])
    assert lines("EXPOSE") == [words[-1]]
    for word in words:
        assert not word.endswith(".py") or (ROOT / "scripts" / Path(word).name).exists()
