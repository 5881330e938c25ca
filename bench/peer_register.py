"""A register as pandas holds it best: whole numbers for identifiers, categories for words, only what is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from bench.synthetic import file_of

Frame = Any
Series = Any
Day = Any
_READ: Mapping[str, tuple[str, ...]] = {
    "arrangements": (
        *("id", "model", "end_reason", "staff", "starts_on_earliest", "starts_on_latest"),
        *("ends_before_earliest", "ends_before_latest"),
    ),
    "memberships": (
        *("arrangement", "body", "role", "passed_from", "joined_on_earliest", "joined_on_latest"),
        *("left_before_earliest", "left_before_latest"),
    ),
    "bodies": ("key", "kind", "nation", "region", "starts_on", "ends_before"),
    "claims": ("arrangement", "scope", "amount_gbp", "rung", "kind", "year_from", "year_to", "counts_once"),
    "shared_services": ("arrangement", "service"),
    "services": ("key", "name", "heading"),
    "service_words": ("word", "service"),
    "possible_statuses": ("arrangement", "status", "certain"),
    "running": ("arrangement", "certain"),
    "supports": ("arrangement", "confidence"),
    "principal_kinds": ("kind",),
}
# Columns with few different words: read as categories.
_FEW = frozenset(
    {
        *("model", "end_reason", "role", "kind", "nation", "region", "scope", "rung", "service", "status"),
        *("confidence", "body", "passed_from"),
    }
)
_KEYS: Mapping[str, str] = {"arrangement": "arrangements", "body": "bodies", "passed_from": "bodies"}


@dataclass(frozen=True, eq=False)
class Register:
    """The frames by name, with numbers for identifiers, and the day."""

    frames: Mapping[str, Frame]
    day: Day

    @classmethod
    def read(cls, folder: Path, day: Day) -> Register:
        frames = {name: _frame(folder, name, columns) for name, columns in _READ.items()}
        keys = {name: pd.Index(frames[name][key]) for name, key in (("arrangements", "id"), ("bodies", "key"))}
        for frame in frames.values():
            for column in frame.columns.intersection([*_KEYS]):
                frame[column] = _numbers(keys[_KEYS[column]], frame[column])
        return cls(frames, day)

    def __getitem__(self, name: str) -> Frame:
        return self.frames[name]

    @cached_property
    def principal(self) -> Series:
        """Whether each body is of a kind of principal council."""
        return self["bodies"]["kind"].isin(self["principal_kinds"]["kind"])

    @cached_property
    def alive(self) -> Series:
        """The principal councils alive on the day."""
        bodies = self["bodies"]
        begun = bodies["starts_on"].isna() | (bodies["starts_on"] <= self.day)
        lasts = bodies["ends_before"].isna() | (bodies["ends_before"] > self.day)
        return bodies.index[self.principal & begun & lasts]

    @cached_property
    def known(self) -> Frame:
        """Arrangements that are more than a plan: whose, and whether for certain."""
        rows = self["possible_statuses"]
        stands = rows["status"].isin(["live", "ended", "not seen since"])
        found = stands.groupby(rows["arrangement"]).agg(["any", "all"])
        return found[found["any"]]["all"].rename("certain").rename_axis("subject").reset_index()

    @cached_property
    def staying(self) -> Frame:
        """Each body in each arrangement on the day, once."""
        rows = self["memberships"]
        may = _none_or(rows["joined_on_earliest"], "le", self.day) & _none_or(
            rows["left_before_latest"], "gt", self.day
        )
        sure = _none_or(rows["joined_on_latest"], "le", self.day) & _none_or(
            rows["left_before_earliest"], "gt", self.day
        )
        held = rows.loc[may, ["arrangement", "body"]].assign(certain=sure[may])
        return held.groupby(["arrangement", "body"], sort=False, as_index=False)["certain"].any()

    @cached_property
    def live_members(self) -> Frame:
        live = self["possible_statuses"].query("status == 'live'")[["arrangement", "certain"]]
        found = self.staying.merge(live, on="arrangement", suffixes=("", "_live"))
        return found.assign(certain=found["certain"] & found.pop("certain_live"))

    @cached_property
    def once(self) -> Frame:
        """The claims that count, each with a subject's number and the years it names."""
        rows = self["claims"]
        held = rows[rows["counts_once"]].drop(columns="counts_once")
        held["first"] = held["year_from"].fillna(held["year_to"])
        held["last"] = held["year_to"].fillna(held["year_from"])
        return held

    @cached_property
    def services(self) -> Frame:
        """The services of each arrangement, by way of the words of its sources."""
        return self["shared_services"].merge(self["service_words"], left_on="service", right_on="word")[
            ["arrangement", "service_y"]
        ]


def _none_or(days: Series, comparison: str, day: Day) -> Series:
    return days.isna() | getattr(days, comparison)(day)


def _frame(folder: Path, name: str, columns: tuple[str, ...]) -> Frame:
    few = [column for column in columns if column in _FEW]
    table = pq.read_table(file_of(folder, name), columns=list(columns), read_dictionary=few)
    return table.to_pandas(date_as_object=False, self_destruct=True, split_blocks=True)


def _numbers(keys: Any, column: Series) -> Series:
    """The place of each identifier among the keys, -1 for none; of categories, each word is looked up once."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        places = keys.get_indexer(column.cat.categories)
        return pd.Series(places[column.cat.codes], index=column.index, dtype="int32")
    return pd.Series(keys.get_indexer(column), index=column.index, dtype="int32")
