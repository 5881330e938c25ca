"""The index of services, the page of one service or heading, and the same as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.fields import Row
from sharemap.editions.read import Edition, Entry
from sharemap.explore import exports, formats
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, class_of, legend_steps, near
from sharemap.explore.facets import staying
from sharemap.explore.filters import Filters
from sharemap.explore.folding import fold
from sharemap.explore.middleware import Request
from sharemap.explore.of_service import ClaimCell, CountedService, Facts, Form, Spread, counted, facts_of
from sharemap.explore.parts import parts_of
from sharemap.explore.standing import OVER
from sharemap.explore.views.home import Line
from sharemap.explore.views.safe import readable
from sharemap.explore.words import plural
from sharemap.register.rows import ClaimKind, DeliveryModel, Rung
from sharemap.register.status import StatusWord
from sharemap.register.taxonomy import Crosswalk, Scheme, Service, ServiceWord

SCHEMES = {
    Scheme.ESD: "The functions list of LG Inform Plus (esd)",
    Scheme.REVENUE_OUTTURN: "The lines of the revenue outturn forms",
    Scheme.OLD_MAP: "Labels of the LGA’s map, 2011 to 2019",
}
ORDER = (
    StatusWord.LIVE,
    StatusWord.NOT_SEEN,
    StatusWord.PLANNED,
    StatusWord.ENDED,
    StatusWord.NOT_FORMED,
)
SERVICE_PARTS = {
    "service": CountedService,
    "words": ServiceWord,
    "crosswalk": Crosswalk,
    "spreads": Spread,
    "forms": Form,
    "claims": ClaimCell,
    "arrangements": exports.ListedArrangement,
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """A heading of the index with its services, each with the words of sources that its name does not say."""

    heading: CountedService
    words: tuple[str, ...]
    services: tuple[tuple[CountedService, tuple[str, ...]], ...]


@readable
def services(request: Request) -> HttpResponse:
    edition = request.reading.edition
    context = {"heading": "Services", "section": "register", "shelves": shelves(edition)}
    return render(request, "explore/services.html", context)


def shelves(edition: Edition) -> list[Shelf]:
    """The headings by name, each with its services by name."""
    rows = _ordered(edition)
    words = _other_words(edition)
    return [
        Shelf(
            row,
            words.get(row.key, ()),
            tuple((each, words.get(each.key, ())) for each in rows if each.heading == row.key),
        )
        for row in rows
        if not row.heading
    ]


def _ordered(edition: Edition) -> list[CountedService]:
    rows = counted(edition.services.values(), edition.entries).values()
    return sorted(rows, key=lambda row: row.name.casefold())


def _other_words(edition: Edition) -> dict[str, tuple[str, ...]]:
    """By service the words of sources, but for those that are its name."""
    found: dict[str, list[str]] = {}
    for row in edition.service_words:
        if fold(row.word) != fold(edition.services[row.service].name):
            found.setdefault(row.service, []).append(row.word)
    return {key: tuple(words) for key, words in found.items()}


@readable
def services_file(request: Request, ending: str) -> HttpResponseBase:
    edition = request.reading.edition
    return formats.Listing(edition, "services", _ordered(edition), CountedService).response(ending)


@readable
def services_json(request: Request) -> HttpResponse:
    edition = request.reading.edition
    return formats.json_response(edition, {"services": _ordered(edition)}, {"services": CountedService})


@readable
def service(request: Request, key: str) -> HttpResponse:
    reading = request.reading
    edition, found = reading.edition, _service(reading.edition, key)
    entries = _entries(reading, key)
    facts = facts_of(key, entries, edition.as_at)
    context = {
        "heading": found.name,
        "section": "register",
        "service": found,
        "above": edition.services.get(found.heading),
        "below": [row for row in _ordered(edition) if row.heading == key],
        "words": [row.word for row in edition.service_words if row.service == key],
        "elsewhere": elsewhere(edition, key),
        "facts": facts,
        "picture": draw_sharers(reading, entries),
        "query": Filters(service=key).query(),
        "forms": [(form, Filters(service=key, model=form.model).query()) for form in facts.forms],
        "kinds": [kind for kind in ClaimKind if any(cell.kind is kind for cell in facts.claims)],
        "rungs": rungs(facts),
        "lines": lines(entries, edition),
        "unknown_model": DeliveryModel.NOT_KNOWN,
    }
    return render(request, "explore/service.html", context)


def elsewhere(edition: Edition, key: str) -> list[tuple[str, list[Crosswalk]]]:
    """Where the service stands in other lists, by list; lists that hold no match are left out."""
    rows = [row for row in edition.crosswalk if row.service == key]
    found = [(words, [row for row in rows if row.scheme is scheme]) for scheme, words in SCHEMES.items()]
    return [(words, held) for words, held in found if held]


def draw_sharers(reading: Reading, entries: Sequence[Entry]) -> Picture | None:
    """The bodies that share it by in how many arrangements, not counting those that are over or only planned."""
    day, bodies = reading.edition.as_at, reading.edition.bodies
    running = [entry for entry in entries if entry.status.word not in {*OVER, StatusWord.PLANNED}]
    counts = Counter(key for entry in running for key in staying(entry, day))
    highest = max(counts.values(), default=0)
    lit = {key: (class_of(n), f"{bodies[key].name}: {plural(n, 'arrangement')}") for key, n in counts.items()}
    steps = [step for step in legend_steps("")[1:] if step.css <= class_of(highest)]
    return near(reading.edition, reading.places, lit, tuple(steps))


def rungs(facts: Facts) -> list[tuple[Rung, list[tuple[ClaimKind, ClaimCell | None]]]]:
    """The table of claims: a row for each rung, in it a cell for each kind, None where there is no claim."""
    cells = {(cell.rung, cell.kind): cell for cell in facts.claims}
    kinds = [kind for kind in ClaimKind if any(cell.kind is kind for cell in facts.claims)]
    found = dict.fromkeys(cell.rung for cell in facts.claims)
    return [(rung, [(kind, cells.get((rung, kind))) for kind in kinds]) for rung in found]


def lines(entries: Sequence[Entry], edition: Edition) -> list[Line]:
    """The table: live ones first, those that are over last, each by name."""
    ranked = sorted(entries, key=lambda entry: ORDER.index(entry.status.word))
    return [Line(entry, parts_of(entry, edition.as_at)) for entry in ranked]


@readable
def service_file(request: Request, key: str, ending: str) -> HttpResponseBase:
    """Its arrangements."""
    edition = request.reading.edition
    _service(edition, key)
    rows = [exports.listed(entry) for entry in _entries(request.reading, key)]
    return formats.Listing(edition, key, rows, exports.ListedArrangement).response(ending)


@readable
def service_json(request: Request, key: str) -> HttpResponse:
    """All that the page says."""
    edition = request.reading.edition
    _service(edition, key)
    entries = _entries(request.reading, key)
    facts = facts_of(key, entries, edition.as_at)
    parts: dict[str, Row | Sequence[Row]] = {
        "service": counted([edition.services[key]], edition.entries)[key],
        "words": [row for row in edition.service_words if row.service == key],
        "crosswalk": [row for row in edition.crosswalk if row.service == key],
        "spreads": [facts.members, facts.staff, facts.years],
        "forms": facts.forms,
        "claims": facts.claims,
        "arrangements": [exports.listed(entry) for entry in entries],
    }
    more = {"known": len(facts.known), "cover_other_services_too": facts.wider, "carry_a_claim": facts.claimed}
    return formats.json_response(edition, parts, SERVICE_PARTS, **more)


def _entries(reading: Reading, key: str) -> tuple[Entry, ...]:
    return reading.facets.of(reading.facets.select(Filters(service=key)))


def _service(edition: Edition, key: str) -> Service:
    found = edition.services.get(key)
    if found is None:
        raise Http404(key)
    return found
