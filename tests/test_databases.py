"""The whole suite runs twice, on SQLite and on PostgreSQL; this says that each run is on the one it names."""

from __future__ import annotations

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_tests_use_the_database_that_is_named_and_each_worker_one_of_its_own() -> None:
    named = os.environ.get("DATABASE_URL", "")
    assert connection.vendor == ("postgresql" if named.startswith("postgres") else "sqlite")
    if connection.vendor == "postgresql":  # SQLite's lies in the worker's own memory
        assert str(connection.settings_dict["NAME"]).endswith(os.environ.get("PYTEST_XDIST_WORKER", ""))


@pytest.mark.django_db
def test_postgresql_sorts_by_language_here_as_on_a_host() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'a' < 'B'")
        (sorted_by_language,) = cursor.fetchone() or (None,)
    assert bool(sorted_by_language) == (connection.vendor == "postgresql")
