"""The search box: suggestions while typing, and the page of results with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watched import Watch


def test_suggestions_are_chosen_by_keyboard(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Find a council")
    box.fill("exet")  # at one stroke: while letters come singly, each answer takes the choice back
    options = page.locator("#search-options [role=option]")
    expect(options.first).to_contain_text("Exeter")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggestions")).to_have_count(1)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    expect(box).to_be_focused()
    box.press("Enter")
    expect(page).to_have_url(re.compile("/bodies/exeter$"))


def test_a_postcode_is_suggested_as_its_place(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Find a council")
    box.fill("sw1aoaa")
    expect(page.locator("#search-options [role=option]").first).to_contain_text("Who runs what in Westminster?")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/places/westminster$"))


def test_a_resident_finds_who_runs_what(every_page: Page) -> None:
    every_page.goto("/")
    every_page.get_by_role("link", name="Who runs what where you live?").click()
    every_page.get_by_label("Your postcode, or the name of your council").fill("cb2 1tn")
    every_page.get_by_label("Your postcode, or the name of your council").press("Enter")
    expect(every_page).to_have_url(re.compile("/places/cambridge$"))
    expect(every_page.locator("h1")).to_have_text("Who runs what in Cambridge?")
    served = every_page.get_by_role("table", name="Who serves this place")
    expect(served.get_by_role("link", name="Cambridgeshire County Council")).to_be_visible()
    row = every_page.locator(".place-lines tr", has=every_page.get_by_role("link", name="Waste and recycling"))
    row.locator(".runs a").first.click()
    expect(every_page).to_have_url(re.compile("/arrangements/"))


def test_up_goes_round_to_the_last_and_escape_closes(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="Find a council")
    box.fill("devon")
    options = page.locator("#search-options [role=option]")
    expect(options.first).to_be_visible()
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("devon")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_suggestion_is_chosen_by_mouse(page: Page) -> None:
    page.goto("/search")
    page.get_by_role("combobox").fill("strata")
    page.locator("#search-options [role=option]", has_text="Strata").first.click()
    expect(page).to_have_url(re.compile("/arrangements/strata"))


def test_enter_alone_searches(every_page: Page) -> None:
    every_page.goto("/")
    every_page.locator("#search").fill("Exeter")
    every_page.locator("#search").press("Enter")
    expect(every_page).to_have_url(re.compile(r"/search\?q=Exeter$"))
    expect(every_page.get_by_role("link", name="Exeter City Council")).to_be_visible()


@pytest.mark.parametrize("words", ["zxqv wwkk", "<script>alert(1)</script>", "%", "’ “”", "a" * 100])
def test_nonsense_is_answered_with_words(every_page: Page, words: str) -> None:
    every_page.goto("/search")
    every_page.locator("#search").fill(words)
    every_page.locator("#search").press("Enter")
    expect(every_page.locator("h1")).to_have_text(f"Search: {words}")
    expect(every_page.locator("main")).to_contain_text(re.compile("Nothing is called|nearest|Say what is missing"))


def test_an_address_that_is_not_there_says_so_and_offers_what_is_near(
    watched_page: tuple[Page, Watch], home: str
) -> None:
    page, watch = watched_page
    watch.absent.add(f"{home}/bodies/exetr")
    answer = page.goto("/bodies/exetr")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("link", name="Exeter City Council")).to_be_visible()
