"""Which pairs are worth comparing, found through what is rare in common, so that ten thousand can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations

from sharemap.register.likeness.likened import Likened
from sharemap.register.likeness.words import telling

MOST_TOGETHER = 60
"""What more arrangements than so many have in common tells none of them apart."""
_MOST_MEMBERS = 12


def candidates(likened: Iterable[Likened]) -> list[tuple[Likened, Likened]]:
    """Pairs that have something rare in common, each once, in the order of their references."""
    held = sorted(likened, key=lambda each: each.ref)
    together: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, each in enumerate(held):
        for mark in set(marks_of(each)):
            together[mark].append(number)
    pairs = {
        pair for numbers in together.values() if len(numbers) <= MOST_TOGETHER for pair in combinations(numbers, 2)
    }
    return [(held[one], held[other]) for one, other in sorted(pairs)]


def marks_of(each: Likened) -> Iterator[Hashable]:
    """The whole of a name; a word of its own; a page; two members, or a member with a service."""
    for words in each.names:
        yield "name", telling(words)
        yield from (("word", word) for word in telling(words) - each.places)
    yield from (("page", url) for url in each.urls)
    # A member of a consortium is found through the pairs of its first members, and its name and pages.
    members = sorted(each.members)
    yield from (("members", *pair) for pair in combinations(members[:_MOST_MEMBERS], 2))
    for member in (*members, *(before for forebears in each.forebears.values() for before in sorted(forebears))):
        yield from (("shares", member, service) for service in each.services)
