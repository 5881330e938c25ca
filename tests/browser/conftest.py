"""One server and one browser for all browser tests; pages wide and narrow, with script and without."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.own import Prepared, prepare, six
from tests.browser.serving import served
from tests.browser.watched import NARROW, WIDE, Watch, Window, watched
from tests.register.conftest import write_small
from tests.register.samples import dossier

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at the real register shares one server and one worker; what has its own servers, another."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            shares = "home" in getattr(item, "fixturenames", ())
            item.add_marker(pytest.mark.xdist_group("one server" if shares else "servers of their own"))


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    """The address of the running service, without a slash at its end."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def one_shared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A small register that may be changed: the two councils and the one arrangement of the samples."""
    folder = tmp_path_factory.mktemp("one")
    write_small(folder / "data", [dossier()], ("north", "south"))
    return prepare(folder)


@pytest.fixture(scope="session")
def six_shared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A made-up register of six arrangements of the same two."""
    folder = tmp_path_factory.mktemp("six")
    write_small(folder / "data", six(), ("north", "south"))
    return prepare(folder)


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
