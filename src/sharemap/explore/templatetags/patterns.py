"""The patterns of a map and the swatches of its legend: what is no number never goes by colour alone."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from sharemap.explore.drawing import Picture

register = template.Library()

# Each on a ground of four by four: its class, and what is drawn over it.
KINDS = {
    "none-known": ("hatch-ground", '<path class="hatch-line" d="M-1 1l2-2M0 4l4-4M3 5l2-2"/>'),
    "planned": ("hatch-ground", '<circle class="planned-dot" cx="2" cy="2" r="1"/>'),
    "not-seen": ("hatch-ground", '<path class="unseen-line" d="M0 2h4"/>'),
    "perhaps": ("perhaps-ground", '<path class="perhaps-line" d="M-1 3l2 2M0 0l4 4M3-1l2 2"/>'),
    "no-value": ("hatch-ground", '<path class="hatch-line" d="M1.2 2h1.6M2 1.2v1.6"/>'),
}
# On paper and in forced colours the steps carry marks too, each denser than the one before.
STEPS = (
    "",
    '<path class="mark" d="M1.6 2h.8"/>',
    '<path class="mark" d="M.6 1h.8M2.6 3h.8"/>',
    '<path class="mark" d="M2 0v4"/>',
    '<path class="mark" d="M1 0v4M3 0v4"/>',
    '<path class="mark" d="M1 0v4M3 0v4M0 2h4"/>',
    '<path class="mark" d="M1 0v4M3 0v4M0 1h4M0 3h4"/>',
)


@register.filter
def as_patterns(picture: Picture) -> SafeString:
    """The patterns that the classes of a map are filled with, as wide as its hatching."""
    kinds = (_pattern(name, picture.hatch, *drawn) for name, drawn in KINDS.items())
    steps = (_pattern(f"p{step}", picture.hatch, f"c{step}", marks) for step, marks in enumerate(STEPS))
    return mark_safe("".join((*kinds, *steps)))  # noqa: S308


@register.filter
def as_swatch(css: str, picture: Picture) -> SafeString:
    """A piece of the map in a style, for its legend: five patterns wide and three high."""
    width, height = round(picture.hatch * 5, 1), round(picture.hatch * 3, 1)
    rect = f'<rect class="{escape(css)}" width="{width}" height="{height}"/>'
    box = f'viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice"'
    return mark_safe(f'<svg class="swatch" {box} aria-hidden="true">{rect}</svg>')  # noqa: S308


def _pattern(name: str, width: float, ground: str, marks: str) -> str:
    size = f'width="{width}" height="{width}" viewBox="0 0 4 4" patternUnits="userSpaceOnUse"'
    return f'<pattern id="{name}" {size}><rect class="{ground}" width="4" height="4"/>{marks}</pattern>'
