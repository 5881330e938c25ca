"""Small made-up registers in which every kind of day, claim, member and sighting occurs, for hypothesis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.outlines import Areas
from sharemap.bodies.rows import Body, BodyKind
from sharemap.core.fields import Row
from sharemap.editions import tables
from sharemap.register.rows import (
    Citation,
    Claim,
    ClaimKind,
    DeliveryModel,
    Membership,
    Role,
    Rung,
    Scope,
    SharedService,
    Sighting,
    Source,
    SourceCopy,
    State,
)
from sharemap.register.taxonomy import Service, ServiceWord
from tests.register.samples import arrangement, body, claim, membership

NOWHERE = Areas(250, (0, 0), 800, 1500, dict.fromkeys(Layer, ()), {})
DERIVED = {
    tables.StatusRow,
    tables.SupportRow,
    tables.PossibleStatus,
    tables.Running,
    tables.CountedClaim,
    tables.PrincipalKind,
    tables.OutlineRow,
    tables.DimensionRow,
    tables.PartRow,
    tables.FigureRow,
    tables.Breakdown,
    tables.Contribution,
}
DAYS = (date(2026, 11, 25), date(2024, 2, 29), date(2015, 1, 1))
SERVICES = (
    Service("finance", "Finance", "", ""),
    Service("internal-audit", "Internal audit", "finance", ""),
    Service("management", "Management and workforce", "", ""),
    Service("management-team", "Shared chief executive and management team", "management", ""),
)
WORDS = (
    ServiceWord("audit", "internal-audit"),
    ServiceWord("money", "finance"),
    ServiceWord("chief and auditor", "management-team"),
    ServiceWord("chief and auditor", "internal-audit"),
    ServiceWord("managers", "management-team"),
)
SOURCES = (
    Source("s1", "https://north.example/", "North", "2014", "2026", SourceCopy.ORIGINAL, ""),
    Source("s2", "https://south.example/", "South", "", "2026", SourceCopy.MIRROR, ""),
    Source("s3", "https://NORTH.example/", "NORTH", "", "2026", SourceCopy.ORIGINAL, ""),
    Source("s4", "https://west.example/", "West", "2020-01", "2026", SourceCopy.SUMMARY, ""),
)
Bounded = tuple[date | None, date | None]


@dataclass(frozen=True)
class Register:
    """The rows of a made-up register, and the day that it speaks of."""

    rows: dict[type[Row], list[Row]]
    day: date


def days(day: date) -> st.SearchStrategy[date]:
    """Days around those on which something turns: the day itself, 36 months before it, and turns of years."""
    before = date(day.year - 3, day.month, min(day.day, 28))
    turning = (day, day, before, date(day.year, 1, 1), date(day.year - 6, 7, 1))
    near = (0, 0, -1, 1, 366)
    return st.sampled_from([turn + timedelta(days=off) for turn in turning for off in near])


def bounds(day: date) -> st.SearchStrategy[Bounded]:
    """Days that are not known, known in part, or known."""
    known = days(day)
    return (
        st.just((None, None))
        | known.map(lambda each: (each, each))
        | st.tuples(known, known).map(lambda pair: (min(pair), max(pair)))
        | st.builds(lambda first, off: (first, first + timedelta(days=off)), known, st.sampled_from((365, 366, 367)))
    )


def periods(day: date) -> st.SearchStrategy[tuple[Bounded, Bounded]]:
    """A start and an end that does not lie wholly before it."""
    return st.tuples(bounds(day), bounds(day)).filter(
        lambda pair: pair[0][0] is None or pair[1][1] is None or pair[0][0] < pair[1][1]
    )


def all_bodies(day: date) -> tuple[Body, ...]:
    return (
        body("north"),
        body("south", region="London", kind=BodyKind.LONDON_BOROUGH),
        body("gone", ends_before=day),
        body("new", BodyKind.UNITARY, starts_on=day),
        body("ahead", BodyKind.COUNTY, starts_on=day + timedelta(days=1)),
        body("last", starts_on=None, ends_before=day + timedelta(days=1), nation="", region=""),
        body("isles", BodyKind.SCOTTISH, nation="Scotland", region=""),
        body("watch", BodyKind.POLICE, region=""),
        body("care", BodyKind.NHS, nation="", region=""),
        body("firm", BodyKind.COMPANY, nation="", region=""),
        body("all", BodyKind.COLLECTIVE, nation="", region=""),
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A register of up to ten arrangements."""
    day = draw(st.sampled_from(DAYS))
    keys = [f"a{number}" for number in range(draw(st.integers(0, 10)))]
    rows: dict[type[Row], list[Row]] = {kind: [] for kind in tables.TABLES.values() if kind not in DERIVED}
    rows |= {Body: list(all_bodies(day)), Service: list(SERVICES), ServiceWord: list(WORDS), Source: list(SOURCES)}
    for key in keys:
        for row in draw(of_arrangement(key, day)):
            rows[type(row)].append(row)
    rows[Claim] = list(draw(all_claims(keys)))
    return Register(rows, day)


@st.composite
def of_arrangement(draw: st.DrawFn, key: str, day: date) -> list[Row]:
    starts, ends = draw(periods(day))
    held = arrangement(
        key,
        model=draw(st.sampled_from(DeliveryModel)),
        starts_on_earliest=starts[0],
        starts_on_latest=starts[1],
        ends_before_earliest=ends[0],
        ends_before_latest=ends[1],
        end_reason=draw(st.sampled_from(("", "Too dear"))),
        staff=draw(st.none() | st.integers(0, 500)),
    )
    words = draw(st.lists(st.sampled_from([word.word for word in WORDS]), max_size=2, unique=True))
    cited = draw(st.lists(st.sampled_from(SOURCES), max_size=3))
    return [
        held,
        *(SharedService(key, word) for word in words),
        *(Citation(key, source.id, str(number)) for number, source in enumerate(cited)),
        *draw(st.lists(sightings(key, day), max_size=3)),
        *draw(st.lists(memberships(key, words, day), max_size=5)),
    ]


def sightings(key: str, day: date) -> st.SearchStrategy[Sighting]:
    states = st.just(State.LIVE) | st.sampled_from(State)
    return st.builds(lambda state, seen: Sighting(key, state, seen[0], seen[1], ""), states, bounds(day))


@st.composite
def memberships(draw: st.DrawFn, key: str, words: list[str], day: date) -> Membership:
    bodies = [each.key for each in all_bodies(day)]
    joined, left = draw(st.just(((None, None), (None, None))) | periods(day))
    return replace(
        membership(key, draw(st.sampled_from(bodies)), draw(st.sampled_from(Role))),
        service=draw(st.sampled_from(["", *words])),
        joined_on_earliest=joined[0],
        joined_on_latest=joined[1],
        left_before_earliest=left[0],
        left_before_latest=left[1],
        passed_from=draw(st.sampled_from(["", "", "", *bodies])),
    )


@st.composite
def all_claims(draw: st.DrawFn, keys: list[str]) -> Iterator[Claim]:
    """Claims of any arrangements, some linked to others, also over several links."""
    number = draw(st.integers(0, 8)) if keys else 0
    ids = [f"c{each}" for each in range(number)]
    return iter([draw(claims(key, draw(st.sampled_from(keys)), ids)) for key in ids])


@st.composite
def claims(draw: st.DrawFn, key: str, of: str, ids: list[str]) -> Claim:
    others = st.sampled_from([each for each in ids if each != key] or [""])
    first, last = draw(
        st.sampled_from(((None, None), (2011, None), (None, 2012), (2012, 2012), (2011, 2013), (1999, 2000)))
    )
    return claim(
        key,
        of,
        scope=draw(st.sampled_from(Scope)),
        amount_gbp=draw(st.sampled_from((0, 5_000, 99_999, 100_000, 999_999, 1_000_000, 10_000_000))),
        rung=draw(st.sampled_from((Rung.CLAIMED, Rung.ACHIEVED))),
        kind=draw(st.sampled_from(ClaimKind)),
        year_from=first,
        year_to=last,
        same_claim_as=draw(st.just("") | others),
        alternative_to=tuple(sorted(draw(st.sets(others, max_size=1)) - {""})),
    )
