"""Whatever is wrong is said as RFC 9457 has it, with every fault of a query at once, and how to put it right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from sharemap.api.problems import KINDS, PROBLEM_TYPE, ProblemDocument
from tests.api.asked import LISTS, NAME
from tests.api.test_lists import SAME_SITE
from tests.explore.test_security import GUARDS
from tests.pages import CheckedClient


def problem_of(answer: Any, status: int) -> ProblemDocument:
    """The document of a refusal, which is whole and guarded like any answer."""
    assert answer.status_code == status
    assert answer["Content-Type"] == PROBLEM_TYPE
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Length"] == str(len(answer.content))
    assert set(GUARDS) <= set(answer.headers)
    said = ProblemDocument.model_validate_json(answer.content, strict=True)
    assert said.status == status
    assert said.type in {f"/api#{kind.name}" for kind in KINDS}
    assert said.detail.endswith((".", "/api")), "words, not codes"
    return said


def test_every_fault_of_a_query_is_told_at_once(client: CheckedClient) -> None:
    query = (
        "status=alive&service=leagl&body=norht&on=2014-4-1&started_from=x&limit=900&colur=share&q=a&q=b&edition=2.1"
    )
    said = problem_of(client.get(f"/api/v1/arrangements?{query}"), 422)
    faults = {fault.where: fault for fault in said.problems}
    expected = {"status", "service", "body", "on", "started_from", "limit", "colur", "q", "edition"}
    assert set(faults) == expected
    assert faults["body"].fix == "Nearest: north."
    assert "colour" in faults["colur"].fix
    assert faults["status"].found == "“alive”"
    assert "live" in faults["status"].needed
    assert all(name in said.detail for name in expected)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("memberships?arrangement=a99", "arrangement"),
        ("memberships?role=boss", "role"),
        ("bodies?kind=council", "kind"),
        ("bodies?on=1066-10-14", "on"),
        ("claims?source=s", "source"),
        ("claims?rung=achieved&rung=checked", "rung"),
        ("sources?published_from=99", "published_from"),
        ("figures?by=moon", "by"),
        ("contributions?figure=nothing", "figure"),
        ("editions?limit=0", "limit"),
        ("editions?limit=201", "limit"),
        ("editions?page=2", "page"),
        ("arrangements?page=2", "page"),
        ("bodies/north?on=2014-04-01", "on"),
        ("bodies?region=" + "x" * 201, "region"),
    ],
)
def test_a_value_that_means_nothing_is_never_set_aside(client: CheckedClient, query: str, where: str) -> None:
    said = problem_of(client.get(f"/api/v1/{query}"), 422)
    assert {fault.where for fault in said.problems} == {where}
    assert all(fault.fix and fault.needed.endswith(".") for fault in said.problems)


@pytest.mark.parametrize("query", ["service=&region=&status=&on=", "body=&limit=&cursor=&edition="])
def test_a_blank_value_stands_for_no_choice_as_in_the_form(client: CheckedClient, query: str) -> None:
    assert client.get(f"/api/v1/arrangements?{query}").json()["total"] == 7


@given(st.sampled_from(LISTS), st.dictionaries(st.text(max_size=12), st.text(max_size=30), min_size=1, max_size=4))
@SAME_SITE
def test_no_query_makes_anything_else_than_an_answer_or_a_problem(
    client: CheckedClient, address: str, query: dict[str, str]
) -> None:
    answer = client.get(address, query)
    if answer.status_code != 200:
        problem_of(answer, 422)


def test_a_cursor_of_another_edition_is_gone_and_says_what_to_do(
    client: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    from tests.explore.world import cut_world

    cursor = client.get("/api/v1/claims?limit=1").json()["next"]
    cut_world(tmp_path, "preview-fedcba987654")
    settings.EDITIONS = tmp_path
    said = problem_of(client.get(f"/api/v1/claims?limit=1&cursor={cursor}"), 410)
    assert "without cursor" in said.detail
    assert "edition=" in said.detail


@pytest.mark.parametrize("query", ["claims?cursor=%s", "claims?cursor=%s&rung=claimed", "claims?cursor=x&limit=1"])
def test_a_cursor_of_another_query_is_a_fault_of_the_query(client: CheckedClient, query: str) -> None:
    cursor = client.get("/api/v1/sources?limit=1").json()["next"]
    said = problem_of(client.get("/api/v1/" + query.replace("%s", cursor)), 422)
    assert [fault.where for fault in said.problems] == ["cursor"]


@pytest.mark.parametrize(
    "address", ["/api/v1", "/api/v1/", "/api/v1/x", "/api/v1/arrangements.json", "/api/v1/%3Cb%3E"]
)
def test_an_address_that_is_none_is_no_page_either(client: CheckedClient, address: str) -> None:
    assert "/api" in problem_of(client.get(address), 404).detail


def test_what_is_too_long_is_not_read(client: CheckedClient) -> None:
    assert "4,000" in problem_of(client.get("/api/v1/claims?q=" + "x" * 4000), 414).detail


def test_a_broken_request_is_a_problem(client: CheckedClient) -> None:
    problem_of(client.get("/api/v1/claims", headers={"host": "not a host"}), 400)


def test_our_own_fault_is_owned_and_tells_nothing(client: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> HttpResponse:
        raise RuntimeError("a secret")

    monkeypatch.setattr("sharemap.api.v1.page_of", fail)
    client.raise_request_exception = False
    answer = client.get("/api/v1/claims")
    problem_of(answer, 500)
    assert b"secret" not in answer.content


def test_without_an_edition_one_is_asked_to_come_again(
    client: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    settings.EDITIONS = tmp_path / "none"
    answer = client.get("/api/v1/claims")
    problem_of(answer, 503)
    assert answer["Retry-After"] == "60"


def test_the_edition_that_is_shown_may_be_named(client: CheckedClient) -> None:
    assert client.get(f"/api/v1/claims?edition={NAME}").json()["edition"] == NAME
