"""The OpenAPI document is the code's, is committed, and is what the site gives."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from sharemap.api import describe
from sharemap.api.asking import columns_of
from sharemap.api.listings import LISTINGS
from sharemap.api.problems import PROBLEM_TYPE
from tests.pages import CheckedClient

COMMITTED = json.loads(describe.PLACE.read_text(encoding="utf-8"))


def test_the_committed_document_is_up_to_date() -> None:
    mend = "The code of the API and docs/openapi.json differ. To mend: sharemap describe-api --commit"
    assert describe.PLACE.read_text(encoding="utf-8") == describe.document(), mend


def test_the_site_gives_the_committed_document(client: CheckedClient) -> None:
    assert client.get("/api/v1/openapi.json").json() == COMMITTED


def test_every_parameter_and_column_says_what_it_means() -> None:
    for path, operations in COMMITTED["paths"].items():
        for parameter in operations["get"]["parameters"]:
            assert parameter["in"] == "path" or parameter["description"], f"{path} {parameter['name']}"
    for name, shape in COMMITTED["components"]["schemas"].items():
        assert "__" not in name
        for column, said in shape.get("properties", {}).items():
            assert "$ref" in said or said["description"], f"{name} {column}"


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.noun)
def test_every_filter_that_is_read_is_told(listing: object) -> None:
    noun, asked = listing.noun, listing.asked  # type: ignore[attr-defined]
    told = [each["name"] for each in COMMITTED["paths"][f"/api/v1/{noun}"]["get"]["parameters"]]
    counted = ["facet"] if listing.counted else []  # type: ignore[attr-defined]
    assert told == [*(field.name for field in columns_of(asked)), *counted, "limit", "cursor", "edition"]


def test_refusals_are_told_as_problem_documents() -> None:
    for operations in COMMITTED["paths"].values():
        for status, answer in operations["get"]["responses"].items():
            assert list(answer.get("content", {})) == (
                [PROBLEM_TYPE] if int(status) >= 400 else ["application/json"][: status == "200"]
            )


def test_the_command_prints_it_and_writes_only_when_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(describe, "PLACE", tmp_path / "openapi.json")  # type: ignore[operator]
    out = StringIO()
    assert describe.describe_api(False, out) == 0
    assert json.loads(out.getvalue()) == COMMITTED
    assert not describe.PLACE.exists()
    assert describe.describe_api(True, StringIO()) == 0
    assert json.loads(describe.PLACE.read_text(encoding="utf-8")) == COMMITTED
