"""What tests ask of the map: an area with arrangements, a point that lies in it, what part of the sheet is seen."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

# The largest area that is not hatched, and a point well inside it: the middle of its box may belong to a neighbour.
_LARGEST = """() => {
  const areas = [...document.querySelectorAll(".areas a.area:has(path:not(.none-known))")];
  const holds = (area, x, y) => y > 0 && y < innerHeight && area.contains(document.elementFromPoint(x, y));
  const size = (area) => area.getBoundingClientRect().width * area.getBoundingClientRect().height;
  for (const area of areas.sort((a, b) => size(b) - size(a))) {
    const { left, top, width, height } = area.getBoundingClientRect();
    for (let i = 1; i < 400; i++) {
      const [x, y] = [left + (width * (i % 20)) / 20, top + (height * Math.floor(i / 20)) / 20];
      if ([[0, 0], [4, 0], [-4, 0], [0, 4], [0, -4]].every(([dx, dy]) => holds(area, x + dx, y + dy)))
        return [area.dataset.body, area.getAttribute("aria-label") ?? area.querySelector("title").textContent, x, y];
    }
  }
}"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the window in a body's area, and what the area is called."""

    body: str
    words: str
    x: float
    y: float


def settled(page: Page) -> None:
    """Wait until the page shows what its address asks for: what is of before may be replaced any moment.

    Of a page that a link led to: until it has loaded, with its script and its letters, after which nothing moves.
    Any test that acts after a filter, a choice on the map or a link calls this first.
    """
    page.wait_for_load_state()
    expect(page.locator("main:not([aria-busy])")).to_have_count(1)
    page.evaluate("document.fonts.ready.then(() => undefined)")


def large_area(page: Page) -> Spot:
    """The largest area with live arrangements that can be seen; the map is scrolled to."""
    settled(page)
    page.locator("svg.map").scroll_into_view_if_needed()
    return Spot(*page.evaluate(_LARGEST))


def area(page: Page, body: str) -> Locator:
    """The area of a body, not its second drawing in London's inset."""
    return page.locator(f".areas a.area[data-body='{body}']")


def view_width(page: Page) -> float:
    """How much of the sheet is seen, in its units: less is closer."""
    box = page.locator("svg.map").get_attribute("viewBox")
    assert box
    return float(box.split()[2])


def rows(page: Page) -> list[str]:
    """The arrangements in the table, by slug."""
    found: list[str] = page.locator("tr[data-slug]").evaluate_all("(rows) => rows.map((row) => row.dataset.slug)")
    return found
