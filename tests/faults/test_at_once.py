"""Verbs come one after the other, whoever calls them at once: by a lock on PostgreSQL, by turns on SQLite."""

from __future__ import annotations

import pytest

from tests.faults.at_once import EACH, THREADS
from tests.faults.conftest import Stood

pytestmark = pytest.mark.django_db


def test_of_many_at_once_each_is_taken_whole_or_told_of_the_other(stood: Stood) -> None:
    before = len(stood.bodies[0].lines)
    found = stood.site.said("tests.faults.at_once")
    assert found["vendor"] == ("postgresql" if stood.cluster else "sqlite")
    assert found["faults"] == []
    assert found["answered"] == found["events"]["line answered"] == found["version"] - 1 == THREADS * EACH
    assert found["events"]["line added"] == THREADS * EACH
    assert found["numbers"] == list(range(1, before + THREADS * EACH + 1))
