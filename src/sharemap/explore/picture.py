"""A map, or the bars of a figure, as a picture to keep, print or preview: styles, legend and licence are inside.

It is drawn in the light colours of the pages; a test holds them to the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten, wrap

from sharemap.explore.drawing import Area, Picture
from sharemap.explore.templatetags.patterns import as_patterns

COLOURS: Mapping[str, str] = {
    "page": "#fbfcfb",
    "ink": "#15222b",
    "ink-soft": "#4a5a64",
    "accent": "#9b0f5e",
    "sea": "#e3eef3",
    "map-line": "#17252d",
    "land": "#ffffff",
    "land-line": "#5c6b73",
    "hatch-ground": "#ffffff",
    "hatch-line": "#8d9aa0",
    "k0": "#f6ecb7",
    "k1": "#cddda7",
    "k2": "#a4ce97",
    "k3": "#7ebb9d",
    "k4": "#54a8a0",
    "k5": "#4390a0",
    "k6": "#34789e",
}
SANS, SERIF = "'Sharemap Sans', SourceSans3VF, sans-serif", "'Source Serif 4 Display Semibold', Georgia, serif"
LICENCE = (
    "Sharemap, Creative Commons Attribution 4.0. Indicative boundaries derived from ONS postcode data. Contains "
    "public sector information licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright "
    "and database right 2025. Contains Royal Mail data © Royal Mail copyright and database right 2025. Rough "
    "borders of councils that are no more: places from GeoNames, Creative Commons Attribution 4.0."
)


MOST_BARS = 9


@dataclass(frozen=True, slots=True)
class Told:
    """What stands beside a map: its title, a few sentences, and which edition of which day it is of."""

    title: str
    sentences: Sequence[str]
    edition: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a figure: its words and its value in words; the length of its bar, of 1,000, and the certain part."""

    words: str
    value: str
    length: int
    sure: int


def sheet(picture: Picture, told: Told) -> str:
    """An upright sheet, 1,000 wide: title, map, legend, notes."""
    width, _, height = 1000, 0, 0
    title, top = _lines(wrap(told.title, 46), 40, 80, 44, SERIF, 38)
    said, top = _lines(_wrapped(told.sentences, 100), 40, top + 8, 26, SANS, 19)
    _, _, across, down = map(int, picture.view.split())
    map_height = min(round(920 * down / across), 1250)
    drawn = _map(picture, 40, top, 920, map_height)
    legend, top = _legend(picture, 40, top + map_height + 40, 920)
    notes, height = _lines([*wrap(told.edition, 120), *wrap(LICENCE, 120)], 40, top + 30, 22, SANS, 15, "ink-soft")
    return _document(as_patterns(picture), width, height + 20, told.title, (title, said, drawn, legend, notes))


def card(picture: Picture, told: Told) -> str:
    """A card for other sites to show beside a link, 1,200 by 630: words on the left, the map on the right."""
    return _document(as_patterns(picture), 1200, 630, told.title, (*_beside(told), _map(picture, 740, 0, 460, 630)))


def bar_card(bars: Sequence[Bar], told: Told) -> str:
    """The same with bars on the right, as many as there is room for."""
    shown = bars[:MOST_BARS]
    drawn = "".join(_bar(bar, 740, 60 + index * 56) for index, bar in enumerate(shown))
    more = f"and {len(bars) - len(shown)} more" if len(bars) > len(shown) else ""
    rest = _text(more, 740, 60 + len(shown) * 56, SANS, 18, "ink-soft") if more else ""
    return _document("", 1200, 630, told.title, (*_beside(told), drawn, rest))


def _beside(told: Told) -> tuple[str, ...]:
    """The words of a card."""
    mark = f'<text x="56" y="92" font-family="{SERIF}" font-size="34" fill="{COLOURS["accent"]}">Sharemap</text>'
    title, top = _lines(wrap(told.title, 30)[:4], 56, 170, 58, SERIF, 50)
    said, _ = _lines(_wrapped(told.sentences, 52)[:7], 56, top + 14, 36, SANS, 26)
    edition, _ = _lines(wrap(told.edition, 70)[:1], 56, 590, 24, SANS, 18, "ink-soft")
    return mark, title, said, edition


def _bar(bar: Bar, x: int, y: int) -> str:
    """A part in words and its value, below them a bar: light as far as is possible, dark as far as is certain."""
    width, style = 404, f'font-family="{SANS}" font-size="18"'
    value = f'<text x="{x + width}" y="{y}" text-anchor="end" {style}>{escape(bar.value)}</text>'
    drawn = "".join(
        f'<rect x="{x}" y="{y + 8}" width="{width * share / 1000:.1f}" height="14" fill="{COLOURS[colour]}"/>'
        for share, colour in ((bar.length, "k2"), (bar.sure, "k6"))
    )
    return _text(shorten(bar.words, 34, placeholder=" …"), x, y, SANS, 18, "ink") + value + drawn


def _document(patterns: str, width: int, height: int, title: str, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img"><title>{escape(title)}</title><style>{_styles()}</style><defs>{patterns}</defs>'
        f'<rect width="{width}" height="{height}" fill="{COLOURS["page"]}"/>{"".join(parts)}</svg>'
    )


def _styles() -> str:
    steps = "".join(f".k{step},.c{step}{{fill:{COLOURS[f'k{step}']}}}" for step in range(7))
    kinds = "".join(
        f".{kind}{{fill:url(#{kind})}}" for kind in ("none-known", "planned", "not-seen", "perhaps", "no-value")
    )
    lines = ",".join(f".{name}" for name in ("hatch-line", "unseen-line", "perhaps-line"))
    return (
        f"{steps}{kinds}.member{{fill:{COLOURS['accent']}}}.left{{fill:{COLOURS['hatch-line']}}}"
        f".land{{fill:{COLOURS['land']};stroke:{COLOURS['land-line']}}}"
        f".hatch-ground{{fill:{COLOURS['hatch-ground']}}}.perhaps-ground{{fill:{COLOURS['k0']}}}"
        f"{lines}{{stroke:{COLOURS['hatch-line']};stroke-width:.8;fill:none}}.planned-dot{{fill:{COLOURS['hatch-line']}}}"
        f".rough{{stroke-dasharray:3 2}}.approximate{{fill:{COLOURS['land']};stroke-dasharray:4 3}}"
        f".mark{{display:none}}.area path,.area{{stroke:{COLOURS['map-line']};stroke-width:1;"
        f"vector-effect:non-scaling-stroke;stroke-linejoin:round}}.land{{vector-effect:non-scaling-stroke}}"
        f".outline{{fill:none;stroke:{COLOURS['ink']};stroke-width:3;vector-effect:non-scaling-stroke}}"
    )


def _map(picture: Picture, x: int, y: int, width: int, height: int) -> str:
    """The map in a box, on the sea."""
    ground = "".join(f'<path class="land" d="{escape(path)}"{_moved(move)}/>' for path, move in picture.ground)
    areas = "".join(map(_area, picture.areas))
    outlined = f'<path class="outline" d="{escape(picture.outlined.path)}"/>' if picture.outlined else ""
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{COLOURS["sea"]}"/>'
        f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{picture.view}">'
        f"{ground}{areas}{outlined}{_inset(picture)}</svg>"
    )


def _inset(picture: Picture) -> str:
    if picture.inset is None:
        return ""
    frame = picture.inset.frame
    drawn = "".join(map(_area, picture.inset.areas))
    return (
        f'<g transform="translate({frame.left} {frame.top})">'
        f'<text y="-20" font-family="{SANS}" font-size="100">London</text>{drawn}</g>'
    )


def _area(area: Area) -> str:
    css, words = escape(area.css) + " rough" * area.approximate, escape(area.words)
    return f'<path class="area {css}" d="{escape(area.path)}"{_moved(area.move)}><title>{words}</title></path>'


def _moved(move: str) -> str:
    return f' transform="{escape(move)}"' if move else ""


def _legend(picture: Picture, left: int, top: int, width: int) -> tuple[str, int]:
    """The steps in rows, each with a swatch; and where the last row ends."""
    parts, x, y = [], left, top
    for step in picture.legend:
        taken = 60 + round(len(step.words) * 9.2)
        if x > left and x + taken > left + width:
            x, y = left, y + 34
        view = f"0 0 {picture.hatch * 5:g} {picture.hatch * 3:g}"
        swatch = f'<rect class="{escape(step.css)}" width="100%" height="100%" stroke="{COLOURS["map-line"]}"/>'
        parts.append(
            f'<svg x="{x}" y="{y - 18}" width="36" height="22" viewBox="{view}" preserveAspectRatio="xMidYMid slice">'
            f"{swatch}</svg>{_text(step.words, x + 46, y, SANS, 18, 'ink')}"
        )
        x += taken + 16
    return "".join(parts), y + 14


def _wrapped(sentences: Iterable[str], width: int) -> list[str]:
    return [line for sentence in sentences for line in wrap(sentence, width)]


def _lines(  # noqa: PLR0913
    lines: Sequence[str], x: int, y: int, step: int, family: str, size: int, colour: str = "ink"
) -> tuple[str, int]:
    """Lines of text below each other, and where the next one would stand."""
    texts = (_text(line, x, y + index * step, family, size, colour) for index, line in enumerate(lines))
    return "".join(texts), y + len(lines) * step


def _text(words: str, x: int, y: int, family: str, size: int, colour: str) -> str:  # noqa: PLR0913
    said = escape(words, quote=False)
    return f'<text x="{x}" y="{y}" font-family="{family}" font-size="{size}" fill="{COLOURS[colour]}">{said}</text>'
