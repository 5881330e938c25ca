"""The chain of events of each return: written once, and proven by hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sharemap.core.problem import Problem
from sharemap.returns.models import Event, Return


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something and when. The actor is an opaque word: `person-12`, `team-1`."""

    actor: str
    at: datetime


def append(of: Return, happened: str, act: Act, content: object = "", why: str = "") -> Event:
    """Leave an event, and seal it into the return, which the caller has locked."""
    event = Event(
        of=of,
        sequence=of.events + 1,
        happened=happened,
        at=act.at.astimezone(UTC).isoformat(timespec="seconds"),
        actor=act.actor,
        why=why,
        content=content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, sort_keys=True),
        previous_hash=of.head,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    of.events, of.head = event.sequence, event.hash
    of.save(update_fields=["events", "head"])
    return event


def event_hash(event: Event) -> str:
    """SHA-256 over all that the event says and the hash before it."""
    said = (
        event.previous_hash,
        f"{event.of.round.year}/{event.of.body}",
        str(event.sequence),
        event.happened,
        event.at,
        event.actor,
        event.why,
        event.content,
    )
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


def faults(of: Return) -> Iterator[Problem]:
    """Where the chain of a return was altered, cut, or put in another order."""
    previous, expected = "", 1
    for event in of.chain.select_related("of__round").order_by("sequence"):
        where = f"{of}, event {event.sequence}"
        if event.sequence != expected:
            yield _fault("gap", where, f"event {event.sequence}", f"Event {expected} must come here.")
        if event.previous_hash != previous:
            yield _fault("link", where, event.previous_hash[:12], "It must hold the hash of the event before it.")
        if event.hash != event_hash(event):
            yield _fault("hash", where, event.hash[:12], "Its hash must be that of what it says.")
        previous, expected = event.hash, event.sequence + 1
    if (of.events, of.head) != (expected - 1, previous):
        yield _fault("end", str(of), f"{expected - 1} events", f"The return was sealed with {of.events} events.")


def _fault(code: str, where: str, found: str, needed: str) -> Problem:
    return Problem(code, where, found, needed, "Compare with a backup: somebody wrote past the verbs.")
