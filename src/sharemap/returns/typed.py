"""Days known in part, written back as people type them. Pure."""

from __future__ import annotations

from datetime import timedelta

from sharemap.core.period import Bounds, ending_bounds, parse_partial

DAY = timedelta(days=1)


def started_text(bounds: Bounds | None) -> str:
    """Bounds as one types them; a span that is no month and no year by both of its days."""
    if bounds is None:
        return ""
    for text in (str(bounds.earliest.year), f"{bounds.earliest:%Y-%m}", bounds.earliest.isoformat()):
        if parse_partial(text) == bounds:
            return text
    return ""


def ended_text(bounds: Bounds | None) -> str:
    """The same of an end: the last day, month or year with it."""
    if bounds is None:
        return ""
    day = bounds.earliest - DAY if bounds.exact else bounds.earliest
    for text in (str(day.year), f"{day:%Y-%m}", day.isoformat()):
        if ending_bounds(text) == bounds:
            return text
    return ""
