"""The same figures in pandas, as one who knows it well would write them: numbers for keys, categories for words.

It is the peer that the engine is measured beside, and a second opinion on its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bench.peer_contributions import contributions
from bench.peer_dimensions import dimensions
from bench.peer_register import Register
from sharemap.editions.definitions import Definition, Reducer, dimension_definitions, figure_definitions

Frame = Any
Value = tuple[float | None, float | None, int, int]
Cell = tuple[str, str, str, str]
"""A figure, a part of its split, a dimension, a part of that; blank where it is the whole."""
_AGGREGATES: Mapping[Reducer, str] = {
    Reducer.COUNT: "size",
    Reducer.SUM: "sum",
    Reducer.MEDIAN: "median",
    Reducer.MEAN: "mean",
    Reducer.MAXIMUM: "max",
}
_SUBJECTS = {each.name: each.subject for each in dimension_definitions()}


def compute(folder: Path, day: date) -> dict[Cell, Value]:
    """The value of every figure of the register in a folder, and of every cell of its breakdowns."""
    register = Register.read(folder, pd.Timestamp(day))
    parts = dimensions(register)
    found = contributions(register)
    answers: dict[Cell, Value] = {}
    for each in figure_definitions():
        answers[each.name, "", "", ""] = _whole(each, found[each.name])
        answers.update(_breakdowns(each, found[each.name], parts))
    return answers


def _whole(each: Definition, rows: Frame) -> Value:
    if each.split or rows.empty:
        nothing = 0.0 if each.reducer is Reducer.COUNT else None
        return (
            None if each.split else nothing,
            None if each.split else nothing,
            int(rows["certain"].sum()),
            len(rows),
        )
    (value,) = _reduced(each.reducer, rows.assign(whole=0), ["whole"]).values()
    return value


def _breakdowns(each: Definition, rows: Frame, parts: Mapping[str, Frame]) -> Iterator[tuple[Cell, Value]]:
    keys = ["part"]
    if each.split:
        rows = _divided(rows, each, each.split, parts).rename(columns={"part": "split"})
        keys = ["split", "part"]
        for part, value in _reduced(each.reducer, rows, ["split"]).items():
            yield (each.name, part, "", ""), value
    for name in each.dimensions:
        for key, value in _reduced(each.reducer, _divided(rows, each, name, parts), keys).items():
            split, part = key if each.split else ("", key)
            yield (each.name, split, name, part), value


def _divided(rows: Frame, each: Definition, name: str, parts: Mapping[str, Frame]) -> Frame:
    """Contributions in the parts of a dimension."""
    own = _SUBJECTS[name] is each.subject
    found = rows.merge(
        parts[name], left_on="subject" if own else str(_SUBJECTS[name]), right_on="subject", suffixes=("", "_part")
    )
    found["certain"] &= found.pop("certain_part")
    return found


def _reduced(reducer: Reducer, rows: Frame, keys: list[str]) -> dict[Any, Value]:
    """Lowest and highest value of each group, and how many contribute: for certain, and at most."""
    by = keys if len(keys) > 1 else keys[0]
    groups = rows.groupby(by, observed=True, sort=False)
    possible = groups.size()
    value = getattr(groups["value"], _AGGREGATES[reducer])()
    if rows["certain"].all():
        certain, sure = possible, value
    else:
        only = rows[rows["certain"]].groupby(by, observed=True, sort=False)
        certain = only.size().reindex(possible.index, fill_value=0)
        sure = getattr(only["value"], _AGGREGATES[reducer])().reindex(possible.index)
    low, high = np.fmin(sure, value), np.fmax(sure, value)
    if reducer in (Reducer.COUNT, Reducer.SUM):
        low, high = sure.fillna(0), value
    columns = (low.astype(float), high.astype(float), certain, possible)
    return dict(zip(possible.index, zip(*(each.tolist() for each in columns), strict=True), strict=True))
