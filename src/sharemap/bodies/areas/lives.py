"""Says from which day to which each outline is drawn. Pure.

What merged on a day is drawn until then, and what came of it from then on. Where nothing is drawn in a body's place
on the days before it, its own outline stands there, so that the map can say that there was no such body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.rows import AnnouncedReorganisation, Body, Succession
from sharemap.core.period import Period


def lives(
    drawn: Mapping[Layer, Iterable[str]],
    bodies: Mapping[str, Body],
    successions: Iterable[Succession],
    plans: Iterable[AnnouncedReorganisation],
) -> dict[tuple[Layer, str], Period]:
    """By layer and key of what is `drawn`. None: drawn on all days before, or after."""
    held = {layer: frozenset(keys) for layer, keys in drawn.items()}
    before: dict[str, set[str]] = defaultdict(set)
    for each in successions:
        before[each.successor].add(each.predecessor)
    made = [plan for plan in plans if plan.will_be and plan.key in held[Layer.DISTRICT]]
    starts = {plan.key: plan.vesting_on for plan in made}
    ends = {key: plan.vesting_on for plan in made for key in (*plan.whole, plan.county)}
    return {
        (layer, key): Period(
            starts.get(key) or _begins(bodies.get(key), before[key] & keys),
            _ends(bodies.get(key)) or ends.get(key),
        )
        for layer, keys in held.items()
        for key in sorted(keys)
    }


def _begins(body: Body | None, in_its_place: set[str]) -> date | None:
    return body.starts_on if body and in_its_place else None


def _ends(body: Body | None) -> date | None:
    return body.ends_before if body else None
