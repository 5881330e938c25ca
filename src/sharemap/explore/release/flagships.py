"""Flagships by a stated rule: of the arrangements that are live for certain, the one that leads on one count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sharemap.editions.read import Entry
from sharemap.explore.facets import staying
from sharemap.explore.release import rounding, rules
from sharemap.explore.release.facts import Book, arrangement_link
from sharemap.explore.release.money import FIRMEST_FIRST, HOW_OFTEN, SAVED
from sharemap.explore.release.values import Said, Sentence, Words, cell, listed, refused, sentence
from sharemap.register.counting import counted_once
from sharemap.register.rows import Claim, ClaimKind, Rung, Scope
from sharemap.register.status import StatusWord

RULE = (
    "Flagships are the arrangements that are live for certain and have the most members, the most services, or the "
    "most people known to work in them; and, on the firmest rung that any of them reaches, the highest claim of a "
    "saving of each kind, not counting what is one body’s share. A tie names none."
)

MEANT = {
    Rung.CHECKED: "that auditors or independent studies found",
    Rung.ACHIEVED: "that is reported as achieved",
    Rung.BUDGETED: "that is budgeted",
    Rung.FORECAST: "that is forecast",
    Rung.CLAIMED: "that the bodies themselves say they made",
}


@dataclass(frozen=True, slots=True)
class Runner:
    """An arrangement with the number that it runs with."""

    entry: Entry
    low: int
    high: int
    number: Words


def flagships(book: Book) -> list[Said]:
    live = _live(book)
    day = book.edition.as_at
    return [
        _most(live, "members", lambda entry: len(staying(entry, day)), "members"),
        _most(live, "services", lambda entry: len(entry.services), ""),
        _staff(book, live),
        *(_claim(live, kind) for kind in SAVED),
    ]


def _staff(book: Book, live: Iterable[Entry]) -> Said:
    """The most people, among the few arrangements of which a number is known at all."""
    said = _most(live, "people known to work in it", lambda entry: entry.arrangement.staff or 0, "")
    known = book.whole("staff")
    of_all = (", at some time that its sources name; a number is known of ", known.made_of(book.certain("staff")))
    return (
        replace(said, parts=(*said.parts[:-1], *cell(*of_all, " of the live ones.")))
        if isinstance(said, Sentence)
        else said
    )


def _live(book: Book) -> list[Entry]:
    return [entry for entry in book.edition.entries if entry.status.possible == (StatusWord.LIVE,)]


def _most(live: Iterable[Entry], what: str, size: Callable[[Entry], int], anchor: str) -> Said:
    title = f"Which live arrangement has the most {what}"
    sizes = ((entry, size(entry)) for entry in live)
    held = [Runner(entry, n, n, arrangement_link(entry, f"{n:,}", anchor)) for entry, n in sizes if n]
    first = rules.leaders(held, 1)
    if not held:
        return refused(title, rules.NOT_KNOWN)
    if not first:
        return refused(title, rules.TIE, *_tie(held))
    name = arrangement_link(first[0].entry)
    return sentence("Of the live arrangements ", name, f" has the most {what}: ", first[0].number, ".")


def _tie(held: list[Runner]) -> tuple[str | Words, ...]:
    """Those of which none lies above all others."""
    floor = max(each.low for each in held)
    tied = [cell(arrangement_link(each.entry), " (", each.number, ")") for each in held if each.high >= floor]
    return "It is a tie, or ranges overlap: ", *listed(tied), "."


def _claim(live: Iterable[Entry], kind: ClaimKind) -> Said:
    title = f"The highest {kind} saving of a live arrangement, on the firmest rung"
    held = [(entry, claim) for entry in live for claim in _counted(entry) if claim.kind is kind]
    if not held:
        return refused(title, f"No claim of a {kind} saving of a live arrangement is known")
    rung = next(rung for rung in FIRMEST_FIRST if any(claim.rung is rung for _, claim in held))
    runners = [_runner(entry, claim) for entry, claim in held if claim.rung is rung]
    first = rules.leaders(runners, 1)
    if not first:
        return refused(title, rules.TIE, *_tie(runners))
    periods = {claim.id: claim.period_words for _, claim in held}
    when = periods[first[0].number.href.rpartition("#")[2]] or "without a year"
    start = f"The highest saving{HOW_OFTEN[kind]} {MEANT[rung]} at a live arrangement is "
    end = f" ({when}). No live arrangement has a firmer claim of the kind."
    return sentence(start, first[0].number, ", at ", arrangement_link(first[0].entry), end)


def _counted(entry: Entry) -> list[Claim]:
    once = counted_once(entry.claims)
    return [claim for claim in entry.claims if claim.id in once and claim.scope is not Scope.ONE_SHARE]


def _runner(entry: Entry, claim: Claim) -> Runner:
    low = claim.amount_gbp if claim.amount_from_gbp is None else claim.amount_from_gbp
    ends = dict.fromkeys(rounding.pounds(each) for each in (low, claim.amount_gbp))
    return Runner(entry, low, claim.amount_gbp, arrangement_link(entry, " to ".join(ends), claim.id))
