"""Whether the past of the register is as it was written, arrangement by arrangement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from sharemap.core.chain import Link, broken
from sharemap.core.problem import Problem
from sharemap.register.models import Event
from sharemap.register.services import event_hash


def faults() -> Iterator[Problem]:
    """Events that were altered, removed or put in another order, within each arrangement's chain."""
    events = Event.objects.order_by("subject", "sequence").iterator()
    for subject, chain in groupby(events, key=attrgetter("subject")):
        links = (Link(each.sequence, each.previous_hash, each.hash, event_hash(each)) for each in chain)
        yield from broken(subject, links)


def hashes() -> dict[str, set[str]]:
    """The hashes of all events, by arrangement."""
    held: dict[str, set[str]] = defaultdict(set)
    for subject, digest in Event.objects.values_list("subject", "hash"):
        held[subject].add(digest)
    return held
