"""What is worked out for a service: sizes, forms, claims, ends. Unknown is never nought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sharemap.core.period import Bounds
from sharemap.explore.of_service import (
    Count,
    Spread,
    claim_cells,
    counted,
    facts_of,
    forms,
    live_count,
    size,
    spread,
    told_once,
    years_run,
)
from sharemap.register.rows import Claim, ClaimKind, DeliveryModel, Rung, Scope, State
from sharemap.register.taxonomy import Service
from tests.explore.handmade import TODAY, dated, entry, seen, year
from tests.register.samples import arrangement, claim, membership

LAW = Service("law", "Law", "", "Lawyers and rules.")
LEGAL = Service("legal", "Legal", "law", "Lawyers.")
RULES = Service("rules", "Rules", "law", "Rules.")
AUDIT = Service("audit", "Audit", "finance", "Checks.")
IN_2018 = Bounds(date(2018, 4, 1), date(2018, 5, 1))


def amounts(*pounds: int) -> list[Claim]:
    return [claim(f"c{number}", amount_gbp=each) for number, each in enumerate(pounds)]


def alike(claims: Sequence[Claim], mark: str, **changes: object) -> list[Claim]:
    """The same claims with something changed, under identifiers of their own."""
    return [replace(each, id=mark + each.id, **changes) for each in claims]  # type: ignore[arg-type]


def test_of_nothing_nothing_is_known() -> None:
    facts = facts_of("legal", (), TODAY)
    assert not any((facts.known, facts.ended, facts.forms, facts.claims, facts.claimed))
    assert facts.members == Spread("members", 0, 0, None, None, None)
    assert facts.members.median_words == "not known"


def test_what_is_not_said_does_not_count_as_nought() -> None:
    found = spread("staff", [None, 10, None, 40])
    assert found == Spread("staff", 2, 4, 25, 10, 40)
    assert spread("staff", [None, None]) == Spread("staff", 0, 2, None, None, None)


def test_a_half_is_said_of_small_numbers_only() -> None:
    assert spread("members", [2, 3]).median_words == "2.5"
    assert spread("staff", [1000, 1251]).median_words == "1,126"
    assert spread("members", [3, 3, 4]).median_words == "3"


def test_proposals_have_no_size_and_no_claim_that_counts() -> None:
    planned = entry(dated(None, key="a2"), [seen(State.PLANNED, year(2024))], claims=(claim(),))
    never = entry(dated(None, key="a3"), [seen(State.NOT_FORMED, year(2014))])
    facts = facts_of("legal", [entry(), planned, never], TODAY)
    assert [each.arrangement.id for each in facts.known] == ["a1"]
    assert (facts.members.of, facts.claimed, facts.claims) == (1, 0, ())
    assert (facts.planned, facts.not_formed) == ((planned,), (never,))
    assert sum(form.arrangements for form in facts.forms) == 3


def test_live_is_a_range_where_dates_are_incomplete() -> None:
    certain, perhaps = entry(), entry(sightings=[seen(State.LIVE, year(2023))])
    assert live_count([certain, perhaps, entry(sightings=[seen(State.LIVE, year(2012))])]) == Count(1, 2)
    assert (Count(1, 2).words, Count(2, 2).words) == ("1 to 2", "2")


def test_a_member_that_left_is_not_counted_and_one_that_left_at_the_end_is() -> None:
    left = replace(
        membership("a1", "west"), left_before_earliest=date(2015, 4, 1), left_before_latest=date(2015, 4, 1)
    )
    assert size(entry(members=["north", "south", left]), TODAY) == 2
    to_the_end = replace(left, left_before_earliest=date(2018, 4, 1), left_before_latest=date(2018, 4, 1))
    assert size(entry(dated(year(2011), IN_2018), members=["north", "south", to_the_end]), TODAY) == 3
    assert size(entry(members=[]), TODAY) is None


def test_years_run_need_both_years() -> None:
    def run(start: Bounds | None, end: Bounds) -> int | None:
        return years_run(entry(dated(start, end)))

    last_day_of_march = Bounds(date(2018, 4, 1), date(2018, 4, 1))
    new_year = Bounds(date(2018, 1, 1), date(2018, 1, 1))
    assert run(year(2011), IN_2018) == 7
    assert run(year(2011), last_day_of_march) == 7
    assert run(year(2011), new_year) == 6, "its last day was in 2017"
    assert run(year(2011), Bounds(date(2018, 1, 1), date(2019, 1, 1))) == 7, "the end said as 2018"
    assert run(None, IN_2018) is None
    assert run(Bounds(date(2010, 6, 1), date(2011, 6, 1)), IN_2018) is None
    assert years_run(entry()) is None


def test_the_commonest_form_comes_first_and_the_unknown_last() -> None:
    models = [DeliveryModel.NOT_KNOWN] * 3 + [DeliveryModel.COMPANY] + [DeliveryModel.CONTRACT] * 2
    found = forms(entry(arrangement(model=model)) for model in models)
    assert [(form.model, form.arrangements) for form in found] == [
        (DeliveryModel.CONTRACT, 2),
        (DeliveryModel.COMPANY, 1),
        (DeliveryModel.NOT_KNOWN, 3),
    ]


def test_claims_that_tell_or_overlap_each_other_count_once_by_the_firmest() -> None:
    first = claim("c1", alternative_to=("c2",))
    firm = claim("c2", rung=Rung.ACHIEVED)
    again = claim("c3", same_claim_as="c2")
    alone = claim("c4")
    assert told_once([first, firm, again, alone]) == [firm, alone]


def test_of_equally_firm_tellings_the_first_counts() -> None:
    first, second = claim("c1"), claim("c2", same_claim_as="c1")
    assert told_once([first, second]) == [first]
    assert told_once([replace(second, same_claim_as="gone")]) == [replace(second, same_claim_as="gone")]


def test_a_median_needs_five_claims_of_the_whole() -> None:
    (few,) = claim_cells(amounts(1, 2, 3, 4))
    assert (few.claims, few.whole, few.median_gbp) == (4, 4, None)
    shares = alike(amounts(10**9, 10**9), "s", scope=Scope.ONE_SHARE)
    (enough,) = claim_cells([*amounts(1, 2, 30, 400, 5000), *shares])
    assert (enough.claims, enough.whole, enough.median_gbp) == (7, 5, 30)


def test_rungs_and_kinds_are_never_mixed() -> None:
    mixed = [
        *amounts(1, 2, 3),
        *alike(amounts(4, 5, 6), "f", rung=Rung.FORECAST),
        *alike(amounts(7, 8), "k", kind=ClaimKind.CUMULATIVE),
    ]
    cells = claim_cells(mixed)
    assert [(cell.rung, cell.kind, cell.claims) for cell in cells] == [
        (Rung.FORECAST, ClaimKind.RECURRING, 3),
        (Rung.CLAIMED, ClaimKind.RECURRING, 3),
        (Rung.CLAIMED, ClaimKind.CUMULATIVE, 2),
    ]
    assert all(cell.median_gbp is None for cell in cells)


def test_an_arrangement_counts_once_under_its_heading() -> None:
    counts = counted([LAW, LEGAL, RULES], [entry(services=(LEGAL, RULES)), entry(services=(LAW,))])
    assert {key: row.known for key, row in counts.items()} == {"law": 2, "legal": 1, "rules": 1}


def test_a_service_that_only_a_proposal_names_is_not_known_to_be_shared() -> None:
    planned = entry(dated(None, key="a2"), [seen(State.PLANNED, year(2024))], services=(LEGAL,))
    counts = counted([LEGAL], [planned])
    assert (counts["legal"].known, counts["legal"].live) == (0, "0")


def test_those_that_cover_other_services_too_are_counted() -> None:
    held = [entry(services=(LEGAL,)), entry(services=(LEGAL, RULES)), entry(services=(LEGAL, AUDIT))]
    assert facts_of("legal", held, TODAY).wider == 2
    assert facts_of("law", held, TODAY).wider == 1
