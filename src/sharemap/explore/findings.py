"""What search finds, as lines that pages and suggestions print: a label, an address, and a few words on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharemap.bodies.rows import Body
from sharemap.explore.current import Reading
from sharemap.explore.filters import Filters
from sharemap.explore.folding import fold_name
from sharemap.explore.search import Hit, Kind
from sharemap.explore.sets import NOTHING
from sharemap.explore.words import last_day_words, plural, status_words


@dataclass(frozen=True, slots=True)
class Finding:
    """`matched`: the name that was found, where it is not the label."""

    kind: Kind
    label: str
    href: str
    note: str
    matched: str


def findings(reading: Reading, hits: Iterable[Hit]) -> list[Finding]:
    """The hits as lines, in their order."""
    return [_WRITERS[hit.kind](reading, hit) for hit in hits]


def _place(reading: Reading, hit: Hit) -> Finding:
    body = reading.edition.bodies[hit.key]
    county = reading.edition.bodies.get(body.county)
    notes = [body.name, county.name if county else "", body.region or body.nation]
    return Finding(
        hit.kind, f"Who runs what in {body.short_name}?", f"/places/{body.key}", _comma(notes), hit.matched
    )


def _body(reading: Reading, hit: Hit) -> Finding:
    body = reading.edition.bodies[hit.key]
    gone = body.ends_before
    held = len(reading.edition.by_body.get(hit.key, ()))
    notes = [
        body.kind.value,
        body.region or body.nation,
        f"until {last_day_words(gone)}" if gone and gone <= reading.edition.as_at else "",
        plural(held, "arrangement") if held else "none known",
    ]
    return Finding(hit.kind, body.name, f"/bodies/{body.key}", _comma(notes), _other(hit, body.name, body.short_name))


def _arrangement(reading: Reading, hit: Hit) -> Finding:
    entry = reading.edition.by_slug[hit.key]
    name = entry.arrangement.name
    notes = [entry.arrangement.model.value, status_words(entry.status)]
    return Finding(hit.kind, name, f"/arrangements/{hit.key}", _comma(notes), _other(hit, name))


def _service(reading: Reading, hit: Hit) -> Finding:
    name = reading.edition.services[hit.key].name
    count = len(reading.facets.masks["service"].get(hit.key, NOTHING))
    note = plural(count, "arrangement") if count else "none known"
    return Finding(hit.kind, name, f"/services/{hit.key}", note, _other(hit, name))


@dataclass(frozen=True, slots=True)
class Within:
    """What one body shares that holds some words: `cornwall audit`."""

    body: Body
    words: str
    count: int
    query: str


def within(reading: Reading, query: str) -> Within | None:
    """A query read as a body and what is looked for there, in either order: the first way that finds something.

    Else the first way that names a body with arrangements, `count` 0; None where no way does, or where the whole
    query is, or begins, the name of a body.
    """
    if reading.names.begins_a_body(query):
        return None
    words = query.split()
    cuts = range(len(words) - 1, 0, -1)
    halves = [(words[:cut], words[cut:]) for cut in cuts] + [(words[-cut:], words[:-cut]) for cut in cuts]
    read = [_within(reading, " ".join(name), " ".join(rest)) for name, rest in halves]
    named = [each for each in read if each]
    return next((each for each in named if each.count), named[0] if named else None)


def _within(reading: Reading, name: str, words: str) -> Within | None:
    key = reading.names.body(name)
    if key not in reading.facets.masks["body"]:
        return None
    filters = Filters(body=(key,), q=words)
    found = len(reading.facets.select(filters))
    return Within(reading.edition.bodies[key], words, found, filters.query())


_WRITERS = {Kind.PLACE: _place, Kind.BODY: _body, Kind.ARRANGEMENT: _arrangement, Kind.SERVICE: _service}


def _comma(notes: Iterable[str]) -> str:
    return ", ".join(note for note in notes if note)


def _other(hit: Hit, *names: str) -> str:
    """The name that matched, unless it says no more than the label."""
    return "" if fold_name(hit.matched) in {fold_name(name) for name in names} else hit.matched
