"""The sets that filters select are those that a plain reading of the words would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.period import DAY, Bounds
from sharemap.editions.read import Entry
from sharemap.explore.current import Reading
from sharemap.explore.facets import FACETS, facets_of, size_of, staying
from sharemap.explore.filters import Claimed, Filters, Match, Size
from sharemap.explore.offering import Offer
from sharemap.register.rows import DeliveryModel, Rung
from sharemap.register.status import StatusWord
from tests.explore.world import TODAY
from tests.register.samples import body

ENUMS = {"model": DeliveryModel, "status": StatusWord, "claim": Claimed, "rung": Rung, "size": Size}

CHOICES = st.builds(
    Filters,
    q=st.sampled_from(["", "audit", "SHIRE", "café", "cafe", "sons & formula", "nothing holds this"]),
    service=st.sampled_from(["", "internal-audit", "payroll", "law"]),
    region=st.sampled_from(["", "South East", "London", "Scotland"]),
    body=st.lists(st.sampled_from(["north", "old", "south", "watch"]), unique=True, max_size=2).map(tuple),
    match=st.sampled_from(Match),
    partner=st.sampled_from(["", "with police", "councils only"]),
    pair=st.sampled_from(["", "district council with district council"]),
    claim=st.sampled_from([None, *Claimed]),
    rung=st.sampled_from([None, *Rung]),
    size=st.sampled_from([None, *Size]),
    started_from=st.sampled_from([None, 2010, 2012]),
    started_to=st.sampled_from([None, 2011, 2013]),
    ended_from=st.sampled_from([None, 2018]),
    ended_to=st.sampled_from([None, 2017, 2018]),
    model=st.sampled_from([None, DeliveryModel.COMPANY, DeliveryModel.LEAD_AUTHORITY, DeliveryModel.CONTRACT]),
    status=st.sampled_from([None, *StatusWord]),
)


def within(bounds: Bounds | None, first: int | None, last: int | None, until: timedelta = timedelta()) -> bool:
    if not first and not last:
        return True
    if bounds is None:
        return False
    return (bounds.earliest - until).year <= (last or 9999) and (bounds.latest - until).year >= (first or 0)


def matches(reading: Reading, entry: Entry, filters: Filters) -> bool:
    """What every filter but the text and the day means."""
    bodies = {member.body.key for member in entry.members}
    parts, key = reading.edition.parts, entry.arrangement.id
    any_or_all = all if filters.match is Match.ALL else any
    return (
        (not filters.body or any_or_all(key in bodies for key in filters.body))
        and (not filters.partner or filters.partner in parts["partner-kind"].get(key, ()))
        and (not filters.pair or filters.pair in parts["member-kinds"].get(key, ()))
        and (not filters.claim or (filters.claim is Claimed.WITH) == bool(entry.claims))
        and (not filters.rung or filters.rung in {claim.rung for claim in entry.claims})
        and (not filters.size or filters.size is size_of(len(staying(entry, TODAY))))
        and within(entry.arrangement.starts_on, filters.started_from, filters.started_to)
        and within(entry.arrangement.ends_before, filters.ended_from, filters.ended_to, DAY)
    ) and (
        (
            not filters.service
            or filters.service in {key for each in entry.services for key in (each.key, each.heading)}
        )
        and (not filters.region or filters.region in entry.regions)
        and (filters.model is None or entry.arrangement.model is filters.model)
        and (filters.status is None or entry.status.word is filters.status)
    )


@given(CHOICES)
def test_the_selected_are_those_that_match(reading: Reading, filters: Filters) -> None:
    without_text = replace(filters, q="")
    found = reading.facets.of(reading.facets.select(without_text))
    assert found == tuple(entry for entry in reading.edition.entries if matches(reading, entry, filters))
    assert set(reading.facets.of(reading.facets.select(filters))) <= set(found)


@given(CHOICES)
def test_the_count_of_an_option_is_what_choosing_it_gives(reading: Reading, filters: Filters) -> None:
    for name in FACETS:
        for option in Offer(reading.facets, filters).options(name):
            value: object = (option.value,) if name == "body" else option.value
            if name in ENUMS:
                value = ENUMS[name](option.value)
            chosen = replace(filters, **{name: value})  # type: ignore[arg-type]
            assert len(reading.facets.select(chosen)) == option.count
            held = getattr(filters, name) or ""
            assert option.chosen == (option.value in (held if isinstance(held, tuple) else (str(held),)))


def names(reading: Reading, **choices: object) -> list[str]:
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
    assert "payroll-cafe" in names(reading, body=("south",))
    staying = reading.facets.of(reading.facets.stays["south"])
    assert [entry.arrangement.slug for entry in staying] == ["audit-shire"]
