"""What the first view weighs on the wire, everything it asks for included."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.watched import WIDE, Window, watched

BUDGETS = Path(__file__).parents[2] / "frontend" / "budgets.json"


def test_the_first_view_keeps_its_budget(browser: Browser, home: str) -> None:
    budget = json.loads(BUDGETS.read_text(encoding="utf-8"))
    weights: dict[str, float] = {}
    with watched(browser, home, Window(WIDE)) as (page, _):
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        names: dict[str, str] = {}
        session.on(
            "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
        )
        session.on(
            "Network.loadingFinished",
            lambda event: weights.update({names[event["requestId"]]: event["encodedDataLength"]}),
        )
        page.goto("/", wait_until="networkidle")
    told = "\n".join(f"{round(weight):>8}  {url.removeprefix(home)}" for url, weight in weights.items())
    assert sum(weights.values()) <= budget["first_view_bytes"], told
    scripts = sum(weight for url, weight in weights.items() if url.endswith(".js"))
    assert 0 < scripts <= budget["script_bytes"], told
