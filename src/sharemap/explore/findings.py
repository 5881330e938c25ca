"""What search finds, as lines that pages and suggestions print: a label, an address, and a few words on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharemap.explore.current import Reading
from sharemap.explore.filters import Filters
from sharemap.explore.folding import fold_name
from sharemap.explore.search import Hit, Kind
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


def _body(reading: Reading, hit: Hit) -> Finding:
    body = reading.edition.bodies[hit.key]
    gone = body.ends_before
    notes = [
        body.kind.value,
        body.region or body.nation,
        f"until {last_day_words(gone)}" if gone and gone <= reading.edition.as_at else "",
        plural(len(reading.edition.by_body.get(hit.key, ())), "arrangement"),
    ]
    return Finding(hit.kind, body.name, f"/bodies/{body.key}", _comma(notes), _other(hit, body.name, body.short_name))


def _arrangement(reading: Reading, hit: Hit) -> Finding:
    entry = reading.edition.by_slug[hit.key]
    name = entry.arrangement.name
    notes = [entry.arrangement.model.value, status_words(entry.status)]
    return Finding(hit.kind, name, f"/arrangements/{hit.key}", _comma(notes), _other(hit, name))


def _service(reading: Reading, hit: Hit) -> Finding:
    count = reading.facets.masks["service"][hit.key].bit_count()
    href = f"/?{Filters(service=hit.key).query()}"
    return Finding(hit.kind, hit.key, href, plural(count, "arrangement"), "")


_WRITERS = {Kind.BODY: _body, Kind.ARRANGEMENT: _arrangement, Kind.SERVICE: _service}


def _comma(notes: Iterable[str]) -> str:
    return ", ".join(note for note in notes if note)


def _other(hit: Hit, *names: str) -> str:
    """The name that matched, unless it says no more than the label."""
    return "" if fold_name(hit.matched) in {fold_name(name) for name in names} else hit.matched
