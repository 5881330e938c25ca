"""Measures what goes over HTTP, in one run: search beside Datasette, the first view beside its peers, choices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from bench import peer_pages, search
from bench.browser import SLOWER, Choices, FirstView, choices, chromium, first_view, one_view
from bench.edition import synthetic_edition
from bench.peer_pages import Listed
from bench.search import Served
from bench.servers import datasette, files_of, real_site, site_of
from sharemap.editions.read import read_edition

SEARCHED, CHOSEN_AMONG = 100_000, 20_000
WORKERS = 2
QUERIES = {"Sharemap": 40_000, "Datasette": 6_000}
"""More than either answers in the time: none is asked twice, and the clock does not run on with nothing to ask."""
HELD = 60_000


@dataclass(frozen=True)
class Web:
    """All that was measured."""

    search: dict[str, Served]
    held: Served
    first: dict[str, FirstView]
    with_index: FirstView
    choices: dict[str, Choices]


def measure() -> Web:
    with TemporaryDirectory(prefix="sharemap-bench-web-") as name:
        room = Path(name)
        with _synthetic(room / "searched", SEARCHED) as editions:
            searched = _search(editions, room)
        with real_site() as (real, folder), chromium() as browser:
            held = search.ask(real, ["/"] * HELD, room)
            first = {"Sharemap": first_view(browser, f"{real}/", "mark:map-painted")}
            with_index = one_view(browser, f"{real}/", "mark:map-painted", "main[data-index]")
            chosen = {f"real, {slower}": choices(browser, f"{real}/", slower) for slower in (1, SLOWER)}
            first |= _peers(browser, peer_pages.listed(read_edition(folder)), room)
        with (
            _synthetic(room / "chosen", CHOSEN_AMONG) as editions,
            site_of(editions, 1) as site,
            chromium() as browser,
        ):
            chosen["synthetic, 1"] = choices(browser, f"{site}/", 1)
        return Web(searched, held, first, with_index, chosen)


@contextmanager
def _synthetic(editions: Path, arrangements: int) -> Iterator[Path]:
    synthetic_edition(arrangements, 1, editions)
    yield editions


def _search(editions: Path, room: Path) -> dict[str, Served]:
    edition = read_edition(next(editions.glob("synthetic-*")))
    queries = search.choices(edition)
    rows, database, metadata = search.searched(edition), room / "search.db", room / "metadata.json"
    peer_pages.search_database(rows, database)
    peer_pages.no_tiles(metadata)
    del edition, rows
    with site_of(editions, WORKERS) as site:
        found = {"Sharemap": search.ask(site, [search.ours(each) for each in queries[: QUERIES["Sharemap"]]], room)}
    with datasette(database, metadata, search.SETTINGS) as site:
        asked = [search.theirs(each) for each in queries[: QUERIES["Datasette"]]]
        found["Datasette"] = search.ask(site, asked, room)
    return found


def _peers(browser: Browser, rows: list[Listed], room: Path) -> dict[str, FirstView]:
    pages, database, metadata = room / "folium", room / "register.db", room / "map.json"
    pages.mkdir()
    peer_pages.folium_page(rows, pages)
    peer_pages.map_database(rows, database)
    peer_pages.no_tiles(metadata)
    with files_of(pages) as address:
        found = {"folium": first_view(browser, f"{address}/index.html", ".leaflet-interactive")}
    with datasette(database, metadata, search.SETTINGS) as address:
        found["Datasette"] = first_view(browser, f"{address}/register/arrangements", ".leaflet-marker-icon")
    return found
