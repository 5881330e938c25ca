"""What contributes to each figure, in pandas: frames of `subject` (or what it belongs to), `certain` and `value`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from bench.peer_register import Register

Frame = Any
Series = Any
_STATUSES = {
    "arrangements-ended": "ended",
    "arrangements-live": "live",
    "arrangements-not-formed": "considered, not formed",
    "arrangements-not-seen": "not seen since",
    "arrangements-planned": "planned",
}


def contributions(register: Register) -> dict[str, Frame]:
    """By figure. Memberships have `arrangement` and `body` for a subject, claims `arrangement` beside it."""
    claims = register.once[["arrangement", "kind", "amount_gbp"]].rename(columns={"amount_gbp": "value"})
    claims = claims.rename_axis("subject").reset_index().assign(certain=True)
    arrangements, partners = (_of_councils(register, count) for count in (_arrangements, _partners))
    costs = claims[claims["kind"] == "one-off cost"].drop(columns="kind")
    live, ended = _with_status(register, "live"), _with_status(register, "ended")
    costs_of_ended = costs.drop(columns="certain").merge(_by_arrangement(ended), on="arrangement")
    return {
        **{name: _with_status(register, word) for name, word in _STATUSES.items()},
        "arrangements-formed": _formed(register),
        "arrangements-known": register.known.assign(value=1),
        "arrangements-running": _ones(register["running"]),
        "arrangements-with-claim": _among(register.known, register["claims"]["arrangement"]).assign(value=1),
        "claims-known": claims.drop(columns="kind").assign(value=1),
        "claims-median": claims.drop(columns="kind"),
        "claims-total": claims.drop(columns="kind"),
        "ended-one-off-costs": costs_of_ended,
        "ended-one-off-costs-median": costs_of_ended,
        "ended-with-one-off-cost": _among(ended, register["claims"].query("kind == 'one-off cost'")["arrangement"]),
        "one-off-costs": costs,
        "councils-sharing": _sharing(register),
        "ended-duration-median": _durations(register),
        "exits": _exits(register),
        "memberships": _among(register.live_members, register.alive, "body").assign(value=1),
        **{f"memberships-per-council-{word}": arrangements for word in ("maximum", "mean", "median")},
        **{f"partners-per-council-{word}": partners for word in ("maximum", "mean", "median")},
        "principal-councils": pd.DataFrame({"subject": register.alive, "certain": True, "value": 1}),
        "shared-chief-executives": _among(
            live, register.services.query("service_y == 'management-team'")["arrangement"]
        ),
        "staff": _staff(register, live),
        "staff-median": _staff(register, register.known),
    }


def _among(rows: Frame, keys: Any, column: str = "subject") -> Frame:
    return rows[rows[column].isin(keys)]


def _by_arrangement(rows: Frame) -> Frame:
    return rows[["subject", "certain"]].rename(columns={"subject": "arrangement"})


def _ones(rows: Frame) -> Frame:
    return rows[["arrangement", "certain"]].rename(columns={"arrangement": "subject"}).assign(value=1)


def _with_status(register: Register, word: str) -> Frame:
    rows = register["possible_statuses"]
    return _ones(rows[rows["status"] == word])


def _formed(register: Register) -> Frame:
    rows = register.known.join(register["arrangements"][["starts_on_earliest", "starts_on_latest"]], on="subject")
    rows = rows[rows["starts_on_earliest"] <= register.day]
    certain = rows["certain"] & (rows["starts_on_latest"] <= register.day)
    return pd.DataFrame({"subject": rows["subject"], "certain": certain, "value": 1})


def _staff(register: Register, rows: Frame) -> Frame:
    staff = register["arrangements"]["staff"].reindex(rows["subject"]).to_numpy()
    return rows[["subject", "certain"]].assign(value=staff).dropna()


def _durations(register: Register) -> Frame:
    rows = register["arrangements"]
    first, last = rows["starts_on_earliest"], rows["ends_before_earliest"]
    within = (rows["ends_before_latest"] - last).dt.days.le(366) & (rows["starts_on_latest"] - first).dt.days.le(366)
    kept = within & (last <= register.day)
    years = ((last - first).dt.days / 365.25).round(1).clip(lower=0)
    certain = rows["ends_before_latest"] <= register.day
    return pd.DataFrame({"subject": rows.index, "certain": certain, "value": years})[kept]


def _sharing(register: Register) -> Frame:
    members = _among(register.live_members, register.alive, "body")
    found = members.groupby("body", as_index=False)["certain"].any()
    return found.rename(columns={"body": "subject"}).assign(value=1)


def _of_councils(register: Register, count: Any) -> Frame:
    values = count(register).reindex(register.alive, fill_value=0)
    return pd.DataFrame({"subject": register.alive, "certain": True, "value": values.to_numpy()})


def _arrangements(register: Register) -> Series:
    return register.live_members["body"].value_counts()


def _partners(register: Register) -> Series:
    """How many bodies share a live arrangement with each."""
    members = register.live_members[["arrangement", "body"]]
    pairs = members.merge(members, on="arrangement", suffixes=("", "_2"))
    pairs = pairs.loc[pairs["body"] != pairs["body_2"], ["body", "body_2"]].drop_duplicates()
    return pairs["body"].value_counts()


def _exits(register: Register) -> Frame:
    rows = register["memberships"]
    keys = ["arrangement", "body"]
    may = (rows["left_before_earliest"] <= register.day) & (
        rows["joined_on_earliest"].isna() | (rows["joined_on_earliest"] <= register.day)
    )
    columns = {"earliest": ("left_before_earliest", "max"), "latest": ("left_before_latest", "max")}
    gone = rows[may].groupby(keys, as_index=False).agg(**columns)
    heirs = rows.loc[rows["passed_from"] >= 0, ["arrangement", "passed_from"]].drop_duplicates()
    gone = gone.merge(heirs, left_on=keys, right_on=["arrangement", "passed_from"], how="left")
    gone = gone[gone.pop("passed_from").isna()].merge(register.staying, on=keys, how="left")
    gone = gone.join(register["arrangements"][["ends_before_earliest", "ends_before_latest"]], on="arrangement")
    still = gone.pop("certain")
    kept = (still.isna() | (still == False)) & (  # noqa: E712
        gone["ends_before_latest"].isna() | (gone["ends_before_latest"] > gone["earliest"])
    )
    ended = _with_status(register, "ended")["subject"]
    lasted = np.where(
        gone["ends_before_earliest"].isna(),
        ~gone["arrangement"].isin(ended),
        gone["ends_before_earliest"] > gone["latest"],
    )
    return gone[keys].assign(certain=still.isna() & lasted, value=1)[kept]
