"""A map in the page of somebody else: the frame follows the height of its map, and sets no cookie."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect


def test_a_frame_becomes_as_high_as_its_map(page: Page) -> None:
    page.goto("/?region=London")
    page.locator("#take-away summary").click()
    code = page.locator("#embed-code").input_value()
    page.route(re.compile("/a-page-of-somebody$"), lambda route: _somebody(route, code.replace("900", "100")))
    page.goto("/a-page-of-somebody")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("London")
    page.wait_for_function("document.querySelector('iframe').clientHeight > 400")
    high = page.locator("iframe").evaluate("(frame) => frame.contentDocument.documentElement.scrollHeight")
    assert page.locator("iframe").evaluate("(frame) => frame.clientHeight") == high
    expect(frame.get_by_role("link", name="Sharemap, the register")).to_have_attribute("href", "/?region=London")
    assert page.context.cookies() == []


def test_the_code_names_a_script_whose_address_lasts(page: Page) -> None:
    page.goto("/")
    page.locator("#take-away summary").click()
    (script,) = re.findall(r'<script src="([^"]+)"', page.locator("#embed-code").input_value())
    assert script.endswith("/static/embed.js")
    answer = page.request.get(script)
    assert answer.ok
    assert answer.headers["access-control-allow-origin"] == "*"


def _somebody(route: Route, code: str) -> None:
    page = f'<!DOCTYPE html><html lang="en"><title>Elsewhere</title><h1>Elsewhere</h1>{code}</html>'
    route.fulfill(body=page, content_type="text/html")
