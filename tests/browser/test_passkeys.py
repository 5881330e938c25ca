"""A passkey from the first to the last: added, named, used in place of the password, removed; on a made-up device."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.on_map import settled
from tests.browser.own import PASSWORD
from tests.browser.test_accessibility import faults
from tests.browser.test_corrections import own_home as own_home
from tests.browser.watched import NARROW, WIDE, Watch, Window, watched

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
Opened = tuple[Page, Watch]


@pytest.fixture
def opened(browser: Browser, own_home: str) -> Iterator[Opened]:
    """On the name of this machine: browsers bind a passkey to a name."""
    with watched(browser, own_home.replace("127.0.0.1", "localhost"), Window(WIDE)) as found:
        yield found


def give_device(page: Page) -> tuple[object, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, added["authenticatorId"]


def with_password(page: Page) -> None:
    page.goto("/team/access")
    page.get_by_label("Name").fill("asha")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(r"/team/access$"))
    settled(page)


def add(page: Page, name: str) -> None:
    page.get_by_label("Its name").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_label(re.compile("^Added"))).to_be_visible()
    settled(page)


def with_passkey(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page).to_have_url(re.compile(r"/team/sign-in$"))
    settled(page)
    page.get_by_role("button", name="Sign in with a passkey").click()


def test_a_passkey_from_the_first_to_the_last(opened: Opened) -> None:
    page, watch = opened
    watch.absent |= {f"{watch.home}/team/access", f"{watch.home}/team/sign-in/passkey"}  # 422 is looked for
    give_device(page)
    with_password(page)
    assert faults(page) == []
    add(page, "laptop")
    assert faults(page) == []
    with_passkey(page)
    expect(page).to_have_url(re.compile(r"/team/proposals$"))
    page.goto("/team/access")
    expect(page.get_by_text("last used")).to_be_visible()
    page.get_by_label(re.compile("^Added")).fill("old laptop")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_label(re.compile("^Added"))).to_have_value("old laptop")
    settled(page)
    page.get_by_role("button", name="Remove old laptop").click()
    expect(page.get_by_role("alert").first).to_contain_text("is removed with your password")
    page.get_by_label("Password, to remove it").fill(PASSWORD)
    page.get_by_role("button", name="Remove old laptop").click()
    expect(page.get_by_label(re.compile("^Added"))).to_have_count(0)
    settled(page)
    with_passkey(page)  # the device still holds it, and it opens nothing
    expect(page.get_by_role("alert").first).to_contain_text("not one that is kept here")


def test_a_device_that_gives_nothing_is_said_on_the_page(opened: Opened) -> None:
    page, _ = opened
    session, device = give_device(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})  # type: ignore[attr-defined]
    page.goto("/team/sign-in")
    settled(page)
    expect(page.get_by_text("Your device gave no passkey.")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Your device gave no passkey.")
    expect(page.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize("look", [Window(NARROW), Window(NARROW, script=False)])
def test_the_page_fits_a_phone_and_says_what_it_needs(browser: Browser, own_home: str, look: Window) -> None:
    with watched(browser, own_home.replace("127.0.0.1", "localhost"), look) as (page, _):
        with_password(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        missing = page.get_by_text("This browser makes no passkeys, or runs no scripts.")
        expect(missing).to_have_count(0 if look.script else 1)
