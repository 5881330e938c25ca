"""The list as a feed: tell me when the entries of my council, my service or my region change."""

from __future__ import annotations

from django.http import HttpResponse

from sharemap.explore.feed import ATOM_TYPE, atom, items
from sharemap.explore.filters import read_filters
from sharemap.explore.middleware import Request
from sharemap.explore.views.home import chosen
from sharemap.explore.views.safe import readable


@readable
def arrangements_atom(request: Request) -> HttpResponse:
    """What matches the filters of the address, as on the page."""
    reading = request.reading
    filters, _ = read_filters(request.GET, reading.facets.known)
    entries = reading.facets.of(reading.facets.select(filters))
    words = "; ".join(words for words, _ in chosen(reading, filters))
    title = f"Sharemap: {words}" if words else "Sharemap: all arrangements"
    site = request.build_absolute_uri("/").rstrip("/")
    address = request.build_absolute_uri()
    text = atom(reading.edition, items(entries, reading.edition.as_at), title, site, address)
    return HttpResponse(text, content_type=ATOM_TYPE)
