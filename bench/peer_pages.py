"""The same rows on a page made with folium and on one of Datasette with its cluster map, as their users make them."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import folium

from sharemap.editions.read import Edition, Entry

# What a page of folium asks delivery networks for, as packages. What stands nowhere is served empty.
PACKAGES = {
    "leaflet.js": ("leaflet@1.9.3", "dist/leaflet.js"),
    "leaflet.css": ("leaflet@1.9.3", "dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
    "bootstrap.bundle.min.js": ("bootstrap@5.2.2", "dist/js/bootstrap.bundle.min.js"),
    "bootstrap.min.css": ("bootstrap@5.2.2", "dist/css/bootstrap.min.css"),
    "all.min.css": ("@fortawesome/fontawesome-free@6.2.0", "css/all.min.css"),
}
_LINK = re.compile(r'(src|href)="(https://[^"]+)"')


@dataclass(frozen=True)
class Listed:
    """A row as all three show it. `place`: the middle of its members; None where none has one."""

    slug: str
    name: str
    status: str
    model: str
    members: str
    services: str
    claims: int
    place: tuple[float, float] | None


def listed(edition: Edition) -> list[Listed]:
    return [_listed(entry) for entry in edition.entries]


def _listed(entry: Entry) -> Listed:
    points = [
        (member.body.latitude, member.body.longitude)
        for member in entry.members
        if member.body.latitude is not None and member.body.longitude is not None
    ]
    place = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)) if points else None
    return Listed(
        entry.arrangement.slug,
        entry.arrangement.name,
        str(entry.status.word),
        str(entry.arrangement.model),
        ", ".join(member.body.name for member in entry.members),
        ", ".join(service.name for service in entry.services),
        len(entry.claims),
        place,
    )


def folium_page(rows: Iterable[Listed], folder: Path) -> None:
    """`index.html` with a marker for each row that has a place, and beside it the files that it asks for."""
    sheet = folium.Map(location=[54, -3], zoom_start=6, tiles=None)
    for row in rows:
        if row.place:
            folium.CircleMarker(row.place, radius=5, tooltip=escape(row.name), popup=_popup(row)).add_to(sheet)
    sheet.save(str(folder / "page.html"))
    text = (folder / "page.html").read_text(encoding="utf-8")
    names = {Path(link).name for _, link in _LINK.findall(text)}
    _fetch([PACKAGES[name] for name in names & PACKAGES.keys()], folder / "packages")
    for name in names:
        package = PACKAGES.get(name)
        held = _file(folder / "packages", *package).read_bytes() if package else b"/* not to be had here */"
        (folder / name).write_bytes(held)
    local = _LINK.sub(lambda found: f'{found[1]}="/{Path(found[2]).name}"', text)
    (folder / "index.html").write_text(local, encoding="utf-8")


def _popup(row: Listed) -> str:
    cells = {"Status": row.status, "Model": row.model, "Members": row.members, "Services": row.services}
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in cells.items())
    return f"<b>{escape(row.name)}</b><dl>{told}<dt>Claims</dt><dd>{row.claims}</dd></dl>"


def _fetch(packages: Sequence[tuple[str, str]], folder: Path) -> None:
    wanted = sorted({package for package, _ in packages})
    subprocess.run(  # noqa: S603
        ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), *wanted],  # noqa: S607
        check=True,
    )


def _file(folder: Path, package: str, path: str) -> Path:
    return folder / "node_modules" / package.rpartition("@")[0] / path


def map_database(rows: Iterable[Listed], path: Path) -> None:
    """One table, `arrangements`, with the columns that the cluster map looks for."""
    with sqlite3.connect(path) as database:
        database.execute(
            "create table arrangements (slug text primary key, name text, status text, model text, members text, "
            "services text, claims integer, latitude real, longitude real)"
        )
        told = (
            (r.slug, r.name, r.status, r.model, r.members, r.services, r.claims, *(r.place or (None, None)))
            for r in rows
        )
        database.executemany("insert into arrangements values (?, ?, ?, ?, ?, ?, ?, ?, ?)", told)


def no_tiles(path: Path) -> None:
    """Metadata of Datasette: its map asks for no picture of the land, which would come from elsewhere."""
    path.write_text(json.dumps({"plugins": {"datasette-cluster-map": {"tile_layer": "/-/no-tiles"}}}))


def search_database(rows: Sequence[Mapping[str, str | int]], path: Path) -> None:
    """One table as an expert would lay it out for facets: an index for each column and for pairs, words, statistics.

    `rows`: name, and a text for each facet; all have the same columns.
    """
    names = list(rows[0])
    with sqlite3.connect(path) as database:
        database.execute(f"create table arrangements ({', '.join(f'{name} text' for name in names)})")
        holes = ", ".join("?" for _ in names)
        database.executemany(
            f"insert into arrangements values ({holes})",  # noqa: S608
            ([row[name] for name in names] for row in rows),
        )
        facets = [name for name in names if name not in ("slug", "name")]
        for first in facets:
            database.execute(f"create index {first}_alone on arrangements ({first})")
            for second in facets:
                if first < second:
                    database.execute(f"create index {first}_{second} on arrangements ({first}, {second})")
        database.execute("create virtual table arrangements_fts using fts5 (name, content='arrangements')")
        database.execute("insert into arrangements_fts (arrangements_fts) values ('rebuild')")
        database.execute("analyze")
