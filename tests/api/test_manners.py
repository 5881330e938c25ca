"""How every answer behaves: open to all sites, from memory, strong ETags, read-only, and no more than is allowed."""

from __future__ import annotations

import gzip
import time

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.api.asked import API_ADDRESSES
from tests.api.test_problems import problem_of
from tests.explore.test_security import GUARDS
from tests.pages import CheckedClient

FIRST = "/api/v1/claims"


@pytest.fixture
def two_a_minute(client: CheckedClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> CheckedClient:
    """The site of a host that allows two requests a minute, ten seconds into one."""
    settings.API_PER_MINUTE = 2
    monkeypatch.setattr(time, "time", lambda: 600_000_010.0)
    cache.clear()
    return client


@pytest.mark.parametrize("address", API_ADDRESSES)
def test_an_answer_has_a_strong_etag_and_is_not_sent_twice(client: CheckedClient, address: str) -> None:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/json")
    assert answer["ETag"].startswith('"')
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(address)["ETag"] == answer["ETag"]


@pytest.mark.parametrize("address", API_ADDRESSES)
def test_any_site_may_read_and_nobody_may_write(client: CheckedClient, address: str) -> None:
    answer = client.get(address, headers={"Origin": "https://council.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert set(GUARDS) <= set(answer.headers)
    assert not answer.cookies
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(client, method)(address)
        problem_of(refused, 405)
        assert refused["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", API_ADDRESSES)
def test_the_headers_alone_are_those_of_the_whole(client: CheckedClient, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


def test_who_brings_a_cookie_is_told_the_same(client: CheckedClient) -> None:
    without, brought = client.get(FIRST), client.get(FIRST, headers={"Cookie": "sessionid=x; csrftoken=y"})
    assert dict(brought.headers) == dict(without.headers)
    assert not brought.cookies


def test_a_browser_may_ask_first(client: CheckedClient) -> None:
    answer = client.options(FIRST, headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert set(GUARDS) <= set(answer.headers)


def test_an_answer_is_made_once_and_comes_packed_from_memory(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = client.get(FIRST)

    def refuse(*_: object) -> None:
        raise AssertionError("the answer was made twice")

    monkeypatch.setattr("sharemap.api.v1.page_of", refuse)
    packed = client.get(FIRST, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]


def test_only_the_api_is_open_to_all_sites(client: CheckedClient) -> None:
    assert not [address for address in ("/", "/api", "/apis") if "Access-Control-Allow-Origin" in client.get(address)]


def test_without_a_limit_nothing_is_counted(client: CheckedClient) -> None:
    assert "RateLimit" not in client.get(FIRST)


def test_a_host_may_limit_what_one_address_asks_in_a_minute(two_a_minute: CheckedClient) -> None:
    first, second, third = (two_a_minute.get(FIRST) for _ in range(3))
    assert first["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert [each["RateLimit"] for each in (first, second, third)] == [f'"minute";r={left};t=50' for left in (1, 0, 0)]
    assert second.status_code == 200
    problem_of(third, 429)
    assert third["Retry-After"] == "50"
    assert "Retry-After" in third["Access-Control-Expose-Headers"]
    assert two_a_minute.get(FIRST, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_next_minute_is_a_new_one(two_a_minute: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        two_a_minute.get(FIRST)
    monkeypatch.setattr(time, "time", lambda: 600_000_060.0)
    assert two_a_minute.get(FIRST).status_code == 200


def test_pages_and_preflights_cost_nothing(two_a_minute: CheckedClient) -> None:
    for _ in range(5):
        assert two_a_minute.get("/api").status_code == 200
        assert two_a_minute.options(FIRST).status_code == 204
    assert two_a_minute.get(FIRST)["RateLimit"] == '"minute";r=1;t=50'


def test_one_behind_a_proxy_is_told_from_another(two_a_minute: CheckedClient, settings: Settings) -> None:
    settings.PROXIES = 1
    for _ in range(3):
        two_a_minute.get(FIRST, headers={"X-Forwarded-For": "203.0.113.9"})
    assert two_a_minute.get(FIRST, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    assert two_a_minute.get(FIRST, headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 200


def test_what_is_kept_of_an_address_is_no_address(two_a_minute: CheckedClient) -> None:
    two_a_minute.get(FIRST, REMOTE_ADDR="198.51.100.77")
    assert not [key for key in cache._cache if "198.51" in key]  # type: ignore[attr-defined]
