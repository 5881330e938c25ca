"""An arrangement's page says what is known, who says it, and what is not known."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from django.template.loader import render_to_string

from sharemap.explore.current import Reading
from sharemap.explore.ladder import ladder
from sharemap.explore.parts import parts_of
from sharemap.explore.views.arrangement import draw_members, in_charge, related
from sharemap.register.rows import Relation, RelationKind, Scope
from tests.pages import CheckedClient


def page(client: CheckedClient, slug: str) -> str:
    return " ".join(client.get(f"/arrangements/{slug}").content.decode().split())


def test_a_live_one_says_when_it_was_last_seen(client: CheckedClient) -> None:
    assert "It was last seen live in 2025." in page(client, "audit-shire")


def test_doubt_about_the_status_is_said(client: CheckedClient) -> None:
    assert "Its dates are incomplete, so this is not certain." in page(client, "payroll-cafe")


def test_a_stale_one_looks_stale(client: CheckedClient) -> None:
    text = page(client, "counter-fraud")
    assert '<span class="tag tag-unseen">Not seen since 2012</span>' in text
    assert "It was last seen live in 2012. Whether it still runs is not known." in text


def test_an_ended_one_says_when_and_why(client: CheckedClient) -> None:
    text = page(client, "legal-shire")
    assert "It ended in April 2018." in text
    assert "Why: The company was wound up." in text
    assert "until the end" in text
    assert "no leaving known" not in text


def test_what_is_not_known_is_said(client: CheckedClient) -> None:
    text = page(client, "planned-parks")
    assert '<dt>Started</dt><dd><span class="not-known">not known</span></dd>' in text
    assert '<dt>Staff</dt><dd><span class="not-known">not known</span></dd>' in text
    assert "No claim found." in text


def test_claims_stand_firmest_first_and_are_not_added_up(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert "Claims are not added up" in text
    order = [text.index(f'id="a1-c{number}"') for number in (2, 3, 1)]
    assert order == sorted(order)
    assert "£1,250,000" in text
    assert "(£1.25m)" in text


def test_the_same_claim_told_again_is_a_line_under_the_firmest(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    firmest = text[text.index('<li id="a1-c3">') :]
    assert 'class="tellings"> <li id="a1-c1">Told again: £50,000, claimed;' in firmest
    assert text.count('class="rung rung-', text.index('<ol class="claims">')) == 2


def test_who_told_a_claim_is_told_from_whose_share_it_is(reading: Reading) -> None:
    entry = reading.edition.by_slug["audit-shire"]
    share = replace(entry.claims[0], body="north", scope=Scope.ONE_SHARE, source="s1", alternative_to=())
    (said,) = ladder(reading.edition, replace(entry, claims=(share,)))
    text = " ".join(render_to_string("explore/_claim_source.html", {"said": said, "claim": said.claim}).split())
    assert text == 'Said by Northshire. Told by: <a href="#s1">Northshire</a>. The share of North Council.'


def test_claims_that_point_to_each_other_are_both_shown(reading: Reading) -> None:
    entry = reading.edition.by_slug["audit-shire"]
    one, other, _ = entry.claims
    claims = (replace(one, same_claim_as=other.id), replace(other, same_claim_as=one.id))
    shown = ladder(reading.edition, replace(entry, claims=claims))
    assert {each.claim.id for said in shown for each in (said, *said.again)} == {one.id, other.id}


def test_every_source_is_a_link_with_its_date(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert '<a href="https://north.example/audit" rel="external">Northshire</a>, May 2014.' in text
    assert "South &amp; Co</a>, undated." in text
    assert "Supports: its members." in text


def test_sources_of_one_publisher_are_told_apart_by_their_address(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert '<span class="small soft">north.example/audit</span>' in text
    assert (
        text.count("Each claim comes from one of the sources below; where the record says which, it is named.") == 1
    )


def test_what_its_files_hold_is_said_beside_them(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert "CSV (members)" in text
    assert "JSON (everything)" in text


def test_one_undated_source_alone_is_pointed_out(client: CheckedClient) -> None:
    assert "rests on one source, and that is undated" in page(client, "formula-and-sons")
    assert "rests on one source" not in page(client, "audit-shire")


def test_members_that_left_come_last_and_say_when(client: CheckedClient) -> None:
    text = page(client, "payroll-cafe")
    assert text.index('data-body="watch"') < text.index('<tr data-body="south"')
    assert "April 2015" in text[text.index('<tr data-body="south"') :]


def test_members_without_an_area_are_named_beside_the_map(client: CheckedClient) -> None:
    assert 'having no area on it today: <a href="/bodies/old">Old Council</a>' in page(client, "legal-shire")


def test_a_member_abolished_since_is_not_said_to_stay(client: CheckedClient) -> None:
    text = page(client, "counter-fraud")
    row = text[text.index('<tr data-body="old">') :]
    assert "abolished 31 March 2019; who holds its part is not known" in row[: row.index("</tr>")]
    assert "abolished" not in page(client, "legal-shire"), "it ended before its member did"


def test_what_is_still_asked_of_its_members_is_said(client: CheckedClient) -> None:
    text = page(client, "counter-fraud")
    asked = '<li>Old Council: who holds its part now? Perhaps <a href="/bodies/south">South Council</a>.</li>'
    assert asked in text[text.index("Still asked") :]
    assert "Still asked" not in page(client, "audit-shire")


def test_the_legend_says_only_what_is_drawn(client: CheckedClient) -> None:
    assert "</svg>has left</li>" in page(client, "payroll-cafe")
    assert "</svg>has left</li>" not in page(client, "counter-fraud")


def test_a_leaver_without_an_area_is_not_in_the_legend(reading: Reading) -> None:
    entry = reading.edition.by_slug["legal-shire"]
    parts = [replace(part, left=part.body.key == "old") for part in parts_of(entry, reading.edition.as_at)]
    picture = draw_members(reading, parts)
    assert picture
    assert [step.words for step in picture.legend] == ["member"]


def test_what_looks_like_markup_is_text(client: CheckedClient) -> None:
    assert "<script>alert" not in page(client, "formula-and-sons")


def test_where_it_was_told_is_said(client: CheckedClient) -> None:
    assert "made_for_tests, line 3 (taken)" in page(client, "audit-shire")


def test_its_data_say_the_same(client: CheckedClient) -> None:
    answer = client.get("/arrangements/audit-shire.json").json()
    assert answer["edition"] == "preview-0123456789ab"
    assert answer["arrangement"]["status"] == "live"
    assert [row["body"] for row in answer["members"]] == ["north", "south", "shire"]
    assert {column["name"] for column in answer["columns"]["claims"]} == set(answer["claims"][0])
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get("/arrangements/audit-shire.csv")).decode())))
    assert [rows[0][name] for name in ("body", "body_name", "body_gss")] == ["north", "North Council", "E07000002"]


def test_a_range_and_what_overlaps_it_are_said(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert "£1,000,000 to £1,250,000" in text
    assert 'Overlaps <a href="#a1-c2">£1.25m</a>: not to be added to it.' in text
    assert "For the whole arrangement." in text


def test_related_ones_are_named_from_both_sides(client: CheckedClient) -> None:
    assert 'Part of <a href="/arrangements/audit-shire">Audit Shire</a>' in page(client, "payroll-cafe")
    assert 'Holds <a href="/arrangements/payroll-cafe">Payroll Café</a>' in page(client, "audit-shire")


def test_those_that_stand_to_it_alike_share_a_line(reading: Reading) -> None:
    entry = reading.edition.by_slug["audit-shire"]
    beside = tuple(Relation("a1", RelationKind.SIBLING, other, "made for a test") for other in ("a3", "a2"))
    (line,) = related(reading.edition, replace(entry, relations=beside))
    assert [other.arrangement.name for other in line[1]] == ["Counter Fraud", "Legal Shire"]


def test_how_well_it_is_supported_is_said_with_the_reason(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert '<a href="/methods#confidence">High</a>: 2 sources from 2 publishers, dated 2014' in text
    assert "A copy on another site." in text


def test_the_address_of_a_merged_one_leads_to_the_one_that_holds_it(client: CheckedClient) -> None:
    answer = client.get("/arrangements/audit-of-shire")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/arrangements/audit-shire")
    answer = client.get("/arrangements/audit-of-shire.json")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/arrangements/audit-shire.json")


def test_the_address_of_one_taken_out_says_why(client: CheckedClient) -> None:
    answer = client.get("/arrangements/no-sharing")
    assert answer.status_code == 410
    assert "This entry, “no sharing” (a9), was taken out" in answer.content.decode()
    assert "Why: One council and a company only." in answer.content.decode()
    assert client.get("/arrangements/no-sharing.csv").status_code == 410


def members(text: str) -> str:
    return text[text.index('id="members"') : text.index('id="savings"')]


def test_lives_are_drawn_and_the_words_stand_beside_them(client: CheckedClient) -> None:
    text = members(page(client, "payroll-cafe"))
    assert text.count('<svg class="life"') > 4
    assert "Seen live in 2023" in text
    assert "the body itself came to its end" not in text
    assert "the body itself came to its end" in members(page(client, "legal-shire")), "a member was abolished"


def test_who_leads_and_what_nobody_has_said_are_among_the_facts(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    assert '<dt>Led by</dt><dd><a href="/bodies/north">North Council</a></dd>' in text
    assert "<dt>Led or hosted by</dt>" not in text
    assert '<dt>Led or hosted by</dt> <dd> <span class="not-known">not known</span> </dd>' in page(
        client, "legal-shire"
    )
    assert '<dt>Legal powers, budget, notice, terms of exit</dt> <dd> <span class="not-known">not known' in text


def test_who_has_left_leads_no_more(reading: Reading) -> None:
    parts = parts_of(reading.edition.by_slug["payroll-cafe"], reading.edition.as_at)
    assert [(words, [body.key for body in bodies]) for words, bodies in in_charge(parts)] == [
        ("Hosted by", ["north"])
    ]


def test_claims_stand_by_year_with_a_link_to_each(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    table = text[text.index('<table class="by-year">') : text.index('<ol class="claims">')]
    assert '<th scope="col">2012/13</th>' in table
    for number in (1, 2, 3):
        assert f'href="#a1-c{number}"' in table
    assert "£1m to £1.25m" in table
    assert '<table class="by-year">' not in page(client, "payroll-cafe")


def test_the_outline_of_the_whole_lies_under_the_members(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    start = text.index('<g class="whole">')
    assert text.count('<path d="', start, text.index("</g>", start)) == 3
    assert text.count('<path class="member"', start) == text.count('<path class="member"') == 3


def test_the_outline_of_the_whole_is_not_covered_by_an_area_that_left(client: CheckedClient) -> None:
    text = page(client, "payroll-cafe")
    assert 0 < text.rindex('<path class="left"') < text.index('<g class="whole">')


def test_similar_ones_say_why(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    similar = text[text.index('id="similar"') : text.index('id="sources"')]
    assert '<a href="/arrangements/counter-fraud">Counter Fraud</a>' in similar
    assert "also Internal audit" in similar
    assert "payroll-cafe" not in similar, "it is related, and said to be"


def test_it_can_be_cited_and_shared(client: CheckedClient) -> None:
    text = page(client, "audit-shire")
    address = "http://testserver/arrangements/audit-shire"
    assert f'<link rel="canonical" href="{address}">' in text
    assert f'value="{address}" readonly' in text
    assert "preview preview-0123456789ab, as at 25 November 2026: " + address in text
    assert "TY - ELEC TI - Audit Shire" in text
    assert 'href="/corrections?about=/arrangements/audit-shire"' in text
