"""The cases of a round, worked out once for each state of the register and the returns, and kept in memory.

Every change of either leaves an event, so the last event of each tells whether anything has changed. A proposal
leaves none: it comes with a number of its own, and goes once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max

from sharemap.corrections.naming import finder
from sharemap.corrections.proposals import waiting
from sharemap.corrections.twice import proposed
from sharemap.editions.read import Edition
from sharemap.register import queries
from sharemap.returns.accepting import reference
from sharemap.returns.models import Event, Round
from sharemap.returns.review.cases import Case, World, cases
from sharemap.returns.review.lines import signed_lines

_State = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases in the order in which they are to be decided, and what they were judged by."""

    cases: Sequence[Case]
    world: World


_kept: dict[int, tuple[_State, Queue]] = {}
"""By round: the last one, and the state that it is of."""


def queue_of(of: Round, edition: Edition) -> Queue:
    """Every case of a round, settled ones too, as things stand."""
    state = _state(of, edition)
    held = _kept.get(of.pk)
    if held and held[0] == state:
        return held[1]
    # The day is the register's, or the census day, if that is later: what is signed speaks of it.
    day = max(edition.as_at, of.census_on)
    world = World(queries.all_rows() | dict(reference()), day, of.opens_on, finder(edition), proposed(edition))
    queue = Queue(cases(signed_lines(of, names_in(edition)), world), world)
    _kept[of.pk] = (state, queue)
    return queue


def names_in(edition: Edition) -> Mapping[str, str]:
    return {key: body.name for key, body in edition.bodies.items()}


def _state(of: Round, edition: Edition) -> _State:
    """Read before what it stands for: what changes meanwhile is then worked out once more, and never missed."""
    told = Event.objects.order_by("-pk").values_list("pk", "hash").first()
    proposals = waiting().aggregate(last=Max("pk"), number=Count("pk"))
    return (
        edition.name,
        of.census_on,
        of.opens_on,
        told,
        queries.last_event(),
        queries.last_intake(),
        *proposals.values(),
    )
