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
    Outcome,
    Role,
    Rung,
    Scope,
    SharedService,
    Sighting,
    Source,
    SourceCopy,
    State,
    Telling,
)
from sharemap.register.taxonomy import Service, ServiceWord

SOURCE = Source(
    "s1", "https://north.example/audit", "Northshire", "2014-05", "2026-11", SourceCopy.ORIGINAL, archived=""
)
SERVICES = (
    Service("finance", "Finance", "", "Money of the council."),
    Service("internal-audit", "Internal audit", "finance", "Checks how the council works."),
)
WORDS = (ServiceWord("internal audit", "internal-audit"),)


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
    return Membership(arrangement, member, "", role, None, None, None, None, "", member, "")


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
        contact="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself


def claim(key: str = "a1-c1", of: str = "a1", **changes: object) -> Claim:
    made = Claim(
        id=key,
        arrangement=of,
        body="",
        scope=Scope.WHOLE,
        amount_from_gbp=None,
        amount_gbp=50_000,
        rung=Rung.CLAIMED,
        kind=ClaimKind.RECURRING,
        period_words="2012/13",
        year_from=2012,
        year_to=2012,
        note="Said so",
        same_claim_as="",
        alternative_to=(),
        source="s1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself


def telling(of: str = "a1", **changes: object) -> Telling:
    made = Telling("made_for_tests", 3, "0123456789abcdef", "Audit", "", Confidence.HIGH, of, Outcome.TAKEN, "")
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself


def dossier(key: str = "a1", state: State = State.LIVE, members: tuple[str, ...] = ("north", "south")) -> Dossier:
    """The arrangement with members, a service, a claim, a citation and a sighting of 2025."""
    parts: tuple[Part, ...] = (
        *(membership(key, member) for member in members),
        SharedService(key, "internal audit"),
        claim(f"{key}-c1", key),
        Citation(key, "s1", ""),
        Sighting(key, state, date(2025, 1, 1), date(2025, 12, 31), "the source's date"),
    )
    return dossiers([arrangement(key)], parts)[0]
