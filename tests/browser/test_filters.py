"""Filters with script: map, table and address change together without a reload, and the way back is open."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.on_map import area, rows, settled, view_width
from tests.browser.watched import Watch


@pytest.fixture
def page(page: Page) -> Page:
    """The home page with a mark that a reload would wipe out."""
    page.goto("/")
    page.evaluate("window.sameDocument = true")
    return page


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.sameDocument === true"))


def classes(page: Page) -> list[str]:
    """The style of each area, in order."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.areas a.area path')].map((each) => each.className.baseVal)"
    )
    return found


def test_a_filter_narrows_map_table_and_address_alike_and_back_restores(page: Page) -> None:
    before = (rows(page), classes(page))
    page.locator("#region").select_option("Scotland")
    expect(page.locator("#list caption")).to_contain_text("that match")
    expect(page).to_have_url(re.compile(r"\?region=Scotland$"))
    assert rows(page) != before[0]
    assert classes(page) != before[1]
    page.go_back()
    expect(page.locator("#list caption")).not_to_contain_text("that match")
    expect(page.locator("#region")).to_have_value("")
    assert (rows(page), classes(page)) == before
    assert stayed(page)


def test_what_a_filter_shows_is_what_its_address_shows(page: Page) -> None:
    page.locator("#region").select_option("Scotland")
    expect(page.locator("#list caption")).to_contain_text("that match")
    filtered = (rows(page), classes(page), page.title())
    page.reload()
    assert (rows(page), classes(page), page.title()) == filtered


def test_the_new_count_is_announced_and_the_focus_stays(page: Page) -> None:
    page.locator("#status").focus()
    page.locator("#status").select_option("ended")
    expect(page.get_by_role("status").filter(has_text="arrangement")).to_contain_text("that match")
    expect(page.locator("#status")).to_be_focused()


def test_typed_words_filter_on_enter(page: Page) -> None:
    page.locator("#q").fill("building control")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=building\+control$"))
    expect(page.locator("#list caption")).to_contain_text("that match")
    expect(page.locator("#q")).to_be_focused()
    assert stayed(page)


def test_a_filter_keeps_the_zoom_and_so_does_another_layer(page: Page) -> None:
    page.get_by_role("button", name="Zoom in").click()
    seen = view_width(page)
    page.locator("#region").select_option("Scotland")
    expect(page).to_have_url(re.compile("region=Scotland"))
    settled(page)
    page.locator("#layers a", has_text="Police").click()
    expect(page.locator("svg.map")).to_have_attribute("data-layer", "police")
    settled(page)
    assert view_width(page) == seen
    expect(page.locator("#layers a[aria-current]")).to_be_focused()
    assert page.locator("a.area[tabindex='0']").count() == 1
    assert stayed(page)


def test_a_choice_is_taken_away_by_its_own_link(page: Page) -> None:
    page.locator("#region").select_option("Wales")
    page.locator("#chosen a", has_text="Wales").click()
    expect(page).to_have_url(re.compile("/$"))
    settled(page)
    expect(page.locator("#chosen a")).to_have_count(0)
    assert stayed(page)


def test_the_next_page_of_the_list_comes_without_a_reload(page: Page) -> None:
    first = rows(page)
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile(r"\?page=2#list$"))
    expect(page.locator("#list caption")).to_contain_text("51 to")
    assert not set(first) & set(rows(page))
    assert stayed(page)


def test_of_two_quick_choices_the_last_one_counts(page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile("region=Wales$"), lambda route: held.append(route))
    page.locator("#region").select_option("Wales")
    page.locator("#status").select_option("live")
    expect(page.locator("#list caption")).to_contain_text("that match")
    expect(page).to_have_url(re.compile(r"region=Wales&status=live"))
    for route in held:
        route.abort()
    expect(page.locator("#status")).to_have_value("live")
    expect(page.locator("#region")).to_have_value("Wales")


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda route: route.fulfill(status=503, body="")])
def test_where_the_quiet_way_fails_the_browser_loads_the_page(
    watched_page: tuple[Page, Watch], home: str, answer: Callable[[Route], None]
) -> None:
    page, watch = watched_page
    page.goto("/")
    page.route(re.compile("region=Wales"), lambda route: answer(route) if _is_fetch(route) else route.continue_())
    page.locator("#region").select_option("Wales")
    expect(page.locator("#list caption")).to_contain_text("that match")
    expect(page.locator("#region")).to_have_value("Wales")
    assert watch.faults  # the failure itself, which this test is about
    watch.faults.clear()


def _is_fetch(route: Route) -> bool:
    return route.request.resource_type == "fetch"


def test_a_filter_that_matches_nothing_says_so(page: Page) -> None:
    page.goto("/?q=zzzz+qqqq")
    expect(page.get_by_role("heading", name="No arrangement matches")).to_be_visible()
    assert area(page, "exeter").locator("path.none-known").count() == 1


def test_values_that_mean_nothing_are_named_and_set_aside(every_page: Page) -> None:
    every_page.goto("/?service=juggling&layer=moon&body=atlantis&page=0")
    for word in ("juggling", "moon", "atlantis", "“0”"):
        expect(every_page.locator("#problems")).to_contain_text(word)
    assert len(rows(every_page)) == 50
