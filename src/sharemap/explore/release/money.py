"""Sentences on money: of one rung, one kind and one year or span at a time, with coverage in the same breath."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sharemap.explore.release import rules
from sharemap.explore.release.facts import Book, Fact
from sharemap.explore.release.values import Cell, Said, Table, cell, refused, sentence
from sharemap.register.rows import ClaimKind, Rung

THEY = "Councils and their partners"
_YEAR = re.compile(r"\d{4}")
FIRMEST_FIRST = tuple(reversed(Rung))
SAVED = (ClaimKind.RECURRING, ClaimKind.CUMULATIVE)
SPOKEN = (*SAVED, ClaimKind.ONE_OFF_COST)
"""The kinds that release sentences speak of. What was invested, or is of no stated kind, is only counted."""
NONE = "No claim of this rung and kind is known"
HOW_OFTEN = {ClaimKind.RECURRING: " a year", ClaimKind.CUMULATIVE: " in all", ClaimKind.ONE_OFF_COST: " once"}


@dataclass(frozen=True, slots=True)
class Frame:
    """How a rung is told, before the verb: of years that are over, of others, and of years of both sorts.

    `done`: whether it tells a thing done.
    """

    past: str
    future: str = ""
    mixed: str = ""

    @property
    def done(self) -> bool:
        return not self.future


FRAMES: Mapping[Rung, Frame] = {
    Rung.CHECKED: Frame(f"Auditors or independent studies found that {THEY.lower()} had"),
    Rung.ACHIEVED: Frame(f"{THEY} report that they have in fact"),
    Rung.BUDGETED: Frame(f"{THEY} had budgeted to", f"{THEY} have budgeted to", f"{THEY} have budgeted to"),
    Rung.FORECAST: Frame(f"{THEY} were forecast to", f"{THEY} are forecast to", f"{THEY} were or are forecast to"),
    Rung.CLAIMED: Frame(f"{THEY} say they have"),
}
NOUNS = {
    Rung.CHECKED: "checked claim",
    Rung.ACHIEVED: "achieved claim",
    Rung.BUDGETED: "budgeted claim",
    Rung.FORECAST: "forecast",
    Rung.CLAIMED: "claim",
}
"""What a claim of the rung is called where claims are counted."""


def told(rung: Rung, kind: ClaimKind, over: bool | None) -> str:
    """`Councils and their partners say they have saved`, `… are forecast to spend`.

    `over`: whether the years are; None: some are, some are not, or none are named.
    """
    frame = FRAMES[rung]
    done, to_do = ("spent", "spend") if kind is ClaimKind.ONE_OFF_COST else ("saved", "save")
    start = frame.past if over or frame.done else frame.mixed if over is None else frame.future
    return f"{start} {done if frame.done else to_do}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of claims of one rung, one kind and one year or span. `last`: year in which that ends; None: undated."""

    rung: Rung
    kind: ClaimKind
    when: str
    fact: Fact

    @property
    def last(self) -> int | None:
        years = _YEAR.findall(self.when)
        return int(years[-1]) if years else None


def coverage(book: Book) -> list[Said]:
    """How many arrangements any amount is known of: it stands before all money."""
    some, known = book.whole("arrangements-with-claim"), book.whole("arrangements-known")
    return [
        sentence(
            "A source gives an amount saved or spent for ",
            some.said,
            " of ",
            *known.of("arrangement"),
            "; of the others no source read gives an amount, which is not to say that there was none.",
        ),
        sentence("Amounts are told by how firm they are, and never added across rungs, kinds or years."),
    ]


def middles(book: Book) -> list[Said]:
    """The middle claim of every rung and kind, firmest first."""
    held = {fact.name: fact for fact in book.splits("claims-median")}
    return [_middle(book, rung, kind, held.get(f"{rung}, {kind}")) for rung in FIRMEST_FIRST for kind in SPOKEN]


def _middle(book: Book, rung: Rung, kind: ClaimKind, fact: Fact | None) -> Said:
    title = f"The middle {NOUNS[rung]}, {kind}"
    if fact is None:
        return refused(title, NONE)
    known, behind = book.whole("arrangements-known"), book.behind("claims-median", fact.name)
    if not rules.enough(fact.rows):
        return refused(
            title, rules.TOO_FEW, "A middle value needs at least five claims; there ", _claims(fact, rung), "."
        )
    if not rules.covered(behind, known):
        return refused(title, rules.TOO_NARROW, *_too_few(fact, rung, behind, known))
    return sentence(
        told(rung, kind, None),
        " ",
        fact.said,
        HOW_OFTEN[kind],
        ": that is the middle of ",
        fact.counted,
        f" {NOUNS[rung]}s, for ",
        *_breath(fact, behind, known),
    )


def _breath(fact: Fact, behind: int, known: Fact) -> Cell:
    """The coverage of an amount, in the same breath."""
    rest = " arrangements known; of the others no source read gives such an amount."
    return cell(fact.made_of(behind), " of ", known.said, rest)


def _too_few(fact: Fact, rung: Rung, behind: int, known: Fact) -> Cell:
    number = fact.made_of(behind)
    return cell(
        "There ", _claims(fact, rung), ", of ", number, " of ", known.said, f" arrangements: under {rules.PERCENT}%."
    )


def _claims(fact: Fact, rung: Rung) -> Cell:
    verb, noun = ("is", NOUNS[rung]) if fact.rows == 1 else ("are", f"{NOUNS[rung]}s")
    return cell(f"{verb} only ", fact.counted, f" {noun}")


def sums(book: Book) -> list[Said]:
    """For every rung and kind of saving the sum for one year or span: the one that most claims name."""
    held = [_read(fact) for fact in book.splits("claims-total")]
    return [_sum(book, rung, kind, held) for kind in SAVED for rung in FIRMEST_FIRST]


def _read(fact: Fact) -> Sum:
    rung, kind, when = fact.name.split(", ", 2)
    return Sum(Rung(rung), ClaimKind(kind), when, fact)


def _sum(book: Book, rung: Rung, kind: ClaimKind, held: list[Sum]) -> Said:
    done = FRAMES[rung].done
    what = f"The sum of {NOUNS[rung]}s, {kind}"
    found = [each for each in held if (each.rung, each.kind) == (rung, kind)]
    if not found:
        return refused(what, NONE)
    fit = [each for each in found if each.last and (rules.over(each.last, book.edition.as_at) or not done)]
    if not fit:
        return refused(what, f"None of these claims names {'years that are over' if done else 'its years'}")
    return _of(book, max(fit, key=lambda each: (each.fact.rows, each.last or 0, each.when)))


def _when(kind: ClaimKind, years: str) -> str:
    return f"in {years}" if kind is ClaimKind.RECURRING else f"in all over {years}"


def _of(book: Book, each: Sum) -> Said:
    known, behind = book.whole("arrangements-known"), book.behind("claims-total", each.fact.name)
    start = told(each.rung, each.kind, rules.over(each.last or 0, book.edition.as_at))
    when = _when(each.kind, each.when)
    if not rules.covered(behind, known):
        return refused(
            f"The sum of {NOUNS[each.rung]}s, {each.kind}, {each.when}",
            rules.TOO_NARROW,
            *_too_few(each.fact, each.rung, behind, known),
        )
    up_to = " up to " if book.ranged("claims-total", each.fact.name) else " "
    return sentence(start, up_to, each.fact.said, f" {when}, for ", *_breath(each.fact, behind, known))


def claims(book: Book) -> Table:
    """How many claims there are of every rung and kind: counts alone, which say nothing of amounts."""
    held = {fact.name: fact for fact in book.parts("claims-known", "rung-and-kind")}
    rows = [_row(rung, held) for rung in FIRMEST_FIRST]
    heads = ("How firm", *(kind.value.capitalize() for kind in ClaimKind))
    note = "Each claim counts once where several tell of one saving. These are claims, not pounds, so they add."
    return Table("Claims known, by rung and kind", heads, tuple(rows), note)


def _row(rung: Rung, held: Mapping[str, Fact]) -> tuple[Cell, ...]:
    facts = (held.get(f"{rung}, {kind}") for kind in ClaimKind)
    return cell(rung.value.capitalize()), *(cell(fact.said) if fact else cell("none known") for fact in facts)
