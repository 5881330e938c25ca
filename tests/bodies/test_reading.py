"""Names are folded and taken apart as people mean them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.bodies.normalise import bag, fold, readings, squash
from sharemap.bodies.reading import Family, read_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("King’s Lynn & W. Norfolk", "kings lynn and w norfolk"),
        ("L.B. of Bexley", "lb of bexley"),
        ("  STOKE-ON-TRENT  ", "stoke on trent"),
        ("Ynys Môn", "ynys mon"),
        ("Peterboro", "peterborough"),
        ("Newry, Mourne and Down", "newry and mourne and down"),
        ("—", ""),
    ],
)
def test_signs_case_and_accents_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_a_folded_name_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_short_forms_are_written_out_every_way() -> None:
    assert list(readings(("gt", "yarmouth"))) == [("gt", "yarmouth"), ("great", "yarmouth"), ("greater", "yarmouth")]
    assert ("north", "east", "lincolnshire") in readings(("ne", "lincs"))


def words(text: str) -> list[str]:
    return text.split()


def test_small_words_spaces_and_order_do_not_count() -> None:
    assert squash(words("vale of the white horse")) == squash(words("vale of white horse"))
    assert bag(words("chester west and cheshire")) == bag(words("cheshire west and chester"))


def test_small_words_count_where_little_else_is_left() -> None:
    assert squash(words("h and f")) == "handf"


@pytest.mark.parametrize(
    ("text", "family", "place"),
    [
        ("London Borough of Barnet", None, "barnet"),
        ("Council of the City of York", None, "york"),
        ("Kingston upon Hull, City of", None, "kingston upon hull"),
        ("City of London Corporation", None, "city of london"),
        ("City of London Police", Family.POLICE, "city of london"),
        ("Kent Fire & Rescue Service", Family.FIRE, "kent"),
        ("Wiltshire and Swindon Combined Fire Authority", Family.FIRE, "wiltshire and swindon"),
        ("Greater Manchester CA", Family.COMBINED, "greater manchester"),
        ("NHS Kent and Medway ICB", Family.NHS, "kent and medway"),
        ("Peak District NPA", Family.PARK, "peak district"),
        ("Merseyside Waste Disposal Authority", Family.WASTE, "merseyside"),
        ("Cyngor Bwrdeistref Sirol Caerffili", None, "caerffili"),
    ],
)
def test_the_place_is_told_from_the_sort_of_body(text: str, family: Family | None, place: str) -> None:
    reading = read_name(text)
    assert (reading.family, " ".join(reading.words)) == (family, place)


def test_misspelt_sorts_are_mended_but_places_are_not() -> None:
    reading = read_name("Adur Distict Councl", {"adur"})
    assert reading.words == ("adur",)
    assert reading.marks == {"district", "council"}
    assert read_name("Polica", {"polica"}).words == ("polica",)


def test_a_commissioner_is_an_office_beside_the_police() -> None:
    assert read_name("Police, Fire and Crime Commissioner for Essex").office
    assert read_name("Essex Police, Fire and Crime Commissioner Fire and Rescue Authority").family is Family.FIRE


@pytest.mark.parametrize("text", ["Kent districts", "London boroughs", "22 Welsh authorities", "all Essex councils"])
def test_a_group_is_read_as_a_group(text: str) -> None:
    assert read_name(text).collective


@pytest.mark.parametrize("text", ["Durham University", "Essex Cares Ltd", "NHS Bury CCG", "Hythe Town Council"])
def test_a_body_of_another_sort_is_read_as_one(text: str) -> None:
    assert read_name(text).outside
