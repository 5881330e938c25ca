"""Whether the past of the register is as it was written: hashes, links, and the heads that editions hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sharemap.core.problem import Problem
from sharemap.register.models import Event
from sharemap.register.services import event_hash

_FIX = "Compare with a backup: somebody wrote past the verbs."


def faults() -> Iterator[Problem]:
    """Events that were altered, removed or put in another order, within each arrangement's chain."""
    subject, previous, expected = "", "", 1
    for event in Event.objects.order_by("subject", "sequence").iterator():
        if event.subject != subject:
            subject, previous, expected = event.subject, "", 1
        where = f"{subject}, event {event.sequence}"
        if event.sequence != expected:
            yield Problem("gap", where, f"event {event.sequence}", f"Event {expected} must come here.", _FIX)
        if event.previous_hash != previous:
            needed = "It must hold the hash of the event before it."
            yield Problem("link", where, event.previous_hash[:12] or "nothing", needed, _FIX)
        if event.hash != event_hash(event):
            yield Problem("hash", where, event.hash[:12], "Its hash must be that of what it says.", _FIX)
        previous, expected = event.hash, event.sequence + 1


def faults_against(heads: Mapping[str, str], edition: str) -> Iterator[Problem]:
    """Chains that no longer hold the event on which an edition rests: cut off, or written anew from the start."""
    held: dict[str, set[str]] = defaultdict(set)
    for subject, digest in Event.objects.values_list("subject", "hash"):
        held[subject].add(digest)
    for subject, head in sorted(heads.items()):
        if head not in held[subject]:
            needed = f"Edition {edition} rests on an event that is not there."
            yield Problem("head", subject, head[:12], needed, _FIX)
