"""What people type, read as values and written back: pounds, whole numbers, days known in part. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from sharemap.core.period import Bounds, ending_bounds, parse_partial
from sharemap.returns.cells.money import read_money

_WHOLE = re.compile(r"\d{1,3}(?:,\d{3}){1,2}|\d{1,9}", re.ASCII)
DAY = timedelta(days=1)


def pounds(text: str) -> int | None:
    """`£125,000`, `125k` or `£1.2m` in whole pounds, read as in a workbook; None where it is none of these."""
    amount = read_money(text).value
    return amount if isinstance(amount, int) and 0 <= amount < 10**12 else None


def whole_number(text: str) -> int | None:
    return int(text.replace(",", "")) if _WHOLE.fullmatch(text.strip()) else None


def started(text: str) -> Bounds | None:
    return parse_partial(text.strip())


def ended(text: str) -> Bounds | None:
    """The first day without it, from the last day, month or year with it."""
    return ending_bounds(text.strip())


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
