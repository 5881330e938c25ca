"""Every page of the team and of who answers for a body: no fault that axe can see, and none wider than its window."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.own import PASSWORD, add_to_team
from tests.browser.test_accessibility import LOOKS, Seen
from tests.browser.test_returns import _open_a_round, _sign_in
from tests.browser.test_returns import own_home as own_home
from tests.browser.test_review import _sign
from tests.browser.watched import watched

TEAM = {
    "proposals": "/team/proposals",
    "a proposal": "/team/proposals/1",
    "access": "/team/access",
    "people": "/team/people",
    "rounds": "/team/rounds",
    "a round": "/team/rounds/2026",
    "review": "/team/rounds/2026/review",
    "a case": "/team/rounds/2026/review/a1",
    "a return, for the team": "/team/rounds/2026/north",
}
PERSON = {
    "returns": "/returns",
    "what is held about me": "/returns/me",
    "a return": "/returns/2026/north",
    "a line": "/returns/2026/north/1",
    "a new line": "/returns/2026/north/new",
    "signing": "/returns/2026/north/sign",
    "declining": "/returns/2026/north/decline",
    "workbook": "/returns/2026/north/workbook",
}


def seen_with_axe(page: Page, pages: dict[str, str], seen: Seen) -> dict[str, list[str]]:
    """The pages at fault; each must be there and fit into its window."""
    found = {}
    for kind, address in pages.items():
        answer = page.goto(address)
        assert answer is not None
        assert (kind, answer.status, page.url.partition("?")[0].endswith(address)) == (kind, 200, True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if told := [*seen(page), *([f"{wide} pixels too wide"] if wide > 0 else [])]:
            found[kind] = told
    return found


def _propose(page: Page) -> None:
    page.goto("/corrections?about=/arrangements/audit-a1")
    page.locator("#kind").check()
    page.locator("#says").fill("It has ended.")
    page.locator("#source_words").fill("I work there.")
    assert any(_is_received(page) for _ in range(100)), "what comes faster than one can type is taken when sent again"


def _is_received(page: Page) -> bool:
    with page.expect_navigation():
        page.get_by_role("button", name="Send it").click()
    return "/corrections/received/" in page.url


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_pages_of_who_is_signed_in(
    browser: Browser, own_home: str, tmp_path: Path, look: str
) -> None:
    """An administrator and a reviewer of the team, and somebody who answers for a body."""
    window, seen = LOOKS[look]
    (folder,) = tmp_path.glob("sharemap-browser-*")
    add_to_team("bela", folder)
    with watched(browser, own_home, window) as (page, watch):
        watch.absent.add(f"{own_home}/corrections")  # 422: it came faster than one can type
        _propose(page)
        _open_a_round(page)
        _sign(folder)
        assert seen_with_axe(page, TEAM, seen) == {}
    with watched(browser, own_home, window) as (page, _):
        page.goto("/team/rounds")
        page.get_by_label("Name").fill("bela")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        assert seen_with_axe(page, {kind: TEAM[kind] for kind in TEAM if kind != "people"}, seen) == {}
    with watched(browser, own_home, window) as (page, _):
        _sign_in(page, "cora@north.example", folder)
        assert seen_with_axe(page, PERSON, seen) == {}
