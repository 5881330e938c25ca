"""Pages of many bodies at once: who shares with whom, side by side, regions, shared chief executives."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sharemap.editions.read import Edition
from sharemap.explore.chief_executives import management_of
from sharemap.explore.current import Reading
from sharemap.explore.pairs import Order, sharing_of
from sharemap.explore.regions import region_names, region_of
from sharemap.explore.seriation import seriated
from sharemap.explore.side_by_side import compared
from sharemap.explore.views.side_by_side import suggested
from tests.explore.world import TODAY
from tests.pages import CheckedClient


def said(client: CheckedClient, address: str) -> str:
    """The page as one line of text, tags left out."""
    return " ".join(re.sub("<[^>]+>", "", client.get(address).content.decode()).split())


def rows(client: CheckedClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(client.get(address)).decode())))


@given(st.integers(0, 9), st.data())
def test_an_order_holds_every_row_once_and_is_always_the_same(count: int, data: st.DataObject) -> None:
    likeness = data.draw(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.floats(0, 1)))
    found = seriated(count, lambda a, b: likeness.get((a, b), 0.0))
    assert sorted(found) == list(range(count))
    assert found == seriated(count, lambda a, b: likeness.get((a, b), 0.0))


def test_what_is_alike_stands_together() -> None:
    groups = [0, 1, 0, 2, 1, 0]
    found = seriated(len(groups), lambda a, b: float(groups[a] == groups[b]))
    assert [groups[each] for each in found] == [0, 0, 0, 1, 1, 2]


def test_pairs_are_those_who_are_members_still(reading: Reading) -> None:
    sharing = sharing_of(reading.facets.of(reading.facets.live), TODAY)
    found = {(pair.one.key, pair.other.key): [e.arrangement.slug for e in pair.entries] for pair in sharing.pairs()}
    assert found == {
        ("north", "shire"): ["audit-shire"],
        ("north", "south"): ["audit-shire"],
        ("north", "watch"): ["payroll-cafe"],
        ("shire", "south"): ["audit-shire"],
    }


def test_the_matrix_is_the_same_both_ways_and_says_what_it_leaves_out(reading: Reading) -> None:
    sharing = sharing_of(reading.facets.of(reading.facets.live), TODAY)
    for order in Order:
        matrix = sharing.matrix(order)
        counts = [[cell.count for cell in cells] for _, cells in matrix.rows]
        assert counts == [list(column) for column in zip(*counts, strict=True)]
        assert {body.key for body in matrix.bodies} == {"north", "south", "shire", "watch"}
    assert sharing.matrix(most=3).left_out == 1
    by_name = [body.name for body in sharing.matrix(Order.NAME).bodies]
    assert by_name == sorted(by_name, key=str.casefold)


def test_the_pairs_of_a_filter_are_data_too(client: CheckedClient) -> None:
    found = rows(client, "/partners.csv?service=internal-audit")
    assert ("north", "shire", "1") in {(row["body"], row["other"], row["arrangements"]) for row in found}
    assert client.get("/partners.json?q=zzzz").json()["pairs"] == []
    assert "No two bodies share anything here" in said(client, "/partners?q=zzzz")


def test_a_wrong_order_is_said_and_set_aside(client: CheckedClient) -> None:
    assert "The order must be one of: clusters, name, number." in said(client, "/partners?order=loudest")


def test_a_region_knows_its_councils_and_what_it_lacks(edition: Edition) -> None:
    assert "london" in region_names(edition)
    region = region_of(edition, "London")
    assert [line.body for line in region.councils] == ["eastham", "westham"]
    assert [line.body for line in region.without] == ["westham"]
    assert {entry.arrangement.slug for entry in region.known} == {"counter-fraud"}


def test_the_pages_of_regions_lead_to_each_other_and_to_their_rows(client: CheckedClient) -> None:
    assert b'"/regions/scotland"' in client.get("/regions").content
    assert "None of 2 principal councils" in said(client, "/regions/london")
    assert [row["known"] for row in rows(client, "/regions/london.csv")] == ["1", "0"]
    assert client.get("/regions/atlantis").status_code == 404


def test_bodies_side_by_side_show_what_they_share_with_each_other(edition: Edition) -> None:
    found = compared(edition, [edition.bodies["north"], edition.bodies["south"]])
    assert [(entry.arrangement.slug, [b.key for b in members]) for entry, members in found.together] == [
        ("audit-shire", ["north", "south"])
    ]
    north, south = found.columns
    assert (len(north.partners), south.ended) == (3, 1)
    assert next(line.slugs for line in found.lines() if line.body == "south") == ("audit-shire",)


def test_a_body_is_added_by_its_name_and_what_is_not_known_is_said(client: CheckedClient) -> None:
    assert "Shire County Council" in said(client, "/bodies/compare?body=north&body=shire+county")
    assert "“qqqqzz”" in said(client, "/bodies/compare?body=north&body=qqqqzz")
    assert "One more is needed." in said(client, "/bodies/compare?body=north&body=north")
    keys = ("north", "south", "lonely", "old", "shire", "eastham", "westham", "watch", "hostile")
    assert "At most 8 fit side by side." in said(client, f"/bodies/compare?{'&'.join(f'body={key}' for key in keys)}")


def test_no_shared_chief_executive_is_made_up(edition: Edition, client: CheckedClient) -> None:
    found = management_of(edition)
    assert (found.now, found.planned, found.over, found.councils) == ((), (), (), frozenset())
    assert client.get("/shared-chief-executives").status_code == 200


def test_those_like_the_first_that_are_not_there_yet_are_suggested(edition: Edition) -> None:
    bodies = {key: replace(edition.bodies[key], population=100_000) for key in ("north", "south", "lonely")}
    held = replace(edition, bodies={**edition.bodies, **bodies})
    assert [(body.key, query) for body, query in suggested(held, [bodies["north"], bodies["lonely"]])] == [
        ("south", "body=north&body=lonely&body=south")
    ]
    assert suggested(held, []) == []
