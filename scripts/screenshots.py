"""Draws the pictures of the README and the docs anew, from the real register served as `make run` serves it."""

from __future__ import annotations

import base64
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.browser.conftest import CHROMIUM, QUIET  # noqa: E402
from tests.browser.serving import served  # noqa: E402
from tests.browser.watched import NARROW, WIDE  # noqa: E402

IMAGES = ROOT / "docs" / "images"
HEAVIEST = 200_000
"""Bytes of one picture."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what it shows, how large, and under which name."""

    name: str
    address: str
    size: ViewportSize


SHOTS = (
    Shot("home.webp", "/", WIDE),
    Shot("home-narrow.webp", "/#layers", NARROW),
    Shot("arrangement.webp", "/arrangements/local-government-shared-services", WIDE),
)


def main() -> int:
    """Draw them all; 1, with a sentence, where one is too heavy for a page."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        weights = {shot.name: draw(browser, home, shot) for shot in SHOTS}
        browser.close()
    heavy = [name for name, weight in weights.items() if weight > HEAVIEST]
    print(*(f"docs/images/{name}: {weight:,} bytes" for name, weight in weights.items()), sep="\n")
    if heavy:
        print(f"More than {HEAVIEST:,} bytes: {', '.join(heavy)}", file=sys.stderr)
    return 1 if heavy else 0


def draw(browser: Browser, home: str, shot: Shot) -> int:
    """Draw one picture and give its weight in bytes. WebP, since the map's fine lines make a PNG twice as heavy."""
    page = browser.new_page(viewport=shot.size)
    page.goto(home + shot.address, wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.captureScreenshot", {"format": "webp", "quality": 90})
    return (IMAGES / shot.name).write_bytes(base64.b64decode(answer["data"]))


if __name__ == "__main__":
    sys.exit(main())
