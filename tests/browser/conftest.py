"""One server and one browser for all browser tests; pages wide and narrow, with script and without."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import served
from tests.browser.watched import NARROW, WIDE, Watch, Window, watched

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share the folder between two workers, each with one server: axe takes about as long as all the rest."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            half = "axe" if item.path.stem == "test_accessibility" else "browser"
            item.add_marker(pytest.mark.xdist_group(half))


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    """The address of the running service, without a slash at its end."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def slug(home: str) -> str:
    """An arrangement with savings claimed and a link to a source, the one with most members."""
    with urllib.request.urlopen(f"{home}/arrangements.json") as answer:
        rows = json.load(answer)["arrangements"]
    told = [row for row in rows if row["claims"] and row["sources"]]
    return str(max(told, key=lambda row: (len(row["bodies"]), row["slug"]))["slug"])


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """A wide page with script."""
    with watched(browser, home, Window(WIDE)) as (opened, _):
        yield opened


@pytest.fixture
def plain_page(browser: Browser, home: str) -> Iterator[Page]:
    """A wide page without script."""
    with watched(browser, home, Window(WIDE, script=False)) as (opened, _):
        yield opened


@pytest.fixture(params=["wide", "narrow"])
def any_page(request: pytest.FixtureRequest, browser: Browser, home: str) -> Iterator[Page]:
    """A page with script, wide and then narrow."""
    with watched(browser, home, Window(WIDE if request.param == "wide" else NARROW)) as (opened, _):
        yield opened


@pytest.fixture(params=["wide", "narrow", "wide, no script", "narrow, no script"])
def every_page(request: pytest.FixtureRequest, browser: Browser, home: str) -> Iterator[Page]:
    """A page wide and narrow, each with script and without."""
    size = WIDE if request.param.startswith("wide") else NARROW
    with watched(browser, home, Window(size, script="no script" not in request.param)) as (opened, _):
        yield opened


@pytest.fixture
def watched_page(browser: Browser, home: str) -> Iterator[tuple[Page, Watch]]:
    """A wide page with script, with its watch, for tests about what goes wrong."""
    with watched(browser, home, Window(WIDE)) as opened:
        yield opened
