"""Maps as pictures of their own: to take away as SVG or PNG, and as the card that other sites show beside a link."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

import resvg_py
from django.conf import settings
from django.http import HttpResponse

from sharemap.editions.read import Edition, Entry, Figure
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, draw
from sharemap.explore.figures import Choice, lines_of
from sharemap.explore.filters import Filters, read_filters
from sharemap.explore.middleware import Request
from sharemap.explore.parts import parts_of
from sharemap.explore.picture import Bar, Told, bar_card, card, sheet
from sharemap.explore.standing import shares_of, still_shared
from sharemap.explore.templatetags.said import breakdown_of, count_of
from sharemap.explore.views.arrangement import draw_members, of_entry
from sharemap.explore.views.body import body_of, draw_partners
from sharemap.explore.views.figures import chosen_figure
from sharemap.explore.views.home import HEADING, chosen
from sharemap.explore.views.safe import readable
from sharemap.explore.words import day_words, plural, status_words

SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"
_one_at_a_time = threading.Lock()
"""To draw a picture takes a processor for half a second; pages must not wait for many at once."""


@readable
def map_svg(request: Request) -> HttpResponse:
    return _attached(request, sheet(*_map(request)).encode(), SVG_TYPE, "svg")


@readable
def map_png(request: Request) -> HttpResponse:
    return _attached(request, png(sheet(*_map(request))), PNG_TYPE, "png")


@readable
def preview(request: Request) -> HttpResponse:
    """The card of the map under the filters of the address."""
    return HttpResponse(png(card(*_map(request))), content_type=PNG_TYPE)


@of_entry(".png")
def arrangement(request: Request, entry: Entry) -> HttpResponse:
    """The card of an arrangement: its members."""
    reading = request.reading
    parts = parts_of(entry, reading.edition.as_at)
    picture = draw_members(reading, parts)
    said = [f"{status_words(entry.status).capitalize()}. {plural(len(parts), 'member')} known by name."]
    told = Told(entry.arrangement.name, said, _edition(reading))
    return HttpResponse(png(card(picture or _whole(reading), told)), content_type=PNG_TYPE)


@readable
def body(request: Request, key: str) -> HttpResponse:
    """The card of a body: its partners."""
    reading = request.reading
    found = body_of(reading, key)
    now = still_shared(shares_of(reading.edition, key))
    told = Told(found.name, [f"In {plural(len(now), 'arrangement')}, as far as known."], _edition(reading))
    return HttpResponse(png(card(draw_partners(reading, found, now) or _whole(reading), told)), content_type=PNG_TYPE)


@readable
def figure(request: Request, name: str) -> HttpResponse:
    """The card of a figure: its value, and its parts by the dimension that is chosen, or its first."""
    edition = request.reading.edition
    found, choice = chosen_figure(request, name)
    if not (choice.by or found.row.split) and found.row.dimensions:
        choice = Choice(found.row.dimensions[0])
    lines = sorted(lines_of(found, choice), key=lambda line: -line.length)
    bars = [
        Bar(line.row.part or line.row.split, breakdown_of(line.row, found.row.unit), line.length, line.sure)
        for line in lines
    ]
    told = Told(found.row.title, _sentences(edition, found, choice), _edition(request.reading))
    return HttpResponse(png(bar_card(bars, told)), content_type=PNG_TYPE)


def _sentences(edition: Edition, found: Figure, choice: Choice) -> list[str]:
    """The value where there is one; else what of the split is shown; how it is divided, and whether that adds."""
    whole = (
        f"{choice.split}." if found.row.split and choice.by else f"{count_of(found).capitalize()} {found.row.unit}."
    )
    by = edition.dimensions.get(choice.by or found.row.split)
    divided = [f"By: {by.title.lower()}."] if by else []
    overlap = (
        ["The bars overlap or differ in kind: do not add them."] if found.row.split or (by and not by.adds) else []
    )
    return [*([] if found.row.split and not choice.by else [whole]), *divided, *overlap]


def _map(request: Request) -> tuple[Picture, Told]:
    reading = request.reading
    filters, _ = read_filters(request.GET, reading.facets.known)
    counted = draw(reading.edition, reading.facets, reading.places, reading.measures, filters)
    words = [f"{words}." for words, _ in chosen(reading, filters)]
    of_layer = plural(len(reading.facets.select(filters)), "arrangement")
    title = f"{HEADING}: {counted.picture.heading.lower()}"
    return counted.picture, Told(
        title, [*words, f"{of_layer} in the table.", counted.picture.note], _edition(reading)
    )


def _whole(reading: Reading) -> Picture:
    """Where there is nothing of its own to draw: the map of all."""
    return draw(reading.edition, reading.facets, reading.places, reading.measures, Filters()).picture


def _edition(reading: Reading) -> str:
    edition = reading.edition
    preview = ", a preview" if edition.preview else ""
    return f"Edition {edition.name}{preview}, as at {day_words(edition.as_at)}"


def _attached(request: Request, data: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    name = request.reading.edition.name
    response["Content-Disposition"] = f'attachment; filename="sharemap-{name}.{ending}"'
    return response


def png(svg: str) -> bytes:
    with _one_at_a_time:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=list(_fonts())))


@cache
def _fonts() -> tuple[str, ...]:
    """Those that the build cut for pictures."""
    return tuple(str(path) for path in sorted(Path(settings.FRONTEND, "fonts").glob("*.ttf")))
