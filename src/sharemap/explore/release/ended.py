"""Sentences on arrangements that ended: how many, how long they had lasted, and which ended last, and why."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.core.period import months_before
from sharemap.editions.read import Entry
from sharemap.explore.release import rules
from sharemap.explore.release.facts import Book, arrangement_link
from sharemap.explore.release.values import Cell, Said, Table, cell, refused, sentence
from sharemap.explore.words import day_words, ended_words, stopped
from sharemap.register.status import StatusWord


def ended(book: Book) -> list[Said]:
    count, why = book.whole("arrangements-ended"), book.part("arrangements-ended", "end-reason", "said")
    left = book.whole("exits")
    return [
        sentence(*count.of("arrangement"), count.verb("has", "have"), "ended; for ", why.said, " a source says why."),
        _lasted(book),
        sentence("As far as is known, members left arrangements that ran on ", *left.of("time"), "."),
    ]


def _lasted(book: Book) -> Said:
    middle, count = book.whole("ended-duration-median"), book.whole("arrangements-ended")
    if not rules.enough(middle.rows):
        why = (" whose start and end are both known; a middle value needs ", f"{rules.ENOUGH}.")
        return refused("How long arrangements lasted", rules.TOO_FEW, "There are only ", middle.counted, *why)
    return sentence(
        "The middle one lasted ",
        *middle.of("year"),
        ", of the ",
        middle.counted,
        " out of ",
        count.said,
        " whose start and end are both known.",
    )


def lately(book: Book) -> Table:
    """What is known for certain to have ended in the year before the edition's day, and why."""
    rows = (_row(entry) for entry in sorted(_ended_lately(book), key=lambda entry: entry.arrangement.name.casefold()))
    note = "The reasons are those that their sources give."
    title = f"What ended in the twelve months before {day_words(book.edition.as_at)}, and why"
    return Table(title, ("Arrangement", "Ended", "Why"), tuple(rows), note, text=(0, 1, 2))


def _row(entry: Entry) -> tuple[Cell, ...]:
    reason = entry.arrangement.end_reason
    when = ended_words(entry.arrangement.ends_before).removeprefix("in ").removeprefix("on ")
    return cell(arrangement_link(entry)), cell(when), cell(stopped(reason) if reason else "not known")


def _ended_lately(book: Book) -> Iterator[Entry]:
    day = book.edition.as_at
    for entry in book.edition.entries:
        end = entry.arrangement.ends_before
        if entry.status.possible == (StatusWord.ENDED,) and end and end.earliest > months_before(day, 12):
            yield entry
