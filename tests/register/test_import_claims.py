import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.register.importing.claims import kind_of, rung_of, years_of
from sharemap.register.importing.gathered import GatheredClaim, GatheredKind
from sharemap.register.importing.shares import share_of
from sharemap.register.rows import ClaimKind, Rung


def claim(kind: str, period: str = "", note: str = "") -> GatheredClaim:
    return GatheredClaim(1000, GatheredKind(kind), period, note)


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2014/15", (2014, 2014)),
        ("first year 2011/12", (2011, 2011)),
        ("2007/08-2011/12", (2007, 2011)),
        ("2010/11-2011", (2010, 2010)),
        ("2008 to 2012/13", (2008, 2012)),
        ("from 2011/12", (2011, None)),
        ("by 2015/16", (None, 2015)),
        ("per year by 2015/16", (None, 2015)),
        ("to March 2013", (None, 2012)),
        ("to July 2009", (None, 2009)),
        ("from April 2014", (2014, None)),
        ("2023-11 to 2025-03", (2023, 2024)),
        ("2011-2017", (2011, 2016)),
        ("2006 to about 2018", (2006, 2017)),
        ("2013-2017 (four years)", (2013, 2016)),
        ("2013-2017 (five years)", (2013, 2017)),
        ("ten years from 2010", (2010, 2019)),
        ("8.5 years from May 2015", (2015, 2023)),
        ("two years to 2011", (2009, 2010)),
    ],
)
def test_a_period_gives_the_financial_years_it_names(period: str, years: tuple[int | None, int | None]) -> None:
    assert years_of(period) == years


@pytest.mark.parametrize(
    "period",
    ["2015", "by 2015", "to 2017", "since 2010", "from 2019", "within four years of 2015", "first five years", ""],
)
def test_a_calendar_year_on_its_own_gives_no_financial_year(period: str) -> None:
    assert years_of(period) == (None, None)


@pytest.mark.parametrize("period", ["programme 2013-2018", "25-year contract to 2031", "contract 2014/15"])
def test_the_years_of_a_programme_or_contract_are_not_those_of_its_saving(period: str) -> None:
    assert years_of(period) == (None, None)


def test_a_length_in_the_note_says_whether_both_ends_of_a_span_count() -> None:
    assert years_of("2012-2020", "About 1.5m to each over nine years") == (2012, 2020)
    assert years_of("2012-2020", "Over eight years") == (2012, 2019)


@given(st.integers(1950, 2040), st.integers(1, 30))
def test_a_span_of_calendar_years_has_as_many_financial_years_as_its_length(first: int, length: int) -> None:
    start, end = years_of(f"{first}-{first + length}")
    assert start is not None
    assert end is not None
    assert end - start + 1 == length


@given(st.integers(1950, 2040), st.integers(0, 30))
def test_a_span_of_financial_years_keeps_both_ends(first: int, length: int) -> None:
    last = first + length
    period = f"{first}/{(first + 1) % 100:02d}-{last}/{(last + 1) % 100:02d}"
    assert years_of(period) == (first, last)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_years_of_any_words_run_forwards(period: str, note: str) -> None:
    first, last = years_of(period, note)
    assert first is None or last is None or first <= last


@given(st.text(alphabet="0123456789/- toymarch", max_size=30))
def test_the_years_of_any_figures_run_forwards(period: str) -> None:
    first, last = years_of(period)
    assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    ("kind", "period", "note", "rung"),
    [
        ("forecast", "per year", "Expected", Rung.FORECAST),
        ("forecast", "ten years", "Saving in the business case, later reported achieved", Rung.FORECAST),
        ("forecast", "2012/13", "Further budgeted savings", Rung.BUDGETED),
        ("annual", "2018", "Annual savings achieved, split equally", Rung.ACHIEVED),
        ("cumulative", "2010-2020", "Delivered by contract renewal", Rung.ACHIEVED),
        ("cumulative", "2010-2020", "Verified by external audit", Rung.CHECKED),
        ("annual", "from 2010", "Ongoing saving, of which 150,000 already achieved", Rung.CLAIMED),
        ("annual", "2014", "Saving claimed by the leader", Rung.CLAIMED),
        ("investment", "2012", "Government grant", Rung.CLAIMED),
        ("investment", "2012", "Sum bid for", Rung.FORECAST),
        ("one-off cost", "2025/26", "Crawley's budget for a team", Rung.BUDGETED),
        ("one-off cost", "2017/18", "Spend on the upgrade, 248,000 over budget", Rung.CLAIMED),
        ("one-off cost", "2015", "Estimated redundancy cost", Rung.FORECAST),
        ("one-off cost", "2023/24", "Contribution, with 60,000 more for a business case", Rung.CLAIMED),
    ],
)
def test_the_rung_comes_from_the_kind_and_the_words(kind: str, period: str, note: str, rung: Rung) -> None:
    assert rung_of(claim(kind, period, note)) is rung


@pytest.mark.parametrize(
    ("period", "note", "kind"),
    [
        ("per year", "Joint target", ClaimKind.RECURRING),
        ("by 2015/16", "Annual saving expected", ClaimKind.RECURRING),
        ("within three years", "Expected annual saving", ClaimKind.RECURRING),
        ("per year over 22 years from 2014", "Joint saving", ClaimKind.RECURRING),
        ("first 5 years", "Saving expected, rising to 1.6 million a year", ClaimKind.CUMULATIVE),
        ("2020-2030", "Further saving expected", ClaimKind.CUMULATIVE),
        ("contract life", "Potential saving", ClaimKind.CUMULATIVE),
        ("by 2025", "Further saving expected", ClaimKind.CUMULATIVE),
        ("at launch", "Total expected", ClaimKind.CUMULATIVE),
        ("from 2023", "Management saving within that total", ClaimKind.NOT_STATED),
        ("2012/13", "Saving expected in that year", ClaimKind.NOT_STATED),
        ("", "About 1.4m with payback in one and a half to three years", ClaimKind.NOT_STATED),
    ],
)
def test_a_forecast_is_of_the_kind_its_words_say(period: str, note: str, kind: ClaimKind) -> None:
    assert kind_of(claim("forecast", period, note)) is kind


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("annual", ClaimKind.RECURRING),
        ("cumulative", ClaimKind.CUMULATIVE),
        ("investment", ClaimKind.INVESTMENT),
        ("one-off cost", ClaimKind.ONE_OFF_COST),
    ],
)
def test_other_amounts_keep_their_kind(kind: str, expected: ClaimKind) -> None:
    assert kind_of(claim(kind, "2014/15", "said a year")) is expected


MEMBERS = (
    ("hampshire", ("Hampshire County Council", "Hampshire")),
    ("hampshire-fire", ("Hampshire Fire Authority", "Hampshire")),
    ("rutland", ("Rutland County Council", "Rutland")),
    ("hammersmith", ("Hammersmith & Fulham Council", "Hammersmith & Fulham")),
)


@pytest.mark.parametrize(
    ("note", "whose"),
    [
        ("Rutland's share", "rutland"),
        ("Rutland’s own yearly saving", "rutland"),
        ("Expected saving for Rutland", "rutland"),
        ("Saved by Rutland", "rutland"),
        ("Hammersmith and Fulham transition funding", "hammersmith"),
        ("Hampshire County Council's own saving", "hampshire"),
        ("Hampshire's saving", ""),
        ("Saving across both, 420,000 of it Rutland's", ""),
        ("Efficiencies achieved (3.8m for Rutland)", ""),
        ("390,000 Rutland and 245,000 Hampshire", ""),
        ("Savings reported by the Rutland leader", ""),
        ("", ""),
    ],
)
def test_a_share_is_one_members_only_where_the_note_plainly_says_so(note: str, whose: str) -> None:
    assert share_of(note, MEMBERS) == whose
