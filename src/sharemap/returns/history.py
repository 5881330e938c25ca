"""The chain of events of each return: written once, and proven by hashes."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sharemap.core.chain import Link, broken, fault
from sharemap.core.problem import Problem
from sharemap.returns.models import Event, Return


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something and when. The actor is an opaque word: `person-12`, `team-1`."""

    actor: str
    at: datetime


def append(of: Return, happened: str, act: Act, content: object = "", why: str = "") -> Event:
    """Leave an event, and seal it into the return, which the caller has locked. What it changed there is saved."""
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
    of.save()
    return event


def event_hash(event: Event) -> str:
    """SHA-256 over all that the event says and the hash before it."""
    said = (
        event.previous_hash,
        _chain(event.of.round.year, event.of.body),
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
    events = list(of.chain.select_related("of__round").order_by("sequence"))
    yield from broken(
        str(of), (Link(each.sequence, each.previous_hash, each.hash, event_hash(each)) for each in events)
    )
    sealed = (events[-1].sequence, events[-1].hash) if events else (0, "")
    if (of.events, of.head) != sealed:
        yield fault("end", str(of), f"{len(events)} events", f"The return was sealed with {of.events} events.")


def chain_heads() -> dict[str, str]:
    """The hash that seals each return, by year and body: `2026/exeter`. With nobody's name in it, it is published."""
    sealed = Return.objects.exclude(head="").values_list("round__year", "body", "head")
    return {_chain(year, body): head for year, body, head in sealed}


def hashes() -> dict[str, set[str]]:
    """The hashes of all events, by return."""
    held: dict[str, set[str]] = defaultdict(set)
    for year, body, digest in Event.objects.values_list("of__round__year", "of__body", "hash"):
        held[_chain(year, body)].add(digest)
    return held


def leads() -> Iterator[tuple[str, str, str]]:
    """Each event of a return that names one of the register: where, the arrangement, and that event's hash."""
    naming = Event.objects.filter(content__contains='"event": "').select_related("of__round")
    for event in naming.order_by("of_id", "sequence"):
        said = json.loads(event.content)
        if said.get("event"):
            yield f"{event.of}, event {event.sequence}", said["arrangement"], said["event"]


def _chain(year: int, body: str) -> str:
    return f"{year}/{body}"
