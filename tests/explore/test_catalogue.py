"""What collectors are told is well-formed, whole and true: DCAT, the dataset in a page, the map of the site."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.sitemaps import Sitemap
from pytest_django import Settings
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from sharemap.editions.manifest import Manifest, read_manifest
from sharemap.editions.read import Edition
from sharemap.explore.catalogue import catalogue, dataset, given_out
from tests.editions.publishing import tables
from tests.editions.test_published_before import published
from tests.explore.test_downloads import NAME
from tests.explore.world import cut_world
from tests.pages import CheckedClient

# rdflib's reader of JSON-LD uses what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SITE = "http://testserver"
IN_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(client: CheckedClient, address: str) -> list[str]:
    """The addresses that a part of the map of the site names, without the host."""
    page = ElementTree.fromstring(client.get(address).content)
    return [(each.text or "").removeprefix(SITE) for each in page.iter(IN_SITEMAP)]


def datasets(page: str) -> list[dict[str, Any]]:
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)]


@pytest.fixture
def graph(client: CheckedClient) -> Graph:
    answer = client.get("/dcat.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    return Graph().parse(data=answer.content, format="json-ld")


def test_the_catalogue_holds_the_edition_and_the_api(graph: Graph) -> None:
    catalogue = URIRef(f"{SITE}/dcat.jsonld")
    assert (catalogue, RDF.type, DCAT.Catalog) in graph
    assert list(graph.objects(catalogue, DCAT.dataset)) == [URIRef(f"{SITE}/editions/{NAME}")]
    service = graph.value(catalogue, DCAT.service)
    assert graph.value(service, DCAT.endpointDescription) == URIRef(f"{SITE}/api/v1/openapi.json")


def test_every_file_is_in_it_with_size_checksum_and_licence(
    client: CheckedClient, graph: Graph, edition: Edition
) -> None:
    spdx = "http://spdx.org/rdf/terms#"
    for path in sorted(edition.folder.glob("*.parquet")):
        held = URIRef(f"{SITE}/data/{NAME}/{path.name}")
        assert graph.value(held, DCAT.byteSize).toPython() == path.stat().st_size  # type: ignore[union-attr]
        checksum = graph.value(graph.value(held, URIRef(f"{spdx}checksum")), URIRef(f"{spdx}checksumValue"))
        assert str(checksum).lower() == hashlib.sha256(path.read_bytes()).hexdigest()
        assert graph.value(held, DCTERMS.license)


def test_every_address_in_it_gives_the_media_type_that_it_names(client: CheckedClient, graph: Graph) -> None:
    named = [address for address in graph.objects(predicate=DCAT.downloadURL) if "/claims." in str(address)]
    assert len(named) == 4
    for address in named:
        answer = client.get(str(address).removeprefix(SITE))
        b"".join(answer)
        media = str(graph.value(address, DCAT.mediaType)).rpartition("media-types/")[2]
        assert answer.status_code == 200
        assert answer["Content-Type"].partition(";")[0] == media


def test_published_editions_stand_before_the_one_that_is_shown(
    client: CheckedClient, settings: Settings, tmp_path: Path
) -> None:
    published(tmp_path, tables())
    settings.EDITIONS = tmp_path
    assert list(given_out(tmp_path, cut_world(tmp_path))) == ["2026.1", NAME]
    found = Graph().parse(data=client.get("/dcat.jsonld").content, format="json-ld")
    assert len(list(found.objects(predicate=DCAT.dataset))) == 2
    assert "/editions/2026.1" in locations(client, "/sitemap-editions.xml")


def test_a_correction_and_what_it_corrects_name_each_other(edition: Edition) -> None:
    first = read_manifest(edition.folder)
    assert isinstance(first, Manifest)
    later = replace(first, name="2026.2", corrects=NAME, erratum="A claim was told twice.")
    said = catalogue({NAME: first, "2026.2": later}, SITE)
    found = Graph().parse(data=json.dumps(said), format="json-ld")
    wrong, right = (URIRef(f"{SITE}/editions/{name}") for name in (NAME, "2026.2"))
    assert found.value(wrong, DCTERMS.isReplacedBy) == right
    assert found.value(right, DCTERMS.replaces) == wrong
    assert "told twice" in str(found.value(right, DCTERMS.description))


@pytest.mark.parametrize(
    ("address", "files"),
    [("/", False), ("/editions", False), ("/data", True), (f"/editions/{NAME}", True)],
)
def test_a_page_names_its_dataset_to_search_engines(
    client: CheckedClient, edition: Edition, address: str, files: bool
) -> None:
    (said,) = datasets(client.get(address).content.decode())
    manifest = read_manifest(edition.folder)
    assert said == json.loads(json.dumps(dataset(manifest, SITE, files)))  # type: ignore[arg-type]
    assert (said["@type"], said["url"], said["version"]) == ("Dataset", f"{SITE}/editions/{NAME}", NAME)
    assert 50 <= len(said["description"]) <= 5000
    assert bool(said["distribution"]) == files


def test_no_text_in_it_can_end_the_element(client: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sharemap.explore.catalogue.DESCRIPTION", "</script><script>alert(1)</script>&amp;")
    page = client.get("/editions").content.decode()
    assert "<script>alert" not in page
    assert datasets(page)[0]["description"] == "</script><script>alert(1)</script>&amp;"


def test_the_map_of_the_site_names_every_page_once_and_no_other(client: CheckedClient, edition: Edition) -> None:
    parts = locations(client, "/sitemap.xml")
    assert len(parts) == 9
    named = [address for part in parts for address in locations(client, part)]
    assert len(named) == len(set(named))
    assert {f"/arrangements/{slug}" for slug in edition.by_slug} <= set(named)
    assert {f"/bodies/{key}" for key in edition.bodies} <= set(named)
    assert {f"/services/{key}" for key in edition.services} <= set(named)
    assert {f"/figures/{name}" for name in edition.figures} <= set(named)
    assert {"/", "/api", "/places/north", "/cy/places/north", "/regions/london", "/about"} <= set(named)
    assert [address for address in named if client.get(address).status_code != 200] == []
    assert NAME not in "".join(named), "a preview's address dies with it"


def test_it_is_split_where_it_is_too_long(client: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sitemap, "limit", 4)
    parts = [part for part in locations(client, "/sitemap.xml") if "arrangements" in part]
    assert parts == ["/sitemap-arrangements.xml", "/sitemap-arrangements.xml?p=2"]
    assert [len(locations(client, unescape(part))) for part in parts] == [4, 3]


@pytest.mark.parametrize("address", ["/sitemap-nothing.xml", "/sitemap-bodies.xml?p=9", "/sitemap-bodies.xml?p=x"])
def test_no_other_part_is_there(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 404
