"""Faults for the checks to find, each put into the real register by one change. Rows are picked by what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from sharemap.core.fields import Row
from sharemap.editions.checks.register.given import SAVINGS, Register
from sharemap.register.rows import (
    Arrangement,
    Claim,
    ClaimKind,
    DeliveryModel,
    Membership,
    RelationKind,
    Role,
    Rung,
    Scope,
    Sighting,
    Source,
    State,
)
from sharemap.register.status import StatusWord

R = TypeVar("R")
LONG_AGO, YEAR = date(1999, 1, 1), timedelta(days=365)


@dataclass(frozen=True)
class Injected:
    """The register with a fault in it, and the subject that it must be found under."""

    rows: Mapping[type[Row], list[Row]]
    subject: str
    error: bool = False


def first(rows: Iterable[R], fits: Callable[[R], bool]) -> R:
    return next(row for row in rows if fits(row))


def changed(register: Register, old: Iterable[Any], **changes: object) -> Mapping[type[Row], list[Row]]:
    """The rows, with some of one type changed."""
    held = list(old)
    kind: type[Row] = type(held[0])
    return {**register.rows, kind: [replace(row, **changes) if row in held else row for row in register.rows[kind]]}


def added(register: Register, *new: Any) -> Mapping[type[Row], list[Row]]:
    rows = dict(register.rows)
    for row in new:
        rows[type(row)] = [*rows[type(row)], row]
    return rows


def copied(register: Register, key: str, name: str) -> list[Any]:
    """A second telling of an arrangement, with its members and services."""
    parts = [row for kind in register.rows for row in register.rows[kind] if getattr(row, "arrangement", "") == key]
    wanted = ("Membership", "SharedService", "Claim")
    kept = [replace(row, arrangement="z0001") for row in parts if type(row).__name__ in wanted]
    claims = [replace(row, id=f"z0001-c{place}") if isinstance(row, Claim) else row for place, row in enumerate(kept)]
    return [replace(register.arrangements[key], id="z0001", slug="z0001", name=name), *claims]


def a_claim(register: Register, fits: Callable[[Claim], bool]) -> Claim:
    return first(register.claims.values(), fits)


def live_with(register: Register, least: int) -> str:
    return first(register.live, lambda key: len(register.still_there(key)) >= least)


def amount_told_twice(register: Register) -> Injected:
    claim = a_claim(register, lambda row: row.kind is ClaimKind.RECURRING and not row.same_claim_as)
    again = replace(claim, id="z0001-c1", alternative_to=())
    return Injected(added(register, again), claim.id)


def amount_told_twice_in_two_arrangements(register: Register) -> Injected:
    claim = a_claim(
        register, lambda row: row.kind is ClaimKind.RECURRING and len(register.bodies_of(row.arrangement)) > 1
    )
    return Injected(added(register, *copied(register, claim.arrangement, "Quite another name")), claim.id)


def claim_outlier(register: Register) -> Injected:
    claim = a_claim(register, lambda row: row.kind is ClaimKind.RECURRING and row.scope is Scope.WHOLE)
    return Injected(changed(register, [claim], amount_gbp=claim.amount_gbp * 100_000), claim.id)


def recurring_above_forecast(register: Register) -> Injected:
    claim = a_claim(register, lambda row: _terms(row) == (ClaimKind.RECURRING, Rung.FORECAST, Scope.WHOLE))
    highest = max(row.amount_gbp for row in register.claims_of[claim.arrangement])
    new = replace(claim, id="z0001-c1", rung=Rung.ACHIEVED, amount_gbp=highest * 11)
    return Injected(added(register, new), "z0001-c1")


def _terms(row: Claim) -> tuple[object, ...]:
    return row.kind, row.rung, row.scope


def claim_before_start(register: Register) -> Injected:
    claim = a_claim(
        register, lambda row: row.kind in SAVINGS and bool(register.arrangements[row.arrangement].starts_on)
    )
    year = register.arrangements[claim.arrangement].starts_on_earliest
    assert year
    return Injected(changed(register, [claim], year_from=year.year - 5, year_to=year.year - 5), claim.id)


def claim_after_end(register: Register) -> Injected:
    claim = a_claim(
        register, lambda row: row.kind in SAVINGS and bool(register.arrangements[row.arrangement].ends_before)
    )
    end = register.arrangements[claim.arrangement].ends_before_latest
    assert end
    return Injected(changed(register, [claim], year_from=end.year + 2, year_to=end.year + 2), claim.id)


def saving_of_unformed(register: Register) -> Injected:
    unformed = {key for key, each in register.statuses.items() if each.possible == (StatusWord.NOT_FORMED,)}
    claim = a_claim(register, lambda row: row.arrangement in unformed and row.kind in SAVINGS)
    return Injected(changed(register, [claim], rung=Rung.ACHIEVED), claim.id, error=True)


def share_above_whole(register: Register) -> Injected:
    claim = a_claim(register, lambda row: row.scope is Scope.WHOLE)
    share = replace(claim, id="z0001-c1", scope=Scope.ONE_SHARE, amount_gbp=claim.amount_gbp + 1)
    return Injected(added(register, share), "z0001-c1")


def achieved_too_early(register: Register) -> Injected:
    claim = a_claim(register, lambda row: bool(row.source) and bool(register.sources[row.source].published))
    after = int(register.sources[claim.source].published[:4]) + 1
    return Injected(changed(register, [claim], rung=Rung.ACHIEVED, year_from=after, year_to=after), claim.id)


def joined_before_it_began(register: Register) -> Injected:
    row = first(register.memberships, lambda each: bool(register.bodies[each.body].starts_on))
    began = register.bodies[row.body].starts_on
    assert began
    day = began - YEAR
    return _membership(changed(register, [row], joined_on_earliest=day, joined_on_latest=day), row, error=True)


def left_after_it_ended(register: Register) -> Injected:
    row = first(register.memberships, lambda each: bool(register.bodies[each.body].ends_before))
    ended = register.bodies[row.body].ends_before
    assert ended
    day = ended + YEAR
    return _membership(changed(register, [row], left_before_earliest=day, left_before_latest=day), row, error=True)


def member_of_what_was_no_more(register: Register) -> Injected:
    row = first(register.memberships, lambda each: bool(register.arrangements[each.arrangement].ends_before))
    return _membership(changed(register, [register.bodies[row.body]], starts_on=register.day), row, error=True)


def member_when_dissolved(register: Register) -> Injected:
    row = first(register.memberships, lambda each: bool(register.arrangements[each.arrangement].starts_on))
    return _membership(changed(register, [register.bodies[row.body]], ends_before=LONG_AGO), row, error=True)


def joined_after_the_end(register: Register) -> Injected:
    row = first(register.memberships, lambda each: bool(register.arrangements[each.arrangement].ends_before))
    day = register.day
    return _membership(changed(register, [row], joined_on_earliest=day, joined_on_latest=day), row, error=True)


def left_before_start(register: Register) -> Injected:
    row = first(register.memberships, lambda each: bool(register.arrangements[each.arrangement].starts_on))
    return _membership(changed(register, [row], left_before_earliest=LONG_AGO, left_before_latest=LONG_AGO), row)


def _membership(rows: Mapping[type[Row], list[Row]], row: Membership, error: bool = False) -> Injected:
    return Injected(rows, "/".join(part for part in (row.arrangement, row.body, row.service) if part), error)


def sharing_after_dissolution(register: Register) -> Injected:
    row = register.staying(register.live[0])[0]
    body = register.bodies[row.body]
    return _membership(changed(register, [body], ends_before=register.day - YEAR), row, error=True)


def live_without_public_members(register: Register) -> Injected:
    key = live_with(register, 2)
    return Injected(_left(register, register.memberships_of[key]), key, error=True)


def live_with_too_few_members(register: Register) -> Injected:
    key = live_with(register, 3)
    rows = register.memberships_of[key]
    return Injected(_left(register, [row for row in rows if row.body != rows[0].body]), key)


def _left(register: Register, rows: Iterable[Membership]) -> Mapping[type[Row], list[Row]]:
    return changed(register, rows, left_before_earliest=register.day - YEAR, left_before_latest=register.day - YEAR)


def lead_authority_without_lead(register: Register) -> Injected:
    led = [key for key, row in register.arrangements.items() if row.model is DeliveryModel.LEAD_AUTHORITY]
    key = first(led, lambda each: any(row.role is Role.LEAD for row in register.memberships_of[each]))
    return Injected(changed(register, register.memberships_of[key], role=Role.PARTNER), key)


def member_far_away(register: Register) -> Injected:
    def small_and_southern(key: str) -> bool:
        bodies = [register.bodies[each] for each in register.bodies_of(key)]
        return len(bodies) == 2 and all(each.principal and each.region == "South East" for each in bodies)

    row = register.memberships_of[first(register.arrangements, small_and_southern)][0]
    far = first(register.bodies.values(), lambda each: each.principal and each.region == "North East")
    return Injected(changed(register, [row], body=far.key), f"{row.arrangement}/{far.key}")


def part_with_members_outside(register: Register) -> Injected:
    part = first(register.relations, lambda row: row.kind is RelationKind.PART_OF)
    within = register.bodies_of(part.other) | register.bodies_of(part.arrangement)
    body = first(register.bodies.values(), lambda each: each.principal and each.key not in within)
    row = replace(register.memberships_of[part.arrangement][0], body=body.key, service="")
    return _membership(added(register, row), row)


def seen_live_before_start(register: Register) -> Injected:
    key = register.live[0]
    rows = changed(
        register, [register.arrangements[key]], starts_on_earliest=register.day, starts_on_latest=register.day
    )
    return Injected(rows, key, error=True)


def seen_live_after_end(register: Register) -> Injected:
    row = first(register.arrangements.values(), lambda each: bool(each.ends_before))
    seen = Sighting(row.id, State.LIVE, register.day, register.day, "made for a test")
    return Injected(added(register, seen), row.id, error=True)


def ended_in_future(register: Register) -> Injected:
    seen = {key for key, each in register.statuses.items() if each.last_state is State.ENDED}
    row = register.arrangements[min(seen)]
    day = register.day + YEAR
    return Injected(changed(register, [row], ends_before_earliest=day, ends_before_latest=day), row.id, error=True)


def end_reason_without_end(register: Register) -> Injected:
    row = first((register.arrangements[key] for key in register.live), lambda each: not each.end_reason)
    return Injected(changed(register, [row], end_reason="It was brought back in-house"), row.id)


def staff_outlier(register: Register) -> Injected:
    row = first(register.arrangements.values(), lambda each: bool(each.staff))
    return Injected(changed(register, [row], staff=2_000_000), row.id)


def name_twice(register: Register) -> Injected:
    key = live_with(register, 2)
    again = copied(register, key, f"The {register.arrangements[key].name} Service")
    return Injected(added(register, *again), key)


def source_read_before_published(register: Register) -> Injected:
    row = first(register.sources.values(), lambda each: bool(each.published))
    return Injected(changed(register, [row], accessed="1999-12-31"), row.id, error=True)


def source_from_the_future(register: Register) -> Injected:
    row = first(register.sources.values(), lambda each: bool(each.published))
    return Injected(changed(register, [row], published=f"{register.day.year + 1}", accessed=""), row.id, error=True)


FAULTS: tuple[tuple[str, Callable[[Register], Injected]], ...] = (
    ("amount-told-twice", amount_told_twice),
    ("amount-told-twice", amount_told_twice_in_two_arrangements),
    ("claim-outlier", claim_outlier),
    ("recurring-above-forecast", recurring_above_forecast),
    ("claim-outside-life", claim_before_start),
    ("claim-outside-life", claim_after_end),
    ("saving-of-unformed", saving_of_unformed),
    ("share-above-whole", share_above_whole),
    ("achieved-too-early", achieved_too_early),
    ("member-outside-life", joined_before_it_began),
    ("member-outside-life", left_after_it_ended),
    ("member-outside-life", member_of_what_was_no_more),
    ("member-outside-life", member_when_dissolved),
    ("member-outside-life", joined_after_the_end),
    ("left-before-start", left_before_start),
    ("sharing-after-dissolution", sharing_after_dissolution),
    ("live-without-public-members", live_without_public_members),
    ("live-with-too-few-members", live_with_too_few_members),
    ("lead-authority-without-lead", lead_authority_without_lead),
    ("member-far-away", member_far_away),
    ("part-with-members-outside", part_with_members_outside),
    ("seen-live-outside-life", seen_live_before_start),
    ("seen-live-outside-life", seen_live_after_end),
    ("ended-in-future", ended_in_future),
    ("end-reason-without-end", end_reason_without_end),
    ("staff-outlier", staff_outlier),
    ("name-twice", name_twice),
    ("source-read-before-published", source_read_before_published),
    ("source-from-the-future", source_from_the_future),
)
"""The check that must find it, and the fault."""
POPULATIONS: Mapping[str, type[Row]] = {
    "amount-told-twice": Claim,
    "claim-outlier": Claim,
    "recurring-above-forecast": Claim,
    "claim-outside-life": Claim,
    "saving-of-unformed": Claim,
    "share-above-whole": Claim,
    "achieved-too-early": Claim,
    "member-outside-life": Membership,
    "left-before-start": Membership,
    "sharing-after-dissolution": Membership,
    "member-far-away": Membership,
    "part-with-members-outside": Membership,
    "live-without-public-members": Arrangement,
    "live-with-too-few-members": Arrangement,
    "lead-authority-without-lead": Arrangement,
    "seen-live-outside-life": Arrangement,
    "ended-in-future": Arrangement,
    "end-reason-without-end": Arrangement,
    "staff-outlier": Arrangement,
    "name-twice": Arrangement,
    "source-read-before-published": Source,
    "source-from-the-future": Source,
}
"""The rows that each check goes through."""
