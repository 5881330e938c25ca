"""Says in words what figures hold in numbers: the tables of an edition, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sharemap.core.fields import Row
from sharemap.editions.figures.cells import Cells
from sharemap.editions.figures.parts import Numbers, Parts, lying, unpacked
from sharemap.editions.tables import Breakdown, Contribution, PartRow, schema_of


@dataclass(frozen=True, slots=True)
class Block:
    """The cells of a figure in one dimension."""

    figure: str
    split: Parts
    dimension: str
    parts: Parts
    cells: Cells


@dataclass(frozen=True, slots=True)
class Divided:
    """A dimension, the texts of its subjects, and the unit in `parts` that each lies with."""

    dimension: str
    parts: Parts
    texts: pa.Array
    units: Numbers


def breakdowns(blocks: Iterable[Block]) -> pa.Table:
    """All cells to which something may contribute. There are hundreds of blocks: each column is made at once."""
    held = list(blocks)
    places: list[tuple[Numbers, ...]] = [np.nonzero(each.cells.possible.T) for each in held]
    times = [len(part) for _, part in places]
    columns = [
        _repeated([each.figure for each in held], times),
        _words([each.split.words for each in held], [split for split, _ in places]),
        _repeated([each.dimension for each in held], times),
        _words([each.parts.words for each in held], [part for _, part in places]),
        *(_numbers(held, places, name) for name in ("low", "high", "certain", "possible")),
    ]
    return _joined(Breakdown, [columns])


def _repeated(words: Sequence[str], times: Sequence[int]) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(np.repeat(np.arange(len(words)), times)))


def _words(words: Sequence[Sequence[str]], places: Sequence[Numbers]) -> pa.Array:
    """The words at the places in the words of each."""
    starts = accumulate(map(len, words), initial=0)
    at = [np.empty(0, np.int64), *(start + place for start, place in zip(starts, places, strict=False))]
    return pa.array([word for each in words for word in each], pa.string()).take(pa.array(np.concatenate(at)))


def _numbers(held: Sequence[Block], places: Sequence[tuple[Numbers, ...]], name: str) -> pa.Array:
    told = [getattr(each.cells, name)[part, split] for each, (split, part) in zip(held, places, strict=True)]
    return pa.array(np.concatenate([np.empty(0), *told]))


def parts(divided: Iterable[Divided]) -> pa.Table:
    """What lies in each part of dimensions, in the order of the texts of their subjects."""
    return _joined(PartRow, map(_parts, divided))


def _parts(each: Divided) -> Iterator[pa.Array]:
    part, unit = lying(each.parts.possible)
    certain = unpacked(each.parts.certain)[part, unit].astype(bool)
    by_unit = np.argsort(unit, kind="stable")
    starts = np.searchsorted(unit[by_unit], np.arange(each.parts.possible.shape[1] + 1))
    order = pc.sort_indices(each.texts).to_numpy()
    own = each.units[order]
    times = np.diff(starts)[own]
    rows = by_unit[np.repeat(starts[own] - np.cumsum(times) + times, times) + np.arange(times.sum())]
    yield pa.repeat(each.dimension, len(rows))
    yield each.texts.take(pa.array(np.repeat(order, times)))
    yield pa.array(each.parts.words, pa.string()).take(pa.array(part[rows]))
    yield pa.array(certain[rows])


def contributions(told: Mapping[str, tuple[pa.Array, pa.Table]]) -> pa.Table:
    """What contributes to each figure: its text, whether it is certain, its value; by figure, then text."""
    return _joined(Contribution, (_contributions(name, *held) for name, held in sorted(told.items())))


def _contributions(name: str, text: pa.Array, told: pa.Table) -> Iterator[pa.Array]:
    order = pc.sort_indices(text)
    yield pa.repeat(name, len(text))
    yield text.take(order)
    yield from (told[column].combine_chunks().take(order) for column in ("certain", "value"))


def _joined(row_type: type[Row], blocks: Iterable[Iterable[pa.Array]]) -> pa.Table:
    """The blocks one after the other, as declared."""
    schema = schema_of(row_type)
    tables = [
        pa.Table.from_arrays([each.cast(kind) for each, kind in zip(block, schema.types, strict=True)], schema=schema)
        for block in blocks
    ]
    return pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()
