"""The register as it is committed has had its merge: what its editors wrote and what the rule says agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharemap.register.importing.tables import changed
from sharemap.register.likeness.deciding import relations
from sharemap.register.likeness.register import Register, carried_out, read_register

TO_MEND = "To mend: sharemap merge --commit"


@pytest.fixture(scope="module")
def register(data_folder: Path) -> Register:
    found, problems = read_register(data_folder)
    assert problems == []
    return found


def test_a_merge_changes_nothing(register: Register) -> None:
    made = register.plan()
    assert made.problems == []
    assert not changed(carried_out(made, register.tables), register.tables), TO_MEND


def test_every_relation_is_one_that_a_decision_states(register: Register) -> None:
    stated = relations(register.tables.decisions, [])
    unsaid = [each for each in register.tables.relations if each not in stated]
    assert unsaid == [], f"A relation by hand needs a person's row in decisions.csv. Then: {TO_MEND}"
