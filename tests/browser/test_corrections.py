"""From a mistake on a page to the page put right: somebody says so, the team accepts it, the page shows it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from sharemap.corrections import guard
from tests.browser.on_map import settled
from tests.browser.own import PASSWORD, Prepared
from tests.browser.serving import served
from tests.browser.test_accessibility import faults
from tests.browser.watched import NARROW, WIDE, Watch, Window, watched

LOOKS = {"wide": Window(WIDE), "narrow, no script": Window(NARROW, script=False)}


@pytest.fixture
def own_home(one_shared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of its own, on a small register that may be changed, with one member in its team."""
    monkeypatch.setenv("SHAREMAP_DATA", str(one_shared.data))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with served(one_shared.var) as address:
        yield address


@pytest.fixture(params=LOOKS)
def opened(request: pytest.FixtureRequest, browser: Browser, own_home: str) -> Iterator[tuple[Page, Watch]]:
    with watched(browser, own_home, LOOKS[request.param]) as found:
        yield found


def test_what_somebody_says_is_accepted_and_shown(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    watch.absent |= {f"{watch.home}/corrections", f"{watch.home}/team/proposals/1"}  # 422 is what is looked for
    page.goto("/arrangements/audit-a1")
    receipt = _say(page)
    _sign_in(page)
    _accept(page)
    page.goto("/arrangements/audit-a1")
    page.reload()  # a page may be kept for a minute, and this browser has seen it before
    expect(page.get_by_text("Fifteen people audit.").first).to_be_visible()
    page.goto(receipt)
    expect(page.get_by_role("heading", level=1)).to_have_text("Accepted: the register was changed")
    assert_accessible(page)


def test_what_is_new_is_asked_about_as_it_is_typed_and_when_it_is_sent(opened: tuple[Page, Watch]) -> None:
    page, watch = opened
    watch.absent.add(f"{watch.home}/corrections")  # 422: it is asked before anything is kept
    page.goto("/corrections")
    if page.evaluate("CSS.supports('selector(:has(a))')"):
        expect(page.get_by_label("What it is called")).to_be_hidden()
    page.get_by_label("An arrangement is not in the register yet").check()
    page.get_by_label("Services it shares").fill("internal audit")
    page.get_by_label("What it is called").press_sequentially("Audit")
    scripted = page.evaluate("matchMedia('(scripting: enabled)').matches")
    if not scripted:
        page.get_by_role("button", name="Send it").last.click()
    expect(page.get_by_role("heading", name="Is this Audit?")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="No, it is another").click()
    expect(page.get_by_role("heading", name="Is this Audit?")).to_have_count(0)
    if scripted:
        expect(page.get_by_label("Services it shares")).to_be_focused()
    expect(page.get_by_label("What it is called")).to_have_value("Audit")


def assert_accessible(page: Page) -> None:
    """As axe sees it; it needs scripts, and finds the same without them."""
    settled(page)
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        assert faults(page) == []


def _say(page: Page) -> str:
    """With the keyboard alone: from the foot of the page to the receipt, with one mistake on the way."""
    _tab_to(page, ".wrong-here a")
    page.keyboard.press("Enter")
    expect(page.locator("#about")).to_contain_text("You are writing about Audit")
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Say what it is.")
    assert_accessible(page)
    _tab_to(page, "#kind")
    page.keyboard.press("Space")
    _tab_to(page, "#says")
    page.keyboard.type("Fifteen people audit, not one team.")
    _tab_to(page, "#source_words")
    page.keyboard.type("I work there.")
    # As if the page had been open for a minute. What is said to the quick is tested elsewhere, without waiting.
    minute_ago = guard.opened_at(timezone.now() - timedelta(minutes=1))
    page.locator("[name=opened]").evaluate("(field, moment) => { field.value = moment }", minute_ago)
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/corrections/received/[\w-]+$"))
    assert_accessible(page)
    return page.url


def _sign_in(page: Page) -> None:
    page.goto("/team/proposals")
    page.get_by_label("Name").fill("asha")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/team/proposals$"))
    assert_accessible(page)


def _accept(page: Page) -> None:
    page.get_by_role("link", name="Audit").click()
    expect(page.get_by_text("Fifteen people audit, not one team.")).to_be_visible()
    page.get_by_label("Description", exact=True).fill("Fifteen people audit.")
    page.get_by_role("button", name="Accept and change the register").click()
    expect(page.get_by_role("alert")).to_contain_text("A change needs a source")
    assert_accessible(page)
    page.get_by_label("Web address").first.fill("https://north.example/minutes")
    page.get_by_label("Publisher").fill("Northshire")
    page.get_by_role("button", name="Accept and change the register").click()
    expect(page.locator("#decided")).to_contain_text("Accepted: the register was changed")


def _tab_to(page: Page, selector: str, most: int = 80) -> None:
    settled(page)
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{most} tabs do not lead to {selector}")
