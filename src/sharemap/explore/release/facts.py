"""The numbers of an edition, each with the address at which a reader sees what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sharemap.core.problem import Problem
from sharemap.editions.read import Edition, Entry
from sharemap.editions.tables import Breakdown, FigureRow
from sharemap.explore.release import rounding
from sharemap.explore.release.values import Words, problem_of

NEEDED: Mapping[str, tuple[str, ...]] = {
    "arrangements-ended": ("end-reason",),
    "arrangements-known": ("service", "region", "model", "claim-known"),
    "arrangements-live": ("service", "region", "partner-kind"),
    "arrangements-not-formed": (),
    "arrangements-not-seen": (),
    "arrangements-planned": (),
    "arrangements-with-claim": (),
    "claims-known": ("rung-and-kind",),
    "claims-median": (),
    "claims-total": (),
    "councils-sharing": ("council-nation",),
    "ended-duration-median": (),
    "exits": (),
    "partners-per-council-maximum": (),
    "partners-per-council-mean": (),
    "partners-per-council-median": (),
    "principal-councils": ("council-nation",),
    "staff": (),
}
"""The figures that a release rests on, and what they must be divided by."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a number is: a figure, or the part of one. Blank: nothing chosen."""

    figure: str
    by: str = ""
    part: str = ""
    split: str = ""

    @property
    def query(self) -> str:
        held = {"by": self.by, "part": self.part, "split": self.split}
        return urlencode({name: value for name, value in held.items() if value})


Address = Callable[[Evidence], str]


def on_page(evidence: Evidence) -> str:
    """The page of the figure, in the edition that the site shows."""
    return f"/figures/{evidence.figure}" + (f"?{evidence.query}" if evidence.query else "")


def in_files(edition: str) -> Address:
    """The table that holds the number, for an edition that the site does not show."""

    def address(evidence: Evidence) -> str:
        table = "breakdowns" if evidence.query else "figures"
        row = urlencode({"figure": evidence.figure}) + (f"&{evidence.query}" if evidence.query else "")
        return f"/data/{quote(edition)}/{table}.csv#{row}"

    return address


def beside(earlier: str, later: str) -> Address:
    """For the earlier of two editions: the page that compares them, or the table that holds the part."""

    def address(evidence: Evidence) -> str:
        if evidence.query:
            return in_files(earlier)(evidence)
        return "/compare?" + urlencode({"from": earlier, "to": later, "figure": evidence.figure})

    return address


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, from its low to its high end, that may have none. `name`: of the part it stands for."""

    name: str
    value: tuple[float, float] | None
    rows: int
    unit: str
    href: str

    @property
    def low(self) -> float:
        return self.value[0] if self.value else 0

    @property
    def high(self) -> float:
        return self.value[1] if self.value else 0

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def said(self) -> Words:
        """`680`, `between 139 and 184`, `£1.25m`, each a link to its evidence."""
        if self.value is None:
            return Words("not known", self.href)
        low, high = (written(each, self.unit) for each in self.value)
        return Words(low if low == high else f"between {low} and {high}", self.href)

    @property
    def counted(self) -> Words:
        """How many rows the number is made of."""
        return self.made_of(self.rows)

    def made_of(self, count: int) -> Words:
        """A count of what the number is made of: its link leads to the rows."""
        return Words(f"{count:,}", self.href + ("&rows" if "#" in self.href else "#rows"))

    @property
    def one(self) -> bool:
        return self.low == self.high == 1

    def of(self, one: str, many: str = "") -> tuple[Words, Words]:
        """The number with its noun: `1 arrangement`, `between 1 and 3 arrangements`."""
        return self.said, Words(f" {one if self.one else many or one + 's'}")

    def verb(self, one: str, many: str) -> Words:
        return Words(f" {one if self.one else many} ")


def written(value: float, unit: str) -> str:
    return rounding.pounds(value) if unit == "pounds" else rounding.tenth(value)


@dataclass(frozen=True, slots=True)
class Book:
    """An edition as a release reads it."""

    edition: Edition
    address: Address

    def whole(self, figure: str) -> Fact:
        row = self._row(figure)
        return Fact("", _value(row), row.possible, row.unit, self.address(Evidence(figure)))

    def parts(self, figure: str, by: str) -> list[Fact]:
        """The parts of a dimension that anything lies in."""
        unit = self._row(figure).unit
        return [self._part(row, unit) for row in self.edition.figures[figure].by(by)]

    def part(self, figure: str, by: str, part: str) -> Fact:
        """One part; 0 rows where nothing lies in it."""
        found = next((each for each in self.parts(figure, by) if each.name == part), None)
        nothing = Fact(part, (0, 0), 0, self._row(figure).unit, self.address(Evidence(figure, by)))
        return found or nothing

    def splits(self, figure: str) -> list[Fact]:
        """The parts of a figure's split, which are never added."""
        return self.parts(figure, "")

    def _part(self, row: Breakdown, unit: str) -> Fact:
        evidence = Evidence(row.figure, row.dimension, row.part, row.split)
        return Fact(row.part or row.split, _value(row), row.possible, unit, self.address(evidence))

    def _row(self, figure: str) -> FigureRow:
        return self.edition.figures[figure].row

    def subjects(self, figure: str) -> set[str]:
        """What contributes to a figure, for certain or not."""
        return {row.subject for row in self.edition.figures[figure].contributions}

    def certain(self, figure: str) -> int:
        """How many contribute to a figure for certain."""
        return self._row(figure).certain

    def behind(self, claims_in: str, split: str) -> int:
        """How many of the arrangements known stand behind the claims in one part of a figure's split."""
        claims = self._claims(claims_in, split)
        return len({self.edition.claim_of[claim] for claim in claims} & self.subjects("arrangements-known"))

    def ranged(self, claims_in: str, split: str) -> bool:
        """Whether one of the claims in the part is a range, of which only the upper end is summed."""
        held = {claim.id: claim for entry in self.edition.entries for claim in entry.claims}
        return any(held[claim].amount_from_gbp is not None for claim in self._claims(claims_in, split))

    def _claims(self, claims_in: str, split: str) -> list[str]:
        figure = self.edition.figures[claims_in]
        parts = self.edition.parts[figure.row.split]
        return [row.subject for row in figure.contributions if split in parts.get(row.subject, ())]


def _value(row: FigureRow | Breakdown) -> tuple[float, float] | None:
    if row.high is None:
        return None
    return (row.high if row.low is None else row.low), row.high


def missing(edition: Edition) -> Problem | None:
    """Why an edition cannot be drafted: a figure that it lacks. None: it can."""
    for figure, dimensions in NEEDED.items():
        held = edition.figures.get(figure)
        if held is None or not set(dimensions) <= set(held.row.dimensions):
            return problem_of(edition.name, figure)
    return None


def arrangement_link(entry: Entry, text: str = "", anchor: str = "") -> Words:
    """An arrangement's name, or a number that its page shows."""
    arrangement = entry.arrangement
    return Words(text or arrangement.name, f"/arrangements/{arrangement.slug}" + (f"#{anchor}" if anchor else ""))
