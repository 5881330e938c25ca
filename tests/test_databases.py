"""Every test that uses the database runs twice, on SQLite and on PostgreSQL, and none can be left out unseen."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker


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


def test_one_that_uses_it_through_a_fixture_is_among_those_that_run_twice(
    db: None, request: pytest.FixtureRequest
) -> None:
    assert request.node.get_closest_marker("django_db") is not None


def test_one_that_is_not_marked_cannot_use_it(django_db_blocker: DjangoDbBlocker) -> None:
    # Not cursor() itself: where a browser test ran before in this process, Django refuses that for its own reason.
    with django_db_blocker.unblock(), pytest.raises(AssertionError, match="marked with"):
        connection._cursor()  # type: ignore[attr-defined]  # the stubs leave it out
