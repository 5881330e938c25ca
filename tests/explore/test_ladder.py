"""The ladder by year: every claim in one cell, nothing averaged, and accounts that differ side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.explore.ladder import ByYear, Said, by_year, years_said
from sharemap.register.rows import Claim, ClaimKind, Rung, Scope
from tests.register.samples import claim

YEARS = st.none() | st.integers(2005, 2030)
CLAIMS = st.lists(
    st.builds(
        lambda rung, kind, scope, first, last, amount: claim(
            rung=rung, kind=kind, scope=scope, year_from=first, year_to=last, amount_gbp=amount
        ),
        st.sampled_from(Rung),
        st.sampled_from(ClaimKind),
        st.sampled_from(Scope),
        YEARS,
        YEARS,
        st.integers(1, 10**9),
    ),
    min_size=2,
    max_size=8,
)


def said(*claims: Claim) -> list[Said]:
    return [Said(each, None, None, ()) for each in claims]


def table(*claims: Claim) -> ByYear:
    found = by_year(said(*claims))
    assert found
    return found


@given(CLAIMS)
def test_every_claim_stands_in_one_cell(claims: list[Claim]) -> None:
    found = table(*claims)
    cells = [cell for _, row in found.rows for cell in row]
    shown = sorted(each.claim.amount_gbp for cell in cells for accounts in cell for each in accounts.held)
    assert shown == sorted(each.amount_gbp for each in claims)
    assert all(len(row) == len(found.years) for _, row in found.rows)


def test_the_firmest_rung_comes_first_and_the_years_follow_each_other() -> None:
    undated = claim("c3", year_from=None, year_to=None)
    found = table(claim("c1", rung=Rung.CHECKED, year_from=2014, year_to=2016), claim("c2"), undated)
    assert [rung for rung, _ in found.rows] == [Rung.CHECKED, Rung.CLAIMED]
    assert found.years == ("2012/13", "2014/15 to 2016/17", "no financial year said")


def test_accounts_of_one_thing_that_differ_are_said_to() -> None:
    one = claim("c1", amount_gbp=10, alternative_to=("c2",))
    other = claim("c2", amount_gbp=12)
    ((_, ((accounts,),)),) = table(one, other).rows
    assert accounts.differ
    assert {each.claim.amount_gbp for each in accounts.held} == {10, 12}


def test_the_same_amount_told_twice_is_no_difference() -> None:
    ((_, ((accounts,),)),) = table(claim("c1"), claim("c2", same_claim_as="c1")).rows
    assert not accounts.differ


def test_two_claims_of_a_third_that_name_other_amounts_differ() -> None:
    told = [claim(key, amount_gbp=amount, same_claim_as="c9") for key, amount in (("c1", 10), ("c2", 12))]
    ((_, ((accounts,),)),) = table(*told).rows
    assert accounts.differ


def test_amounts_that_nobody_sets_against_each_other_do_not_differ() -> None:
    ((_, ((accounts,),)),) = table(claim("c1", amount_gbp=10), claim("c2", amount_gbp=12)).rows
    assert not accounts.differ


def test_a_share_and_the_whole_are_never_set_against_each_other() -> None:
    one = claim("c1", amount_gbp=10, alternative_to=("c2",))
    ((_, (cell,)),) = table(one, claim("c2", scope=Scope.ONE_SHARE)).rows
    assert [accounts.differ for accounts in cell] == [False, False]


def test_one_claim_needs_no_table() -> None:
    assert by_year(said(claim())) is None
    assert by_year([]) is None


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2014, 2014), "2014/15"),
        ((2014, 2016), "2014/15 to 2016/17"),
        ((2011, None), "from 2011/12"),
        ((None, 2018), "to 2018/19"),
        ((1999, 1999), "1999/00"),
    ],
)
def test_years_are_financial_years(years: tuple[int | None, int | None], words: str) -> None:
    assert years_said(years) == words
