"""A body's page: what it shares and shared, what came before it, who else serves its place."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from sharemap.bodies.rows import Body, BodyKind
from sharemap.explore.current import Reading
from sharemap.explore.parts import Part
from sharemap.explore.similar import Alike
from sharemap.explore.standing import Heritage, shares_of, still_shared
from sharemap.explore.templatetags.markup import partner_links
from sharemap.register.status import StatusWord
from tests.pages import CheckedClient
from tests.register.samples import body


def page(client: CheckedClient, key: str) -> str:
    return " ".join(client.get(f"/bodies/{key}").content.decode().split())


def section(text: str, id_: str) -> str:
    start = text.index(f'id="{id_}"')
    return text[start : text.find("<h2", start)]


def test_what_it_shares_stands_apart_from_what_is_over(client: CheckedClient) -> None:
    text = page(client, "north")
    assert 'data-slug="audit-shire"' in section(text, "shares")
    assert 'data-slug="legal-shire"' in section(text, "left")
    assert 'data-slug="legal-shire"' not in section(text, "shares")


def test_a_row_says_what_is_shared_with_whom(client: CheckedClient) -> None:
    row = section(page(client, "south"), "shares")
    assert '<a href="/bodies/north">North</a>, <a href="/bodies/shire">Shire</a>' in row
    assert "Internal audit" in row


def test_the_start_of_an_arrangement_is_not_said_to_be_when_the_body_joined(client: CheckedClient) -> None:
    row = section(page(client, "south"), "shares")
    assert '<span class="not-known">not said</span><br><span class="small soft">it began: April 2011</span>' in row


def test_partners_of_one_name_are_told_apart(reading: Reading) -> None:
    def called(*named: Body, own: Body | None = None) -> list[str]:
        parts = [Part(each, (), False, (), False) for each in named]
        return re.findall(r">([^<]+)</a>", partner_links(parts, own))

    county, force = body("kent", BodyKind.COUNTY), body("kent-police", BodyKind.POLICE, short_name="Kent")
    assert called(county) == ["Kent"]
    assert called(county, force) == ["Kent Council", "Kent-Police Council"]
    assert called(body("kent-district", short_name="Kent"), own=county) == ["Kent-District Council"]
    assert called(force) == ["Kent-Police Council"]


def test_what_one_of_several_predecessors_shared_is_folded(client: CheckedClient, reading: Reading) -> None:
    assert '<details class="govuk-details" open>' in section(page(client, "south"), "before-old")
    context = {
        "body": body("south"),
        "alive": True,
        "edition": reading.edition,
        "heritage": [Heritage(body(key), ()) for key in ("old", "older")],
    }
    assert "<details" in render_to_string("explore/body.html", context)
    assert "open>" not in render_to_string("explore/body.html", context)


def test_what_it_left_says_when(client: CheckedClient) -> None:
    assert "left in April 2015" in section(page(client, "south"), "left")


def test_predecessors_arrangements_are_marked_as_their_own(client: CheckedClient) -> None:
    text = page(client, "south")
    assert "What Old Council shared, before it" in text
    assert 'data-slug="legal-shire"' in section(text, "before-old")
    assert 'data-slug="legal-shire"' not in section(text, "shares")


def test_an_abolished_council_says_when_and_what_came_after(client: CheckedClient) -> None:
    text = page(client, "old")
    assert "abolished: its last day was 31 March 2019." in text
    assert 'Its work passed to <a href="/bodies/south">South Council</a>.' in text
    assert "(replaced, 1 April 2019, SI 2018/1)" in text


def test_an_abolished_council_shares_in_the_past_tense(client: CheckedClient) -> None:
    assert "What it shared when last seen" in page(client, "old")


def test_none_known_is_said_honestly(client: CheckedClient) -> None:
    text = page(client, "lonely")
    assert "None known is not none" in text
    assert 'href="/corrections?about=/bodies/lonely"' in text


def test_who_else_serves_the_place_is_listed(client: CheckedClient) -> None:
    serving = section(page(client, "north"), "serving")
    assert '<a href="/bodies/shire">Shire County Council</a> (county)' in serving
    assert '<a href="/bodies/watch">Shire Police</a> (police)' in serving


def test_a_wider_body_lists_the_places_it_serves(client: CheckedClient) -> None:
    assert '<a href="/bodies/north">North</a>' in section(page(client, "watch"), "served")


def test_names_and_codes_it_had_are_listed(client: CheckedClient) -> None:
    text = page(client, "north")
    assert "Northmost Rural District (until 31 March 1990)" in text
    assert "gss E07000001 (past)" in text


def test_partners_are_on_its_map(client: CheckedClient) -> None:
    text = page(client, "north")
    assert "<title>South Council: 1 arrangement shared</title>" in text
    assert "<title>Shire County Council: 1 arrangement shared</title>" in text


def test_its_outline_lies_above_its_partners(client: CheckedClient) -> None:
    text = page(client, "shire")
    assert text.count('<path class="outline"') == 1
    assert text.index('data-body="north"') < text.index('<path class="outline"')


def test_what_is_live_comes_before_what_was_not_seen_lately(reading: Reading) -> None:
    shares = [share for key in ("old", "north") for share in shares_of(reading.edition, key)]
    words = [share.entry.status.word for share in still_shared(shares)]
    assert words == sorted(words, key=[StatusWord.LIVE, StatusWord.NOT_SEEN, StatusWord.PLANNED].index)
    assert len(set(words)) == 3


def test_who_else_shares_such_services_near_here_is_one_click_away(client: CheckedClient) -> None:
    near = section(page(client, "north"), "nearby")
    assert '<a href="/?service=internal-audit&amp;region=South+East#list">Internal audit</a>' in near
    assert 'href="/?region=South+East"' in near
    assert 'id="nearby"' not in page(client, "hostile")


def test_the_map_does_not_say_that_all_it_counts_is_live(client: CheckedClient) -> None:
    assert "not counting those known to have ended" in page(client, "north")


def test_its_data_hold_names_codes_and_memberships(client: CheckedClient) -> None:
    answer = client.get("/bodies/north.json").json()
    assert answer["body"]["key"] == "north"
    assert {row["arrangement_name"] for row in answer["memberships"]} >= {"Audit Shire", "Legal Shire"}
    assert [row["code"] for row in answer["codes"]] == ["E07000001", "E07000002"]
    assert b"".join(client.get("/bodies/north.csv")).decode().startswith("arrangement,body,")


def test_partners_stand_against_services_with_the_year(client: CheckedClient) -> None:
    matrix = section(page(client, "north"), "matrix")
    assert '<a href="/services/internal-audit">Internal audit</a>' in matrix
    assert '<a class="live" href="/arrangements/audit-shire">2011+' in matrix
    assert 'role="region" aria-label="Partners and services"' in matrix
    assert 'id="matrix"' not in page(client, "lonely")


def test_what_is_not_live_is_told_apart_in_words_too(client: CheckedClient) -> None:
    matrix = section(page(client, "eastham"), "matrix")
    assert '<a class="not-live" href="/arrangements/counter-fraud">' in matrix
    assert "Counter Fraud, not seen since</span>" in matrix


def test_its_arrangements_are_drawn_over_the_years(client: CheckedClient) -> None:
    lines = section(page(client, "south"), "timeline")
    assert lines.count('<td class="drawn">') == 2
    assert '<a href="/arrangements/payroll-cafe">Payroll Café</a>' in lines
    assert 'id="timeline"' not in page(client, "lonely")


def test_it_can_be_compared(client: CheckedClient) -> None:
    assert 'href="/bodies/compare?body=north"' in page(client, "north")


def test_bodies_like_it_are_named_with_the_rule(client: CheckedClient, reading: Reading) -> None:
    context = {
        "body": body("own"),
        "alive": True,
        "edition": reading.edition,
        "like": [Alike(body("near", population=90_000), True)],
        "compare_like": "body=own&body=near",
    }
    text = section(" ".join(render_to_string("explore/body.html", context).split()), "like")
    assert '<a href="/bodies/near">Near Council</a> <span class="small soft">90,000 residents</span>' in text
    assert "By rule: of the same kind" in text
    assert 'href="/bodies/compare?body=own&amp;body=near"' in text


def test_it_can_be_cited(client: CheckedClient) -> None:
    assert "“North Council”, in Sharemap" in page(client, "north")
