"""Takes every kind of page as people see it: four widths, dark and on paper, side by side in one picture for each.

`make look` writes docs/look/*.webp from the real register; with names, as `scripts/look.py body home`, only those.
"""

from __future__ import annotations

import base64
import json
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.browser.conftest import CHROMIUM, QUIET  # noqa: E402
from tests.browser.serving import served  # noqa: E402
from tests.browser.test_accessibility import PAGES  # noqa: E402

FOLDER = ROOT / "docs" / "look"
TALLEST = 2200
"""Pixels from the top of a page; what comes below is more of the same."""
SHOWN = 0.5
"""How large a page stands on the sheet, so that a sheet can be read and is not heavy."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a page."""

    called: str
    width: int
    dark: bool = False
    paper: bool = False


LOOKS = (
    Look("1,280", 1280),
    Look("768", 768),
    Look("375", 375),
    Look("320", 320),
    Look("375, dark", 375, dark=True),
    Look("on paper", 794, paper=True),
)


def main(wanted: list[str]) -> int:
    """Take them; 1 where a name is not known."""
    kinds = {kind.replace(" ", "-"): address for kind, address in PAGES.items()}
    if unknown := set(wanted) - kinds.keys():
        print(f"No such page: {', '.join(sorted(unknown))}. There are: {', '.join(kinds)}", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as home, sync_playwright() as playwright, TemporaryDirectory(prefix="sharemap-look-") as room:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        slug = _slug(home)
        for kind in wanted or kinds:
            shots = list(_shots(browser, home + kinds[kind].format(slug=slug), Path(room)))
            weight = _sheet(browser, kind, shots)
            print(f"docs/look/{kind}.webp: {weight:,} bytes", flush=True)
        browser.close()
    return 0


def _slug(home: str) -> str:
    """The arrangement with most members: long names in plenty."""
    with urllib.request.urlopen(f"{home}/arrangements.json") as answer:  # noqa: S310
        rows = json.load(answer)["arrangements"]
    return str(max(rows, key=lambda row: (len(row["bodies"]), row["slug"]))["slug"])


def _shots(browser: Browser, address: str, room: Path) -> Iterator[tuple[Look, Path]]:
    for number, look in enumerate(LOOKS):
        page = browser.new_page(
            viewport=ViewportSize(width=look.width, height=900),
            color_scheme="dark" if look.dark else "light",
            locale="en-GB",
        )
        page.goto(address, wait_until="networkidle")
        page.emulate_media(media="print" if look.paper else "screen")
        path = room / f"{number}.png"
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": look.width, "height": height})
        page.close()
        yield look, path


def _sheet(browser: Browser, kind: str, shots: list[tuple[Look, Path]]) -> int:
    """All of them beside each other; its weight in bytes."""
    figures = "".join(
        f"<figure><figcaption>{look.called}</figcaption><img width={look.width * SHOWN:.0f} "
        f"src='data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}'></figure>"
        for look, path in shots
    )
    page = browser.new_page(viewport=ViewportSize(width=2100, height=600))
    page.set_content(
        "<style>body{display:flex;gap:20px;align-items:start;margin:20px;width:max-content;background:#667;color:#fff;"
        f"font:14px sans-serif}}figure{{margin:0}}img{{display:block;margin-top:6px}}</style>{figures}"
    )
    width, height = page.evaluate("[document.body.scrollWidth + 20, document.body.scrollHeight + 20]")
    page.set_viewport_size(ViewportSize(width=width, height=height))
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.captureScreenshot", {"format": "webp", "quality": 70})
    page.close()
    return (FOLDER / f"{kind}.webp").write_bytes(base64.b64decode(answer["data"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
