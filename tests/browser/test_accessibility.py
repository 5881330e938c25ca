"""Every kind of page: no fault that axe can see, wide, narrow and dark; nothing wider than the window.

The pages of who is signed in stand in `test_accessibility_signed_in`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.watched import NARROW, WIDE, Window, watched

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of TAGS that look at colours."""
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
    return _found(page, TAGS, more_than=20)


def faults_light_and_dark(page: Page) -> list[str]:
    """The same, and what is wrong with the colours of the dark: the styles change nothing else there."""
    light = faults(page)
    page.emulate_media(color_scheme="dark")
    dark = _found(page, COLOURS, more_than=0)
    page.emulate_media(color_scheme="light")
    return [*light, *(f"in the dark: {each}" for each in dark)]


# Only what is looked at is taken out of the browser: all that axe notes of what passes takes longer than to find it.
_RUN = """async (rules) => {
  const {passes, violations} = await axe.run({runOnly: rules, resultTypes: ["violations"]});
  const told = ({id, help, nodes}) => `${id}: ${help}: ${nodes.map((node) => node.target).join(", ")}`;
  return {held: passes.length + violations.length, faults: violations.map(told)};
}"""


def _found(page: Page, rules: list[str], more_than: int) -> list[str]:
    page.evaluate(axe())
    result = page.evaluate(_RUN, rules)
    assert result["held"] > more_than, "axe has not looked"
    found: list[str] = result["faults"]
    return found


# Colours do not depend on the width, so that dark is looked at once.
Seen = Callable[[Page], list[str]]
LOOKS: Mapping[str, tuple[Window, Seen]] = {
    "wide, light and dark": (Window(WIDE), faults_light_and_dark),
    "narrow": (Window(NARROW), faults),
}


@pytest.fixture(scope="session")
def addresses(slug: str) -> dict[str, str]:
    return {kind: address.format(slug=slug) for kind, address in PAGES.items()}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(browser: Browser, home: str, addresses: dict[str, str], kind: str, look: str) -> None:
    window, seen = LOOKS[look]
    with watched(browser, home, window) as (page, watch):
        watch.absent.add(home + PAGES["not found"])
        page.goto(addresses[kind])
        assert seen(page) == []


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
SMALL = [(320, 100), (375, 100), (640, 100), (768, 100), (640, 200)]


def test_no_page_is_wider_than_a_small_window(browser: Browser, home: str, addresses: dict[str, str]) -> None:
    wide = []
    with watched(browser, home, Window(NARROW)) as (page, watch):
        watch.absent.add(home + PAGES["not found"])
        for kind, address in addresses.items():
            page.goto(address)
            for width, letters in SMALL:
                page.set_viewport_size(ViewportSize(width=width, height=640))
                page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")
                reach = page.evaluate("document.documentElement.scrollWidth")
                wide += [f"{kind} at {width}, letters {letters} %: {reach} pixels"] if reach > width else []
    assert wide == []
