"""Entries made by hand, for tests of what is worked out from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sharemap.core.period import Bounds
from sharemap.editions.read import Entry, Evidence, Member
from sharemap.editions.tables import SupportRow
from sharemap.register.rows import Arrangement, Confidence, Membership, Sighting, Source, State
from sharemap.register.status import status_on
from tests.register.samples import arrangement, body, membership

TODAY = date(2026, 11, 25)


def year(number: int) -> Bounds:
    return Bounds(date(number, 1, 1), date(number, 12, 31))


def seen(state: State, days: Bounds | None, key: str = "a1") -> Sighting:
    first, last = (days.earliest, days.latest) if days else (None, None)
    return Sighting(key, state, first, last, "made for a test")


def dated(start: Bounds | None, end: Bounds | None = None, key: str = "a1") -> Arrangement:
    """An arrangement from start to end. None: not known."""
    return arrangement(
        key,
        starts_on_earliest=start and start.earliest,
        starts_on_latest=start and start.latest,
        ends_before_earliest=end and end.earliest,
        ends_before_latest=end and end.latest,
    )


def evidence(*sources: Source) -> tuple[Evidence, ...]:
    return tuple(Evidence(source, "") for source in sources)


def entry(
    held: Arrangement | None = None,
    sightings: Sequence[Sighting] = (),
    members: Sequence[Membership | str] = ("north", "south"),
    **changes: object,
) -> Entry:
    """One entry; without sightings it was seen live in 2025."""
    held = held or arrangement()
    sightings = tuple(sightings) or (seen(State.LIVE, year(2025), held.id),)
    rows = [each if isinstance(each, Membership) else membership(held.id, each) for each in members]
    made = Entry(
        arrangement=held,
        status=status_on(TODAY, held, sightings),
        support=SupportRow(held.id, Confidence.MEDIUM, "made for a test"),
        members=tuple(Member(body(row.body), row, ()) for row in rows),
        services=(),
        words=(),
        claims=(),
        evidence=(),
        sightings=sightings,
        relations=(),
        notes=(),
        tellings=(),
        questions=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are checked by replace itself
