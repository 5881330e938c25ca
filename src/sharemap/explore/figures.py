"""A figure as its page shows it: its parts with their bars, and what contributes, narrowed to one part. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sharemap.editions.read import Edition, Figure
from sharemap.editions.tables import Breakdown, Contribution, DimensionRow

FULL = 1000
"""The width of the longest bar, in units of its own drawing."""
SUBJECTS: Mapping[str, str] = {
    "arrangement": "Arrangements",
    "body": "Councils",
    "membership": "Memberships",
    "claim": "Savings claims",
}
"""The headings under which figures are listed, by what they are made of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked of a figure: a dimension, a part of it, a part of the figure's split. Blank: nothing."""

    by: str = ""
    part: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a dimension. `length`: of its bar, the possible; `sure`: of what is certain within it."""

    row: Breakdown
    length: int
    sure: int


@dataclass(frozen=True, slots=True)
class Contributed:
    """What contributes, with a name and an address."""

    row: Contribution
    name: str
    href: str


def dimensions_of(edition: Edition, figure: Figure) -> list[DimensionRow]:
    return [edition.dimensions[name] for name in figure.row.dimensions]


def splits_of(figure: Figure) -> list[Breakdown]:
    """The parts of the figure's split, in their order; none where it has no split."""
    return list(figure.by("")) if figure.row.split else []


def fullest(figure: Figure) -> str:
    """The part of the split that most rows lie in: what is shown first."""
    return max(figure.by(""), key=lambda row: (row.possible, row.split)).split


def lines_of(figure: Figure, choice: Choice) -> list[Line]:
    """The parts of the chosen dimension, as long as they are large; of the split where none is chosen."""
    rows = [row for row in figure.by(choice.by) if choice.by == "" or row.split == choice.split]
    most = max((row.high or 0 for row in rows), default=0) or 1
    return [Line(row, round(FULL * (row.high or 0) / most), round(FULL * (row.low or 0) / most)) for row in rows]


def contributions_of(edition: Edition, figure: Figure, choice: Choice) -> list[Contributed]:
    """What contributes to the figure, or to the chosen parts of it; by name."""
    wanted = [
        (figure.row.split, choice.split) if figure.row.split and choice.split else None,
        (choice.by, choice.part) if choice.by and choice.part else None,
    ]
    rows = [row for row in figure.contributions if all(_lies(edition, figure, row, each) for each in wanted if each)]
    found = [Contributed(row, *named(edition, row.subject)) for row in rows]
    return sorted(found, key=lambda each: (each.name.casefold(), each.row.subject))


def _lies(edition: Edition, figure: Figure, row: Contribution, wanted: tuple[str, str]) -> bool:
    dimension, part = wanted
    parts = edition.parts.get(dimension, {})
    return any(part in parts.get(key, ()) for key in _keys(edition, figure, row.subject, dimension))


def _keys(edition: Edition, figure: Figure, subject: str, dimension: str) -> Sequence[str]:
    """What the dimension divides, of a contribution: itself, or what it belongs to."""
    divided = edition.dimensions[dimension].subject
    if divided == figure.row.subject:
        return (subject,)
    if figure.row.subject == "membership":
        arrangement, _, body = subject.partition("/")
        return (arrangement if divided == "arrangement" else body,)
    return (edition.claim_of[subject],) if subject in edition.claim_of else ()


def named(edition: Edition, subject: str) -> tuple[str, str]:
    """What a subject is called, and where its page is."""
    arrangement, _, body = subject.partition("/")
    if body:
        entry = edition.by_id[arrangement]
        name = f"{edition.bodies[body].name} in {entry.arrangement.name}"
        return name, f"/arrangements/{entry.arrangement.slug}#members"
    if subject in edition.claim_of:
        entry = edition.by_id[edition.claim_of[subject]]
        return f"{entry.arrangement.name}, {subject}", f"/arrangements/{entry.arrangement.slug}#{subject}"
    if subject in edition.by_id:
        arrangement_row = edition.by_id[subject].arrangement
        return arrangement_row.name, f"/arrangements/{arrangement_row.slug}"
    return edition.bodies[subject].name, f"/bodies/{subject}"


def listed(figures: Iterable[Figure]) -> list[tuple[str, list[Figure]]]:
    """All figures under their headings, by title."""
    held = sorted(figures, key=lambda figure: figure.row.title.casefold())
    return [
        (heading, [each for each in held if each.row.subject == subject]) for subject, heading in SUBJECTS.items()
    ]
