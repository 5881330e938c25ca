"""What a browser takes: the first view of the map, cold, beside its peers', and a choice on it.

Slow means what the design says: four times slower a processor, 1.6 Mbit/s, 150 ms. Everything is served from this
machine.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SLOWER = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
LATE = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
"""So late comes the answer to a choice that its layout is not measured with that of the choice."""
PATIENCE = 240_000
WIDE: ViewportSize = {"width": 1280, "height": 900}
VIEWS = 5
CHOICES = 60
"""How many choices are measured; each is another value of a filter."""
_FIELDS = ("region", "service", "status", "model", "partner", "size")
_VALUES = "[...document.querySelectorAll(`#filters [name={}] option`)].map((option) => option.value).filter(Boolean)"
_MARKS = """(names) => names.map((name) => {
  const marks = performance.getEntriesByName(name);
  return marks.length ? marks[marks.length - 1].startTime : null;
})"""
_MARKED = """([name, times]) => new Promise((tell) => {
  const look = () => performance.getEntriesByName(name).length >= times ? tell() : setTimeout(look, 5);
  look();
})"""
_FILTERS = ["filter-begin", "filter-changed", "filter-painted"]


@dataclass(frozen=True)
class FirstView:
    """Bytes over the wire, how many requests, how many of them to others, and milliseconds until the map is drawn."""

    bytes: int
    requests: int
    elsewhere: int
    milliseconds: float


@dataclass(frozen=True)
class Choices:
    """Milliseconds of each choice: script, layout and style, and from the event to the next paint."""

    script: tuple[float, ...]
    layout: tuple[float, ...]
    painted: tuple[float, ...]

    @property
    def at_once(self) -> float:
        """Script and layout, in the middle."""
        return statistics.median(a + b for a, b in zip(self.script, self.layout, strict=True))

    @property
    def nearly_all_painted(self) -> float:
        """The 98th percentile."""
        return sorted(self.painted)[-(-98 * len(self.painted) // 100) - 1]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


def first_view(browser: Browser, address: str, drawn: str) -> FirstView:
    """The middle one of several by its time."""
    views = [one_view(browser, address, drawn) for _ in range(VIEWS)]
    return sorted(views, key=lambda view: view.milliseconds)[VIEWS // 2]


def one_view(browser: Browser, address: str, drawn: str, more: str = "") -> FirstView:
    """Open a page with nothing kept, slowly, until what `drawn` names is there; `more`: what is then waited for.

    `drawn`: a mark, as `mark:map-painted`, or a selector. Our own mark is set after the paint, the time of a peer's
    element when it is in the page, which is a little sooner.
    """
    with _opened(browser) as (page, session):
        seen: list[tuple[str, int]] = []
        urls: dict[str, str] = {}
        session.on("Network.requestWillBeSent", lambda told: urls.update({told["requestId"]: told["request"]["url"]}))
        session.on(
            "Network.loadingFinished",
            lambda told: seen.append((urls.get(told["requestId"], ""), int(told["encodedDataLength"]))),
        )
        _slow(session)
        page.goto(address, wait_until="commit", timeout=PATIENCE)
        milliseconds = _drawn(page, drawn)
        page.wait_for_load_state("networkidle", timeout=PATIENCE)
        if more:
            page.locator("#filters select").first.hover(timeout=PATIENCE)
            page.wait_for_selector(more, state="attached", timeout=PATIENCE)
        own = "/".join(address.split("/")[:3])
        others = [url for url, _ in seen if url and not url.startswith((own, "data:"))]
        return FirstView(sum(size for _, size in seen), len(seen), len(others), milliseconds)


def _drawn(page: Page, drawn: str) -> float:
    if drawn.startswith("mark:"):
        name = drawn.removeprefix("mark:")
        page.evaluate(_MARKED, [name, 1])
        return float(page.evaluate(f"performance.getEntriesByName('{name}')[0].startTime"))
    page.wait_for_selector(drawn, state="attached", timeout=PATIENCE)
    return float(page.evaluate("performance.now()"))


def choices(browser: Browser, address: str, slower: int) -> Choices:
    """Choose in the form, one value after another, with the index loaded, and measure until the next paint."""
    with _opened(browser) as (page, session):
        session.send("Performance.enable")
        page.goto(address, timeout=PATIENCE)
        page.locator("#filters select").first.hover()
        page.wait_for_selector("main[data-index]", timeout=PATIENCE)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LATE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        found = [_choice(page, session, name, value) for name, value in _values(page)]
        script, layout, painted = zip(*found, strict=True)
        return Choices(script, layout, painted)


def _values(page: Page) -> list[tuple[str, str]]:
    """Values of all fields in turn, so that no two choices in a row are of one field."""
    shown = [name for name in _FIELDS if page.locator(f"#filters [name={name}]").is_visible()]
    held = {name: page.evaluate(_VALUES.format(name)) for name in shown}
    longest = max(len(values) for values in held.values())
    turns = [(name, values[at]) for at in range(longest) for name, values in held.items() if at < len(values)]
    return turns[:CHOICES]


def _choice(page: Page, session: CDPSession, name: str, value: str) -> tuple[float, float, float]:
    """Choose one value where nothing else is chosen, and take it away again; only the first is measured."""
    before, field = _layout(session), page.locator(f"#filters [name={name}]")
    field.select_option(value)
    page.evaluate(_MARKED, ["filter-painted", 1])
    begin, changed, painted = page.evaluate(_MARKS, _FILTERS)
    layout = _layout(session) - before
    _settled(page)
    page.locator(f"#filters [name={name}]").select_option("")
    page.evaluate(_MARKED, ["filter-painted", 2])
    _settled(page)
    page.evaluate("performance.clearMarks()")
    return changed - begin, layout * 1000, painted - begin


def _settled(page: Page) -> None:
    page.wait_for_selector("main:not([aria-busy])", timeout=PATIENCE)


def _layout(session: CDPSession) -> float:
    """Seconds of layout and style so far."""
    told = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(told["LayoutDuration"] + told["RecalcStyleDuration"])


def _slow(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@contextmanager
def _opened(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    yield page, context.new_cdp_session(page)
    context.close()
