"""What a release says and in which words; what it refuses to say, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions.read import Edition
from sharemap.explore.release import rules
from sharemap.explore.release.draft import draft
from sharemap.explore.release.money import told
from sharemap.explore.release.values import Sentence
from sharemap.register.rows import Arrangement, Claim, ClaimKind, Membership, Rung, Scope, Sighting, State
from tests.explore.release.conftest import Drafted
from tests.explore.release.handmade import claim, edition_with, left_out, release_with, said
from tests.explore.release.reading import link
from tests.explore.world import TODAY, arrangements, memberships, sightings
from tests.register.samples import membership

COST = ClaimKind.ONE_OFF_COST
STARTS = {
    Rung.CHECKED: "Auditors or independent studies found that councils and their partners had saved ",
    Rung.ACHIEVED: "Councils and their partners report that they have in fact saved ",
    Rung.BUDGETED: "Councils and their partners had budgeted to save ",
    Rung.FORECAST: "Councils and their partners were forecast to save ",
    Rung.CLAIMED: "Councils and their partners say they have saved ",
}


@dataclass(frozen=True)
class Range:
    low: float
    high: float


@pytest.mark.parametrize(
    ("part", "holds"),
    [((6, 8), True), ((5, 8), False), ((3, 10), False), ((10, 10), True)],
)
def test_most_must_hold_at_the_low_end(part: tuple[int, int], holds: bool) -> None:
    assert rules.most(Range(*part), Range(10, 10)) is holds


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [((5, 6), (3, 4), True), ((5, 6), (3, 5), False), ((4, 9), (3, 5), False), ((5, 5), (5, 5), False)],
)
def test_a_comparison_of_ranges_that_overlap_or_touch_is_refused(
    one: tuple[int, int], other: tuple[int, int], holds: bool
) -> None:
    assert rules.above(Range(*one), Range(*other)) is holds


@pytest.mark.parametrize(
    ("held", "named"),
    [
        ([(9, 9), (5, 5), (5, 5)], [(9, 9)]),
        ([(9, 9), (9, 9), (1, 1)], []),
        ([(9, 10), (7, 8), (5, 6), (3, 4)], [(9, 10), (7, 8), (5, 6)]),
        ([(9, 9), (2, 9)], []),
        ([(9, 9), (5, 7), (1, 6)], [(9, 9)]),
        ([], []),
    ],
)
def test_only_what_lies_above_all_that_follow_is_named(
    held: list[tuple[int, int]], named: list[tuple[int, int]]
) -> None:
    found = rules.leaders([Range(*each) for each in reversed(held)])
    assert [(each.low, each.high) for each in found] == named


@pytest.mark.parametrize(("rows", "holds"), [(4, False), (5, True)])
def test_a_middle_value_needs_five_rows(rows: int, holds: bool) -> None:
    assert rules.enough(rows) is holds


@pytest.mark.parametrize(("arrangements_", "holds"), [(4, False), (5, True), (0, False)])
def test_an_amount_needs_a_twentieth_of_the_arrangements(arrangements_: int, holds: bool) -> None:
    assert rules.covered(arrangements_, Range(90, 100)) is holds


@pytest.mark.parametrize(("year", "holds"), [(2024, True), (2025, True), (2026, False)])
def test_a_financial_year_is_over_on_the_first_of_april(year: int, holds: bool) -> None:
    assert rules.over(year, TODAY) is holds


def test_the_real_release_says_most_councils_at_the_low_end(real: Drafted) -> None:
    part, whole = (real.edition.figures[name].row for name in ("councils-sharing", "principal-councils"))
    assert part.low
    assert whole.high
    assert real.release.headline == "Most UK councils share services"
    assert 2 * part.low > whole.high
    assert said(real.release)[0].startswith("Most principal councils of the United Kingdom, between ")


def test_fewer_than_half_are_not_called_most(small: Drafted) -> None:
    assert "Most" not in small.release.headline
    assert said(small.release)[0].startswith(
        "Of the principal councils of the United Kingdom 3 of 7 (43%) are members"
    )
    assert (
        left_out(small.release)["Most councils share services"]
        == "3 of 7 (43%) is not more than half at the low end."
    )


def test_a_range_over_the_half_is_not_called_most(tmp_path: Path) -> None:
    more = [membership("a7", "eastham"), membership("a7", "westham"), membership("a7", "lonely")]
    release = release_with(tmp_path, {Membership: [*memberships(), *more]})
    assert "between 3 and 6 of 7 (43% to 86%)" in said(release)[0]
    assert "Most councils share services" in left_out(release)


@pytest.mark.parametrize("rung", Rung)
def test_each_rung_has_its_own_words(rung: Rung, tmp_path: Path) -> None:
    release = release_with(tmp_path, {Claim: [claim(1, 1_250_000, rung)]})
    found = [each for each in said(release) if "£1.25m in 2012/13" in each]
    assert found == [
        f"{STARTS[rung]}£1.25m in 2012/13, for 1 of 5 arrangements known; of the others no source read gives such an "
        "amount."
    ]


def test_tense_goes_by_the_year(tmp_path: Path) -> None:
    later = {"year_from": 2030, "year_to": 2030, "period_words": "2030/31"}
    release = release_with(tmp_path, {Claim: [claim(1, 900, Rung.FORECAST, **later)]})
    assert any(
        each.startswith("Councils and their partners are forecast to save £900 in 2030/31") for each in said(release)
    )
    assert told(Rung.BUDGETED, COST, over=False) == "Councils and their partners have budgeted to spend"
    assert told(Rung.BUDGETED, COST, over=True) == "Councils and their partners had budgeted to spend"


def test_nothing_is_told_as_saved_in_a_year_that_is_not_over(tmp_path: Path) -> None:
    now = {"year_from": 2026, "year_to": 2026}
    release = release_with(tmp_path, {Claim: [claim(1, 900, Rung.ACHIEVED, **now)]})
    why = left_out(release)["The sum of achieved claims, recurring"]
    assert why == "None of these claims names years that are over."
    assert not any("£900 in" in each for each in said(release))


def test_a_sum_is_refused_where_no_claim_names_the_year(tmp_path: Path) -> None:
    undated = {"year_from": None, "year_to": None}
    release = release_with(tmp_path, {Claim: [claim(1, 900, Rung.ACHIEVED, **undated)]})
    why = left_out(release)["The sum of achieved claims, recurring"]
    assert why == "None of these claims names years that are over."


def test_a_sum_that_holds_a_range_is_told_as_up_to(small: Drafted) -> None:
    assert any("had saved up to £1.25m in 2012/13" in each for each in said(small.release))


def test_a_middle_claim_needs_five_claims(tmp_path: Path) -> None:
    five = [claim(n, n * 1000, Rung.CLAIMED, note=f"the {n}th") for n in range(1, 6)]
    title = "The middle claim, recurring"
    fewer = release_with(tmp_path / "four", {Claim: five[:4]})
    assert left_out(fewer)[title] == "A middle value needs at least five claims; there are only 4 claims."
    enough = release_with(tmp_path / "five", {Claim: five})
    assert title not in left_out(enough)
    assert any(
        each.startswith(
            "Councils and their partners say they have saved £3,000 a year: that is the middle of 5 claims,"
        )
        for each in said(enough)
    )


def test_amounts_of_too_few_arrangements_are_refused(real: Drafted) -> None:
    known = real.edition.figures["arrangements-known"].row.high
    assert known
    for section in real.release.sections:
        for sentence in section.sentences:
            if "; of the others no source read gives such an amount." in sentence.text:
                behind = int(re.findall(r"for ([\d,]+) of", sentence.text)[0].replace(",", ""))
                assert 100 * behind >= 5 * known
    why = [each for each in left_out(real.release).values() if each.endswith("arrangements: under 5%.")]
    assert len(why) > 5


@pytest.mark.parametrize("name", ["small", "real", "pair"])
def test_no_sentence_mixes_rungs_kinds_or_years(name: str, request: pytest.FixtureRequest) -> None:
    drafted: Drafted = request.getfixturevalue(name)
    for section in drafted.release.sections:
        for sentence in section.sentences:
            assert len(splits(sentence)) <= 1, sentence.text


def splits(sentence: Sentence) -> set[str]:
    """The parts of money that a sentence speaks of."""
    queries = [link(part.text, part.href).query for part in sentence.parts if part.href]
    return {query["split"] for query in queries if "split" in query}


@pytest.mark.parametrize("name", ["small", "real"])
def test_sentences_of_a_rung_begin_with_its_words(name: str, request: pytest.FixtureRequest) -> None:
    drafted: Drafted = request.getfixturevalue(name)
    starts = {**STARTS, Rung.FORECAST: "Councils and their partners were"}
    for section in drafted.release.sections:
        for sentence in section.sentences:
            for split in splits(sentence):
                assert sentence.text.startswith(starts[Rung(split.partition(",")[0])])


@pytest.mark.parametrize("name", ["small", "real", "pair"])
def test_councils_are_not_called_arrangements_nor_the_other_way_round(
    name: str, request: pytest.FixtureRequest
) -> None:
    drafted: Drafted = request.getfixturevalue(name)
    for section in drafted.release.sections:
        for sentence in section.sentences:
            for at, part in enumerate(sentence.parts[:-1]):
                if part.href.startswith("/figures/"):
                    unit = drafted.edition.figures[link("", part.href).path.rpartition("/")[2]].row.unit
                    after = sentence.parts[at + 1].text.strip().partition(" ")[0]
                    assert not (unit == "councils" and after.startswith("arrangement")), sentence.text
                    assert not (unit == "arrangements" and after.startswith("council")), sentence.text


def test_a_tie_names_nobody(tmp_path: Path) -> None:
    release = release_with(
        tmp_path, {Membership: [m for m in memberships() if m.arrangement != "a7"], Sighting: sightings()}
    )
    why = left_out(release)["Which council has the most partners"]
    assert why.startswith("It is a tie at 2: ")
    assert "North Council" in why
    assert not any("has the most partners" in each for each in said(release))


def test_of_two_live_arrangements_as_large_none_is_a_flagship(tmp_path: Path) -> None:
    twin = replace(arrangements()[0], id="a9", slug="twin", name="Twin")
    members = [membership("a9", key) for key in ("north", "south", "shire")]
    seen: list[Row] = [*sightings(), replace(sightings()[0], arrangement="a9")]
    changes: dict[type[Row], list[Row]] = {
        Arrangement: [*arrangements(), twin],
        Membership: [*memberships(), *members],
        Sighting: seen,
    }
    why = left_out(release_with(tmp_path, changes))["Which live arrangement has the most members"]
    assert why == "It is a tie, or ranges overlap: Audit Shire (3) and Twin (3)."


def test_one_bodys_share_is_no_flagships_saving(tmp_path: Path) -> None:
    claims = [claim(1, 900, Rung.CLAIMED), claim(2, 5000, Rung.CHECKED, scope=Scope.ONE_SHARE)]
    found = [
        each for each in said(release_with(tmp_path, {Claim: claims})) if each.startswith("The highest saving a year")
    ]
    assert found == [
        "The highest saving a year that the bodies themselves say they made at a live arrangement is £900, at Audit "
        "Shire (2012/13). No live arrangement has a firmer claim of the kind."
    ]


def test_ranges_that_overlap_rank_no_public_body(small: Drafted) -> None:
    why = left_out(small.release)["Which of health, police and fire shares most with councils"]
    assert why.startswith("The numbers tie or their ranges overlap: ")


def test_without_an_earlier_edition_nothing_rises(real: Drafted) -> None:
    assert left_out(real.release)["What rose or fell"] == "No earlier edition was given to compare with."
    assert not any(word in each for each in said(real.release) for word in (" rose from ", " fell from "))
    assert "One edition alone shows what is largest, and not what rose." in said(real.release)


def test_a_change_is_told_with_both_numbers_and_its_parts(pair: Drafted) -> None:
    assert pair.earlier
    before, after = (e.figures["arrangements-known"].row.high for e in (pair.earlier, pair.edition))
    told_ = [
        each for each in said(pair.release) if each.startswith("The number of arrangements known in the register")
    ]
    assert told_[0].startswith(
        f"The number of arrangements known in the register rose from {before:.0f} in edition 2026.1,"
    )
    assert f"to {after:.0f}: the change is made of " in told_[0]
    changed = next(section for section in pair.release.sections if section.title == "What changed")
    assert len(changed.tables) == 2
    assert not any("%" in each.text for each in changed.sentences)


def test_a_rise_in_councils_is_refused_since_its_change_has_no_parts(pair: Drafted) -> None:
    why = left_out(pair.release)["A rise or fall in the number of councils that share"]
    assert why.endswith("a change is told only with the parts that make it, and this figure is not divided so.")


def test_an_edition_without_a_figure_is_refused_in_words(small: Drafted) -> None:
    figures = {name: each for name, each in small.edition.figures.items() if name != "claims-total"}
    found = draft(replace(small.edition, figures=figures))
    assert isinstance(found, Problem)
    assert "claims-total" in found.needed


def test_a_number_that_the_site_does_not_show_leads_to_the_tables(small: Drafted) -> None:
    found = draft(small.edition, shown=False)
    assert not isinstance(found, Problem)
    part = found.sections[1].sentences[0].parts[1]
    assert (part.text, part.href) == ("5", "/data/preview-0123456789ab/figures.csv#figure=arrangements-known")


def test_without_live_arrangements_nothing_is_the_largest(tmp_path: Path) -> None:
    ended: Edition = edition_with(tmp_path, {Sighting: [replace(s, state=State.ENDED) for s in sightings()]})
    release = draft(ended)
    assert not isinstance(release, Problem)
    assert (
        left_out(release)["Which council has the most partners"] == "No council is known to share a live arrangement."
    )
    assert left_out(release)["Which live arrangement has the most members"] == "None is known."
    assert left_out(release)["Which region or nation has the most live arrangements"] == "None is known."
