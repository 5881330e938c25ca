"""Puts a release together: every sentence that the figures carry under its title, the refused ones in a list."""

from __future__ import annotations

from collections.abc import Iterable

from sharemap.core.problem import Problem
from sharemap.editions.read import Edition
from sharemap.explore.release import flagships, leading, money, rounding, rules, sentences
from sharemap.explore.release.ended import ended, lately
from sharemap.explore.release.facts import Address, Book, beside, in_files, missing, on_page
from sharemap.explore.release.since import Since, changes, tables
from sharemap.explore.release.values import Refused, Release, Said, Section, Sentence, Table, refused, sentence
from sharemap.explore.words import day_words

MEANINGS = (
    "An arrangement is a service, or several, that two bodies or more share, one of them a council or another public "
    "body. A council may be in many arrangements, and an arrangement has many members.",
    "Live means that a source of the last three years shows it at work, and that no end is known. Where dates are "
    "incomplete a number is a range, from what is certain to what is possible.",
    "Principal councils are counties, districts, unitaries, metropolitan districts, London boroughs, the City and "
    "Scilly, and the councils of Scotland, Wales and Northern Ireland.",
)


def draft(edition: Edition, shown: bool = True, since: Since | None = None) -> Release | Problem:
    """The release of an edition. `shown`: whether the site shows it, so that its pages are the evidence."""
    if problem := missing(edition) or (missing(since.edition) if since else None):
        return problem
    address: Address = on_page if shown else in_files(edition.name)
    then = Book(since.edition, beside(since.edition.name, edition.name)) if since else None
    found = list(_sections(Book(edition, address), then, since))
    return Release(
        edition.name,
        edition.preview,
        edition.as_at,
        since.edition.name if since else "",
        sentences.headline(Book(edition, address)),
        tuple(section for section, _ in found),
        tuple(each for _, left_out in found for each in left_out),
        (*rules.RULES, flagships.RULE, rounding.RULE),
        _notes(edition),
    )


Drafted = tuple[Section, list[Refused]]


def _sections(book: Book, then: Book | None, since: Since | None) -> Iterable[Drafted]:
    yield _section("", sentences.councils(book), ())
    yield _section("What the register knows", sentences.arrangements(book), (sentences.models(book),))
    yield _changed(book, then, since)
    yield _section("Councils and their partners", sentences.partners(book), (sentences.nations(book),))
    yield _leading("Services", book, then, since, leading.SERVICE)
    yield _leading("Regions and nations", book, then, since, leading.REGION)
    yield _section("Other public bodies", sentences.public_bodies(book), ())
    amounts = [*money.coverage(book), *money.middles(book), *money.sums(book)]
    yield _section("Money", amounts, (money.claims(book),))
    yield _section("Flagships", flagships.flagships(book), ())
    yield _section("What ended", ended(book), (lately(book),))
    yield _section("What is not known", sentences.unknown(book), ())


def _changed(book: Book, then: Book | None, since: Since | None) -> Drafted:
    title = "What changed"
    if then is None or since is None:
        return _section(title, [refused("What rose or fell", "No earlier edition was given to compare with")], ())
    return _section(title, changes(book, then, since), tables(since))


def _leading(title: str, book: Book, then: Book | None, since: Since | None, by: leading.By) -> Drafted:
    said = [leading.largest(book, by)]
    if since is None:
        said.append(sentence("One edition alone shows what is largest, and not what rose."))
    if then and since:
        said += leading.risers(book, then, since, by)
    return _section(title, said, (leading.table(book, by, then),))


def _section(title: str, said: Iterable[Said], beside_it: Iterable[Table]) -> Drafted:
    held = list(said)
    kept = tuple(each for each in held if isinstance(each, Sentence))
    tables_ = tuple(table for table in beside_it if table.rows)
    return Section(title, kept, tables_), [each for each in held if isinstance(each, Refused)]


def _notes(edition: Edition) -> tuple[str, ...]:
    cited = f"Sharemap, the open national register of services that councils share, edition {edition.name}"
    return (
        *MEANINGS,
        f"To cite it: {cited}, as at {day_words(edition.as_at)}. Under the Creative Commons Attribution 4.0 licence.",
    )
