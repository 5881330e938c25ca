"""Gives every district a hexagon of one size, near to where it lies and beside as many of its neighbours as may be.

Districts are first pushed apart until none covers another, then assigned to cells of a grid with the least sum of
squared distances; after that cells are exchanged while more neighbours come to lie side by side.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from sharemap.bodies.areas.layers import Hexagon
from sharemap.bodies.areas.outlines import HEXAGON_WIDTH, Outline

Cell = tuple[int, int]
"""Column and row; odd rows lie half a hexagon to the right."""
ROW_HEIGHT = HEXAGON_WIDTH * math.sqrt(3) / 2
PUSHES, TRIES, SEED = 400, 2_500_000, 20261125
HOT, COLD = 0.5, 0.015
FAR = 0.0025
"""What a squared distance of one hexagon costs, where a pair of neighbours is worth 1."""
MOVED = {"shetland-islands": (-160, 400), "isles-of-scilly": (40, -40)}
"""Islands that are drawn nearer than they lie, in units of the grid."""


def hexagons(outlines: Iterable[Outline], neighbours: Iterable[tuple[str, str]]) -> list[Hexagon]:
    """A hexagon for each district, by key. The same districts give the same hexagons."""
    held = sorted(outlines, key=lambda each: each.body)
    places = {each.body: index for index, each in enumerate(held)}
    beside = _beside(len(held), ((places[a], places[b]) for a, b in neighbours))
    lie = np.array([_moved(each) for each in held], float)
    spread = _pushed(lie, beside)
    cells = _grid(spread)
    _, chosen = linear_sum_assignment(cdist(spread, np.array([centre(cell) for cell in cells]), "sqeuclidean"))
    found = _improved([cells[each] for each in chosen], spread, beside)
    return [Hexagon(each.body, *map(round, centre(cell))) for each, cell in zip(held, found, strict=True)]


def centre(cell: Cell) -> tuple[float, float]:
    column, row = cell
    return HEXAGON_WIDTH * (column + (row % 2) / 2), ROW_HEIGHT * row


def around(cell: Cell) -> list[Cell]:
    """The six cells beside a cell."""
    column, row = cell
    shift = row % 2
    return [
        (column - 1, row),
        (column + 1, row),
        *((column + shift - back, row + down) for down in (-1, 1) for back in (0, 1)),
    ]


def _moved(outline: Outline) -> tuple[int, int]:
    across, down = MOVED.get(outline.body, (0, 0))
    return outline.centre[0] + across, outline.centre[1] + down


def _beside(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        found[a].append(b)
        found[b].append(a)
    return found


def _pushed(lie: np.ndarray, beside: Sequence[Sequence[int]]) -> np.ndarray:
    """Districts pushed apart where they are nearer than a hexagon is wide, and drawn to their neighbours."""
    at = lie.copy()
    for _ in range(PUSHES):
        between = at[:, None] - at[None]
        apart = np.hypot(between[..., 0], between[..., 1]) + np.eye(len(at)) * 1e9
        push = np.clip(HEXAGON_WIDTH * 1.02 - apart, 0, None) / apart
        at += 0.25 * (between * push[..., None]).sum(1)
        pull = np.array([at[others].mean(0) - at[each] if others else (0, 0) for each, others in enumerate(beside)])
        at += 0.02 * pull + 0.01 * (lie - at)
    return at


def _grid(spread: np.ndarray) -> list[Cell]:
    columns, rows = (spread.max(0) / (HEXAGON_WIDTH, ROW_HEIGHT)).astype(int) + 3
    least = (spread.min(0) / (HEXAGON_WIDTH, ROW_HEIGHT)).astype(int) - 2
    cells = [(column, row) for row in range(least[1], rows) for column in range(least[0], columns)]
    centres = np.array([centre(cell) for cell in cells])
    near = cdist(centres, spread).min(1) < 2 * HEXAGON_WIDTH
    return [cell for cell, is_near in zip(cells, near, strict=True) if is_near]


def _improved(start: Sequence[Cell], spread: np.ndarray, beside: Sequence[Sequence[int]]) -> list[Cell]:
    """Simulated annealing: a district moves beside a neighbour, or changes places with who is there."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is to be kept secret
    at = list(start)
    holder: dict[Cell, int] = {cell: each for each, cell in enumerate(at)}
    best, best_score, score = list(at), 0.0, 0.0
    for turn in range(TRIES):
        heat = HOT * (COLD / HOT) ** (turn / TRIES)
        each = chance.randrange(len(at))
        if not beside[each]:
            continue
        target = chance.choice(around(at[chance.choice(beside[each])]))
        other = holder.get(target)
        if other == each:
            continue
        gain = _gain(at, spread, beside, each, target, other)
        if gain > 0 or chance.random() < math.exp(gain / heat):
            _exchange(at, holder, each, target, other)
            score += gain
            if score > best_score:
                best, best_score = list(at), score
    return best


def _gain(  # noqa: PLR0913
    at: list[Cell], spread: np.ndarray, beside: Sequence[Sequence[int]], each: int, target: Cell, other: int | None
) -> float:
    own = at[each]
    before = _worth(at, spread, beside, each) + (_worth(at, spread, beside, other) if other is not None else 0)
    at[each] = target
    if other is not None:
        at[other] = own
    after = _worth(at, spread, beside, each) + (_worth(at, spread, beside, other) if other is not None else 0)
    at[each] = own
    if other is not None:
        at[other] = target
    return after - before


def _worth(at: list[Cell], spread: np.ndarray, beside: Sequence[Sequence[int]], each: int) -> float:
    near = around(at[each])
    x, y = centre(at[each])
    away = float((x - spread[each][0]) ** 2 + (y - spread[each][1]) ** 2) / HEXAGON_WIDTH**2
    return sum(at[other] in near for other in beside[each]) - FAR * away


def _exchange(at: list[Cell], holder: dict[Cell, int], each: int, target: Cell, other: int | None) -> None:
    own = at[each]
    at[each], holder[target] = target, each
    if other is None:
        del holder[own]
    else:
        at[other], holder[own] = own, other


def kept(found: Iterable[Hexagon], neighbours: Iterable[tuple[str, str]]) -> float:
    """The share of pairs of neighbours whose hexagons lie side by side."""
    places: Mapping[str, tuple[int, int]] = {each.body: (each.x, each.y) for each in found}
    pairs = list(neighbours)
    near = [math.dist(places[a], places[b]) < 1.2 * HEXAGON_WIDTH for a, b in pairs]
    return sum(near) / len(pairs)
