"""Every kind of page: no fault that axe can see, wide, narrow and dark; nothing wider than the window.

The pages of who is signed in stand in `test_accessibility_signed_in`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.watched import NARROW, WIDE, Window, watched

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "home": "/",
    "home with all chosen": "/?service=legal&region=South+East&status=live&layer=county",
    "home with a place chosen": "/?body=exeter",
    "home with several chosen": "/?body=exeter&body=torridge&match=all",
    "home on a past day": "/?on=2014-04-01&colour=partners",
    "home in hexagons": "/?layout=hexagons&service=legal&colour=share",
    "home with nothing found": "/?q=zzzz",
    "home with wrong values": "/?service=juggling",
    "last page of the list": "/?page=1000",
    "arrangement": "/arrangements/{slug}",
    "body": "/bodies/exeter",
    "body that is no more": "/bodies/taunton-deane",
    "body with none known": "/bodies/birmingham",
    "partners": "/partners",
    "partners of a region": "/partners?region=South+East&order=name",
    "places": "/places",
    "place": "/places/cambridge",
    "places in Welsh": "/cy/places",
    "place in Welsh": "/cy/places/gwynedd",
    "places for a postcode": "/places?at=BT1+1AA",
    "results for a postcode": "/search?q=SW1A+9ZZ",
    "regions": "/regions",
    "region": "/regions/south-east",
    "side by side": "/bodies/compare?body=exeter&body=kent&body=devon-and-cornwall-police",
    "side by side of nothing": "/bodies/compare",
    "shared chief executives": "/shared-chief-executives",
    "services": "/services",
    "service": "/services/legal",
    "heading of services": "/services/waste-and-recycling",
    "coverage": "/coverage",
    "history": "/history",
    "editions": "/editions",
    "compare": "/compare",
    "compared": "/compare?from_day=2014-04-01&to_day=2019-04-02&figure=arrangements-live",
    "figures": "/figures",
    "figure divided": "/figures/arrangements-live?by=region",
    "figure of parts": "/figures/claims-total?by=service",
    "figure": "/figures/arrangements-live",
    "search": "/search",
    "results": "/search?q=exeter",
    "nearest spellings": "/search?q=exetr",
    "data": "/data",
    "api": "/api",
    "methods": "/methods",
    "about": "/about",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "corrections": "/corrections?about=/bodies/exeter",
    "team sign-in": "/team/sign-in",
    "sign-in of a council": "/returns/sign-in",
    "not found": "/bodies/exetr",
}


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe finds, each with the elements it means."""
    page.evaluate(axe())
    result = page.evaluate("(tags) => axe.run({runOnly: tags})", TAGS)
    assert len(result["passes"]) > 20, "axe has not looked"
    return [
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']]}" for each in result["violations"]
    ]


# Colours do not depend on the width, so that dark is looked at once.
WINDOWS = {
    "wide light": Window(WIDE),
    "wide dark": Window(WIDE, dark=True),
    "narrow light": Window(NARROW),
}


@pytest.fixture(scope="session")
def addresses(slug: str) -> dict[str, str]:
    return {kind: address.format(slug=slug) for kind, address in PAGES.items()}


@pytest.mark.parametrize("look", WINDOWS)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(browser: Browser, home: str, addresses: dict[str, str], kind: str, look: str) -> None:
    with watched(browser, home, WINDOWS[look]) as (page, watch):
        watch.absent.add(home + PAGES["not found"])
        page.goto(addresses[kind])
        assert faults(page) == []


def test_axe_finds_nothing_while_the_map_and_the_search_are_in_use(any_page: Page) -> None:
    any_page.goto("/?body=exeter")
    any_page.locator("a.area[aria-current]").focus()
    any_page.keyboard.press("ArrowRight")
    any_page.keyboard.press("+")
    assert faults(any_page) == []
    any_page.get_by_role("combobox", name="Find a council").fill("exet")
    any_page.locator("#search-options [role=option]").first.wait_for()
    any_page.keyboard.press("ArrowDown")
    assert faults(any_page) == []


# 640 is what a browser leaves of 1,280 pixels at 200 %; 640 with letters twice as large, of zoomed text.
@pytest.mark.parametrize(("width", "letters"), [(320, 100), (375, 100), (640, 100), (768, 100), (640, 200)])
def test_no_page_is_wider_than_a_small_window(
    browser: Browser, home: str, addresses: dict[str, str], width: int, letters: int
) -> None:
    wide = []
    with watched(browser, home, Window(ViewportSize(width=width, height=640))) as (page, watch):
        watch.absent.add(home + PAGES["not found"])
        for kind, address in addresses.items():
            page.goto(address)
            page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
            reach = page.evaluate("document.documentElement.scrollWidth")
            wide += [f"{kind}: {reach} pixels"] if reach > width else []
    assert wide == []
