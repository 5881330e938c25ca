"""The map with script: card, choice, zoom and pan, keys, and the members of an arrangement lit."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

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


def bodies(page: Page) -> list[str]:
    """The bodies that the address names."""
    return parse_qs(urlsplit(page.url).query).get("body", [])


def test_a_click_with_shift_adds_an_area_and_takes_it_away_again(page: Page) -> None:
    page.goto("/")
    spot = large_area(page)
    page.mouse.click(spot.x, spot.y)
    settled(page)
    for chosen in (["exeter"], []):
        area(page, "exeter").locator("path").click(modifiers=["Shift"])
        settled(page)
        assert bodies(page) == [spot.body, *chosen]
        expect(page.locator(".areas a.area[aria-current]")).to_have_count(1 + len(chosen))


def test_the_space_bar_chooses_several_without_a_mouse(page: Page) -> None:
    page.goto("/")
    for body in ("exeter", "torridge"):
        area(page, body).focus()
        page.keyboard.press("Space")
        settled(page)
    assert bodies(page) == ["exeter", "torridge"]
    expect(page.locator("path.outline.selected")).to_have_count(2)


def test_a_rectangle_chooses_all_that_lies_in_it_and_a_click_adds_one(any_page: Page) -> None:
    page = any_page
    page.goto("/")
    button = page.get_by_role("button", name="Choose several")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator("svg.map").scroll_into_view_if_needed()
    middles = [_middle(area(page, body)) for body in ("exeter", "teignbridge")]
    left, top = (min(each) - 2 for each in zip(*middles, strict=True))
    right, bottom = (max(each) + 2 for each in zip(*middles, strict=True))
    _drag(page, (left, top), (right, bottom))
    settled(page)
    brushed = bodies(page)
    assert {"exeter", "teignbridge"} <= set(brushed)
    assert "cornwall" not in brushed
    assert page.locator("rect.brush").count() == 0
    expect(page.locator(".areas a.area[aria-current]")).to_have_count(len(brushed))
    again = large_area(page)
    page.mouse.click(again.x, again.y)
    settled(page)
    assert set(bodies(page)) == set(brushed) ^ {again.body}


def _middle(area: Locator) -> tuple[float, float]:
    box = area.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


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


def test_a_region_of_the_list_fills_the_map_and_leaves_the_address_alone(any_page: Page) -> None:
    page = any_page
    page.goto("/")
    whole = view_width(page)
    page.get_by_label("Zoom to").select_option(label="South West")
    assert view_width(page) < whole / 2
    page.locator("svg.map").scroll_into_view_if_needed()
    expect(area(page, "exeter")).to_be_in_viewport()
    page.get_by_label("Zoom to").select_option(label="Whole map")
    assert view_width(page) == whole
    expect(page).to_have_url(re.compile("/$"))


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
        expect(page.locator("svg.map.enlarged")).to_have_count(1)
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


def _painted(page: Page) -> dict[str, str]:
    """The style of each area, by body."""
    found: dict[str, str] = page.evaluate(
        """Object.fromEntries([...document.querySelectorAll(".areas a.area")]
            .map((area) => [area.dataset.body, area.querySelector("path").className.baseVal]))"""
    )
    return found


@pytest.mark.parametrize("colour", ["partners", "share", "first", "claimed", "achieved"])
def test_a_colour_changes_classes_and_legend_without_a_reload(page: Page, colour: str) -> None:
    page.goto("/?service=legal")
    page.evaluate("window.sameDocument = true")
    before = page.locator("#legend h2").inner_text()
    page.locator("#colour").select_option(colour)
    expect(page).to_have_url(re.compile(rf"\?service=legal&colour={colour}$"))
    settled(page)
    expect(page.locator("#legend h2")).not_to_have_text(before)
    painted = _painted(page)
    page.reload()
    settled(page)
    assert _painted(page) == painted
    expect(page.locator("#colour")).to_have_value(colour)


def test_every_kind_of_area_on_the_map_stands_in_its_legend(page: Page) -> None:
    for address in ("/", "/?colour=first", "/?colour=achieved", "/?on=2012-04-01", "/?service=legal&status=live"):
        page.goto(address)
        told = page.locator("#legend .swatch rect").evaluate_all("(all) => all.map((each) => each.className.baseVal)")
        assert set(_painted(page).values()) <= set(told), address


_COUNT_MOVES = """() => {
  const animate = Element.prototype.animate;
  window.moves = 0;
  Element.prototype.animate = function (...all) { window.moves += 1; return animate.apply(this, all); };
}"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_layouts_show_the_same_councils_and_move_only_for_those_who_like_it(
    page: Page, motion: Literal["no-preference", "reduce"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    page.goto("/?region=Wales")
    page.evaluate(_COUNT_MOVES)
    on_the_map = _painted(page)
    page.locator("#layout").select_option("hexagons")
    expect(page.locator("svg.map")).to_have_attribute("data-layout", "hexagons")
    settled(page)
    assert _painted(page) == on_the_map
    assert page.evaluate("window.moves") == (len(on_the_map) if motion == "no-preference" else 0)
    expect(page.get_by_label("Zoom to")).to_be_disabled()
    page.go_back()
    expect(page.locator("svg.map")).to_have_attribute("data-layout", "map")
    expect(page.locator("#layout")).to_have_value("map")
    expect(page.locator(".map-inset")).to_have_count(1)


def test_hexagons_are_of_one_size_and_are_chosen_as_areas_are(page: Page) -> None:
    page.goto("/?layout=hexagons")
    sizes = page.locator(".areas a.area path").evaluate_all(
        "(all) => [...new Set(all.map((each) => `${each.getBBox().width} ${each.getBBox().height}`))]"
    )
    assert len(sizes) == 1
    area(page, "exeter").locator("path").click()
    expect(page).to_have_url(re.compile("body=exeter"))
    settled(page)
    expect(page.locator("path.outline.selected")).to_have_count(1)


def test_the_slider_moves_day_map_list_and_address_together(page: Page) -> None:
    page.goto("/")
    today = _painted(page)
    page.get_by_role("button", name="Earlier").click()
    expect(page).to_have_url(re.compile(r"\?on=\d{4}-04-01$"))
    settled(page)
    day = parse_qs(urlsplit(page.url).query)["on"][0]
    expect(page.locator("#chosen")).to_contain_text(day[:4])
    expect(page.locator("#legend h2")).to_contain_text("ran")
    past = _painted(page)
    assert past != today
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("/$"))
    settled(page)
    assert _painted(page) == today
    page.goto(f"/?on={day}")
    assert _painted(page) == past


def test_the_slider_is_moved_by_keys_and_says_the_day(page: Page) -> None:
    page.goto("/")
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("on=2008-04-01"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile("1 April 2008"))
    settled(page)
    expect(slider).to_be_focused()
    page.locator("#region").select_option("Wales")
    expect(page).to_have_url(re.compile("region=Wales.*on=2008-04-01"))
    settled(page)
    expect(slider).to_have_attribute("aria-valuetext", re.compile("1 April 2008"))


def test_it_plays_and_stops(page: Page) -> None:
    page.clock.install(time="2026-11-25T10:00:00")
    page.goto("/?on=2015-04-01")
    page.clock.pause_at("2026-11-25T11:00:00")  # from here on the clock goes only as told, however slow the machine
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(1100)
    expect(page).to_have_url(re.compile("on=2016-04-01"))
    page.clock.run_for(1000)
    expect(page).to_have_url(re.compile("on=2017-04-01"))
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(5000)
    expect(page).to_have_url(re.compile("on=2017-04-01"))
    settled(page)
    expect(page.locator("#chosen")).to_contain_text("2017")


def test_an_exact_day_may_be_asked_for(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Exact day").fill("2013-07-15")
    expect(page).to_have_url(re.compile("on=2013-07-15"))
    settled(page)
    expect(page.locator(".time output")).to_have_text("15 July 2013")


def test_from_an_exact_day_it_steps_to_the_next_spring(page: Page) -> None:
    page.goto("/?on=2013-07-15")
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("on=2014-04-01"))
    settled(page)
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(r"on=20(2[7-9]|3\d)-"))
    settled(page)
    expect(page.locator(".time.coming output")).to_contain_text(re.compile("decided|announced"))


def test_an_area_goes_and_comes_with_its_body_before_the_server_has_answered(page: Page) -> None:
    """As if the register said that Exeter came to an end in 2015; the server, which knows better, puts it back."""
    answers: list[Route] = []
    page.route(re.compile(r"/outlines\.json"), _without_exeter_since_2015)
    page.goto("/?on=2014-04-01")
    page.locator("#time").hover()
    expect(page.locator("main[data-index][data-outlines]")).to_have_count(1)
    page.route(re.compile(r"/\?on="), lambda route: answers.append(route))
    with page.expect_request(re.compile(r"/\?on=2016")) as asked:
        page.get_by_label("Exact day").fill("2016-04-01")
    expect(area(page, "exeter")).to_have_count(0)
    assert asked.value.headers["x-sharemap-parts"] == "1"
    answers.pop().continue_()
    settled(page)
    expect(area(page, "exeter")).to_have_attribute("aria-label", re.compile("Exeter: "))
    assert page.locator("a.area[tabindex='0']").count() == 1


CUMBRIA = {"allerdale", "barrow-in-furness", "carlisle", "copeland", "eden", "south-lakeland"}
NOW_CUMBRIA = {"cumberland", "westmorland-and-furness"}


def test_districts_merge_and_part_again_as_the_slider_passes_the_day(page: Page) -> None:
    page.goto("/")
    assert drawn_of(page, CUMBRIA | NOW_CUMBRIA) == NOW_CUMBRIA
    page.locator("#time").hover()
    expect(page.locator("main[data-index][data-outlines]")).to_have_count(1)
    page.get_by_label("Exact day").fill("2023-03-31")
    settled(page)
    assert drawn_of(page, CUMBRIA | NOW_CUMBRIA) == CUMBRIA
    expect(area(page, "eden")).to_have_attribute("aria-label", re.compile("Eden: "))
    order = page.locator(".areas a.area").evaluate_all("areas => areas.map(area => area.dataset.body)")
    assert order == sorted(order)
    page.get_by_role("button", name="Later").click()
    expect(page).to_have_url(re.compile("on=2023-04-01"))
    settled(page)
    assert drawn_of(page, CUMBRIA | NOW_CUMBRIA) == NOW_CUMBRIA
    assert page.locator("a.area[tabindex='0']").count() == 1


def test_a_former_council_is_chosen_as_any_other_and_one_to_come_leads_to_what_is_there(page: Page) -> None:
    page.goto("/?on=2009-03-31")
    area(page, "penwith").locator("path").click()
    expect(page).to_have_url(re.compile("body=penwith"))
    settled(page)
    expect(page.locator("#place h3")).to_contain_text("Penwith")
    expect(page.locator("#legend")).to_contain_text("known only roughly")
    page.goto("/?on=2027-04-01")
    assert drawn_of(page, {"elmbridge", "west-surrey-council"}) == {"west-surrey-council"}
    area(page, "west-surrey-council").locator("path").click()
    expect(page).to_have_url(re.compile("/bodies/surrey$"))


def drawn_of(page: Page, bodies: set[str]) -> set[str]:
    """Which of some bodies have an area on the map."""
    return {body for body in bodies if area(page, body).count()}


def _without_exeter_since_2015(route: Route) -> None:
    outlines = route.fetch().json()
    for each in outlines:
        if each["body"] == "exeter":
            each["until"] = (date(2015, 4, 1) - date(1970, 1, 1)).days
    route.fulfill(json=outlines)


def test_without_script_the_day_is_a_list_and_a_button(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.locator("#on").select_option("2014-04-01")
    plain_page.locator("#time button").click()
    expect(plain_page).to_have_url(re.compile("on=2014-04-01"))
    settled(plain_page)
    expect(plain_page.locator("#legend h2")).to_contain_text("ran")
