"""What a return opens with: everything the register holds of a body on the census day. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from sharemap.core.fields import Row
from sharemap.register.rows import Arrangement, Claim, Membership, SharedService, Sighting
from sharemap.register.status import StatusWord, status_on
from sharemap.returns.answers import LineAnswer, SavingsAnswer

P = TypeVar("P", Membership, SharedService, Claim, Sighting)
_OVER = frozenset({StatusWord.ENDED, StatusWord.NOT_FORMED})


@dataclass(frozen=True, slots=True)
class Asked:
    """One line as it is asked: what is on record, and the savings claims on record with it."""

    line: LineAnswer
    savings: tuple[SavingsAnswer, ...]


class Held:
    """The register's rows, grouped so that each body's can be found at once."""

    def __init__(self, rows: Mapping[type[Row], Sequence[Row]]) -> None:
        self.arrangements = {each.id: each for each in cast(Sequence[Arrangement], rows[Arrangement])}
        self.members = _by_arrangement(cast(Sequence[Membership], rows[Membership]))
        self.services = _by_arrangement(cast(Sequence[SharedService], rows[SharedService]))
        self.claims = _by_arrangement(cast(Sequence[Claim], rows[Claim]))
        self.sightings = _by_arrangement(cast(Sequence[Sighting], rows[Sighting]))
        self.of_body: dict[str, set[str]] = defaultdict(set)
        for each in cast(Sequence[Membership], rows[Membership]):
            self.of_body[each.body].add(each.arrangement)


def _by_arrangement(rows: Iterable[P]) -> dict[str, list[P]]:
    grouped: dict[str, list[P]] = defaultdict(list)
    for row in rows:
        grouped[row.arrangement].append(row)
    return grouped


def prefill(body: str, day: date, held: Held) -> list[Asked]:
    """One line for each arrangement that the body may be in on that day, by name."""
    keys = sorted(held.of_body.get(body, ()), key=lambda key: (held.arrangements[key].name.casefold(), key))
    return [asked_about(body, held.arrangements[key], held) for key in keys if _is_asked(body, key, day, held)]


def _is_asked(body: str, key: str, day: date, held: Held) -> bool:
    own = [each for each in held.members[key] if each.body == body]
    left = all(each.left_before_earliest is not None and each.left_before_earliest <= day for each in own)
    status = status_on(day, held.arrangements[key], held.sightings[key])
    return not left and not _OVER.issuperset(status.possible)


def asked_about(body: str, held_as: Arrangement, held: Held) -> Asked:
    """The line of one arrangement; without a role where the register does not have the body in it."""
    members = held.members[held_as.id]
    roles = [each.role for each in members if each.body == body]
    line = LineAnswer(
        arrangement=held_as.id,
        name=held_as.name,
        decision=None,
        why="",
        description=held_as.description,
        services=tuple(sorted({each.service for each in held.services[held_as.id]})),
        partners=tuple(sorted({each.body for each in members} - {body})),
        role=roles[0] if roles else None,
        model=held_as.model,
        aims=(),
        starts_on_earliest=held_as.starts_on_earliest,
        starts_on_latest=held_as.starts_on_latest,
        ends_before_earliest=held_as.ends_before_earliest,
        ends_before_latest=held_as.ends_before_latest,
        end_reason=held_as.end_reason,
        exit_cost_gbp=None,
        staff=held_as.staff,
        contact=held_as.contact,
    )
    claims = [each for each in held.claims[held_as.id] if each.body in ("", body) and each.year_from is not None]
    return Asked(line, tuple(sorted((_saving(each, held_as) for each in claims), key=lambda each: -each.year)))


def _saving(claim: Claim, held_as: Arrangement) -> SavingsAnswer:
    year = claim.year_from or 0
    return SavingsAnswer(
        arrangement=held_as.id,
        name=held_as.name,
        year=year,
        year_to=claim.year_to if claim.year_to != year else None,
        amount_gbp=claim.amount_gbp,
        rung=claim.rung,
        kind=claim.kind,
        scope=claim.scope,
        price_base="",
        evidence="",
        why_none=None,
    )


def lead_of(key: str, held: Held) -> list[str]:
    """The bodies that lead or host an arrangement: they answer for what all of its members share."""
    return sorted({each.body for each in held.members[key] if each.role in ("lead", "host")})
