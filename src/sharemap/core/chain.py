"""Chains of hashes: whether what is kept as a past is the past, and whether it still holds what others wrote down."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sharemap.core.problem import Problem

_FIX = "Compare with a backup: somebody wrote past the verbs."


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it is kept. `true_hash`: that of what it says and of the hash before it, computed now."""

    sequence: int
    previous_hash: str
    hash: str
    true_hash: str


def broken(of: str, links: Iterable[Link]) -> Iterator[Problem]:
    """Where the chain of `of`, given by sequence, was altered, cut into, or put in another order."""
    previous, expected = "", 1
    for link in links:
        where = f"{of}, event {link.sequence}"
        if link.sequence != expected:
            yield fault("gap", where, f"event {link.sequence}", f"Event {expected} must come here.")
        if link.previous_hash != previous:
            found = link.previous_hash[:12] or "nothing"
            yield fault("link", where, found, "It must hold the hash of the event before it.")
        if link.hash != link.true_hash:
            yield fault("hash", where, link.hash[:12], "Its hash must be that of what it says.")
        previous, expected = link.hash, link.sequence + 1


def lost(heads: Mapping[str, str], held: Mapping[str, Container[str]], by: str) -> Iterator[Problem]:
    """Chains that no longer hold the event which `by` wrote down: cut off, or written anew from the start."""
    for of, head in sorted(heads.items()):
        if head not in held.get(of, ()):
            yield fault("head", of, head[:12], f"{by} rests on an event that is not there.")


def fault(code: str, where: str, found: str, needed: str) -> Problem:
    return Problem(code, where, found, needed, _FIX)
