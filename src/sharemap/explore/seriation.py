"""Puts rows of a matrix into an order in which those that are alike stand together, so that clusters show. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

Likeness = Callable[[int, int], float]


def seriated(count: int, like: Likeness) -> list[int]:
    """The numbers below `count`, the most alike next to each other; the same every time.

    Groups are joined by their average likeness, the most alike first; of the ways to lay one behind the other that is
    taken whose ends are most alike. What is like nothing stands last, in its own order.
    """
    groups: list[list[int]] = [[each] for each in range(count)]
    likeness = {pair: like(*pair) for pair in combinations(range(count), 2)}

    def between(a: int, b: int) -> float:
        return likeness[min(a, b), max(a, b)]

    def average(one: Sequence[int], other: Sequence[int]) -> float:
        return sum(between(a, b) for a in one for b in other) / (len(one) * len(other))

    scores = {(a, b): between(a, b) for a, b in combinations(range(count), 2)}
    while scores:
        (first, second), best = max(scores.items(), key=lambda each: (each[1], [-n for n in each[0]]))
        if best <= 0:
            break
        groups[first] = _joined(groups[first], groups[second], between)
        scores = {pair: score for pair, score in scores.items() if second not in pair and first not in pair}
        groups[second] = []
        for other, held in enumerate(groups):
            if held and other != first:
                scores[min(first, other), max(first, other)] = average(groups[first], held)
    return [each for held in sorted(groups, key=lambda held: len(held) < 2) for each in held]


def _joined(one: list[int], other: list[int], between: Likeness) -> list[int]:
    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    a, b = max(ways, key=lambda way: between(way[0][-1], way[1][0]))
    return [*a, *b]
