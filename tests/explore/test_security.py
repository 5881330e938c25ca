"""Closed by default: a test knows every route, reading is all that anyone may do here, every answer is guarded."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.api.asked import API_ADDRESSES
from tests.explore.test_addresses import ADDRESSES, read_out
from tests.pages import CheckedClient

BESIDE = ["/arrangements", "/favicon.ico", "/robots.txt", "/about/", "/api/v1/"]
"""Addresses that lead elsewhere or are no page."""
WRITABLE = "/corrections"
"""The one address to which anybody may send something."""
OF_CORRECTIONS = [
    "/corrections/received/x",
    "/team/sign-in",
    "/team/sign-in/passkey",
    "/team/sign-in/passkey.json",
    "/team/sign-out",
    "/team/access",
    "/team/proposals",
    "/team/proposals/1",
    "/team/proposals/1/alike.json",
]
"""Addresses that ask the database: `tests/corrections` tries them, by every role and method."""
OF_RETURNS = [
    "/returns",
    "/returns/sign-in",
    "/returns/sign-in/code",
    "/returns/sign-out",
    "/returns/ask",
    "/returns/people/north",
    "/returns/mail/x",
    "/returns/me",
    "/returns/me.json",
    "/returns/2026/north",
    "/returns/2026/north/new",
    "/returns/2026/north/new/alike.json",
    "/returns/2026/north/sign",
    "/returns/2026/north/decline",
    "/returns/2026/north/record.json",
    "/returns/2026/north/workbook",
    "/returns/2026/north/workbook.xlsx",
    "/returns/2026/north/arrangements.csv",
    "/returns/2026/north/savings.csv",
    "/returns/2026/north/workbook/1",
    "/returns/2026/north/workbook/1/marked.xlsx",
    "/returns/2026/north/files/1",
    "/returns/2026/north/told/1/files/1",
    "/returns/2026/north/1",
    "/returns/2026/north/told/1",
    "/team/people",
    "/team/rounds",
    "/team/rounds/2026",
    "/team/rounds/2026/north",
    "/team/rounds/2026/north/files/1",
    "/team/rounds/2026/review",
    "/team/rounds/2026/review/a1",
]
"""The same of returns and of those who answer: `tests/returns` tries them."""
GUARDS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FRAMED = {
    "Content-Security-Policy": GUARDS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    ),
    "X-Frame-Options": None,
}
"""Of the one page that may stand in a frame of others."""


def routes(resolver: URLResolver, under: str = "") -> dict[str, URLPattern]:
    """Every route, by its whole pattern."""
    found: dict[str, URLPattern] = {}
    for each in resolver.url_patterns:
        pattern = under + str(each.pattern)
        found |= routes(each, pattern) if isinstance(each, URLResolver) else {pattern: each}
    return found


def test_every_route_is_tried_by_a_test() -> None:
    tried = (*ADDRESSES, *BESIDE, *OF_CORRECTIONS, *OF_RETURNS, *API_ADDRESSES)
    assert set(routes(get_resolver())) == {
        get_resolver().resolve(address.partition("?")[0]).route for address in tried
    }


@pytest.mark.parametrize("address", [*ADDRESSES, *BESIDE, *API_ADDRESSES, "/no/such/page", "/bodies/no-such-body"])
def test_every_answer_carries_the_guards_and_no_cookie(client: CheckedClient, address: str) -> None:
    answer = client.get(address)
    read_out(answer)
    held = {name: answer.headers.get(name) for name in GUARDS}
    held["Content-Security-Policy"] = sorted(str(held["Content-Security-Policy"]).split("; "))  # type: ignore[assignment]
    guards = {**GUARDS, **(FRAMED if address.startswith("/embed") else {})}
    assert held == {**guards, "Content-Security-Policy": sorted(str(guards["Content-Security-Policy"]).split("; "))}
    assert not answer.cookies


@pytest.mark.parametrize("address", [*ADDRESSES, *API_ADDRESSES])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nobody_may_write_anywhere(client: CheckedClient, address: str, method: str) -> None:
    answer = getattr(client, method)(address)
    if method == "options" and address.startswith("/api/v1/"):
        assert answer.status_code == 204  # what a browser asks before it reads from another site
        return
    # What is sent there without a word is refused for want of words, and without the database.
    assert answer.status_code == (422 if (address, method) == (WRITABLE, "post") else 405)


def test_only_corrections_returns_and_the_team_have_pages_that_take_something() -> None:
    rooms = ("sharemap.accounts", "sharemap.corrections", "sharemap.returns")
    beyond = {
        pattern for pattern, route in routes(get_resolver()).items() if route.callback.__module__.startswith(rooms)
    }
    assert {pattern.partition("/")[0] for pattern in beyond} == {"corrections", "returns", "team"}


@pytest.mark.parametrize(
    "address",
    [
        "/data/..%2f..%2fetc/passwd.csv",
        "/data/preview-0123456789ab/..%2fmanifest.json",
        "/data/preview-0123456789ab/secret-key.csv",
        "/data/preview-0123456789ab/claims.exe",
        "/data/current/claims.csv",
    ],
)
def test_no_address_leads_out_of_the_edition(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_slash_too_many_never_leads_to_another_site(client: CheckedClient) -> None:
    for address in ("//evil.example/", "/\\evil.example/", "/%2fevil.example/", "//evil.example/x/"):
        answer = client.get(address)
        assert answer.status_code < 500
        assert not answer.headers.get("Location", "").startswith(("//", "http", "/\\"))


def test_a_host_that_is_not_ours_is_refused(client: CheckedClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
