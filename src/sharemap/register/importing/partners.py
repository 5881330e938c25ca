"""Which body each partner of a record is: by the reference where it can be told, else a newcomer or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sharemap.bodies.directory import Directory
from sharemap.bodies.normalise import fold
from sharemap.bodies.resolve import Outcome, Resolution, Resolver
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.period import DAY
from sharemap.register.importing.gathered import OTHERS, GatheredRecord, Partner, PartnerType
from sharemap.register.importing.newcomers import (
    Newcomers,
    group_name,
    is_group,
    kind_hint,
    newcomer_kind,
    owner_said,
    without_aside,
)
from sharemap.register.rows import Role

_PRIVATE_KINDS = frozenset({BodyKind.COMPANY, BodyKind.CHARITY})
# Kinds that the reference does not list: a name like a council's, said to be of these, is not that council.
_NOT_LISTED = _PRIVATE_KINDS | {BodyKind.UNIVERSITY, BodyKind.HOUSING, BodyKind.OTHER_PUBLIC}
_MUST_BE_KNOWN = frozenset(
    {
        PartnerType.DISTRICT,
        PartnerType.UNITARY,
        PartnerType.COUNTY,
        PartnerType.LONDON_BOROUGH,
        PartnerType.METROPOLITAN,
        PartnerType.COMBINED_AUTHORITY,
    }
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A partner whose body is known. `public`: no company or charity, unless a public body is said to own it."""

    partner: Partner
    body: Body
    note: str
    new: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A partner that a person must place."""

    partner: Partner
    candidates: tuple[str, ...]
    reason: str


class Placing:
    """Places partners one after another; newcomers met on the way are known from then on."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._bodies = directory.bodies
        self._resolver = Resolver(directory)
        self.newcomers = Newcomers(directory.rows)

    def place(self, partner: Partner, record: GatheredRecord, days: tuple[date, ...]) -> Placed | Unplaced:
        """The partner's body: by its name on one of `days`, then by what the record says, else new or to be asked."""
        hint = kind_hint(partner, record)
        asked: list[Resolution] = []
        for name in _readings(partner.name):
            found = {day: self._resolver.resolve(name, day, hint) for day in days}
            key, note = self._matched(name, found) or self._decided(name, found, record, hint) or ("", "")
            if key:
                body = self._bodies[key]
                return Placed(partner, body, note, False, _is_public(body, partner, record))
            asked += [each for each in found.values() if each.outcome is Outcome.ASK]
        if asked and hint not in _NOT_LISTED:
            return Unplaced(partner, asked[0].candidates, asked[0].reason)
        if partner.type in _MUST_BE_KNOWN and not is_group(partner.name):
            return Unplaced(partner, (), "no council of this name is known")
        return self._welcomed(partner, record)

    def others(self, record: GatheredRecord) -> Placed:
        """The members that a record of a sharing leaves unnamed, as a group."""
        name = f"{OTHERS}{record.name}"
        partner = Partner(name, Role.NOT_KNOWN, PartnerType.OTHER)
        body = self.newcomers.welcome(name, BodyKind.COLLECTIVE, record)
        return Placed(partner, body, "the record names one body of a sharing; the others are not named", True, True)

    def _matched(self, name: str, found: Mapping[date, Resolution]) -> tuple[str, str] | None:
        """The body that the name means on the first day, or on the first on which it is a body's very name."""
        matches = [(day, each.key) for day, each in found.items() if each.key]
        if not matches:
            return None
        day, key = next(((day, key) for day, key in matches if self._very_name(name, key)), matches[0])
        return key, "" if day == next(iter(found)) else f"read by the names of {day}"

    def _very_name(self, name: str, key: str) -> bool:
        names = (self._bodies[key].name, *(each.name for each in self._directory.names_of(key)))
        return fold(name) in map(fold, names)

    def _decided(
        self, name: str, found: Mapping[date, Resolution], record: GatheredRecord, hint: BodyKind | None
    ) -> tuple[str, str] | None:
        """What decides where the name does not: a body of that name that had ended; the kind the record gives."""
        for each in found.values():
            if each.outcome is Outcome.ASK:
                candidates = [self._bodies[key] for key in each.candidates]
                key = self._once_named(name, candidates, hint) or _of_kind(candidates, record, hint)
                if key:
                    return key, f"{each.reason} Taken for it by what the record says."
        return None

    def _once_named(self, name: str, candidates: list[Body], hint: BodyKind | None) -> str | None:
        """The candidate that had ended by the day and whose name this was on its last day."""
        for body in candidates:
            if body.ends_before and self._resolver.resolve(name, body.ends_before - DAY, hint).key == body.key:
                return body.key
        return None

    def _welcomed(self, partner: Partner, record: GatheredRecord) -> Placed:
        owner = owner_said(partner.name, record)
        kind = newcomer_kind(partner)
        name = group_name(partner.name, record) if kind is BodyKind.COLLECTIVE else without_aside(partner.name)
        body = self.newcomers.welcome(name, kind, record, owner)
        return Placed(partner, body, "", True, _is_public(body, partner, record))


def _readings(name: str) -> tuple[str, ...]:
    """The name as written, then without what stands in brackets."""
    return tuple(dict.fromkeys((name, without_aside(name) or name)))


def _of_kind(candidates: list[Body], record: GatheredRecord, hint: BodyKind | None) -> str:
    """The one candidate of the record's kind; of several, the one in its region."""
    of_kind = [body for body in candidates if body.kind is hint]
    of_place = [body for body in of_kind if {body.region, body.nation} & set(record.region)]
    return next((chosen[0].key for chosen in (of_kind, of_place) if len(chosen) == 1), "")


def _is_public(body: Body, partner: Partner, record: GatheredRecord) -> bool:
    return body.kind not in _PRIVATE_KINDS or bool(owner_said(partner.name, record) or "owned" in body.notes)
