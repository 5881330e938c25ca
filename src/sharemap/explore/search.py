"""Finds councils, other bodies, arrangements and services by name; forgiving of case, accents, order and spelling."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from rapidfuzz import fuzz, process

from sharemap.editions.read import Edition
from sharemap.explore.folding import fold_name
from sharemap.explore.residents import in_register_words

LONGEST_QUERY = 100
NEAREST = 8
NEAR_ENOUGH = 70


class Kind(StrEnum):
    """What words can lead to, in the order in which a page shows them; to places only postcodes do."""

    PLACE = "place"
    BODY = "body"
    ARRANGEMENT = "arrangement"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something found. `rank` 0: the name itself; 1: begins so; 2: holds all words; 3: holds words that begin so.

    Where no name is found, what services cover is looked through in the same way.
    """

    rank: int
    kind: Kind
    key: str
    matched: str


@dataclass(frozen=True, slots=True)
class Results:
    """What a query found. `nearest`: nothing held its words, these are spelt most like it."""

    query: str
    hits: tuple[Hit, ...]
    nearest: bool

    def of(self, kind: Kind) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.kind is kind)


@dataclass(frozen=True, slots=True)
class Names:
    """Every name in an edition, folded and sorted, with what it leads to. `weights` break ties: the better known.

    `meanings`: what each service covers, folded, its key, and as it is written.
    """

    folded: tuple[str, ...]
    owners: tuple[tuple[Kind, str], ...]
    written: tuple[str, ...]
    weights: Mapping[tuple[Kind, str], int]
    meanings: tuple[tuple[str, str, str], ...]

    def search(self, query: str, or_nearest: bool = True) -> Results:
        """Names that hold every word of the query, as typed or as the register says it; else those spelt like it."""
        asked = fold_name(query[:LONGEST_QUERY])
        if not asked:
            return Results(query, (), False)
        in_register = fold_name(in_register_words(query[:LONGEST_QUERY]))
        found = self._best(hit for words in dict.fromkeys((asked, in_register)) for hit in self._holding(words))
        found = found or self._best(self._covering(asked))
        if found or not or_nearest:
            return Results(query, found, False)
        return Results(query, self.nearest(query), True)

    def body(self, name: str) -> str:
        """The key of the body that is called so, the best known of several; blank for none."""
        asked = fold_name(name)
        found = self.owners[bisect_left(self.folded, asked) : bisect_right(self.folded, asked)]
        bodies = (owner for owner in found if owner[0] is Kind.BODY)
        return max(bodies, key=lambda owner: self.weights.get(owner, 0), default=(Kind.BODY, ""))[1]

    def begins_a_body(self, name: str) -> bool:
        """Whether a body is called so, or by a name that begins so."""
        asked = fold_name(name)
        first = bisect_left(self.folded, asked)
        begun = takewhile(lambda at: self.folded[at].startswith(asked), range(first, len(self.folded)))
        return bool(asked) and any(self.owners[at][0] is Kind.BODY for at in begun)

    def nearest(self, query: str, limit: int = NEAREST) -> tuple[Hit, ...]:
        """The names spelt most like the query, nearest first, each owner once."""
        asked = fold_name(query[:LONGEST_QUERY])
        best: dict[tuple[Kind, str], Hit] = {}
        for _, score, index in self._alike(asked, limit * 6):
            kind, key = self.owners[index]
            best.setdefault((kind, key), Hit(100 - round(score), kind, key, self.written[index]))
        return tuple(list(best.values())[:limit])

    def _alike(self, asked: str, limit: int) -> Sequence[tuple[str, float, int]]:
        """By letters; where nothing comes near, by words in any order, some left out."""
        by_letters = process.extract(asked, self.folded, scorer=fuzz.ratio, limit=limit, score_cutoff=NEAR_ENOUGH)
        if by_letters:
            return by_letters
        return process.extract(asked, self.folded, scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=NEAR_ENOUGH)

    def _holding(self, asked: str) -> Iterator[Hit]:
        words = asked.split()
        for index, name in enumerate(self.folded):
            # Most names fail on the first word already, by a plain look for its letters.
            if words[0] in name and (rank := _rank(asked, words, name)) is not None:
                yield Hit(rank, *self.owners[index], self.written[index])

    def _covering(self, asked: str) -> Iterator[Hit]:
        words = asked.split()
        for folded, key, written in self.meanings:
            if (rank := _rank(asked, words, folded)) is not None:
                yield Hit(rank, Kind.SERVICE, key, written)

    def _best(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        best: dict[tuple[Kind, str], Hit] = {}
        for hit in hits:
            held = best.get((hit.kind, hit.key))
            if held is None or hit.rank < held.rank:
                best[hit.kind, hit.key] = hit
        return tuple(sorted(best.values(), key=self._order))

    def _order(self, hit: Hit) -> tuple[int, int, str]:
        return hit.rank, -self.weights.get((hit.kind, hit.key), 0), hit.key


def _rank(asked: str, words: list[str], name: str) -> int | None:
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    parts = name.split()
    if all(word in parts for word in words):
        return 2
    return 3 if all(any(part.startswith(word) for part in parts) for word in words) else None


def names_of(edition: Edition) -> Names:
    """Gather the names of an edition, once."""
    found = sorted({(fold_name(name), kind, key, name) for kind, key, name in _all_names(edition) if name})
    return Names(
        tuple(folded for folded, _, _, _ in found),
        tuple((kind, key) for _, kind, key, _ in found),
        tuple(name for _, _, _, name in found),
        _weights(edition),
        tuple((fold_name(each.meaning), each.key, each.meaning) for each in edition.services.values()),
    )


def _all_names(edition: Edition) -> Iterator[tuple[Kind, str, str]]:
    for body in edition.bodies.values():
        yield from ((Kind.BODY, body.key, name) for name in (body.name, body.short_name))
    for named in edition.names:
        yield Kind.BODY, named.body, named.name
    for alias in edition.aliases:
        yield Kind.BODY, alias.body, alias.alias
    for entry in edition.entries:
        arrangement = entry.arrangement
        yield from ((Kind.ARRANGEMENT, arrangement.slug, name) for name in (arrangement.name, *arrangement.aliases))
    for service in edition.services.values():
        yield Kind.SERVICE, service.key, service.name
    for word in edition.service_words:
        yield Kind.SERVICE, word.service, word.word


def _weights(edition: Edition) -> dict[tuple[Kind, str], int]:
    weights: dict[tuple[Kind, str], int] = defaultdict(int)
    for key, body in edition.bodies.items():
        alive = edition.as_at in body.period
        weights[Kind.BODY, key] = 1000 * (body.principal and alive) + len(edition.by_body.get(key, ()))
    for entry in edition.entries:
        for service in entry.services:
            weights[Kind.SERVICE, service.key] += 1
    return weights
