"""From a request to what it is answered: the edition, the query read without mercy, a page of rows or one item."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import HttpResponse, QueryDict

from sharemap.api import asking, cursors
from sharemap.api.asking import Counted, OfEdition, Paged
from sharemap.api.cursors import Stale
from sharemap.api.problems import GONE, NOT_FOUND, Fault, Refused, fault_of, faulty
from sharemap.api.shelf import Shelf, Shown, published
from sharemap.core.fields import Row
from sharemap.core.problem import Problem
from sharemap.explore.formats import JSON_TYPE, head, row_json
from sharemap.explore.middleware import Request
from sharemap.explore.paging import Sliceable

Answer = dict[str, Any]
shown = Shown()
_FROM_THE_START = "Ask again without cursor, from the first page."


def as_pages_do(query: QueryDict, shelf: Shelf) -> tuple[Any, list[Fault]]:
    """The filters of the pages. A body or service that nothing is known of is no fault here: its list is empty."""
    return asking.read_as_pages_do(query, shelf.known)


@dataclass(frozen=True, slots=True)
class Listing:
    """A collection: its noun and rows, what it may be asked, what a query selects, and how that becomes rows.

    `example`: a query for the page that explains it. `counted`: its facets.
    `read`: where the parameters have a reader of their own.
    """

    noun: str
    row_type: type[Row]
    asked: type[Row]
    select: Callable[[Shelf, Any], Sliceable[Any]]
    rows: Callable[[Shelf, Iterable[Any]], Iterable[Row]]
    example: str
    counted: Callable[[Shelf, Any, Sequence[str]], Sequence[Mapping[str, object]]] | None = field(default=None)
    read: Callable[[QueryDict, Shelf], tuple[Any, list[Fault]]] | None = field(default=None)


def page_of(request: Request, listing: Listing) -> HttpResponse:
    """A page of a collection. Refused where anything in the query means nothing.

    It is written out here: ninja would first hold every row to its declared shape, which costs time for each. Rows
    are made of that declaration, and the tests hold answers to the document.
    """
    query = request.GET
    shelf, paged, counted, asked = _asked(request, listing)
    found = listing.select(shelf, asked)
    of = cursors.Asked(shelf.edition.name, shelf.edition.as_at.isoformat(), listing.noun, asked)
    start = cursors.start_of(paged.cursor, of)
    if isinstance(start, Stale):
        raise _stale(start, shelf)
    page: cursors.Slice[Any] = cursors.cut(found, start, paged.limit, of)
    rows = list(listing.rows(shelf, page.rows))
    answer = {**head(shelf.edition), "total": len(found), "next": page.next or None, listing.noun: rows}
    if listing.counted:
        answer["facets"] = listing.counted(shelf, asked, counted.facet)
    response = HttpResponse(orjson.dumps(answer), content_type=JSON_TYPE)
    if page.next:
        response["Link"] = f'<{request.path}?{_onward(query, page.next)}>; rel="next"'
    return response


def _asked(request: Request, listing: Listing) -> tuple[Shelf, Paged, Counted, Any]:
    """Every fault of the query is found before any is told."""
    query = request.GET
    faults = list(asking.strange(query, *parameters_of(listing)))
    shelf = _shelf(request, faults)
    paged, of_paging = asking.read(query, Paged, {})
    counted, of_facets = asking.read(query, Counted, shelf.vocabulary) if listing.counted else (Counted(), [])
    asked, own = listing.read(query, shelf) if listing.read else asking.read(query, listing.asked, shelf.vocabulary)
    if faults := [*faults, *own, *of_facets, *of_paging]:
        raise faulty(faults)
    return shelf, paged, counted, asked


def parameters_of(listing: Listing) -> tuple[type[Row], ...]:
    """All that a collection may be asked."""
    return (listing.asked, *((Counted,) if listing.counted else ()), Paged, OfEdition)


def read(query: QueryDict, listing: Listing, shelf: Shelf) -> tuple[Any, list[Fault]]:
    """What a query asks of a collection, and what in it means nothing."""
    return listing.read(query, shelf) if listing.read else asking.read(query, listing.asked, shelf.vocabulary)


def _onward(query: QueryDict, cursor: str) -> str:
    kept = [(name, value) for name, values in query.lists() for value in values if name != "cursor"]
    return urlencode([*kept, ("cursor", cursor)])


def _stale(stale: Stale, shelf: Shelf) -> Refused:
    if stale is Stale.OTHER_EDITION:
        words = f"The cursor is of another edition than {shelf.edition.name}, which is read here."
        onward = "To go on in a published edition, name it: edition=2026.1; /api/v1/editions lists them."
        return Refused(GONE, f"{words} {_FROM_THE_START} {onward}")
    found = "one of another query" if stale is Stale.OTHER_QUERY else "no cursor of ours"
    needed = "cursor needs the `next` of the page before, with the same query."
    return faulty([Fault("cursor", found, needed, _FROM_THE_START)])


def asked_of(request: Request, asked: type[Row]) -> tuple[Shelf, Any]:
    """The edition and what else an item may be asked."""
    faults = list(asking.strange(request.GET, asked, OfEdition))
    shelf = _shelf(request, faults)
    found, own = asking.read(request.GET, asked, shelf.vocabulary)
    if faults := [*faults, *own]:
        raise faulty(faults)
    return shelf, found


def _shelf(request: Request, faults: list[Fault]) -> Shelf:
    """The edition that is asked for; the one that is shown where none is, or where that is at fault."""
    own = shown.of(request.reading)
    name = request.GET.get("edition", "").strip()
    if not name or name == own.edition.name:
        return own
    found = published(settings.EDITIONS, name)
    if isinstance(found, Shelf):
        return found
    faults.append(fault_of(found, "edition", found.fix))
    return own


def item(shelf: Shelf, parts: Mapping[str, Row | Sequence[Row]]) -> Answer:
    """One row with what belongs to it."""
    return {**head(shelf.edition), **{name: _plain(part) for name, part in parts.items()}}


def _plain(part: Row | Sequence[Row]) -> object:
    return [row_json(row) for row in part] if isinstance(part, list | tuple) else row_json(part)  # type: ignore[arg-type]


def missing(noun: str, key: str, known: Collection[str]) -> Refused:
    """There is no row of that key."""
    return Refused(NOT_FOUND, f"There is no {noun} “{key[:60]}” in this edition. {asking.advice(key, known)}")


def refused(problem: Problem, where: str) -> Refused:
    return faulty([fault_of(problem, where, problem.fix)])
