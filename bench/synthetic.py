"""Makes registers of any size that are plainly synthetic, for measuring: the same seed gives the same tables.

They have the shape of an edition's tables, with what an edition derives. Nothing in them is real but the services and
their words. No command and no page makes or takes them by default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from bench import synthetic_days as days
from bench.synthetic_days import Spans
from bench.synthetic_derived import Seen, counted, possible_statuses, running
from sharemap.bodies.rows import PRINCIPAL_KINDS, Body, BodyKind
from sharemap.core.fields import Row, fields_of, read_csv
from sharemap.editions.parquet import write_parquet
from sharemap.editions.tables import CountedClaim, PossibleStatus, PrincipalKind, Running, SupportRow, schema_of
from sharemap.register.rows import (
    Arrangement,
    ClaimKind,
    Confidence,
    DeliveryModel,
    Membership,
    Role,
    Rung,
    Scope,
    SharedService,
    Sighting,
    State,
)
from sharemap.register.taxonomy import Service, ServiceWord

AS_AT = date(2026, 11, 25)
CLAIMS_EACH = 10
SAYS = "synthetic: made by bench/synthetic.py; no such body, arrangement or claim exists"
SERVICES = Path(__file__).parents[1] / "data" / "services"

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Tables = dict[str, pa.Table]

# About how often each word comes in the register of November 2026, so that parts are as uneven as they are there.
KINDS: Mapping[BodyKind, int] = {
    BodyKind.COUNTY: 34,
    BodyKind.DISTRICT: 240,
    BodyKind.UNITARY: 64,
    BodyKind.METROPOLITAN: 36,
    BodyKind.LONDON_BOROUGH: 32,
    BodyKind.CITY_OF_LONDON: 1,
    BodyKind.SCILLY: 1,
    BodyKind.WELSH: 22,
    BodyKind.SCOTTISH: 32,
    BodyKind.NORTHERN_IRISH: 36,
    BodyKind.COMBINED_AUTHORITY: 17,
    BodyKind.REGIONAL_AUTHORITY: 1,
    BodyKind.FIRE: 52,
    BodyKind.POLICE: 44,
    BodyKind.NHS: 80,
    BodyKind.NATIONAL_PARK: 16,
    BodyKind.WASTE: 6,
    BodyKind.TRANSPORT: 4,
    BodyKind.UNIVERSITY: 10,
    BodyKind.HOUSING: 5,
    BodyKind.COMPANY: 46,
    BodyKind.CHARITY: 7,
    BodyKind.OTHER_PUBLIC: 23,
    BodyKind.COLLECTIVE: 52,
}
OUTSIDE_ENGLAND = {
    BodyKind.WELSH: "Wales",
    BodyKind.SCOTTISH: "Scotland",
    BodyKind.NORTHERN_IRISH: "Northern Ireland",
}
REGIONS = (
    *("East Midlands", "East of England", "London", "North East", "North West"),
    *("South East", "South West", "West Midlands", "Yorkshire and The Humber"),
)
MODELS = dict(zip(DeliveryModel, (142, 118, 72, 46, 43, 36, 13, 265, 1), strict=True))
ROLES = dict(zip(Role, (150, 157, 2179, 129, 50), strict=True))
STATES = dict(zip(State, (40, 454, 91, 17, 176), strict=True))
RUNGS = dict(zip(Rung, (199, 243, 10, 47, 6), strict=True))
CLAIM_KINDS = dict(zip(ClaimKind, (178, 165, 50, 72, 40), strict=True))
SCOPES = dict(zip(Scope, (352, 103, 50), strict=True))
CONFIDENCES = {Confidence.HIGH: 300, Confidence.MEDIUM: 300, Confidence.LOW: 136}


def register(
    arrangements: int, seed: int = 1, claims_each: int = CLAIMS_EACH, bodies: pa.Table | None = None
) -> Tables:
    """The tables that figures read. `bodies`: those that share; synthetic ones, where none are given."""
    rng = np.random.default_rng(seed)
    ids = _numbered("syn{}", arrangements, 7)
    bodies = _bodies(rng) if bodies is None else bodies
    starts, ends = days.spans(rng, arrangements, 0.31), days.spans(rng, arrangements, 0.84)
    seen = _seen(rng, arrangements)
    return {
        "arrangements": _arrangements(rng, ids, starts, ends),
        "memberships": _memberships(rng, ids, bodies["key"]),
        **_claims(rng, ids, claims_each),
        "sightings": _sightings(ids, seen),
        "bodies": bodies,
        **_services(rng, ids),
        "possible_statuses": _statuses(ids, ends, seen),
        "running": _running(ids, starts, ends, seen),
        "supports": _supports(rng, ids),
        "principal_kinds": _table(PrincipalKind, len(PRINCIPAL_KINDS), kind=pa.array(sorted(PRINCIPAL_KINDS))),
    }


def write(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Each table as a Parquet file whose name says that it is synthetic."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_parquet(table, file_of(folder, name))


def paths_of(folder: Path) -> dict[str, Path]:
    """The files of a folder by table."""
    return {file.stem.removeprefix("synthetic-"): file for file in sorted(folder.glob("synthetic-*.parquet"))}


def file_of(folder: Path, name: str) -> Path:
    return folder / f"synthetic-{name}.parquet"


def _table(row_type: type[Row], length: int, **columns: Any) -> pa.Table:
    """A table as declared; what is not given is blank."""
    schema = schema_of(row_type)
    held = [
        columns[field.name].cast(kind) if field.name in columns else _blank(field.optional, kind, length)
        for field, kind in zip(fields_of(row_type), schema.types, strict=True)
    ]
    return pa.Table.from_arrays(held, schema=schema.with_metadata({"synthetic": SAYS}))


def _blank(optional: bool, kind: pa.DataType, length: int) -> pa.Array:
    if optional:
        return pa.nulls(length, kind)
    return pa.repeat(pa.scalar([] if pa.types.is_list(kind) else "", kind), length)


def _numbered(pattern: str, length: int, width: int, first: int = 1) -> pa.Array:
    """Texts that differ in their number."""
    before, after = pattern.split("{}")
    numbers = pc.utf8_lpad(pa.array(np.arange(first, first + length)).cast(pa.string()), width, padding="0")
    return pc.binary_join_element_wise(pa.scalar(before), numbers, pa.scalar(after), "")


def _drawn(rng: np.random.Generator, weights: Mapping[Any, int], length: int) -> Numbers:
    """Places in the list of words, each as often as it weighs."""
    shares = np.array([*weights.values()], dtype=float)
    return np.searchsorted(np.cumsum(shares / shares.sum())[:-1], rng.random(length), side="right")


def _words(words: Sequence[str] | Mapping[Any, int], places: Numbers) -> pa.Array:
    return pa.array([str(word) for word in words]).take(pa.array(places))


def _or_blank(values: pa.Array, kept: Flags, blank: str | None = "") -> pa.Array:
    return pc.if_else(pa.array(kept), values, pa.scalar(blank, values.type))


def _bodies(rng: np.random.Generator) -> pa.Table:
    """Bodies of all kinds, those of one region together, so that members lie near each other."""
    kinds = rng.permutation(np.repeat(np.arange(len(KINDS)), [*KINDS.values()]))
    length = len(kinds)
    words = [list(KINDS)[kind] for kind in kinds]
    english = np.array([word not in OUTSIDE_ENGLAND for word in words])
    placed = rng.random(length) > 0.15
    region = np.sort(rng.integers(0, len(REGIONS), length))
    nations = [OUTSIDE_ENGLAND.get(word, "England" if near else "") for word, near in zip(words, placed, strict=True)]
    what = ["council" if word in PRINCIPAL_KINDS else "body" for word in words]
    names = [f"Synthetic {each} {number}" for number, each in enumerate(what, 1)]
    return _table(
        Body,
        length,
        key=pa.array([name.lower().replace(" ", "-") for name in names]),
        name=pa.array(names),
        short_name=pa.array(names),
        kind=pa.array([word.value for word in words]),
        nation=pa.array(nations),
        region=_or_blank(_words(REGIONS, region), english & placed),
        starts_on=_or_blank(pa.repeat(date(2023, 4, 1), length), rng.random(length) < 0.04, None),
        ends_before=_or_blank(pa.repeat(date(2023, 4, 1), length), rng.random(length) < 0.08, None),
        source=pa.repeat(SAYS, length),
    )


def _arrangements(rng: np.random.Generator, ids: pa.Array, starts: Spans, ends: Spans) -> pa.Table:
    length = len(ids)
    why = pa.repeat("Synthetic reason", length)
    staff = pa.array(rng.integers(2, 400, length), mask=rng.random(length) > 0.09)
    return _table(
        Arrangement,
        length,
        id=ids,
        slug=_numbered("synthetic-arrangement-{}", length, 7),
        name=_numbered("Synthetic arrangement {}", length, 7),
        description=pa.repeat(SAYS, length),
        model=_words(MODELS, _drawn(rng, MODELS, length)),
        end_reason=_or_blank(why, ends.known & (rng.random(length) < 0.8)),
        staff=staff,
        **starts.columns("starts_on"),
        **ends.columns("ends_before"),
    )


def _several(rng: np.random.Generator, length: int, least: int, among: int, step: int) -> tuple[Numbers, Numbers]:
    """For each of `length` some numbers below `among`, none twice: whose each is, and the numbers."""
    each = np.minimum(least + rng.geometric(0.4, length) - 1, among // step)
    whose = np.repeat(np.arange(length), each)
    steps = np.cumsum(rng.integers(1, step + 1, len(whose)))
    before = np.concatenate(([0], steps))[np.cumsum(each) - each]
    return whose, (rng.integers(0, among, length)[whose] + steps - before[whose]) % among


def _memberships(rng: np.random.Generator, ids: pa.Array, keys: pa.Array) -> pa.Table:
    whose, body = _several(rng, len(ids), 2, len(keys), 30)
    # Some bodies stand twice, once for each of two services.
    twice = np.sort(np.concatenate((np.arange(len(whose)), rng.integers(0, len(whose), len(whose) // 30))))
    whose, body, length = whose[twice], body[twice], len(twice)
    again = np.append(False, twice[1:] == twice[:-1])
    heir = np.append(False, whose[1:] == whose[:-1]) & ~again & (rng.random(length) < 0.01)
    held = keys.take(pa.array(body))
    return _table(
        Membership,
        length,
        arrangement=ids.take(pa.array(whose)),
        body=held,
        service=_or_blank(pa.repeat("synthetic second service", length), again),
        role=_words(ROLES, _drawn(rng, ROLES, length)),
        passed_from=_or_blank(keys.take(pa.array(np.roll(body, 1))), heir),
        named_as=held,
        note=pa.repeat("Synthetic", length),
        **days.spans(rng, length, 0.9).columns("joined_on"),
        **days.spans(rng, length, 0.94).columns("left_before"),
    )


def _services(rng: np.random.Generator, ids: pa.Array) -> Tables:
    """The real taxonomy, and words of it for each arrangement."""
    services, words = (
        read_csv(SERVICES / "services.csv", Service)[0],
        read_csv(SERVICES / "words.csv", ServiceWord)[0],
    )
    known = sorted({row.word for row in words})
    whose, word = _several(rng, len(ids), 1, len(known), 40)
    shared = _table(SharedService, len(whose), arrangement=ids.take(pa.array(whose)), service=_words(known, word))
    return {
        "shared_services": shared,
        "services": _rows(services, Service),
        "service_words": _rows(words, ServiceWord),
    }


def _rows(rows: Sequence[Row], row_type: type[Row]) -> pa.Table:
    names = [field.name for field in fields_of(row_type)]
    return _table(row_type, len(rows), **{name: pa.array([getattr(row, name) for row in rows]) for name in names})


def _claims(rng: np.random.Generator, ids: pa.Array, each: int) -> Tables:
    length = len(ids) * each
    arrangement = ids.take(pa.array(np.repeat(np.arange(len(ids)), each)))
    number = _words([f"{place:02}" for place in range(1, each + 1)], np.arange(length) % each)
    claim = pc.binary_join_element_wise(arrangement, number, "-c")
    before = claim.take(pa.array(np.maximum(np.arange(length) - 1, 0)))
    told = rng.random(length)
    told[::each] = 1
    rung, kind = _drawn(rng, RUNGS, length), _drawn(rng, CLAIM_KINDS, length)
    amount, years = _amounts(rng, length), days.years(rng, length)
    counts = counted(told < 0.35, rung * len(CLAIM_KINDS) + kind, years.latest, amount)
    claims = _table(
        CountedClaim,
        length,
        id=claim,
        arrangement=arrangement,
        scope=_words(SCOPES, _drawn(rng, SCOPES, length)),
        amount_gbp=pa.array(amount),
        rung=_words(RUNGS, rung),
        kind=_words(CLAIM_KINDS, kind),
        note=pa.repeat("Synthetic claim", length),
        same_claim_as=_or_blank(before, told < 0.05),
        alternative_to=_lists(before, (told >= 0.05) & (told < 0.35)),
        **years.columns(),
        counts_once=pa.array(counts),
    )
    return {"claims": claims}


def _amounts(rng: np.random.Generator, length: int) -> Numbers:
    """Amounts as people name them: two figures that count, then noughts."""
    exact = rng.lognormal(13, 2, length)
    noughts = 10 ** np.maximum(np.floor(np.log10(exact)) - 1, 0)
    rounded: Numbers = (np.round(exact / noughts) * noughts).astype(np.int64)
    return np.maximum(rounded, 1)


def _lists(values: pa.Array, kept: Flags) -> pa.Array:
    """A list of the one value where it is kept, and an empty one elsewhere."""
    offsets = np.concatenate(([0], np.cumsum(kept))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values.filter(pa.array(kept)))


def _seen(rng: np.random.Generator, length: int) -> tuple[Seen, Seen]:
    """The sighting of each arrangement, and for some a second one."""
    first = Seen(_drawn(rng, STATES, length), days.spans(rng, length, 0.03), np.ones(length, dtype=bool))
    return first, Seen(_drawn(rng, STATES, length), days.spans(rng, length, 0.03), rng.random(length) < 0.06)


def _sightings(ids: pa.Array, seen: Sequence[Seen]) -> pa.Table:
    tables = []
    for each in seen:
        there, spans = pa.array(each.there), each.on.columns("seen_on")
        columns = {"arrangement": ids, "state": _words(STATES, each.state), **spans}
        kept = {name: column.filter(there) for name, column in columns.items()}
        basis = pa.repeat("Synthetic sighting", int(each.there.sum()))
        tables.append(_table(Sighting, len(basis), basis=basis, **kept))
    return pa.concat_tables(tables)


def _statuses(ids: pa.Array, ends: Spans, seen: Sequence[Seen]) -> pa.Table:
    whose, word, certain = possible_statuses(AS_AT, ends, seen)
    arrangement = ids.take(pa.array(whose))
    return _table(PossibleStatus, len(whose), arrangement=arrangement, status=word, certain=pa.array(certain))


def _running(ids: pa.Array, starts: Spans, ends: Spans, seen: Sequence[Seen]) -> pa.Table:
    possible, certain = running(AS_AT, starts, ends, seen)
    kept = pa.array(possible)
    return _table(Running, int(possible.sum()), arrangement=ids.filter(kept), certain=pa.array(certain).filter(kept))


def _supports(rng: np.random.Generator, ids: pa.Array) -> pa.Table:
    """Confidence is drawn: there are no sources to tell it from."""
    drawn = _words(CONFIDENCES, _drawn(rng, CONFIDENCES, len(ids)))
    return _table(
        SupportRow, len(ids), arrangement=ids, confidence=drawn, reason=pa.repeat("Synthetic: drawn", len(ids))
    )
