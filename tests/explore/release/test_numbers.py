"""Every number of a release is the one behind its link, and what must add adds."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.explore.release import rounding
from sharemap.explore.release.render import markdown
from sharemap.explore.release.values import Cell, Table
from tests.explore.release.conftest import Drafted
from tests.explore.release.reading import body, links, true, unlinked

DRAFTS = ("small", "real", "pair")
DAY = r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
SPAN = r"\d{4}/\d{2}(?: to \d{4}/\d{2})?"
UNDER = "under 5%"


@pytest.fixture
def drafted(request: pytest.FixtureRequest) -> Drafted:
    found: Drafted = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("drafted", DRAFTS, indirect=True)
def test_every_number_is_the_one_behind_its_link(drafted: Drafted) -> None:
    found = links(body(markdown(drafted.release)))
    assert len(found) > 50
    assert [link for link in found if not true(link, drafted)] == []


@pytest.mark.parametrize("drafted", DRAFTS, indirect=True)
def test_no_number_stands_without_its_evidence(drafted: Drafted) -> None:
    """But for days, the years that claims name, names of editions, and rules."""
    release = drafted.release
    said = [s.text for section in release.sections for s in section.sentences]
    text = "\n".join(unlinked(line) for line in markdown_lines(drafted))
    for allowed in (DAY, SPAN, re.escape(release.edition), r"2026\.1", UNDER, r"\([^)]*\)", r"value needs 5"):
        text = re.sub(allowed, "", text)
    assert said
    assert re.findall(r".*\d.*", text) == []


def markdown_lines(drafted: Drafted) -> list[str]:
    """All that is said: not the cells of tables that hold the words of sources."""
    ended = {table.caption for section in drafted.release.sections for table in section.tables if 2 in table.text}
    lines = body(markdown(drafted.release)).splitlines()
    quoted = {row for caption in ended for row in _rows_after(lines, caption)}
    return [line for line in lines if line not in quoted]


def _rows_after(lines: list[str], caption: str) -> list[str]:
    start = next(at for at, line in enumerate(lines) if line.startswith(f"**{caption}"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return rows


def test_the_parts_of_the_change_add_to_it(pair: Drafted) -> None:
    tables = {t.caption: t for section in pair.release.sections for t in section.tables}
    assert len(tables["The change of live arrangements, in parts"].rows) > 2
    for figure, noun in (("arrangements-known", "arrangements known"), ("arrangements-live", "live arrangements")):
        table = tables[f"The change of {noun}, in parts"]
        before, after = _ends(pair, figure)
        for column, end in ((1, 0), (2, 1)):
            *parts, all_ = [signed(row[column]) for row in table.rows]
            assert sum(parts) == all_ == after[end] - before[end]


def _ends(pair: Drafted, figure: str) -> tuple[tuple[float, float], tuple[float, float]]:
    assert pair.earlier
    before, after = (edition.figures[figure].row for edition in (pair.earlier, pair.edition))
    assert before.low is not None
    assert after.low is not None
    assert before.high is not None
    assert after.high is not None
    return (before.low, before.high), (after.low, after.high)


def signed(cell: Cell) -> int:
    return int("".join(part.text for part in cell).replace("−", "-").replace(",", ""))


def test_the_parts_of_the_change_of_the_biggest_risers_add_to_it(pair: Drafted) -> None:
    risers = [s for s in sentences(pair) if "rose most" in s or s.startswith("Next comes")]
    assert risers
    for said in risers:
        now, then = re.findall(r": ([\d,]+) against ([\d,]+) in the earlier edition", said)[0]
        parts = re.findall(r"([+−][\d,]+) ", said.partition("is made of")[2])
        assert sum(int(each.replace("−", "-")) for each in parts) == int(now) - int(then)


def sentences(drafted: Drafted) -> list[str]:
    return [each.text for section in drafted.release.sections for each in section.sentences]


@pytest.mark.parametrize("drafted", DRAFTS, indirect=True)
def test_the_models_add_to_all_arrangements_and_their_shares_to_a_hundred(drafted: Drafted) -> None:
    table = next(table_of(drafted, "Arrangements known, by delivery model"))
    counts = [int("".join(part.text for part in row[1]).replace(",", "")) for row in table.rows]
    shares = [int("".join(part.text for part in row[2]).rstrip("%")) for row in table.rows]
    assert sum(counts) == drafted.edition.figures["arrangements-known"].row.high
    assert sum(shares) == 100


def table_of(drafted: Drafted, caption: str):  # type: ignore[no-untyped-def]
    held: list[Table] = [table for section in drafted.release.sections for table in section.tables]
    return (table for table in held if table.caption == caption)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "£0"), (7, "£7"), (900, "£900"), (1_234, "£1,230"), (1_235, "£1,240"), (775_500, "£776,000"),
        (999_499, "£999,000"), (999_500, "£1m"), (1_250_000, "£1.25m"), (1_245_000, "£1.25m"), (12_850_000, "£12.9m"),
        (98_000_000, "£98m"), (1_147_190_000, "£1,150m"), (439_231.5, "£439,000"), (1_005_000, "£1.01m"),
    ],
)  # fmt: skip
def test_pounds_are_said_with_three_figures_half_up(amount: float, said: str) -> None:
    assert rounding.pounds(amount) == said


@given(st.integers(0, 10**12))
def test_rounded_pounds_lie_within_half_a_unit_of_the_third_figure(amount: int) -> None:
    unit = 10 ** max(len(str(amount)) - 3, 0)
    rounded = int(rounding.three_figures(amount))
    assert rounded % unit == 0
    assert -unit < 2 * (rounded - amount) <= unit


@pytest.mark.parametrize(
    ("value", "said"), [(7.85, "7.9"), (7.84, "7.8"), (5.0, "5"), (0.05, "0.1"), (1234.5, "1,234.5")]
)
def test_averages_are_said_to_a_tenth_half_up(value: float, said: str) -> None:
    assert rounding.tenth(value) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 8, 13), (382, 382, 100), (381, 382, 99), (1, 900, 1), (0, 9, 0)]
)
def test_some_is_never_none_and_most_never_all(part: int, whole: int, said: int) -> None:
    assert rounding.percent(part, whole) == said


@given(st.lists(st.fractions(0, 10**6, max_denominator=1000), max_size=30))
def test_rounded_parts_add_to_the_rounded_whole(exact: list[Fraction]) -> None:
    rounded = rounding.apportioned(exact)
    assert sum(rounded) == rounding.half_up(sum(exact, Fraction(0)))
    assert all(abs(one - other) < 1 for one, other in zip(rounded, exact, strict=True))


@given(st.lists(st.fractions(0, 10**6, max_denominator=1000), max_size=30))
def test_of_two_parts_the_larger_is_never_rounded_to_less(exact: list[Fraction]) -> None:
    pairs = sorted(zip(exact, rounding.apportioned(exact), strict=True))
    floors = [(one // 1, rounded) for one, rounded in pairs]
    assert all(rounded in (floor, floor + 1) for floor, rounded in floors)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_percentages_of_parts_add_to_a_hundred(values: list[int]) -> None:
    assert sum(rounding.percents(values)) == 100
