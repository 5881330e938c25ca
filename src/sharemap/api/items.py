"""One row of a collection with what belongs to it, or why there is none. Blank stands for no such part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sharemap.api import editions
from sharemap.api.answers import missing, refused
from sharemap.api.asking import OfFigure
from sharemap.api.problems import GONE, Refused
from sharemap.api.shelf import Shelf
from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.editions.on_day import Register, day_problem, figures_on
from sharemap.editions.read import Entry, Figure
from sharemap.editions.tables import Breakdown, FigureRow, rows_in
from sharemap.explore import exports
from sharemap.explore.catalogue import given_out
from sharemap.explore.comparing import one_at_a_time, opened
from sharemap.register.rows import Claim, Source

Parts = Mapping[str, Row | Sequence[Row]]
PARTS: Mapping[str, Mapping[str, type[Row]]] = {
    "arrangement": exports.ARRANGEMENT_PARTS,
    "body": exports.BODY_PARTS,
    "membership": {"arrangement": exports.ListedArrangement, "memberships": exports.NamedMembership},
    "claim": {"claim": Claim, "sources": Source},
    "source": {"source": Source, "arrangements": exports.ListedArrangement},
    "figure": {"figure": FigureRow, "breakdowns": Breakdown},
    "edition": {"manifest": editions.ListedEdition, "files": editions.EditionFile},
}
"""The parts of each item's answer, and whose columns they have."""


def entry_of(shelf: Shelf, key: str) -> Entry | str:
    """The arrangement of that identifier or name. Text: it had this one, and is held under the identifier given."""
    if found := shelf.entries.get(key):
        return found
    past = next((row for row in shelf.edition.past_addresses if key in (row.id, row.slug)), None)
    if past is None:
        raise missing("arrangement", key, shelf.edition.by_slug)
    if past.arrangement in shelf.edition.by_id:
        return past.arrangement
    raise Refused(GONE, f"The arrangement {past.id} was taken out of the register: {past.reason}")


def body(shelf: Shelf, key: str) -> Parts:
    found = shelf.edition.bodies.get(key)
    if found is None:
        raise missing("body", key, shelf.edition.bodies)
    return exports.body_parts(shelf.edition, found)


def membership(shelf: Shelf, arrangement: str, body: str) -> Parts:
    """Every row of one body in one arrangement: one for each service where its part differs by service."""
    entry = shelf.entries.get(arrangement)
    if entry is None:
        raise missing("arrangement", arrangement, shelf.entries)
    members = [(entry, member) for member in entry.members if member.body.key == body]
    if not members:
        raise missing("member", body, [member.body.key for member in entry.members])
    rows = list(exports.named_memberships(shelf.edition, members))
    return {"arrangement": exports.listed(entry), "memberships": rows}


def claim(shelf: Shelf, key: str) -> Parts:
    """The claim with the source that it names; where it names none, with those of its arrangement."""
    found = shelf.claim.get(key)
    if found is None:
        raise missing("claim", key, shelf.claim)
    own = [found.source] if found.source else [each.source.id for each in shelf.entries[found.arrangement].evidence]
    return {"claim": found, "sources": [shelf.sources[each] for each in dict.fromkeys(own) if each in shelf.sources]}


def source(shelf: Shelf, key: str) -> Parts:
    if key not in shelf.sources:
        raise missing("source", key, shelf.sources)
    return {"source": shelf.sources[key], "arrangements": [exports.listed(each) for each in shelf.citing[key]]}


def edition(shelf: Shelf, folder: Path, name: str) -> Parts:
    manifests = given_out(folder, shelf.edition)
    if name not in manifests:
        raise missing("edition", name, manifests)
    rows = {row.name: row for row in editions.listed(manifests)}
    return {"manifest": rows[name], "files": editions.files_of(manifests[name])}


def figure_of(shelf: Shelf, name: str) -> Figure:
    found = shelf.edition.figures.get(name)
    if found is None:
        raise missing("figure", name, shelf.edition.figures)
    return found


def figure(shelf: Shelf, name: str, asked: OfFigure) -> tuple[date, Parts]:
    """The figure as at a day, divided. Another day than the edition's own is worked out, one request at a time."""
    found, day = figure_of(shelf, name), asked.on or shelf.edition.as_at
    row, breakdowns = found.row, found.breakdowns
    if asked.by and asked.by not in row.dimensions:
        needed = f"by needs a dimension of this figure: {', '.join(row.dimensions)}."
        raise refused(Problem("query", "by", f"“{asked.by}”", needed, "Choose one of them, or leave it out."), "by")
    if problem := day_problem(day, shelf.edition.as_at, name, "on"):
        raise refused(problem, "on")
    if day != shelf.edition.as_at:
        row, breakdowns = _on(shelf, name, day)
    divided = [each for each in breakdowns if not asked.by or each.dimension == asked.by]
    return day, {"figure": row, "breakdowns": divided}


def _on(shelf: Shelf, name: str, day: date) -> tuple[FigureRow, tuple[Breakdown, ...]]:
    with one_at_a_time:
        register = opened(shelf.edition.folder.parent, shelf.edition.name)
        if not isinstance(register, Register):
            raise refused(register, "edition")
        computed = figures_on(register, day, [name], contributions=False)
    return computed.figures[0], rows_in(computed.breakdowns, Breakdown)
