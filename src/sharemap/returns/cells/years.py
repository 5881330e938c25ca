"""Financial years as people write them: 2023/24, 2023-24, 23/24, FY2023/24, 2023."""

from __future__ import annotations

import re
from datetime import date

from sharemap.core.period import financial_years
from sharemap.core.spreadsheet.grid import Value
from sharemap.returns.cells.reading import BLANK, Reading, Trouble, tidy

FIRST, LAST = 1974, 2099
_PAIR = re.compile(r"(?:fy ?)?((?:19|20)[0-9]{2}|[0-9]{2}) ?[/\-–] ?((?:19|20)[0-9]{2}|[0-9]{2})")
_ONE = re.compile(r"(?:fy ?)?((?:19|20)[0-9]{2})")
NO_YEAR = Trouble(
    "no year",
    "Savings must say of which financial year.",
    "Give the year in which it starts, or both, such as 2023/24.",
)
_NOT_A_YEAR = Trouble(
    "not a financial year",
    "This cell needs one financial year, such as 2023/24.",
    "Write 2023/24. The last year of a sum over several has its own column.",
)


def financial_year(text: str) -> int | None:
    """The year in which `2023/24` starts; None if the two do not follow each other."""
    found = _PAIR.fullmatch(text)
    if not found:
        return None
    start = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    return start if (start + 1) % 100 == int(found[2]) % 100 and len(found[2]) <= len(found[1]) else None


def read_year(raw: Value) -> Reading:
    """The calendar year in which the financial year starts."""
    if raw is None or (isinstance(raw, str) and not tidy(raw)):
        return BLANK
    if isinstance(raw, date):
        return _of_day(raw)
    text = "" if isinstance(raw, bool) else tidy(str(raw)).lower()
    one = _ONE.fullmatch(text)
    year = int(one[1]) if one else financial_year(text)
    return Reading(year) if year is not None and FIRST <= year <= LAST else Reading(None, _NOT_A_YEAR)


def _of_day(day: date) -> Reading:
    """Excel turns some years into days. A day belongs to the year that holds it."""
    year = day.year if day.month >= 4 else day.year - 1
    if not FIRST <= year <= LAST:
        return Reading(None, _NOT_A_YEAR)
    said = financial_years(year)
    needed = "This cell needs a financial year; it holds a day."
    return Reading(year, Trouble("a day for a year", needed, "Nothing to do if the year is right.", said))
