"""What contributes to each figure, by the method that its file states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.editions.recount import joining, money, standing
from tests.editions.recount.facts import Facts

Contributions = dict[str, tuple[bool, float]]
"""Whether each subject contributes for certain, and what."""


@dataclass(frozen=True)
class Recount:
    """A figure: what contributes, how that becomes a value, and the dimension without which it has none."""

    reducer: str
    contributions: Callable[[Facts], Contributions]
    split: str = ""


def _standing_as(*wanted: str) -> Callable[[Facts], Contributions]:
    """Arrangements that may have one of these statuses."""

    def contributions(facts: Facts) -> Contributions:
        found = standing.words(facts)
        return {key: (held <= set(wanted), 1) for key, held in found.items() if held & set(wanted)}

    return contributions


_live, _known = _standing_as("live"), _standing_as(*standing.KNOWN)


def _formed(facts: Facts) -> Contributions:
    found: Contributions = {}
    for key, (known, _) in _known(facts).items():
        first, last = facts.arrangements[key].starts_on_earliest, facts.arrangements[key].starts_on_latest
        if first and last and first <= facts.day:
            found[key] = (known and last <= facts.day, 1)
    return found


def _with_claim(facts: Facts) -> Contributions:
    claimed = {claim.arrangement for claim in facts.claims.values()}
    return {key: held for key, held in _known(facts).items() if key in claimed}


def _chief_executives(facts: Facts) -> Contributions:
    name = "Shared chief executive and management team"
    return {
        key: held for key, held in _live(facts).items() if name in {each.name for each in facts.services.get(key, ())}
    }


def _staff(of: Callable[[Facts], Contributions]) -> Callable[[Facts], Contributions]:
    def contributions(facts: Facts) -> Contributions:
        numbers = {key: (certain, facts.arrangements[key].staff) for key, (certain, _) in of(facts).items()}
        return {key: (certain, number) for key, (certain, number) in numbers.items() if number is not None}

    return contributions


def _durations(facts: Facts) -> Contributions:
    found: Contributions = {}
    for key, row in facts.arrangements.items():
        start, end = row.starts_on, row.ends_before
        if start and end and end.earliest <= facts.day:
            within_a_year = max((each.latest - each.earliest).days for each in (start, end)) <= 366
            if within_a_year:
                lasted = round((end.earliest - start.earliest).days / 365.25, 1)
                found[key] = (end.latest <= facts.day, max(lasted, 0))
    return found


def _sharing(facts: Facts) -> Contributions:
    members = joining.live_members(facts)
    return {
        key: (any(certain for (_, body), certain in members.items() if body == key), 1)
        for key in facts.councils
        if any(body == key for _, body in members)
    }


def _in_live(facts: Facts) -> Contributions:
    found = joining.live_members(facts).items()
    return {f"{key}/{body}": (certain, 1) for (key, body), certain in found if body in facts.councils}


def _sure(numbers: Mapping[str, float]) -> Contributions:
    return {key: (True, number) for key, number in numbers.items()}


def _amounts(facts: Facts) -> Contributions:
    return _sure({key: claim.amount_gbp for key, claim in money.counted(facts).items()})


def _costs(facts: Facts) -> Contributions:
    return {key: held for key, held in _amounts(facts).items() if facts.claims[key].kind == "one-off cost"}


def _ended(facts: Facts) -> Contributions:
    return _standing_as("ended")(facts)


def _costs_of_ended(facts: Facts) -> Contributions:
    """How sure a cost counts is how sure it is that its arrangement ended."""
    ended = _ended(facts)
    costs = {key: (facts.claims[key].arrangement, amount) for key, (_, amount) in _costs(facts).items()}
    return {key: (ended[held][0], amount) for key, (held, amount) in costs.items() if held in ended}


def _ended_with_cost(facts: Facts) -> Contributions:
    costing = {claim.arrangement for claim in facts.claims.values() if claim.kind == "one-off cost"}
    return {key: held for key, held in _ended(facts).items() if key in costing}


def _arrangements(facts: Facts) -> Contributions:
    return _sure(joining.arrangements_of_councils(facts))


def _partners(facts: Facts) -> Contributions:
    return _sure(joining.partners_of_councils(facts))


FIGURES: Mapping[str, Recount] = {
    "arrangements-ended": Recount("count", _ended),
    "arrangements-formed": Recount("count", _formed),
    "arrangements-known": Recount("count", _known),
    "arrangements-live": Recount("count", _live),
    "arrangements-not-formed": Recount("count", _standing_as("considered, not formed")),
    "arrangements-not-seen": Recount("count", _standing_as("not seen since")),
    "arrangements-planned": Recount("count", _standing_as("planned")),
    "arrangements-running": Recount(
        "count", lambda facts: {key: (certain, 1) for key, certain in standing.ran(facts).items()}
    ),
    "arrangements-with-claim": Recount("count", _with_claim),
    "claims-known": Recount("count", _amounts),
    "claims-median": Recount("median", _amounts, split="rung-and-kind"),
    "claims-total": Recount("sum", _amounts, split="rung-kind-year"),
    "councils-sharing": Recount("count", _sharing),
    "ended-duration-median": Recount("median", _durations),
    "ended-one-off-costs": Recount("sum", _costs_of_ended, split="rung-and-kind"),
    "ended-one-off-costs-median": Recount("median", _costs_of_ended, split="rung-and-kind"),
    "ended-with-one-off-cost": Recount("count", _ended_with_cost),
    "exits": Recount(
        "count", lambda facts: {"/".join(pair): (certain, 1) for pair, certain in joining.left(facts).items()}
    ),
    "memberships": Recount("count", _in_live),
    "memberships-per-council-maximum": Recount("maximum", _arrangements),
    "memberships-per-council-mean": Recount("mean", _arrangements),
    "memberships-per-council-median": Recount("median", _arrangements),
    "one-off-costs": Recount("sum", _costs, split="rung-and-kind"),
    "partners-per-council-maximum": Recount("maximum", _partners),
    "partners-per-council-mean": Recount("mean", _partners),
    "partners-per-council-median": Recount("median", _partners),
    "principal-councils": Recount("count", lambda facts: _sure(dict.fromkeys(facts.councils, 1))),
    "shared-chief-executives": Recount("count", _chief_executives),
    "staff": Recount("sum", _staff(_live)),
    "staff-median": Recount("median", _staff(_known)),
}
