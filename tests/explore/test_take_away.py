"""What is taken away says what it is: files of the list, pictures and areas of the map, a frame for other pages."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from shapely.geometry import shape

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.outlines import read_every_day
from sharemap.explore.geojson import feature, rings
from sharemap.explore.picture import COLOURS
from tests.conftest import ROOT
from tests.pages import CheckedClient

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = ROOT / "frontend" / "styles" / "_tokens.scss"


def test_a_workbook_says_edition_filter_and_what_columns_mean(client: CheckedClient) -> None:
    answer = client.get("/arrangements.xlsx?service=payroll&status=live")
    book = load_workbook(io.BytesIO(answer.content))
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Edition"] == "preview-0123456789ab"
    assert about["Chosen"] == "Service: Payroll; Status: live"
    assert "creativecommons" in str(about["Licence"])
    assert ("slug", "text") in {row[:2] for row in book["Columns"].iter_rows(values_only=True)}
    slugs = [row[1] for row in book["Rows"].iter_rows(values_only=True, min_row=2)]
    assert slugs == ["payroll-cafe"]


def test_a_name_that_looks_like_a_formula_is_text_in_a_workbook(client: CheckedClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/arrangements.xlsx").content))
    cells = [cell for row in book["Rows"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_a_parquet_file_says_the_same(client: CheckedClient) -> None:
    answer = client.get("/arrangements.parquet?region=London")
    table = pq.read_table(io.BytesIO(answer.content))
    told = {name.decode(): text.decode() for name, text in table.schema.metadata.items()}
    assert told["Chosen"] == "Region or nation: London"
    assert json.loads(told["columns"])["slug"]
    assert table.column("slug").to_pylist() == ["counter-fraud", "never-waste"]


@pytest.mark.parametrize(
    "address",
    [
        "/map.png",
        "/preview.png?body=north",
        "/arrangements/audit-shire.png",
        "/bodies/lonely.png",
        "/figures/arrangements-live.png",
    ],
)
def test_pictures_are_pictures(client: CheckedClient, address: str) -> None:
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_an_address_that_was_leads_to_its_picture_too(client: CheckedClient) -> None:
    assert client.get("/arrangements/audit-of-shire.png")["Location"] == "/arrangements/audit-shire.png"
    assert client.get("/arrangements/nothing.png").status_code == 404


def test_a_map_as_svg_holds_all_that_it_needs(client: CheckedClient) -> None:
    text = client.get("/map.svg?status=ended").content.decode()
    drawing = ElementTree.fromstring(text)
    said = " ".join(each.text or "" for each in drawing.iter(f"{SVG}text"))
    assert "Status: ended." in said
    assert "Edition preview-0123456789ab, a preview, as at 25 November 2026" in said
    assert "Open Government Licence" in said
    classes = {css for each in drawing.iter(f"{SVG}path") for css in each.get("class", "").split()}
    styles = drawing.findtext(f"{SVG}style") or ""
    assert all(f".{css}" in styles for css in classes)
    assert not re.search(r"https?://(?!www\.w3\.org)", text)


def test_pictures_have_the_colours_of_the_pages() -> None:
    light = TOKENS.read_text(encoding="utf-8").partition("@mixin dark")[0]
    held = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    assert held.items() >= COLOURS.items()


def test_areas_as_geojson_say_what_the_map_says(client: CheckedClient) -> None:
    document = client.get("/arrangements.geojson").json()
    features = {each["id"]: each["properties"] for each in document["features"]}
    assert {column["name"] for column in document["columns"]} == set(features["north"])
    assert (features["north"]["live"], features["north"]["class"]) == (2, "k1")
    assert features["shetland-islands"]["class"] == "not-seen"
    for each in document["features"]:
        for polygon in each["geometry"]["coordinates"]:
            assert all(ring[0] == ring[-1] for ring in polygon)
            assert all(-15 < x < 10 and 48 < y < 63 for ring in polygon for x, y in ring)


def test_every_district_that_ever_was_is_sound_in_degrees(data_folder: Path) -> None:
    """Shetland, Dorset and others have islands that touch each other."""
    for outline in read_every_day(data_folder / "areas").layers[Layer.DISTRICT]:
        assert shape(cast(dict[str, object], feature(outline, {})["geometry"])).is_valid, outline.body


SQUARES = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999), st.integers(1, 99)), min_size=1, max_size=4)


@given(SQUARES)
def test_rings_are_where_their_path_draws_them(squares: list[tuple[int, int, int]]) -> None:
    path, at = "", (0, 0)
    for x, y, side in squares:
        path += f"m{x - at[0]} {y - at[1]}l{side} 0 0 {side}-{side} 0z"
        at = (x, y)
    found = rings(path)
    assert found == [[(x, y), (x + s, y), (x + s, y + s), (x, y + s)] for x, y, s in squares]


class Links(HTMLParser):
    """The frame's links and what they open in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs))


def test_the_frame_leads_to_the_whole_and_sets_no_cookie(client: CheckedClient) -> None:
    answer = client.get("/embed?region=London")
    links = Links()
    links.feed(answer.content.decode())
    assert "/?region=London" in [each.get("href") for each in links.found]
    assert not answer.cookies
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer


def test_the_page_offers_all_ways_with_its_own_choice(client: CheckedClient) -> None:
    text = client.get("/?service=payroll").content.decode()
    for path in ("/arrangements.xlsx", "/map.png", "/arrangements.geojson", "/arrangements.atom"):
        assert f'href="{path}?service=payroll"' in text
    assert 'content="http://testserver/preview.png?service=payroll"' in text
    assert "http://testserver/embed?service=payroll" in text
