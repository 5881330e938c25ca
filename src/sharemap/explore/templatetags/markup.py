"""Writes what a page holds by the hundred (areas, options) and lists that run on in a sentence.

A template's own loop would take most of the page's time, and put blanks before the commas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sharemap.bodies.rows import Body
from sharemap.core.translation import value_text
from sharemap.explore.drawing import Area
from sharemap.explore.offering import Option
from sharemap.explore.parts import Part
from sharemap.explore.side_by_side import Column
from sharemap.explore.standing import Served
from sharemap.explore.words import address_words
from sharemap.register.taxonomy import Service

register = template.Library()
MOST_PARTNERS = 8
MOST_SERVICES = 4


@register.filter
def as_links(areas: Iterable[Area]) -> SafeString:
    """Areas as links that say their words."""
    return _safe("".join(f"{_opened(area)}><title>{escape(area.words)}</title>{_path(area)}</a>" for area in areas))


@register.filter
def as_parts(areas: Iterable[Area]) -> SafeString:
    """The same without their paths, for a script that has them: style and words."""
    return _safe(
        "".join(
            f'{_opened(area)}><title>{escape(area.words)}</title><path class="{escape(area.css)}"/></a>'
            for area in areas
        )
    )


@register.filter
def as_pointer_links(areas: Iterable[Area]) -> SafeString:
    """Areas drawn again: links that only a pointer reaches."""
    return _safe("".join(f'{_opened(area)} tabindex="-1">{_path(area)}</a>' for area in areas))


@register.filter
def as_land(ground: Iterable[tuple[str, str]]) -> SafeString:
    """Land that is only background."""
    return _safe("".join(f'<path class="land" d="{escape(path)}"{_shifted(move)}/>' for path, move in ground))


@register.filter
def as_whole(areas: Iterable[Area]) -> SafeString:
    """Areas to be stroked so thickly that, under themselves, the outline of all of them is left to see."""
    return _safe("".join(f'<path d="{escape(area.path)}"{_shifted(area.move)}/>' for area in areas))


@register.filter
def as_outline(area: Area | None) -> SafeString:
    """The outline of an area, to lie above all others."""
    return _safe(f'<path class="outline" d="{escape(area.path)}"{_shifted(area.move)}/>' if area else "")


@register.filter
def with_code(text: str) -> SafeString:
    """Text in which `names between backticks` are code."""
    parts = escape(text).split("`")
    return _safe("".join(f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts)))


@register.filter
def as_options(options: Iterable[Option]) -> SafeString:
    """The options of a select, each with its count."""
    groups = groupby(options, key=lambda option: option.group)
    return _safe("".join(_group(name, "".join(_option(each) for each in held)) for name, held in groups))


@register.filter
def as_further_options(options: Iterable[Option]) -> SafeString:
    """The options of a select that adds to what is chosen: those that are not."""
    return as_options(option for option in options if not option.chosen)


@register.filter
def body_links(bodies: Iterable[Body]) -> SafeString:
    """Bodies by their full names: links, with commas."""
    return _safe(", ".join(_link(f"/bodies/{body.key}", value_text(body.name)) for body in bodies))


@register.filter
def names(bodies: Iterable[Body]) -> str:
    """Councils as people call them; others in full, since many are called like a council."""
    return ", ".join(value_text(body.short_name if body.principal else body.name) for body in bodies)


@register.filter
def short_links(bodies: Iterable[Body]) -> SafeString:
    """Bodies as people call them: links, with commas."""
    return _safe(", ".join(_link(f"/bodies/{body.key}", value_text(body.short_name)) for body in bodies))


@register.filter
def served_links(serving: Iterable[Served]) -> SafeString:
    """Bodies that serve a place, each with what it serves it as."""
    links = (
        (_link(f"/bodies/{each.body.key}", value_text(each.body.short_name)), each.serves_as) for each in serving
    )
    return _safe(", ".join(f"{link} ({escape(', '.join(map(value_text, layers)))})" for link, layers in links))


@register.filter
def partner_links(parts: Sequence[Part], own: Body | None = None) -> SafeString:
    """The first few members: links, with a word on those who left, and how many more there are.

    Principal councils go by their short names, where no other in the list has the same, nor `own`, whose page it is.
    """
    named = Counter(part.body.short_name for part in parts) + Counter([own.short_name] if own else [])
    left = gettext("(left)")
    links = [
        _link(f"/bodies/{part.body.key}", _called(part.body, named)) + (f" {left}" if part.left else "")
        for part in parts[:MOST_PARTNERS]
    ]
    return _safe(", ".join(links) + _more(len(parts) - MOST_PARTNERS)) if links else _not_known(gettext("none known"))


@register.filter
def service_links(services: Iterable[Service]) -> SafeString:
    """Services, each a link to its page."""
    links = [_link(f"/services/{service.key}", value_text(service.name)) for service in services]
    return _safe(", ".join(links)) if links else _not_known(gettext("not known"))


@register.filter
def contact_link(contact: str) -> SafeString:
    """A team's page or mailbox as a link; a switchboard as it stands."""
    if contact.startswith(("https://", "http://")):
        return _safe(_link(contact, address_words(contact)))
    return _safe(_link(f"mailto:{contact}", contact) if "@" in contact else escape(contact))


@register.filter
def some_services(services: Sequence[Service]) -> SafeString:
    """The first few services as text, and how many more there are."""
    return some_words([value_text(service.name) for service in services])


@register.filter
def some_words(words: Sequence[str]) -> SafeString:
    """The first few of a list as text, and how many more there are."""
    said = ", ".join(escape(each) for each in words[:MOST_SERVICES])
    return _safe(said + _more(len(words) - MOST_SERVICES)) if said else _not_known(gettext("not known"))


@register.filter
def shared_under(column: Column, heading: str) -> SafeString:
    """What a body shares under a heading: links, with commas; blank where nothing is known."""
    held = [share.entry.arrangement for share in column.in_service(heading)]
    return _safe(", ".join(_link(f"/arrangements/{each.slug}", each.name) for each in held))


def _called(body: Body, named: Mapping[str, int]) -> str:
    return value_text(body.short_name if body.principal and named[body.short_name] == 1 else body.name)


def _opened(area: Area) -> str:
    key = escape(area.body)
    css = "area approximate" if area.approximate else "area"
    return f'<a class="{css}" href="/bodies/{escape(area.page)}" data-body="{key}"{_shifted(area.move)}'


def _shifted(move: str) -> str:
    return f' transform="{escape(move)}"' if move else ""


def _path(area: Area) -> str:
    return f'<path class="{escape(area.css)}" d="{escape(area.path)}"/>'


def _option(option: Option) -> str:
    selected = " selected" * option.chosen
    return f'<option value="{escape(option.value)}"{selected}>{escape(option.label)} ({option.count})</option>'


def _group(name: str, options: str) -> str:
    return f'<optgroup label="{escape(name)}">{options}</optgroup>' if name else options


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>'


def _more(count: int) -> str:
    return " " + gettext("and %(count)d more") % {"count": count} if count > 0 else ""


def _not_known(words: str) -> SafeString:
    return _safe(f'<span class="not-known">{words}</span>')


def _safe(markup: str) -> SafeString:
    """Markup in which every value was escaped where it was written, above."""
    return mark_safe(markup)  # noqa: S308
