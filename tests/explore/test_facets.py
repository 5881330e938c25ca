"""The sets that filters select are those that a plain reading of the words would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sharemap.editions.read import Entry
from sharemap.explore.current import Reading
from sharemap.explore.facets import FACETS, facets_of
from sharemap.explore.filters import Filters
from sharemap.register.rows import DeliveryModel
from sharemap.register.status import StatusWord
from tests.register.samples import body

CHOICES = st.builds(
    Filters,
    q=st.sampled_from(["", "audit", "SHIRE", "café", "cafe", "sons & formula", "nothing holds this"]),
    service=st.sampled_from(["", "internal-audit", "payroll", "law"]),
    region=st.sampled_from(["", "South East", "London", "Scotland"]),
    body=st.sampled_from(["", "north", "old", "south", "watch"]),
    model=st.sampled_from([None, DeliveryModel.COMPANY, DeliveryModel.LEAD_AUTHORITY, DeliveryModel.CONTRACT]),
    status=st.sampled_from([None, *StatusWord]),
)


def matches(entry: Entry, filters: Filters) -> bool:
    """What every filter but the text means."""
    return (
        (
            not filters.service
            or filters.service in {key for each in entry.services for key in (each.key, each.heading)}
        )
        and (not filters.region or filters.region in entry.regions)
        and (not filters.body or filters.body in {member.body.key for member in entry.members})
        and (filters.model is None or entry.arrangement.model is filters.model)
        and (filters.status is None or entry.status.word is filters.status)
    )


@given(CHOICES)
def test_the_selected_are_those_that_match(reading: Reading, filters: Filters) -> None:
    without_text = replace(filters, q="")
    found = reading.facets.of(reading.facets.select(without_text))
    assert found == tuple(entry for entry in reading.edition.entries if matches(entry, filters))
    assert set(reading.facets.of(reading.facets.select(filters))) <= set(found)


@given(CHOICES)
def test_the_count_of_an_option_is_what_choosing_it_gives(reading: Reading, filters: Filters) -> None:
    for name in FACETS:
        for option in reading.facets.options(filters, name):
            value: object = option.value
            if name in ("model", "status"):
                value = next(each for each in (*DeliveryModel, *StatusWord) if each == option.value)
            chosen = replace(filters, **{name: value})  # type: ignore[arg-type]
            assert reading.facets.select(chosen).bit_count() == option.count
            assert option.chosen == (option.value == str(getattr(filters, name) or ""))


def names(reading: Reading, **choices: str) -> list[str]:
    found = reading.facets.of(reading.facets.select(Filters(**choices)))  # type: ignore[arg-type]
    return [entry.arrangement.slug for entry in found]


def test_text_is_found_without_regard_to_case_accents_and_order(reading: Reading) -> None:
    assert names(reading, q="CAFE payroll") == ["payroll-cafe"]
    assert names(reading, q="Café") == ["payroll-cafe"]
    assert names(reading, q="sons and formula") == names(reading, q="formula & sons") == ["formula-and-sons"]


def test_text_is_found_in_members_and_services_too(reading: Reading) -> None:
    assert names(reading, q="Shire Police") == ["payroll-cafe"]
    assert names(reading, q="land charges") == ["legal-shire"]


def test_text_is_found_at_the_beginning_of_words_only(reading: Reading) -> None:
    assert names(reading, q="licen") == ["legal-shire"]
    assert names(reading, q="censing") == []


def test_residents_words_find_the_services_meant(reading: Reading) -> None:
    assert "legal-shire" in names(reading, q="shire lawyers")
    assert names(reading, q="wages") == names(reading, q="payroll") != []


def test_bodies_of_one_name_are_told_apart_by_their_years(reading: Reading) -> None:
    first, second = body("one", name="Twin", ends_before=date(2015, 4, 1)), body("two", name="Twin")
    bodies = {**reading.edition.bodies, "one": first, "two": second}
    labels = facets_of(replace(reading.edition, bodies=bodies)).labels["body"]
    assert labels["one"] == "Twin (until 2015)"
    assert labels["two"] == "Twin (since 1974)"
    assert labels["north"] == "North Council"


def test_a_nation_among_the_regions_says_that_the_region_is_not_known(reading: Reading) -> None:
    assert reading.facets.label("region", "England") == "England, region not known"
    assert reading.facets.label("region", "Wales") == "Wales"


def test_a_member_that_left_is_found_and_is_not_counted_as_staying(reading: Reading) -> None:
    assert "payroll-cafe" in names(reading, body="south")
    staying = reading.facets.of(reading.facets.stays["south"])
    assert [entry.arrangement.slug for entry in staying] == ["audit-shire"]
