"""The general rules find what is wrong with the old map's figures, and with figures made up for a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from sharemap.bodies.directory import Directory, read_directory
from sharemap.core.problem import Severity
from sharemap.editions import checks
from sharemap.editions.checks.finding import Finding
from sharemap.editions.checks.register.given import Register
from sharemap.editions.checks.report import covered_by_old_map
from sharemap.register.data import Data
from sharemap.register.published import PublishedFigure
from tests.register.samples import arrangement, body

# The instances by which the kinds of faults became known, one by one.
KNOWN = (
    ("several-values", "2013 arrangements, England", ("230", "281", "305", "325", "England 337")),
    ("compared-with-another", "2015 arrangements, England", ("Up from 337", "councils sharing", "383")),
    ("sources-disagree", "2014 councils_sharing, England", ("337", "329")),
    ("part-outgrew", "2015 arrangements, North East", ("38", "33", "8 to 46")),
    ("percentage-not-given", "2013 pct_councils_sharing, England", ("27 points", "62 to 95", "33")),
    ("percentage-not-given", "2013 councils_increase_pct, England", ("65", "219", "337", "53.9")),
    ("more-arrangements-another-sum", "2018 savings_cumulative, England", ("555", "£840m", "559", "£971m")),
    ("rise-read-as-range", "2014 arrangements_increase, London", ("26 to 37",)),
    ("since-after-first", "2015 savings_cumulative, England", ("2012", "2011")),
    ("one-amount-two-populations", "2015 savings_cumulative, other public sector", ("11", "15")),
    ("stock-never-falls", "2017 arrangements, England", ("Southwest One (a0584)",)),
    ("stock-never-falls", "2018 arrangements, England", ("Tri-borough shared services (a0358)",)),
)
# What nobody had listed.
OTHERS = (
    ("several-values", "2013 savings_cumulative, England", ("249", "263", "278")),
    ("several-values", "2018 arrangements, England", ("555", "559")),
    ("several-values", "2018 savings_cumulative, England", ("840", "971")),
    ("sources-disagree", "2017 pct_councils_sharing, England", ("97", "98")),
    ("percentage-not-given", "2014 pct_councils_sharing, England", ("96", "353", "95.47")),
    ("more-arrangements-another-sum", "2013 savings_cumulative, England", ("305", "325")),
    ("rise-not-given", "2014 savings_increase, England", ("83", "94", "79")),
    ("rise-not-given", "2014 arrangements_increase, South East", ("37", "64", "79", "15")),
    ("one-amount-two-populations", "2013 arrangements, East Midlands", ("64", "East of England", "South East")),
    ("one-amount-two-meanings", "2011 savings_total, England", ("already saved", "predicted")),
    ("silent-restatement", "2011 councils_sharing, England", ("219", "220")),
    ("silent-restatement", "2011 savings_total, England", ("156.5", "165")),
    ("total-against-flow", "2019 savings_in_year, England", ("200", "500", "369")),
    ("total-read-as-yearly", "2014 savings_cumulative, England", ("last year",)),
    ("total-read-as-yearly", "2015 savings_increase, England", ("in 2014",)),
    ("total-read-as-yearly", "2016 savings_cumulative, England", ("a year",)),
    ("parts-over-whole", "2011 arrangements, by partner_type", ("148", "143", "overlap")),
    ("parts-over-whole", "2014 arrangements_increase, by region", ("63", "58", "overlap")),
    ("numerator-outside-population", "2011 arrangements, by service", ("132", "operational")),
    ("stood-still", "2014 councils_sharing, England", ("337", "230", "383")),
)


@pytest.fixture(scope="module")
def found(data: Data, data_folder: Path) -> list[Finding]:
    figures = cast(list[PublishedFigure], data.rows[PublishedFigure])
    ours = covered_by_old_map(Register(data.rows, data.as_at))
    return checks.run_published(figures, read_directory(data_folder / "bodies")[0], ours)


@pytest.mark.parametrize(("check", "subject", "words"), [*KNOWN, *OTHERS])
def test_a_fault_of_the_published_figures_is_found(
    found: list[Finding], check: str, subject: str, words: tuple[str, ...]
) -> None:
    (finding,) = (each for each in found if (each.check, each.subject) == (check, subject))
    assert finding.severity is Severity.WARNING
    assert finding.rows
    assert [word for word in words if word not in finding.sentence] == []


def test_nothing_else_is_found_in_the_published_figures(found: list[Finding]) -> None:
    listed = {(check, subject) for check, subject, _ in (*KNOWN, *OTHERS)}
    # What ended meanwhile grows with our register.
    assert {(each.check, each.subject) for each in found if each.check != "stock-never-falls"} <= listed


def figure(edition: int, measure: str, value: float, part: str = "England", **changes: object) -> PublishedFigure:
    breakdown = "all" if part == "England" else "region"
    unit = "percent" if "pct" in measure else measure.split("_")[0]
    made = PublishedFigure(
        edition, f"{edition}-06-01", measure, breakdown, part, value, unit, f"https://map.example/{edition}", ""
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself


SOUND = (
    *(figure(2001, *each) for each in (("arrangements", 100), ("councils_sharing", 5), ("savings_cumulative", 50))),
    *(figure(2002, *each) for each in (("arrangements", 120), ("councils_sharing", 6), ("savings_cumulative", 62))),
    *(figure(2003, *each) for each in (("arrangements", 140), ("councils_sharing", 7), ("savings_cumulative", 75))),
    *(figure(year, "pct_councils_sharing", pct) for year, pct in ((2001, 50), (2002, 60), (2003, 70))),
    *(figure(2001, "arrangements", value, part) for part, value in (("North", 20), ("South", 30))),
    *(figure(2002, "arrangements", value, part) for part, value in (("North", 25), ("South", 36))),
    *(figure(2002, "arrangements_increase", value, part) for part, value in (("North", 5), ("South", 6))),
    figure(2002, "arrangements_increase", 20),
    figure(2002, "arrangements_increase_pct", 20, note="since 2001 (100 to 120)"),
    figure(2002, "arrangements_previous", 100),
    figure(2002, "savings_increase", 12),
    figure(2003, "savings_in_year", 13),
    figure(2003, "arrangements_without_savings_figure", 40),
)
DIRECTORY = Directory(tuple(body(f"council-{each}") for each in range(10)))
ELSEWHERE = "https://press.example/story"
# What is put into the sound figures, in place of those of the same thing on the same page.
MADE_UP: tuple[tuple[str, str, tuple[PublishedFigure, ...]], ...] = (
    (
        "several-values",
        "2003 arrangements, England",
        (figure(2003, "arrangements", 144, url=ELSEWHERE), figure(2003, "arrangements", 151, url=ELSEWHERE)),
    ),
    ("sources-disagree", "2003 arrangements, England", (figure(2003, "arrangements", 144, url=ELSEWHERE),)),
    (
        "silent-restatement",
        "2001 councils_sharing, England",
        (figure(2001, "councils_sharing", 4, url="https://map.example/2003"),),
    ),
    ("compared-with-another", "2003 arrangements, England", (figure(2003, "arrangements", 140, note="up from 6"),)),
    ("compared-with-another", "2002 arrangements, England", (figure(2002, "arrangements_previous", 50),)),
    ("previous-differs", "2003 arrangements, England", (figure(2003, "arrangements", 140, note="up from 119"),)),
    ("previous-differs", "2002 arrangements, England", (figure(2002, "arrangements_previous", 99),)),
    ("rise-not-given", "2002 savings_increase, England", (figure(2002, "savings_increase", 21),)),
    ("rise-not-given", "2002 arrangements_increase, North", (figure(2002, "arrangements_increase", 8, "North"),)),
    ("rise-read-as-range", "2002 arrangements, South", (figure(2002, "arrangements", 36, "South", note="5 to 6"),)),
    ("part-outgrew", "2002 arrangements, North", (figure(2002, "arrangements", 65, "North"),)),
    ("part-outgrew", "2002 arrangements, South", (figure(2002, "arrangements_increase", 33, "South"),)),
    ("percentage-not-given", "2002 pct_councils_sharing, England", (figure(2002, "pct_councils_sharing", 65),)),
    (
        "percentage-not-given",
        "2003 pct_councils_sharing, England",
        (figure(2003, "pct_councils_sharing", 70, note="up 20 points from 60"),),
    ),
    (
        "percentage-not-given",
        "2002 arrangements_increase_pct, England",
        (figure(2002, "arrangements_increase_pct", 27),),
    ),
    (
        "more-arrangements-another-sum",
        "2003 savings_cumulative, England",
        (figure(2003, "arrangements", 141, url=ELSEWHERE), figure(2003, "savings_cumulative", 99, url=ELSEWHERE)),
    ),
    (
        "since-after-first",
        "2003 savings_cumulative, England",
        (figure(2003, "savings_cumulative", 75, note="since 2002"),),
    ),
    (
        "one-amount-two-populations",
        "2003 savings_cumulative, other councils",
        (
            figure(2003, "savings_cumulative", 15, "other councils"),
            figure(2003, "savings_cumulative", 15, "other public bodies", url=ELSEWHERE),
        ),
    ),
    (
        "one-amount-two-meanings",
        "2003 savings_cumulative, England",
        (
            figure(2003, "savings_cumulative", 75, note="'already saved'"),
            figure(2003, "savings_cumulative", 75, note="'forecast' by 2005", url=ELSEWHERE),
        ),
    ),
    (
        "total-read-as-yearly",
        "2003 savings_cumulative, England",
        (figure(2003, "savings_cumulative", 75, note="elsewhere 'per year'"),),
    ),
    ("total-against-flow", "2003 savings_in_year, England", (figure(2003, "savings_in_year", 30),)),
    ("parts-over-whole", "2001 arrangements, by region", (figure(2001, "arrangements", 90, "North"),)),
    ("numerator-outside-population", "2001 arrangements, South", (figure(2001, "arrangements", 101, "South"),)),
    (
        "numerator-outside-population",
        "2003 arrangements_without_savings_figure, England",
        (figure(2003, "arrangements_without_savings_figure", 141),),
    ),
    (
        "numerator-outside-population",
        "2003 pct_councils_sharing, England",
        (figure(2003, "pct_councils_sharing", 107),),
    ),
    ("councils-not-alive", "2003 councils_sharing, England", (figure(2003, "councils_sharing", 11),)),
    (
        "councils-not-alive",
        "2003 councils_sharing, England",
        (figure(2003, "councils_sharing", 7, note="7 of 12 councils"),),
    ),
    (
        "stood-still",
        "2003 councils_sharing, England",
        (figure(2001, "councils_sharing", 6), figure(2003, "councils_sharing", 6)),
    ),
)


def test_sound_figures_give_no_finding() -> None:
    assert checks.run_published(SOUND, DIRECTORY) == []


@pytest.mark.parametrize(("check", "subject", "put_in"), MADE_UP)
def test_a_made_up_fault_of_the_kind_is_found(check: str, subject: str, put_in: tuple[PublishedFigure, ...]) -> None:
    same = {(each.edition, each.measure, each.part, each.url) for each in put_in}
    kept = [each for each in SOUND if (each.edition, each.measure, each.part, each.url) not in same]
    found = checks.run_published([*kept, *put_in], DIRECTORY)
    assert (check, subject) in {(each.check, each.subject) for each in found}


def test_a_stock_that_only_rose_names_what_ended_meanwhile() -> None:
    ran = {"starts_on_earliest": date(2000, 1, 1), "starts_on_latest": date(2000, 1, 1)}
    ended = {"ends_before_earliest": date(2001, 9, 1), "ends_before_latest": date(2001, 9, 1)}
    ours = [arrangement("a1", "Audit", **ran, **ended), arrangement("a2", "Legal", **ran)]
    (finding,) = checks.run_published(SOUND, DIRECTORY, ours)
    assert (finding.check, finding.subject) == ("stock-never-falls", "2002 arrangements, England")
    assert "1 arrangement ended that our register knows: Audit (a1)" in finding.sentence


def test_every_check_has_a_made_up_fault_to_find() -> None:
    tried: Mapping[str, object] = {check: None for check, _, _ in MADE_UP} | {"stock-never-falls": None}
    assert {checks.name_of(check) for check in checks.OF_PUBLISHED} == set(tried)
