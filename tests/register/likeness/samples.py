"""Small arrangements to compare and merge: four councils of a made-up county. Not real."""

from __future__ import annotations

from datetime import date
from typing import Any

from sharemap.bodies.directory import Directory
from sharemap.bodies.rows import BodyKind, Succession, SuccessionKind
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.importing.copies import copy_of
from sharemap.register.likeness.likened import Likened, Likening
from sharemap.register.rows import (
    Citation,
    Decider,
    Decision,
    DeliveryModel,
    SharedService,
    Sighting,
    Source,
    State,
    Verdict,
)
from sharemap.register.taxonomy import Service, ServiceWord
from tests.register.samples import arrangement, body, membership

COUNCILS = ("barford", "carwell", "denbrook", "eastmere", "newshire")
DIRECTORY = Directory(
    rows=(*(body(key) for key in COUNCILS), body("acme", BodyKind.COMPANY), body("others", BodyKind.COLLECTIVE)),
    successions=(
        Succession("barford", "newshire", date(2023, 4, 1), SuccessionKind.REPLACED, "", "made for a test"),
        Succession("carwell", "newshire", date(2023, 4, 1), SuccessionKind.REPLACED, "", "made for a test"),
    ),
)
SOURCES = tuple(
    Source(key, f"https://{key}.example/page", "Press", "2015", "2026-11", copy_of("", ""), "")
    for key in ("s0001", "s0002", "s0003", "s0004", "s0005", "s0006")
)
SERVICES = (
    Service("corporate", "Corporate services", "", "What keeps a council going."),
    Service("ict", "ICT", "corporate", "Computers."),
    Service("finance", "Finance", "corporate", "Money."),
    Service("waste", "Waste", "", "Bins."),
)
WORDS = (
    ServiceWord("ICT", "ict"),
    ServiceWord("computing", "ict"),
    ServiceWord("accounts", "finance"),
    ServiceWord("corporate services", "corporate"),
    ServiceWord("waste collection", "waste"),
)
LIKENING = Likening(DIRECTORY, SOURCES, WORDS, SERVICES)


def told(
    key: str,
    name: str,
    members: tuple[str, ...] = ("barford", "carwell"),
    services: tuple[str, ...] = ("ICT",),
    **changes: Any,
) -> Dossier:
    """An arrangement as one pass tells it; `sources`, `state`, `seen` and `parts` may be given beside its columns."""
    sources, parts = changes.pop("sources", ("s0001",)), changes.pop("parts", ())
    state, seen = changes.pop("state", State.LIVE), changes.pop("seen", 2020)
    held = arrangement(key, name, **{"aliases": (), "slug": f"slug-{key}", "staff": None, **changes})
    everything: tuple[Part, ...] = (
        *(membership(key, member) for member in members),
        *(SharedService(key, service) for service in services),
        *(Citation(key, source, "") for source in sources),
        Sighting(key, state, date(seen, 1, 1), date(seen, 12, 31), "the source's date"),
        *parts,
    )
    return dossiers([held], everything)[0]


def likened(key: str, name: str, **changes: Any) -> Likened:
    return LIKENING.liken(told(key, name, **changes))


def by_person(left: str, right: str, verdict: Verdict) -> Decision:
    return Decision(left, right, verdict, 0, Decider.PERSON, "A reader of the minutes says so.")


TWINS = (
    told("a0001", "Moorland Computing", model=DeliveryModel.PARTNERSHIP),
    told("a0002", "Moorland Computing", model=DeliveryModel.PARTNERSHIP),
)
