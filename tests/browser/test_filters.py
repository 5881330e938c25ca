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
    settled(page)
    assert rows(page) != before[0]
    assert classes(page) != before[1]
    page.go_back()
    expect(page.locator("#list caption")).not_to_contain_text("that match")
    expect(page.locator("#region")).to_have_value("")
    settled(page)
    assert (rows(page), classes(page)) == before
    assert stayed(page)


def test_what_a_filter_shows_is_what_its_address_shows(page: Page) -> None:
    page.locator("#region").select_option("Scotland")
    expect(page.locator("#list caption")).to_contain_text("that match")
    settled(page)
    filtered = (rows(page), classes(page), page.title())
    page.reload()
    settled(page)
    assert (rows(page), classes(page), page.title()) == filtered


def test_the_new_count_is_announced_and_the_focus_stays(page: Page) -> None:
    page.locator("#status").focus()
    page.locator("#status").select_option("ended")
    expect(page.get_by_role("status").filter(has_text="arrangement")).to_contain_text("that match")
    expect(page.locator("#status")).to_be_focused()


CHOICES = {
    "region": "South East",
    "colour": "partners",
    "service": "legal",
    "claim": "without",
    "model": "lead authority",
    "status": "ended",
}


def counts(page: Page) -> list[str]:
    """Every option that would leave something, with its count."""
    found: list[str] = page.locator("#filters option").evaluate_all(
        "(all) => all.map((each) => each.text).filter((text) => /[(][1-9][0-9]*[)]$/.test(text)).sort()"
    )
    return found


def counts_at_hand(page: Page) -> list[str]:
    """The same after each list was reached, as by the Tab key: only then does a script count a closed list."""
    for field in page.locator("#filters select").all():
        field.focus()
    return counts(page)


def test_classes_and_counts_are_right_before_the_server_has_answered(page: Page) -> None:
    held: list[Route] = []
    page.route(lambda address: "?" in address and ".json" not in address, lambda route: held.append(route))
    page.locator("#filters summary").click()
    page.locator("#region").focus()
    expect(page.locator("main[data-index]")).to_have_count(1)
    for name, value in CHOICES.items():
        # It is asked for before it can be held back: without this the answer might not be there to let go.
        with page.expect_request(re.compile(rf"/\?.*{name}=")):
            page.locator(f"#{name}").select_option(value)
        expect(page.locator("main[aria-busy]")).to_have_count(1)
        expect(page).to_have_url(re.compile(f"{name}={value.replace(' ', '.')}"))
        at_once = (classes(page), counts_at_hand(page))
        page.wait_for_function("performance.getEntriesByName('filter-painted').length > 0")
        held.pop().continue_()
        settled(page)
        assert (classes(page), counts(page)) == at_once, name
        assert not held


def test_what_was_unfolded_stays_so(page: Page) -> None:
    page.locator("#filters summary").click()
    page.locator("#region").select_option("Wales")
    settled(page)
    expect(page.locator("#size")).to_be_visible()


def test_a_body_of_the_list_is_added_to_those_chosen(page: Page) -> None:
    for body in ("exeter", "torridge"):
        page.locator("#body").select_option(body)
        settled(page)
    expect(page).to_have_url(re.compile(r"\?body=torridge&body=exeter$|\?body=exeter&body=torridge$"))
    expect(page.locator("#chosen a")).to_have_count(3)
    expect(page.get_by_role("link", name="Compare them side by side")).to_be_visible()
    of_any = len(rows(page))
    page.locator("#match").select_option("all")
    expect(page).to_have_url(re.compile("match=all"))
    settled(page)
    assert len(rows(page)) < of_any


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
    page.locator("#layer").focus()
    page.locator("#layer").select_option("police")
    expect(page.locator("svg.map")).to_have_attribute("data-layer", "police")
    settled(page)
    assert view_width(page) == seen
    expect(page.locator("#layer")).to_be_focused()
    assert page.locator("a.area[tabindex='0']").count() == 1
    assert stayed(page)


def test_a_choice_is_taken_away_by_its_own_link(page: Page) -> None:
    page.locator("#region").select_option("Wales")
    settled(page)
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
    settled(page)
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


def test_a_region_prints_on_one_sheet(page: Page) -> None:
    for region in ("south-east", "yorkshire-and-the-humber", "london", "scotland"):
        page.goto(f"/regions/{region}")
        sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert len(sheets) == 1, region
