"""The old map's figures as printed: every one on the page with its source, conflicts found, and ours kept apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from sharemap.core.fields import fields_of
from sharemap.core.period import Bounds
from sharemap.editions.read import Edition
from sharemap.explore import past, printed
from sharemap.explore.history import Printed, Section, history_of
from sharemap.explore.of_service import Count
from sharemap.explore.views import history as views
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import Membership, State
from sharemap.register.taxonomy import Crosswalk, Scheme
from tests.explore.handmade import dated, entry, seen, year
from tests.pages import CheckedClient
from tests.register.samples import body, membership

IN_2013 = PublishedFigure(
    2013, "2013-03-19", "arrangements", "all", "England", 325.0, "arrangements", "https://lga.example/325", ""
)
SAVED = replace(IN_2013, measure="savings_cumulative", unit="GBP million", value=263.0)
MARCH = Bounds(date(2013, 3, 1), date(2013, 3, 31))


@pytest.fixture(scope="session")
def figures(data_folder: Path) -> tuple[PublishedFigure, ...]:
    """All that is in data/published."""
    with (data_folder / "published" / "figures.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kinds = {field.name: field.kind for field in fields_of(PublishedFigure)}
    return tuple(PublishedFigure(**{name: kinds[name](text) for name, text in row.items()}) for row in rows)


@pytest.fixture
def sections(edition: Edition, figures: Sequence[PublishedFigure]) -> tuple[Section, ...]:
    return history_of(replace(edition, published_figures=tuple(figures)))


@pytest.fixture
def page(client: CheckedClient, sections: tuple[Section, ...], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(views.once, "of", lambda _: sections)
    return unescape(" ".join(client.get("/history").content.decode().split()))


def of(edition: Edition, *figures: PublishedFigure) -> tuple[Section, ...]:
    return history_of(replace(edition, published_figures=figures))


def test_every_printed_value_is_on_the_page_with_its_source_and_its_note(
    page: str, figures: Sequence[PublishedFigure]
) -> None:
    assert len(figures) > 100
    for figure in figures:
        assert f"<span>{printed.printed_words(figure)}" in page, figure
        assert f'href="{figure.url}"' in page, figure
        assert figure.note[1:] in page, figure
    assert page.count('class="number theirs" data-label') == len(figures)


def test_each_figure_stands_in_one_section_and_none_fits_nowhere(
    sections: Sequence[Section], figures: Sequence[PublishedFigure]
) -> None:
    assert sum(len(section.rows) for section in sections) == len(figures)
    keys = [section.topic.key for section in sections]
    assert keys == ["arrangements", "councils", "savings", "years", "regions", "services", "flagships"]


def test_what_nobody_foresaw_still_has_a_section(edition: Edition) -> None:
    (section,) = of(edition, replace(IN_2013, measure="councillors_asked", breakdown="party", part="any"))
    assert section.topic.key == "others"
    assert printed.shelf_words(section.shelves[0]) == "Councillors asked"


def test_the_conflicts_of_the_published_figures_are_found(sections: Sequence[Section]) -> None:
    found = {
        (rows[0].figure.edition, rows[0].figure.measure): sorted({row.figure.value for row in rows})
        for section in sections
        for rows in section.conflicts
    }
    assert found == {
        (2011, "councils_sharing"): [219, 220],
        (2011, "savings_total"): [156.5, 165],
        (2013, "arrangements"): [281, 305, 325],
        (2013, "savings_cumulative"): [263, 278],
        (2014, "councils_sharing"): [329, 337],
        (2017, "pct_councils_sharing"): [97, 98],
        (2018, "arrangements"): [555, 559],
        (2018, "savings_cumulative"): [840, 971],
    }


def test_rises_that_no_totals_give_are_found_and_those_that_totals_give_are_not(sections: Sequence[Section]) -> None:
    found = {(rise.figure.measure, rise.figure.part): rise.totals for each in sections for rise in each.rises}
    assert found == {
        ("councils_increase_pct", "England"): ((2012, (0,)), (2011, (53, 54))),
        ("savings_increase", "England"): ((2013, (79, 94)), (2012, (108,))),
        ("arrangements_increase", "South East"): ((2013, (15,)),),
    }


def test_a_conflict_is_drawn_told_and_marked_in_the_table(page: str) -> None:
    assert "Arrangements, 2013: 281 arrangements (23 January 2013), 305 arrangements (day not shown, 2013)" in page
    assert "≠ conflict: different values for one edition" in page
    assert "Conflict: also printed for this edition, 305 arrangements and 325 arrangements." in page
    assert page.count('class="fork" d="M14 1') == 4, "each chart with a conflict has it in its legend"
    assert "since 2013 it would be £79 million or £94 million" in page


def test_what_others_counted_is_not_given_to_the_lga(sections: Sequence[Section]) -> None:
    others = {(row.figure.edition, row.figure.measure) for each in sections for row in each.rows if not row.lgas}
    assert others == {
        (2011, "councils_in_talks_joint_management"),
        (2015, "shared_chief_executives"),
        (2016, "pct_councils_sharing_back_office"),
        (2017, "arrangements_distinct_intercouncil"),
        (2017, "pct_councils_sharing"),
    }


def test_a_conflict_with_others_says_that_they_are_others(edition: Edition) -> None:
    of_others = replace(IN_2013, value=300.0, note="Dixon; not an LGA figure")
    (section,) = of(edition, IN_2013, of_others)
    (words,) = map(printed.conflict_words, section.conflicts)
    assert words.endswith("Not all are the LGA’s: the notes say who counted.")


def test_two_values_of_one_day_differ_without_a_reason(edition: Edition) -> None:
    (section,) = of(edition, IN_2013, replace(IN_2013, value=300.0))
    (words,) = map(printed.conflict_words, section.conflicts)
    assert words == (
        "Arrangements, 2013: 300 arrangements (19 March 2013) and 325 arrangements (19 March 2013). "
        "They bear the same date, and nothing says why they differ."
    )


def test_the_same_value_twice_is_no_conflict(edition: Edition) -> None:
    (section,) = of(edition, IN_2013, replace(IN_2013, url="https://press.example/"))
    assert section.conflicts == ()
    assert [row.others for row in section.rows] == [(), ()]


def test_ours_is_counted_for_the_printed_day_and_of_england_only(edition: Edition) -> None:
    held = (
        entry(dated(year(2011))),
        entry(dated(year(2011)), members=("shetland-islands",)),
        entry(dated(year(2014))),
        entry(dated(None)),
        entry(dated(None), [seen(State.PLANNED, year(2012))]),
    )
    scottish = tuple(replace(each, body=replace(each.body, nation="Scotland")) for each in held[1].members)
    known = replace(edition, entries=(held[0], replace(held[1], members=scottish), *held[2:]))
    (section,) = of(known, IN_2013)
    assert [row.ours for row in section.rows] == [Count(1, 2)]


def test_ours_is_counted_by_region_and_by_the_labels_that_we_match(edition: Edition) -> None:
    known = replace(edition, crosswalk=(Crosswalk("internal-audit", Scheme.OLD_MAP, "", "checks"),))
    region = replace(IN_2013, breakdown="region", part="South East")
    service = replace(IN_2013, breakdown="service", part="checks")
    rows = {row.figure.part: row for each in of(known, region, service) for row in each.rows}
    assert rows["South East"].ours
    assert rows["checks"].ours
    assert [each.key for each in rows["checks"].services] == ["internal-audit"]
    assert rows["checks"].ours.high <= rows["South East"].ours.high


def test_savings_and_labels_that_we_cannot_match_have_nothing_of_ours(edition: Edition) -> None:
    unmatched = replace(IN_2013, breakdown="service", part="juggling")
    assert [row.ours for each in of(edition, SAVED, unmatched) for row in each.rows] == [None, None]


def test_a_figure_without_a_day_is_listed_and_not_drawn(edition: Edition) -> None:
    (section,) = of(edition, replace(IN_2013, published="spring"))
    assert [(row.days, row.ours) for row in section.rows] == [(None, None)]
    assert section.drawn(("arrangements",)) == ()
    assert views.chart_of(section, ("arrangements",)) is None


def test_a_chart_keeps_the_two_apart(edition: Edition) -> None:
    (section,) = of(edition, replace(IN_2013, published="2013", value=305.0), IN_2013)
    chart = views.chart_of(section, ("arrangements",))
    assert chart
    assert [dot.words for dot in chart.points.dots] == [
        "305 arrangements, LGA, as printed, 2013",
        "325 arrangements, LGA, as printed, 19 March 2013",
    ]
    (band,) = chart.points.bands
    assert band.words.endswith("what Sharemap knows for 19 March 2013"), "the day that is known best"
    assert len(chart.points.forks) == 1


def test_percentages_are_drawn_to_a_hundred(edition: Edition) -> None:
    (section,) = of(edition, replace(IN_2013, measure="pct_councils_sharing", unit="percent", value=62.0))
    chart = views.chart_of(section, ("pct_councils_sharing",))
    assert chart
    assert chart.points.steps[-1].words == "100"
    assert chart.unit == "% of councils, as printed"


def test_bars_share_a_scale_only_with_their_unit(edition: Edition) -> None:
    rank = replace(SAVED, measure="rank_of_savings", breakdown="service", part="legal", unit="rank", value=1.0)
    parts = [
        replace(SAVED, breakdown="service", part=part, value=value) for part, value in (("a", 50.0), ("b", 100.0))
    ]
    alone = replace(IN_2013, measure="councils_sharing", breakdown="service", part="ICT", unit="councils", value=33.0)
    (section,) = of(edition, *parts, rank, alone)
    drawn = views.bars_of(section)
    assert [getattr(drawn.get(id(row)), "length", None) for row in section.rows] == [500, 1000, None, None]


def sharing(member: Membership, days: Bounds = MARCH) -> Count:
    return past.councils_sharing([entry(dated(year(2011)), members=[member])], days)


def part(joined: Bounds | None = None, left: Bounds | None = None) -> Membership:
    return replace(
        membership("a1", "north"),
        joined_on_earliest=joined.earliest if joined else None,
        joined_on_latest=joined.latest if joined else None,
        left_before_earliest=left.earliest if left else None,
        left_before_latest=left.latest if left else None,
    )


@pytest.mark.parametrize(
    ("member", "count"),
    [
        (part(), Count(1, 1)),
        (part(joined=year(2012)), Count(1, 1)),
        (part(joined=year(2013)), Count(0, 1)),
        (part(joined=year(2014)), Count(0, 0)),
        (part(left=year(2014)), Count(1, 1)),
        (part(left=year(2013)), Count(0, 1)),
        (part(left=year(2012)), Count(0, 0)),
    ],
)
def test_a_council_counts_while_it_was_a_member(member: Membership, count: Count) -> None:
    assert sharing(member) == count


def test_councils_alive_through_the_days_are_certain_and_those_at_either_end_possible() -> None:
    gone = body("gone", ends_before=date(2013, 3, 15))
    held = [body("north"), gone, body("welsh", nation="Wales")]
    assert past.councils(held, MARCH) == Count(1, 2)


def test_a_share_is_at_least_of_the_most_and_at_most_of_the_least() -> None:
    assert past.percent(Count(50, 100), Count(100, 200)) == Count(25, 100)
    assert past.percent(Count(1, 3), Count(2, 2)) == Count(50, 100)
    assert past.percent(Count(0, 0), Count(0, 0)) == Count(0, 0)


def test_values_are_said_as_printed_with_their_unit() -> None:
    said = [
        printed.value_words(*each)
        for each in (
            (1340.0, "GBP million"),
            (0.16, "GBP million"),
            (40.0, "GBP million over 5 years"),
            (95.0, "percent"),
            (1.0, "rank (joint)"),
            (1350.0, "staff"),
        )
    ]
    assert said == [
        "£1,340 million",
        "£0.16 million",
        "£40 million over 5 years",
        "95%",
        "joint rank 1",
        "1,350 staff",
    ]


def test_a_line_says_of_what_it_is_and_leaves_names_as_they_are() -> None:
    of_part = replace(SAVED, breakdown="service", part="legal")
    named = replace(SAVED, breakdown="arrangement", part="oneSource")
    assert [printed.subject_words(each) for each in (SAVED, of_part, named)] == [
        "2013",
        "Legal, 2013",
        "oneSource, 2013",
    ]
    assert printed.alone_words(of_part) == "Legal, 2013: savings up to the time"


def test_ours_is_said_in_the_same_unit() -> None:
    assert printed.ours_words(Printed(replace(IN_2013, unit="percent"), MARCH, Count(71, 96), ())) == "71% to 96%"
    assert printed.ours_words(Printed(IN_2013, MARCH, Count(5, 5), ())) == "5"


def test_the_data_say_whose_count_each_is(
    client: CheckedClient, page: str, figures: Sequence[PublishedFigure]
) -> None:
    rows: list[Mapping[str, object]] = client.get("/history.json").json()["history"]
    theirs = [row for row in rows if row["by"] != views.OURS]
    assert len(theirs) == len(figures)
    assert all(row["url"] and row["low"] == row["high"] for row in theirs)
    assert {row["by"] for row in rows} == {"LGA, as printed", "others, as printed", "Sharemap"}
    assert not any(row["url"] for row in rows if row["by"] == views.OURS)
    assert not any(str(row["unit"]).startswith("GBP") for row in rows if row["by"] == views.OURS)
    (told,) = (row for row in theirs if row["day"] == "2018-06-28" and row["measure"] == "arrangements")
    assert told["contradicted_by"] == ["559"]
    lines = csv.DictReader(io.StringIO(b"".join(client.get("/history.csv")).decode()))
    assert len(list(lines)) == len(rows)
    assert page


def test_an_edition_without_printed_figures_says_so(client: CheckedClient) -> None:
    assert "This edition holds none of them." in client.get("/history").content.decode()


@pytest.mark.parametrize("address", ["/coverage", "/methods", "/data"])
def test_the_page_is_found_from_where_one_would_look(client: CheckedClient, address: str) -> None:
    assert 'href="/history"' in client.get(address).content.decode()
