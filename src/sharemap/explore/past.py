"""What the register knows of a day in the past, as ranges: how many arrangements ran, how many councils took part.
Whatever stands beside a figure of the old map is counted here. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from sharemap.bodies.rows import Body
from sharemap.core.period import Bounds
from sharemap.editions.read import Edition, Entry, Member
from sharemap.explore.of_service import Count
from sharemap.register import running
from sharemap.register.running import Ran
from sharemap.register.taxonomy import Scheme, Service

ENGLAND = "England"
"""All that the old map was of."""


def ran_in(entries: Iterable[Entry], days: Bounds) -> Count:
    """How many ran on a day in the past that is known to lie in `days`: those for certain, and all that may have."""
    ran = [_ran(entry, days) for entry in entries]
    return Count(sum(each.certain for each in ran), sum(each.possible for each in ran))


def _ran(entry: Entry, days: Bounds) -> Ran:
    return running.ran_in(entry.arrangement, entry.sightings, days)


def in_england(entries: Iterable[Entry]) -> list[Entry]:
    """Those with at least one member in England."""
    return [entry for entry in entries if any(member.body.nation == ENGLAND for member in entry.members)]


def of_services(entries: Iterable[Entry], services: Iterable[Service]) -> list[Entry]:
    """Those that share one of the services, or one that stands under them."""
    keys = {service.key for service in services}
    return [entry for entry in entries if any({each.key, each.heading} & keys for each in entry.services)]


def under_label(edition: Edition, label: str) -> list[Service]:
    """The services that a label of the old map is taken to mean, by the crosswalk."""
    rows = (row for row in edition.crosswalk if row.scheme is Scheme.OLD_MAP and row.label == label)
    return sorted((edition.services[row.service] for row in rows), key=lambda service: service.name.casefold())


def councils(bodies: Iterable[Body], days: Bounds) -> Count:
    """The principal councils of England that were alive on a day that lies in `days`."""
    held = [body for body in bodies if _council(body)]
    return Count(sum(_throughout(body, days) for body in held), sum(_at_all(body, days) for body in held))


def councils_sharing(entries: Iterable[Entry], days: Bounds) -> Count:
    """Those of them that took part in an arrangement. One that nobody says joined later was there from its start."""
    certain, possible = set[str](), set[str]()
    for entry in entries:
        ran = _ran(entry, days)
        members = [member for member in entry.members if ran.possible and _council(member.body)]
        possible |= {member.body.key for member in members if _may_have_been_in(member, days)}
        certain |= {member.body.key for member in members if ran.certain and _was_in(member, days)}
    return Count(len(certain), len(possible))


def percent(part: Count, whole: Count) -> Count:
    """The least and the most that the part can be of the whole, to the nearest; of nothing it is nought."""
    low = round(100 * part.low / whole.high) if whole.high else 0
    high = min(100, round(100 * part.high / whole.low)) if whole.low else 0
    return Count(min(low, high), high)


def _council(body: Body) -> bool:
    return body.principal and body.nation == ENGLAND


def _throughout(body: Body, days: Bounds) -> bool:
    return days.earliest in body.period and days.latest in body.period


def _at_all(body: Body, days: Bounds) -> bool:
    return days.earliest in body.period or days.latest in body.period


def _was_in(member: Member, days: Bounds) -> bool:
    joined, left = member.membership.joined_on, member.membership.left_before
    here = (joined is None or joined.latest <= days.earliest) and (left is None or left.earliest > days.latest)
    return here and _throughout(member.body, days)


def _may_have_been_in(member: Member, days: Bounds) -> bool:
    joined, left = member.membership.joined_on, member.membership.left_before
    here = (joined is None or joined.earliest <= days.latest) and (left is None or left.latest > days.earliest)
    return here and _at_all(member.body, days)
