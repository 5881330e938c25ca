"""The dimensions in pandas: of each subject the parts in which it lies, as a category, and whether for certain."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from bench.peer_register import Register

Frame = Any
Series = Any
_PARTNERS = {
    "NHS body": "with health",
    "police force": "with police",
    "fire authority": "with fire",
    "company": "with companies",
}


def dimensions(register: Register) -> dict[str, Frame]:
    """Each dimension's frame of `subject`, `part`, `certain`."""
    arrangements, bodies, claims = register["arrangements"], register["bodies"], register["claims"]
    nation = bodies["nation"].astype(object)
    place = bodies["region"].astype(object).where(bodies["region"] != "", nation)
    claimed = arrangements.index.isin(claims["arrangement"])
    supports = register["supports"].set_index("arrangement")
    bands = pd.cut(
        claims["amount_gbp"],
        [-np.inf, 100_000, 1_000_000, 10_000_000, np.inf],
        right=False,
        labels=["1: under £100,000", "2: £100,000 to under £1m", "3: £1m to under £10m", "4: £10m and more"],
    )
    once = register.once
    years = _years(once)
    cells = _words(once, ["rung", "kind"])
    return {
        "amount-band": _one(bands),
        "claim-known": _one(_either(claimed, "a claim is known", "not found")),
        "claim-year": _rows(years["subject"], years["part"]),
        "confidence": _one(supports["confidence"]),
        "council-kind": _one(bodies["kind"]),
        "council-nation": _one(nation.where(nation != "", "not known")),
        "council-region": _one(place.where(place != "", "not known")),
        "end-reason": _one(_either(arrangements["end_reason"] == "", "not known", "said")),
        "lead-kind": _leads(register),
        "member-kinds": _pairs(register),
        "model": _one(arrangements["model"]),
        "nation": _of_members(register, nation),
        "partner-kind": _partners(register),
        "region": _of_members(register, place),
        "rung-and-kind": _one(_words(claims, ["rung", "kind"])),
        "rung-kind-year": _rows(
            years["subject"], _words(years.assign(cell=cells.reindex(years["subject"]).array), ["cell", "part"])
        ),
        "scope": _one(claims["scope"]),
        "service": _headings(register),
        "year-ended": _of_days(register, "ends_before"),
        "year-formed": _of_days(register, "starts_on"),
    }


def _rows(subject: Series, part: Any, certain: Any = True) -> Frame:
    frame = (
        pd.DataFrame({"subject": np.asarray(subject), "part": pd.Categorical(np.asarray(part, dtype=object))})
        if not isinstance(getattr(part, "dtype", None), pd.CategoricalDtype)
        else pd.DataFrame({"subject": np.asarray(subject), "part": getattr(part, "array", part)})
    )
    return frame.assign(certain=certain)


def _one(parts: Series) -> Frame:
    """One part for each subject, which is the index."""
    return _rows(parts.index, parts)


def _either(flags: Any, yes: str, no: str) -> Series:
    return pd.Series(pd.Categorical.from_codes(np.where(flags, 0, 1), [yes, no]))


def _words(frame: Frame, columns: list[str]) -> Series:
    """Categories side by side as one, its words made once for each that occurs."""
    one, two = (frame[column].astype("category") for column in columns)
    codes = one.cat.codes.astype("int64") * len(two.cat.categories) + two.cat.codes
    held, place = np.unique(codes, return_inverse=True)
    first, second = np.divmod(held, len(two.cat.categories))
    words = [f"{one.cat.categories[a]}, {two.cat.categories[b]}" for a, b in zip(first, second, strict=True)]
    return pd.Series(pd.Categorical.from_codes(place, words), index=frame.index)


def _year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _years(once: Frame) -> Frame:
    """The financial years of each claim that counts: every year of a recurring one, the year or span of another."""
    dated = once[once["first"].notna()]
    first, last = dated["first"].astype("int64"), dated["last"].astype("int64")
    span = (dated["kind"] != "recurring") & (first < last)
    each = np.where(span, 1, (last - first + 1).clip(lower=0))
    at = np.repeat(np.arange(len(dated)), each)
    nth = np.arange(len(at)) - np.repeat(np.cumsum(each) - each, each)
    start = first.to_numpy()[at] + nth
    end = np.where(span.to_numpy()[at], last.to_numpy()[at], start)
    codes, place = np.unique(start * 10_000 + end, return_inverse=True)
    words = [
        _year(a) if a == b else f"{_year(a)} to {_year(b)}" for a, b in zip(*np.divmod(codes, 10_000), strict=True)
    ]
    undated = once.index[once["first"].isna()]
    place = np.concatenate((place, np.full(len(undated), len(words))))
    subject = np.concatenate((dated.index.to_numpy()[at], undated))
    return pd.DataFrame({"subject": subject, "part": pd.Categorical.from_codes(place, [*words, "undated"])})


def _of_members(register: Register, words: Series) -> Frame:
    """What the members of each arrangement have, each once."""
    rows = register["memberships"]
    part = words.astype("category").array.take(rows["body"].to_numpy())
    found = pd.DataFrame({"subject": rows["arrangement"], "part": part})
    return found[found["part"] != ""].drop_duplicates().assign(certain=True)


def _leads(register: Register) -> Frame:
    rows = register["memberships"]
    leads = rows[rows["role"].isin(["lead", "host"])]
    kinds = register["bodies"]["kind"].astype(object).to_numpy()[leads["body"]]
    found = pd.DataFrame({"subject": leads["arrangement"].to_numpy(), "part": kinds}).drop_duplicates()
    return _and_others(register, found, "none known")


def _and_others(register: Register, found: Frame, word: str) -> Frame:
    index = register["arrangements"].index
    others = index[~index.isin(found["subject"])]
    subject = np.concatenate((found["subject"], others))
    return _rows(subject, np.concatenate((found["part"], np.full(len(others), word, dtype=object))))


def _pairs(register: Register) -> Frame:
    """Pairs of kinds among the principal councils of each arrangement."""
    rows = register["memberships"][["arrangement", "body"]].drop_duplicates()
    rows = rows[register.principal.to_numpy()[rows["body"]]]
    kinds = register["bodies"]["kind"].astype(object)
    words = np.sort(kinds.unique())
    rows["kind"] = np.searchsorted(words, kinds)[rows["body"]]
    pairs = rows.merge(rows, on="arrangement", suffixes=("", "_2")).query("body < body_2")
    low, high = (pairs[["kind", "kind_2"]].min(axis=1), pairs[["kind", "kind_2"]].max(axis=1))
    found = pd.DataFrame({"subject": pairs["arrangement"], "code": low * len(words) + high}).drop_duplicates()
    names = [f"{a} with {b}" for a in words for b in words]
    return _rows(found["subject"], pd.Categorical.from_codes(found["code"], names))


def _partners(register: Register) -> Frame:
    rows = register["memberships"]
    other = rows[~register.principal.to_numpy()[rows["body"]]]
    kinds = register["bodies"]["kind"].map(lambda kind: _PARTNERS.get(kind, "with other bodies")).astype(object)
    found = pd.DataFrame({"subject": other["arrangement"].to_numpy(), "part": kinds.to_numpy()[other["body"]]})
    index = register["arrangements"].index
    rest = index[~index.isin(other["arrangement"])]
    words = np.where(rest.isin(rows["arrangement"]), "councils only", "none known")
    found = found.drop_duplicates()
    return _rows(np.concatenate((found["subject"], rest)), np.concatenate((found["part"], words.astype(object))))


def _headings(register: Register) -> Frame:
    services = register["services"]
    key = services["heading"].where(services["heading"] != "", services["key"])
    name = services.set_index("key")["name"].astype(object)
    heading = pd.Series(name.reindex(key).to_numpy(), index=services["key"])
    rows = register.services
    part = rows["service_y"].map(heading).astype("category")
    found = pd.DataFrame({"subject": rows["arrangement"], "part": part}).drop_duplicates()
    return found.assign(certain=True)


def _of_days(register: Register, column: str) -> Frame:
    """The years in which the first day, or the last, may lie; none after the register's day."""
    rows = register["arrangements"][[f"{column}_earliest", f"{column}_latest"]]
    known = rows.dropna()
    last_day = pd.Timedelta(days=0 if column == "starts_on" else 1)
    first, last = ((known[each] - last_day).dt.year for each in rows.columns)
    until = (register.day - last_day).year
    each = (last.clip(upper=until) - first + 1).clip(lower=0)
    at = np.repeat(np.arange(len(known)), each)
    nth = np.arange(len(at)) - np.repeat(np.cumsum(each) - each, each)
    years = (first.to_numpy()[at] + nth).astype(str).astype(object)
    certain = (first == last).to_numpy()[at]
    unknown = rows.index[rows[f"{column}_earliest"].isna()]
    subject = np.concatenate((known.index.to_numpy()[at], unknown))
    words = np.concatenate((years, np.full(len(unknown), "not known", dtype=object)))
    return _rows(subject, words, np.concatenate((certain, np.ones(len(unknown), dtype=bool))))
