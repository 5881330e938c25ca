"""What the page of a round shows at a glance, read from the events of returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sharemap.bodies.rows import Body
from sharemap.editions.read import Edition
from sharemap.returns.models import Event, Return, Round
from sharemap.returns.review.glance import SHOWN, Row, same_day, stage_on, table
from sharemap.returns.stages import RoundStage, Stage

PARTS_BY: Mapping[str, Callable[[Body], str]] = {
    "region": lambda body: body.region or body.nation,
    "kind": lambda body: body.kind.value,
}


@dataclass(frozen=True, slots=True)
class Glance:
    """`earlier`: the round before, and the day in it that is compared with; None: there was none."""

    words: tuple[tuple[str, Stage], ...]
    tables: tuple[tuple[str, tuple[Row, ...]], ...]
    earlier: Round | None
    earlier_day: date | None


def glance_of(of: Round, edition: Edition) -> Glance:
    today = timezone.localdate()
    stages = {each.body: Stage(each.stage) for each in of.returns.all()}
    earlier = Round.objects.exclude(stage=RoundStage.DRAFT).filter(year__lt=of.year).order_by("-year").first()
    day = same_day(of.opens_on, today, earlier.opens_on) if earlier else None
    before = _stages_on(earlier, day) if earlier and day else None
    tables = tuple(
        (name, tuple(table(stages, {key: part(body) for key, body in edition.bodies.items()}, before)))
        for name, part in PARTS_BY.items()
    )
    return Glance(tuple((words, among[0]) for words, among in SHOWN.items()), tables, earlier, day)


def _stages_on(of: Round, day: date) -> dict[str, Stage]:
    events: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for body, happened, at in (
        Event.objects.filter(of__round=of).order_by("of", "sequence").values_list("of__body", "happened", "at")
    ):
        events[body].append((happened, at))
    bodies = Return.objects.filter(round=of).values_list("body", flat=True)
    return {body: stage_on(events[body], day) for body in bodies}


def in_part(edition: Edition, by: str, part: str) -> list[str]:
    """The keys of the bodies of a region or kind."""
    return [key for key, body in edition.bodies.items() if PARTS_BY[by](body) == part]
