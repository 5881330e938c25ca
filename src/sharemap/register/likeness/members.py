"""The memberships of two tellings of one arrangement, united by body and service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sharemap.register.likeness.bounds import forwards, united
from sharemap.register.rows import FIRMEST, Membership, Role


def unite_members(kept: Iterable[Membership], gone: Iterable[Membership], arrangement: str) -> list[Membership]:
    """Every member of both. A part that both tell is one row; a part at another time stays a row of its own."""
    rows = list(kept)
    free = set(range(len(rows)))
    for each in gone:
        told = replace(each, arrangement=arrangement)
        number = next((number for number in sorted(free) if _one_part(rows[number], told)), None)
        if number is None:
            rows.append(told)
        else:
            free.discard(number)
            rows[number] = _united(rows[number], told)
    return rows


def _one_part(one: Membership, other: Membership) -> bool:
    """Whether two rows can be one part in the arrangement: same body and service, and not one after the other."""
    same = (one.body, one.service) == (other.body, other.service)
    return same and forwards(one.joined_on, other.left_before) and forwards(other.joined_on, one.left_before)


def _united(one: Membership, other: Membership) -> Membership:
    """The firmest role stays; the other name and the other role stand in the note."""
    joined = united("joining", one.joined_on, other.joined_on)
    left = united("leaving", one.left_before, other.left_before)
    role = min(one.role, other.role, key=FIRMEST.index)
    weaker = {one.role, other.role} - {role, Role.NOT_KNOWN}
    said = [one.note, "" if other.note in one.note else other.note]
    if other.named_as != one.named_as:
        said.append(f"also named as “{other.named_as}”")
    said += [f"{each} in the other telling" for each in weaker]
    return replace(
        one,
        role=role,
        joined_on_earliest=joined.earliest,
        joined_on_latest=joined.latest,
        left_before_earliest=left.earliest,
        left_before_latest=left.latest,
        passed_from=one.passed_from or other.passed_from,
        note="; ".join(filter(None, (*said, joined.words, left.words))),
    )
