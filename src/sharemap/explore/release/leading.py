"""Headings of services and regions: the largest, and, against an earlier edition, those that rose most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sharemap.editions.read import Edition
from sharemap.explore.release import rules
from sharemap.explore.release.facts import Book, Fact
from sharemap.explore.release.since import Since, signed
from sharemap.explore.release.values import Cell, Said, Sentence, Table, Words, cell, listed, refused, sentence

KNOWN, LIVE = "arrangements-known", "arrangements-live"
NO_PART = frozenset({"England", "not known", "none known"})
"""Parts that gather what has no region or service of its own: they are shown, and never lead."""
NO_ARTICLE = frozenset({"London", "Wales", "Scotland", "Northern Ireland", "Yorkshire and The Humber", "England"})
RE_SCOPED = "re-scoped"


@dataclass(frozen=True, slots=True)
class By:
    """A dimension by which arrangements are ranked, in words."""

    dimension: str
    title: str
    heading: str
    verb: str
    other: str

    def where(self, part: str) -> str:
        """`under the heading “Legal”`, `in the South East`."""
        if self.dimension == "service":
            return f"under the heading “{part}”"
        return f"in {part}" if part in NO_ARTICLE else f"in the {part}"


SERVICE = By("service", "heading of services", "Heading", "stand", "under any other")
REGION = By("region", "region or nation", "Region or nation", "have a member", "in any other region or nation")


def largest(book: Book, by: By) -> Said:
    """Where most live arrangements are, as far as ranges can be ranked."""
    title = f"Which {by.title} has the most live arrangements"
    held = [fact for fact in book.parts(LIVE, by.dimension) if fact.name not in NO_PART]
    first = rules.leaders(held)
    if not first:
        largest_ = sorted(held, key=lambda fact: (-fact.high, fact.name))[:2]
        told = [cell(fact.said, f" {by.where(fact.name)}") for fact in largest_]
        if not told:
            return refused(title, rules.NOT_KNOWN)
        return refused(title, rules.TIE, "It is a tie, or the ranges overlap: ", listed(told), ".")
    start = f"More live arrangements {by.verb} {by.where(first[0].name)} than {by.other}: "
    then = [cell(fact.said, f" {by.where(fact.name)}") for fact in first[1:]]
    return sentence(start, first[0].said, cell("; next come ", listed(then)) if then else "", ".")


def table(book: Book, by: By, then: Book | None) -> Table:
    """Arrangements known and live in every part; beside them those that the earlier edition knew."""
    live = {fact.name: fact for fact in book.parts(LIVE, by.dimension)}
    rows = []
    for fact in book.parts(KNOWN, by.dimension):
        earlier = (cell(then.part(KNOWN, by.dimension, fact.name).said),) if then else ()
        now = live.get(fact.name) or book.part(LIVE, by.dimension, fact.name)
        name = "England, region not known" if fact.name == "England" else fact.name
        rows.append((cell(name), *earlier, cell(fact.said), cell(now.said)))
    heads = (by.heading, *([f"Known in {then.edition.name}"] if then else []), "Known", "Live")
    note = "An arrangement may lie in several lines: they overlap and are not to be added."
    return Table(f"Arrangements by {by.title}", heads, tuple(rows), note)


@dataclass(frozen=True, slots=True)
class Rise:
    """How a part changed. `low` to `high`: by how much, whatever the truth within both ranges."""

    name: str
    before: Fact
    after: Fact

    @property
    def low(self) -> float:
        return self.after.low - self.before.high

    @property
    def high(self) -> float:
        return self.after.high - self.before.low


def rises(book: Book, then: Book, by: By) -> list[Rise]:
    names = {fact.name for each in (book, then) for fact in each.parts(KNOWN, by.dimension)} - NO_PART
    found = (
        Rise(name, then.part(KNOWN, by.dimension, name), book.part(KNOWN, by.dimension, name))
        for name in sorted(names)
    )
    return list(found)


def risers(book: Book, then: Book, since: Since, by: By) -> list[Said]:
    """The parts in which the number of arrangements known rose most, each with the parts of its change."""
    title = f"In which {by.title} the number of arrangements rose most"
    rose = [each for each in rises(book, then, by) if each.high > 0]
    first = [each for each in rules.leaders(rose) if each.low > 0]
    if not rose:
        return [refused(title, "It rose in none")]
    if not first:
        largest_ = sorted(rose, key=lambda each: (-each.high, each.name))[: rules.MOST_NAMED]
        told = [cell(_both(each), f" {by.where(each.name)}") for each in largest_]
        return [refused(title, rules.TIE, "It is a tie, or the ranges overlap: ", listed(told), ".")]
    starts = [f"The number of arrangements known that {by.verb} {by.where(first[0].name)} rose most: "]
    starts += [f"Next comes {by.where(each.name)}: " for each in first[1:]]
    pairs = zip(starts, first, strict=True)
    return [_rise(start, each, _made_of(book, then, since, by, each)) for start, each in pairs]


def _both(rise: Rise) -> Cell:
    return cell(rise.after.said, " against ", rise.before.said)


def _rise(start: str, rise: Rise, made_of: Cell) -> Sentence:
    return sentence(start, _both(rise), " in the earlier edition. The change is made of ", made_of, ".")


def _made_of(book: Book, then: Book, since: Since, by: By, rise: Rise) -> Cell:
    parts = divided(book.edition, then.edition, since, by.dimension, rise.name)
    address = f"{since.address(KNOWN)}&{urlencode({'by': by.dimension, 'part': rise.name})}"
    return listed([cell(Words(signed(*change), address), f" {part}") for part, change in parts.items()])


def divided(now: Edition, then: Edition, since: Since, by: str, part: str) -> Mapping[str, tuple[int, int]]:
    """The change of the arrangements known in one part, by what made it: the two numbers add to the change.

    What is in both editions and moved into the part or out of it is re-scoped, as where its services changed.
    """
    before, after = _lying(then, by, part), _lying(now, by, part)
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key, (0, 0)), after.get(key, (0, 0))
        change = (other[0] - one[0], other[1] - one[1])
        for cause, moved in _causes(since, key, change):
            found[cause] = (found[cause][0] + moved[0], found[cause][1] + moved[1])
    return {cause: moved for cause, moved in found.items() if moved != (0, 0)}


def _lying(edition: Edition, by: str, part: str) -> dict[str, tuple[int, int]]:
    """The arrangements known that lie in the part: whether for certain, and at all."""
    parts = edition.parts[by]
    rows = edition.figures[KNOWN].contributions
    return {row.subject: (int(row.certain), 1) for row in rows if part in parts.get(row.subject, ())}


def _causes(since: Since, key: str, change: tuple[int, int]) -> list[tuple[str, tuple[int, int]]]:
    steps = [step for step in since.steps[KNOWN] if step.arrangement == key]
    total = (sum(step.certain for step in steps), sum(step.possible for step in steps))
    if total == change:
        return [(step.part, (step.certain, step.possible)) for step in steps]
    return [(RE_SCOPED, change)]
