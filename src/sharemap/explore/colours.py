"""What the map may colour areas by: for each a scale of honest classes that holds for every filter, layer and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sharemap.editions.read import Edition, Entry
from sharemap.explore.facets import Facets, staying
from sharemap.explore.filters import Colour, Filters
from sharemap.explore.sets import Set
from sharemap.register.counting import counted_once
from sharemap.register.rows import Claim, ClaimKind, Rung, Scope

NO_VALUE = "no-value"


@dataclass(frozen=True, slots=True)
class Scale:
    """`least`: the least value of each class, k0 to k6 at most. `says`: the value of an area in words.

    `nothing`: what the legend says of areas that have arrangements but no value; blank where that cannot be.
    """

    heading: str
    least: tuple[float, ...]
    words: tuple[str, ...]
    note: str
    says: Callable[[float], str]
    nothing: str = ""

    def css(self, value: float) -> str:
        """The class of a value; one below the first is of the first."""
        return f"k{max(0, sum(value >= least for least in self.least) - 1)}"


def _counts(least: tuple[int, ...]) -> tuple[str, ...]:
    ends = [following - 1 for following in least[1:]]
    words = [str(a) if a == b else f"{a} to {b}" for a, b in zip(least, ends, strict=False)]
    return (*words, f"{least[-1]} or more")


STEPS = (1, 2, 3, 4, 6, 8, 11)
PARTNERS = (1, 2, 4, 8, 16, 32, 64)
SHARES = (0, 1, 10, 25, 50, 75, 100)
YEARS = (0, 2008, 2011, 2014, 2017, 2020, 2023)
POUNDS = (0, 1, 2, 5, 10, 20, 50)


def _pounds(pence: float) -> str:
    return f"£{pence / 100:,.2f} a head"


def _per_head(rung: Rung) -> Scale:
    return Scale(
        f"Savings {rung}, a head a year",
        tuple(100 * each for each in POUNDS),
        ("under £1", "£1 to £2", "£2 to £5", "£5 to £10", "£10 to £20", "£20 to £50", "£50 or more"),
        f"Recurring claims that are {rung}, each saving once, of the latest year named, for a whole arrangement, "
        "shared out among all who live in its councils' areas, and added up for each area. Where a county and its "
        "districts are members, people count twice. It is what sources claim.",
        _pounds,
        "no such claim known",
    )


SCALES: Mapping[Colour, Scale] = {
    Colour.ARRANGEMENTS: Scale("Arrangements", STEPS, _counts(STEPS), "", str),
    Colour.PARTNERS: Scale(
        "Partners",
        PARTNERS,
        _counts(PARTNERS),
        "The other members of these arrangements, each once, as far as they are known by name.",
        lambda value: f"{value:,.0f} {'partner' if value == 1 else 'partners'}",
        "no partner known by name",
    ),
    Colour.SHARE: Scale(
        "Share of the chosen service",
        SHARES,
        ("none of them", "under 10%", "10% to 25%", "25% to 50%", "50% to 75%", "75% to under 100%", "all of them"),
        "Of an area's arrangements that match all other filters, those that cover the chosen service.",
        lambda value: f"{value:.0f}% cover the service",
    ),
    Colour.FIRST: Scale(
        "Year of the first of them",
        YEARS,
        ("before 2008", "2008 to 2010", "2011 to 2013", "2014 to 2016", "2017 to 2019", "2020 to 2022", "since 2023"),
        "The earliest known start of an area's arrangements; where it is known as a span, the last year of that.",
        lambda value: f"the first by {value:.0f}",
        "no start known",
    ),
    **{Colour(rung): _per_head(rung) for rung in Rung},
}


def coloured_by(filters: Filters) -> Colour:
    """What areas are coloured by: a share is one of a chosen service, and without one arrangements are counted."""
    return Colour.ARRANGEMENTS if filters.colour is Colour.SHARE and not filters.service else filters.colour


@dataclass(frozen=True)
class Measures:
    """What areas are measured by, of one edition: worked out once. By position of the entry."""

    members: Mapping[int, frozenset[str]]
    per_head: Mapping[Rung, Mapping[int, float]]

    def value(self, facets: Facets, filters: Filters, body: str, held: Set, every: Set) -> float | None:
        """The value of an area whose body is in the arrangements `held`; None where it has none.

        `every`: those it is in with all filters but the service.
        """
        match coloured_by(filters):
            case Colour.ARRANGEMENTS:
                return len(held)
            case Colour.PARTNERS:
                past = facets.past(filters)
                members = past.members if past else self.members
                return len(frozenset[str]().union(*(members[place] for place in held)) - {body}) or None
            case Colour.SHARE:
                return 100 * len(held) / len(every) if every else None
            case Colour.FIRST:
                starts = (facets.years["started"].spans[place] for place in held)
                return min((years[1] for years in starts if years), default=None)
            case rung:
                claimed = self.per_head[Rung(rung)]
                found = [claimed[place] for place in held if place in claimed]
                return sum(found) if found else None


def measures_of(edition: Edition) -> Measures:
    per_head: dict[Rung, dict[int, float]] = {rung: {} for rung in Rung}
    for place, entry in enumerate(edition.entries):
        people = _people(edition, entry)
        for rung, amount in _recurring(entry).items():
            if people:
                per_head[rung][place] = round(100 * amount / people, 2)
    members = {place: frozenset(staying(entry, edition.as_at)) for place, entry in enumerate(edition.entries)}
    return Measures(members, per_head)


def _people(edition: Edition, entry: Entry) -> int | None:
    """Who lives in the areas of its principal councils; None where that of one is not known."""
    councils = [body for key in staying(entry, edition.as_at) if (body := edition.bodies[key]).principal]
    known = [body.population for body in councils if body.population]
    return sum(known) if known and len(known) == len(councils) else None


def _recurring(entry: Entry) -> dict[Rung, int]:
    """By rung: recurring claims for the whole arrangement, of the latest year that any of them names."""
    once = counted_once(entry.claims)
    held = [claim for claim in entry.claims if claim.id in once and _counts_per_head(claim)]
    found: dict[Rung, int] = {}
    for rung in {claim.rung for claim in held}:
        own = [claim for claim in held if claim.rung is rung]
        latest = max(_year(claim) for claim in own)
        found[rung] = sum(claim.amount_gbp for claim in own if _year(claim) == latest)
    return found


def _counts_per_head(claim: Claim) -> bool:
    return claim.kind is ClaimKind.RECURRING and claim.scope is not Scope.ONE_SHARE


def _year(claim: Claim) -> int:
    return claim.year_to or claim.year_from or 0
