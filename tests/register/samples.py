"""A small register for tests: two councils that share internal audit. Not real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sharemap.bodies.rows import Body, BodyKind
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    ClaimKind,
    Confidence,
    DeliveryModel,
    Membership,
    Role,
    Rung,
    SharedService,
    Sighting,
    Source,
    State,
)

SOURCE = Source("s1", "https://north.example/audit", "Northshire", "2014-05", "2026-11")


def body(key: str, kind: BodyKind = BodyKind.DISTRICT, **changes: object) -> Body:
    made = Body(
        key=key,
        name=f"{key.title()} Council",
        short_name=key.title(),
        kind=kind,
        nation="England",
        region="South East",
        county="",
        starts_on=date(1974, 4, 1),
        ends_before=None,
        population=None,
        population_year=None,
        population_kind="",
        area_km2=None,
        latitude=None,
        longitude=None,
        point_kind="",
        website="",
        source="made for a test",
        notes="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself


def membership(arrangement: str, member: str, role: Role = Role.PARTNER) -> Membership:
    return Membership(arrangement, member, "", role, None, None, None, None, member, "")


def arrangement(key: str = "a1", name: str = "Audit", **changes: object) -> Arrangement:
    made = Arrangement(
        id=key,
        slug=f"{name.lower()}-{key}",
        name=name,
        aliases=("Joint Audit", "JA"),
        description="One audit team.",
        model=DeliveryModel.LEAD_AUTHORITY,
        starts_on_earliest=date(2011, 4, 1),
        starts_on_latest=date(2011, 4, 30),
        ends_before_earliest=None,
        ends_before_latest=None,
        end_reason="",
        staff=12,
        confidence=Confidence.HIGH,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself


def dossier(key: str = "a1", state: State = State.LIVE, members: tuple[str, ...] = ("north", "south")) -> Dossier:
    """The arrangement with members, a service, a claim, a citation and a sighting of 2025."""
    claim = Claim(
        f"{key}-c1", key, "", 50_000, Rung.CLAIMED, ClaimKind.RECURRING, "2012/13", 2012, 2012, "Said so", "", "s1"
    )
    parts: tuple[Part, ...] = (
        *(membership(key, member) for member in members),
        SharedService(key, "internal audit"),
        claim,
        Citation(key, "s1", ""),
        Sighting(key, state, date(2025, 1, 1), date(2025, 12, 31), "the source's date"),
    )
    return dossiers([arrangement(key)], parts)[0]
