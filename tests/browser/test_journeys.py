"""From the home page to the proof of one arrangement in three clicks: with script, without, and by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.on_map import area, large_area, rows, settled

ARRANGEMENT = re.compile(r"/arrangements/[\w-]+$")


def test_an_area_leads_to_an_arrangement_and_that_to_its_source(every_page: Page) -> None:
    page = every_page
    page.goto("/")
    spot = large_area(page)
    page.mouse.click(spot.x, spot.y)
    expect(page).to_have_url(re.compile(rf"/bodies/{spot.body}$|\?body={spot.body}$"))
    settled(page)
    page.locator("table a[href^='/arrangements/']").first.click()
    expect(page).to_have_url(ARRANGEMENT)
    _expect_link_away(page.locator("#sources ~ .sources a[href^='http']").first)


def test_a_row_of_the_table_leads_to_its_source(every_page: Page) -> None:
    page = every_page
    page.goto("/")
    page.locator("tr[data-slug] a[href^='/arrangements/']").first.click()
    expect(page).to_have_url(ARRANGEMENT)
    _expect_link_away(page.locator("#sources ~ .sources a[href^='http']").first)


def _expect_link_away(source: Locator) -> None:
    """The third click, not made here: it can be seen, has words, and opens no window unasked."""
    expect(source).to_be_visible()
    assert source.inner_text().strip()
    assert source.get_attribute("target") is None


def test_the_journey_needs_no_mouse(any_page: Page) -> None:
    page = any_page
    page.goto("/")
    _tab_until(page, "a.area")
    page.keyboard.press("ArrowDown")
    body = page.evaluate("document.activeElement.dataset.body")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"\?body={body}$"))
    expect(area(page, body)).to_be_focused()
    expect(page.locator("#place")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/$"))
    settled(page)
    _tab_until(page, "tr a[href^='/arrangements/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ARRANGEMENT)
    _tab_until(page, ".sources a[href^='http']")


def test_the_table_is_at_most_five_tabs_from_the_map(any_page: Page) -> None:
    any_page.goto("/")
    _tab_until(any_page, "a.area")
    assert _tab_until(any_page, "tr a") <= 5


def test_the_map_is_one_tab_stop_with_script(page: Page) -> None:
    page.goto("/")
    assert page.locator("a.area").count() > 300
    assert page.locator("a.area[tabindex='0'], a.area:not([tabindex])").count() == 1


def test_the_map_can_be_skipped_without_script(plain_page: Page) -> None:
    plain_page.goto("/")
    _tab_until(plain_page, "a[href='#list']")
    plain_page.keyboard.press("Enter")
    assert _tab_until(plain_page, "tr a") == 1


def test_without_script_one_form_holds_the_filters_and_what_the_map_shows(plain_page: Page) -> None:
    page = plain_page
    page.goto("/")
    all_rows = rows(page)
    page.locator("#status").select_option("live")
    page.locator("#filters button").last.click()
    expect(page).to_have_url(re.compile(r"status=live"))
    settled(page)
    assert rows(page) != all_rows
    page.locator("#layer").select_option("fire")
    page.locator("#map-choices button").click()
    expect(page).to_have_url(re.compile(r"status=live.*layer=fire"))
    expect(page.locator("svg.map")).to_have_attribute("data-layer", "fire")


def _tab_until(page: Page, selector: str, most: int = 150) -> int:
    """Press Tab until the focus is on such an element; how many times that took."""
    settled(page)
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return count
    raise AssertionError(f"{most} tabs do not lead to {selector}")
