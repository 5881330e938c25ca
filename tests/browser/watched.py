"""A page of a real browser that keeps watch: whatever goes wrong while a test looks at it fails that test."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize, expect

from tests.pages import check_page

WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=375, height=812)
PATIENCE = 20_000
"""Milliseconds until a test gives up on what it waits for: long, since a machine may do other work too."""


@dataclass(frozen=True, slots=True)
class Window:
    """How a page is looked at."""

    size: ViewportSize
    script: bool = True
    touch: bool = False


@dataclass
class Watch:
    """What a page of `home` did wrong. `absent`: addresses whose 404 is what the test is about."""

    home: str
    absent: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location.get("url") not in self.absent:
            self.faults.append(f"the console says: {message.text}")

    def failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a newer choice overtakes is called off on purpose
            self.faults.append(f"{request.url} failed: {request.failure}")

    def answered(self, response: Response) -> None:
        if not response.url.startswith(f"{self.home}/"):
            self.faults.append(f"{response.url} is not ours")
        if response.status >= 400 and response.url not in self.absent:
            self.faults.append(f"{response.url} answered {response.status}")
        if response.headers.get("content-type", "").startswith("text/html"):
            self.pages.append(response.url)

    def judge(self) -> None:
        """Fail for all that was wrong, and for any page fetched that breaks a rule of tests/pages.py."""
        faults = self.faults + [fault for page in dict.fromkeys(self.pages) if (fault := fault_of(page))]
        assert not faults, "\n".join(faults)


@cache
def fault_of(address: str) -> str:
    """What is wrong with the page at an address; blank if nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            html = answer.read().decode()
    except urllib.error.HTTPError as error:
        html = error.read().decode()
    try:
        check_page(html)
    except Exception as fault:
        return f"{address}: {fault}"
    return ""


@contextmanager
def watched(browser: Browser, home: str, window: Window) -> Iterator[tuple[Page, Watch]]:
    """A fresh page, with nothing kept from any other. It is judged at the end."""
    context = browser.new_context(
        base_url=home,
        viewport=window.size,
        java_script_enabled=window.script,
        color_scheme="light",
        has_touch=window.touch,
    )
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page, watch = context.new_page(), Watch(home)
    page.on("console", watch.heard)
    page.on("pageerror", lambda error: watch.faults.append(f"an error in a script: {error}"))
    page.on("requestfailed", watch.failed)
    page.on("response", watch.answered)
    try:
        yield page, watch
    finally:
        context.close()
    watch.judge()
