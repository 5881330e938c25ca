"""The map with script: card, choice, zoom and pan, keys, and the members of an arrangement lit."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.on_map import area, large_area, settled, view_width
from tests.browser.watched import NARROW, Window, watched

CARD = ".map-card[aria-hidden]"


def test_the_card_says_what_the_area_under_the_pointer_is_called(page: Page) -> None:
    page.goto("/")
    spot = large_area(page)
    page.mouse.move(spot.x, spot.y)
    name, value = spot.words.split(": ")
    expect(page.locator(CARD)).to_have_text(f"{name}{value}")
    expect(area(page, spot.body)).to_have_accessible_name(spot.words)
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()


def test_the_card_shows_for_the_keyboard_too(page: Page) -> None:
    page.goto("/")
    page.locator("a.area[tabindex='0']").focus()
    page.keyboard.press("End")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')").split(": ")[0]
    expect(page.locator(CARD)).to_contain_text(name)


def test_a_click_chooses_an_area_and_a_second_one_opens_its_page(any_page: Page) -> None:
    page = any_page
    page.goto("/")
    spot = large_area(page)
    page.mouse.click(spot.x, spot.y)
    expect(page).to_have_url(re.compile(rf"\?body={spot.body}$"))
    expect(page.locator("#place")).to_contain_text(spot.words.split(": ")[0])
    expect(page.locator("#place")).to_contain_text("Also serving this place")
    expect(area(page, spot.body)).to_have_attribute("aria-current", "true")
    settled(page)
    again = large_area(page) if page.viewport_size == NARROW else spot
    page.mouse.click(again.x, again.y)
    expect(page).to_have_url(re.compile(rf"/bodies/{spot.body}$"))


def test_a_click_with_a_key_held_is_left_to_the_browser(page: Page) -> None:
    page.goto("/")
    spot = large_area(page)
    with page.context.expect_page() as opened:
        page.keyboard.down("Control")
        page.mouse.click(spot.x, spot.y)
        page.keyboard.up("Control")
    expect(opened.value).to_have_url(re.compile(rf"/bodies/{spot.body}$"))
    expect(page).to_have_url(re.compile("/$"))


def test_a_shared_address_shows_the_choice_at_once(page: Page) -> None:
    page.goto("/?body=exeter")
    expect(page.locator("#place")).to_contain_text("Devon and Somerset")
    expect(area(page, "exeter")).to_have_attribute("tabindex", "0")
    assert page.locator("path.outline.selected").count() == 1


def test_a_london_borough_is_outlined_in_both_of_its_drawings(page: Page) -> None:
    page.goto("/?body=camden")
    assert page.locator("path.outline.selected").count() == 2


def test_a_click_in_the_inset_of_london_puts_the_focus_on_the_area_itself(page: Page) -> None:
    page.goto("/")
    page.locator(".map-inset a.area[data-body='croydon'] path").click()
    expect(area(page, "croydon")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?body=croydon$"))


def test_the_buttons_zoom_in_and_out_and_home(any_page: Page) -> None:
    page = any_page
    page.goto("/")
    whole = view_width(page)
    for label, closer in (("Zoom in", True), ("Zoom in", True), ("Zoom out", True), ("Whole map", False)):
        button = page.get_by_role("button", name=label)
        button.click()
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        assert (view_width(page) < whole) is closer
    assert view_width(page) == whole


def test_the_keys_zoom_about_the_area_in_focus(page: Page) -> None:
    page.goto("/")
    whole = view_width(page)
    exeter = area(page, "exeter")
    exeter.focus()
    for _ in range(4):
        page.keyboard.press("+")
    assert view_width(page) < whole / 4
    expect(exeter).to_be_in_viewport()
    page.keyboard.press("-")
    assert whole / 5 < view_width(page) < whole
    page.keyboard.press("0")
    assert view_width(page) == whole


def test_an_area_that_gets_the_focus_comes_into_view(page: Page) -> None:
    page.goto("/")
    area(page, "exeter").focus()
    for _ in range(3):
        page.keyboard.press("+")
    page.keyboard.press("End")
    expect(page.locator("a.area:focus path")).to_be_in_viewport()


def test_the_wheel_scrolls_the_page_and_zooms_only_with_a_key_held(page: Page) -> None:
    page.goto("/")
    whole = view_width(page)
    spot = large_area(page)
    page.mouse.move(spot.x, spot.y)
    page.mouse.wheel(0, 300)
    expect(page.locator(".name-mark")).not_to_be_in_viewport()
    assert view_width(page) == whole
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    expect(page.locator("svg.map.enlarged")).to_have_count(1)


def test_a_drag_moves_an_enlarged_map_and_chooses_nothing(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Zoom in").click()
    before = page.locator("svg.map").get_attribute("viewBox")
    spot = large_area(page)
    page.mouse.move(spot.x, spot.y)
    page.mouse.down()
    page.mouse.move(spot.x + 40, spot.y + 30, steps=4)
    page.mouse.up()
    assert page.locator("svg.map").get_attribute("viewBox") != before
    expect(page).to_have_url(re.compile("/$"))


def test_two_fingers_zoom_and_one_chooses(browser: Browser, home: str) -> None:
    with watched(browser, home, Window(NARROW, touch=True)) as (page, _):
        page.goto("/")
        whole = view_width(page)
        spot = large_area(page)
        _pinch(page, spot.x, spot.y)
        assert view_width(page) < whole
        tapped = large_area(page)
        page.touchscreen.tap(tapped.x, tapped.y)
        expect(page).to_have_url(re.compile(rf"\?body={tapped.body}$"))
        expect(page.locator("#place")).to_be_visible()


def _pinch(page: Page, x: float, y: float) -> None:
    """Two fingers around a point move apart."""
    session = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 20), ("touchMove", 30), ("touchMove", 60), ("touchEnd", 0)):
        fingers = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}] if apart else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def test_a_row_lights_its_members_on_the_map(page: Page) -> None:
    page.goto("/?status=live")
    row = page.locator("tr[data-members*=' ']").first
    members = (row.get_attribute("data-members") or "").split()
    drawn = {each for each in members if area(page, each).count()}
    row.hover()
    lit = page.locator(".areas a.area.lit")
    expect(lit).to_have_count(len(drawn))
    assert set(lit.evaluate_all("(areas) => areas.map((area) => area.dataset.body)")) == drawn
    page.locator("h1").hover()
    expect(lit).to_have_count(0)
    row.locator("a").first.focus()
    expect(lit).to_have_count(len(drawn))


def test_an_arrangement_shows_its_members_without_script(plain_page: Page, slug: str) -> None:
    plain_page.goto(f"/arrangements/{slug}")
    assert plain_page.locator("svg.map path.member").count() > 1


def test_the_map_is_marked_as_painted(page: Page) -> None:
    page.goto("/")
    assert page.evaluate(_FIRST_MARK) == "map-painted"


_FIRST_MARK = """new Promise((tell) => {
  new PerformanceObserver((list) => tell(list.getEntries()[0].name)).observe({ type: "mark", buffered: true });
})"""
