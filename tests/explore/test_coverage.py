"""How complete the register is: counted from dates and sources alone, with the old map's numbers kept apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from sharemap.core.period import Bounds
from sharemap.editions.read import Edition
from sharemap.editions.tables import SupportRow
from sharemap.explore.coverage import (
    Share,
    Year,
    claim_shares,
    coverage_of,
    nations,
    old_services,
    regions,
    shares,
    years,
)
from sharemap.explore.of_service import Count
from sharemap.explore.past import ran_in
from sharemap.explore.views import coverage as views
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import ClaimKind, Confidence, DeliveryModel, Scope, Source, State
from sharemap.register.taxonomy import Crosswalk, Scheme
from tests.explore.handmade import dated, entry, evidence, seen, year
from tests.pages import CheckedClient
from tests.register.samples import SOURCE, arrangement, claim

SPRING_2013 = Bounds(date(2013, 3, 1), date(2013, 3, 31))
IN_2018 = Bounds(date(2018, 4, 1), date(2018, 5, 1))
PRINTED = PublishedFigure(
    2013, "2013-03", "arrangements", "region", "South East", 64.0, "arrangements", "https://press.example/64", "up"
)
OF_AUDIT = replace(PRINTED, edition=2011, published="2011-03", breakdown="service", part="checks", value=23.0)


@pytest.fixture
def with_old_map(edition: Edition) -> Edition:
    crosswalk = (Crosswalk("internal-audit", Scheme.OLD_MAP, "", "checks"),)
    return replace(edition, published_figures=(PRINTED, OF_AUDIT), crosswalk=crosswalk)


def ran(start: Bounds | None, end: Bounds | None, state: State, days: Bounds | None) -> Count:
    return ran_in([entry(dated(start, end), [seen(state, days)])], SPRING_2013)


@pytest.mark.parametrize(
    ("start", "end", "state", "days", "count"),
    [
        (year(2011), None, State.LIVE, year(2025), Count(1, 1)),
        (year(2011), IN_2018, State.UNCLEAR, None, Count(1, 1)),
        (year(2011), None, State.LIVE, year(2012), Count(0, 1)),
        (year(2011), None, State.LIVE, None, Count(0, 1)),
        (year(2013), None, State.LIVE, year(2025), Count(0, 1)),
        (year(2014), None, State.LIVE, year(2025), Count(0, 0)),
        (None, None, State.LIVE, year(2025), Count(0, 1)),
        (None, None, State.ENDED, year(2012), Count(0, 0)),
        (None, None, State.ENDED, year(2013), Count(0, 1)),
        (None, None, State.ENDED, None, Count(0, 1)),
        (year(2009), Bounds(date(2012, 4, 1), date(2012, 5, 1)), State.ENDED, None, Count(0, 0)),
        (year(2009), Bounds(date(2013, 1, 1), date(2014, 1, 1)), State.ENDED, None, Count(0, 1)),
    ],
)
def test_what_ran_on_a_past_day_is_a_range(
    start: Bounds | None, end: Bounds | None, state: State, days: Bounds | None, count: Count
) -> None:
    assert ran(start, end, state, days) == count


def test_one_seen_live_before_and_after_ran_between() -> None:
    sightings = [seen(State.LIVE, year(2010)), seen(State.LIVE, year(2020))]
    assert ran_in([entry(dated(None), sightings)], SPRING_2013) == Count(1, 1)


def test_certain_is_never_more_than_possible(edition: Edition) -> None:
    for number in range(2005, 2027):
        count = ran_in(edition.entries, year(number))
        assert 0 <= count.low <= count.high <= len(edition.entries)


def test_councils_with_none_known_are_named_and_those_of_today_only(edition: Edition) -> None:
    found = {nation.name: nation for nation in nations(edition, coverage_of(edition).known)}
    assert "lonely" in {body.key for body in found["England"].without}
    assert "old" not in {body.key for body in found["England"].without}, "it is no more"
    assert "north" not in {body.key for body in found["England"].without}
    assert (found["Scotland"].councils, found["Scotland"].without) == (1, ())
    assert "Wales" not in found


def test_a_council_that_stands_only_in_a_plan_has_none_known(edition: Edition) -> None:
    found = {body.key for nation in coverage_of(edition).nations for body in nation.without}
    assert "westham" in found, "it stands in what was never formed"


def test_every_year_has_a_line_and_the_undated_stand_apart() -> None:
    held = [
        entry(sightings=[seen(State.LIVE, year(2012))]),
        entry(sightings=[seen(State.LIVE, year(2010))]),
        entry(sightings=[seen(State.LIVE, None)]),
    ]
    assert years(held) == (Year(2012, 1), Year(2011, 0), Year(2010, 1), Year(None, 1))
    assert years([]) == ()


def test_shares_count_what_is_said() -> None:
    undated = replace(SOURCE, id="s2", published="")
    held = [
        entry(claims=(claim(),), evidence=evidence(SOURCE, undated)),
        entry(dated(None), support=SupportRow("a1", Confidence.HIGH, ""), evidence=evidence(undated)),
        entry(arrangement(model=DeliveryModel.NOT_KNOWN, staff=None), [seen(State.ENDED, year(2012))]),
    ]
    found = {share.what: (share.count, share.of) for share in shares(held)}
    assert found == {
        "a start": (2, 3),
        "an end, of those ended": (0, 1),
        "why it ended, of those ended": (0, 1),
        "a model": (2, 3),
        "a number of staff": (2, 3),
        "a claim": (1, 3),
        "two sources or more": (1, 3),
        "a dated source": (1, 3),
        "high confidence": (1, 3),
        "medium confidence": (2, 3),
        "low confidence": (0, 3),
    }


def test_a_percentage_never_says_all_or_none_of_what_is_nearly_so() -> None:
    said = [Share("", count, 1000).percent for count in (0, 1, 333, 999, 1000)]
    assert said == ["0%", "under 1%", "33%", "over 99%", "100%"]
    assert Share("", 0, 0).percent == "–"


def test_claims_say_what_they_leave_blank() -> None:
    bare = claim("c2", year_from=None, kind=ClaimKind.NOT_STATED, scope=Scope.NOT_STATED, source="")
    assert [(share.count, share.of) for share in claim_shares([entry(claims=(claim(), bare))])] == [(1, 2)] * 4
    assert [(share.count, share.of) for share in claim_shares([])] == [(0, 0)] * 4


def test_what_was_printed_stands_beside_ours_of_the_same_time() -> None:
    (region,) = regions([entry(dated(year(2011))), entry(dated(year(2014)))], [PRINTED])
    assert (region.name, region.known) == ("South East", 2)
    in_2013, in_2015 = region.beside
    assert in_2013
    assert (in_2013.printed, in_2013.value, in_2013.ours) == (PRINTED, "64", Count(1, 1))
    assert in_2015 is None


def test_figures_that_are_no_counts_of_arrangements_are_left_out() -> None:
    (region,) = regions([entry()], [replace(PRINTED, measure="arrangements_increase")])
    assert region.beside == (None, None)


def test_a_label_of_the_old_map_is_matched_by_the_crosswalk(with_old_map: Edition) -> None:
    (found,) = old_services(with_old_map, coverage_of(with_old_map).known)
    assert [service.key for service in found.services] == ["internal-audit"]
    assert (found.printed.part, found.value) == ("checks", "23")
    assert found.ours.high <= 2


@pytest.fixture
def on_page(monkeypatch: pytest.MonkeyPatch, with_old_map: Edition) -> None:
    held = coverage_of(with_old_map)
    monkeypatch.setattr(views.once, "of", lambda _: held)


def page(client: CheckedClient) -> str:
    return " ".join(client.get("/coverage").content.decode().split())


def test_the_page_names_the_councils_to_ask(client: CheckedClient) -> None:
    assert '<a href="/bodies/lonely">Lonely Council</a>' in page(client)


def test_the_page_draws_each_year_with_its_number(client: CheckedClient) -> None:
    text = page(client)
    row = text[text.index('<th scope="row">2025</th>') :]
    assert row.startswith('<th scope="row">2025</th> <td class="number">1</td>')
    assert text.count('<svg class="bar"') == text.count('height="10"')


@pytest.mark.usefixtures("on_page")
def test_what_was_printed_has_its_own_column_its_source_and_its_note(client: CheckedClient) -> None:
    text = page(client)
    assert "> LGA’s map, 2013, as printed </th>" in text
    row = text[text.index("South East</a></th>") :]
    cell = row[row.index('<td class="number theirs" data-label="LGA 2013">') :]
    assert '<a href="https://press.example/64" rel="external">64</a>' in cell[: cell.index("</td>")]
    assert '<li id="note-1">Up.</li>' in text
    assert "it was of England only" in text
    assert '<a href="/services/internal-audit">Internal audit</a>' in text[text.index('id="old-services"') :]


@pytest.mark.usefixtures("on_page")
def test_the_data_say_whose_count_each_is(client: CheckedClient) -> None:
    rows: list[Mapping[str, object]] = client.get("/coverage.json").json()["coverage"]
    theirs = [row for row in rows if row["by"] == views.THEIRS]
    assert [(row["line"], row["low"], row["high"], row["url"]) for row in theirs] == [
        ("South East", 64.0, 64.0, PRINTED.url),
        ("checks", 23.0, 23.0, PRINTED.url),
    ]
    assert not any(row["url"] for row in rows if row["by"] == views.OURS)
    lines = csv.DictReader(io.StringIO(b"".join(client.get("/coverage.csv")).decode()))
    assert len(list(lines)) == len(rows)


def test_coverage_is_worked_out_once_for_an_edition(edition: Edition) -> None:
    assert views.once.of(edition) is views.once.of(edition)
    other = replace(edition, entries=())
    assert views.once.of(other).known == ()


def test_an_empty_register_has_coverage_too(edition: Edition) -> None:
    held = coverage_of(replace(edition, entries=(), published_figures=()))
    assert (held.known, held.years, held.regions) == ((), (), ())
    assert all(share.percent == "–" for share in (*held.shares, *held.claims))


def test_a_source_without_a_date_does_not_date(edition: Edition) -> None:
    undated: Source = replace(SOURCE, published="")
    (found,) = (share for share in shares([entry(evidence=evidence(undated))]) if share.what == "a dated source")
    assert found.count == 0
