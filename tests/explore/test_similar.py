"""What is like what, by the rules that the pages state."""

from __future__ import annotations

from dataclasses import replace

from sharemap.bodies.rows import BodyKind
from sharemap.editions.read import Edition, Entry
from sharemap.explore.current import Reading
from sharemap.explore.similar import bodies_like, similar_to
from sharemap.register.rows import DeliveryModel, Relation, RelationKind
from sharemap.register.taxonomy import Service
from tests.explore.handmade import dated, entry
from tests.register.samples import body

AUDIT, LEGAL, PAYROLL = (Service(key, key.title(), "", "") for key in ("audit", "legal", "payroll"))


def sharing(
    key: str,
    *services: Service,
    members: tuple[str, ...] = ("north", "south"),
    model: DeliveryModel = DeliveryModel.NOT_KNOWN,
    relations: tuple[Relation, ...] = (),
) -> Entry:
    held = replace(dated(None, key=key), name=key, model=model)
    return entry(held, members=members, services=services, relations=relations)


def among(edition: Edition, *entries: Entry) -> Edition:
    return replace(edition, entries=entries)


def names(edition: Edition, of: Entry) -> list[str]:
    return [each.entry.arrangement.id for each in similar_to(edition, of)]


def test_more_services_in_common_come_first(edition: Edition) -> None:
    own = sharing("own", AUDIT, LEGAL)
    held = among(edition, own, sharing("half", AUDIT), sharing("both", AUDIT, LEGAL), sharing("none", PAYROLL))
    assert names(held, own) == ["both", "half"]


def test_model_size_and_region_decide_between_equals(edition: Edition) -> None:
    own = sharing("own", AUDIT, model=DeliveryModel.CONTRACT)
    larger = sharing("larger", AUDIT, members=("a", "b", "c", "d", "e"))
    same = sharing("same", AUDIT, model=DeliveryModel.CONTRACT)
    held = among(edition, own, larger, same)
    assert names(held, own) == ["same", "larger"]
    assert similar_to(held, own)[0].why == "also Audit; also contract; as many members (2 bodies); also South East"
    assert similar_to(held, own)[1].why == "also Audit; also South East"


def test_two_models_that_are_not_known_are_not_alike(edition: Edition) -> None:
    own = sharing("own", AUDIT)
    assert not similar_to(among(edition, own, sharing("other", AUDIT)), own)[0].model


def test_what_it_is_related_to_is_not_repeated(edition: Edition) -> None:
    own = sharing("own", AUDIT, relations=(Relation("whole", RelationKind.PART_OF, "own", "made for a test"),))
    assert names(among(edition, own, sharing("whole", AUDIT)), own) == []


def test_without_services_nothing_is_like_it(edition: Edition) -> None:
    own = sharing("own")
    assert names(among(edition, own, sharing("other", AUDIT)), own) == []


def test_at_most_five_are_named(edition: Edition) -> None:
    own = sharing("own", AUDIT)
    assert len(names(among(edition, own, *(sharing(f"b{number}", AUDIT) for number in range(9))), own)) == 5


def test_bodies_are_like_those_of_their_kind_with_as_many_residents(reading: Reading) -> None:
    peers = [
        body("own", population=100_000),
        body("near", population=110_000),
        body("nearer-elsewhere", population=105_000, region="London"),
        body("unknown"),
        body("county", BodyKind.COUNTY, population=100_000),
        body("gone", population=100_000, ends_before=reading.edition.as_at),
    ]
    held = replace(reading.edition, bodies={each.key: each for each in peers})
    own = held.bodies["own"]
    found = bodies_like(held, own)
    assert [(each.body.key, each.same_region) for each in found] == [("near", True), ("nearer-elsewhere", False)]
    assert bodies_like(held, held.bodies["unknown"]) == ()
