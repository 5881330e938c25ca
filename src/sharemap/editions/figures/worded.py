"""Says in words what figures hold in numbers: the tables of an edition, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

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
    """All cells to which something may contribute."""
    return _joined(Breakdown, (_breakdowns(block) for block in blocks))


def _breakdowns(block: Block) -> Iterator[pa.Array]:
    held = [getattr(block.cells, name).T for name in ("low", "high", "certain", "possible")]
    split, part = np.nonzero(held[3])
    low, high, certain, possible = (each[split, part] for each in held)
    yield pa.repeat(block.figure, len(part))
    yield pa.array(block.split.words, pa.string()).take(pa.array(split))
    yield pa.repeat(block.dimension, len(part))
    yield pa.array(block.parts.words, pa.string()).take(pa.array(part))
    yield from (pa.array(low), pa.array(high), pa.array(certain), pa.array(possible))


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
