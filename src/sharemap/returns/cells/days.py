"""Days as people write them, day before month: 1/4/2014, 1 April 2014, April 2014, 2014, 2014/15."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sharemap.core.period import FIRST_YEAR, LAST_YEAR, Bounds, parse_partial
from sharemap.core.spreadsheet.grid import Value
from sharemap.returns.cells.reading import BLANK, Reading, Trouble, tidy
from sharemap.returns.cells.years import FIRST, LAST, financial_year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(?:([0-9]{1,2})[/.\-])?([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th)?[ \-])?([a-z]{3,9})\.?[ \-,]{1,2}([0-9]{4}|[0-9]{2})")
_TIME = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_SERIAL_FROM, _SERIAL_TO, _SERIAL_START = 20_000, 80_000, date(1899, 12, 30)
_NOT_A_DAY = Trouble(
    "not a day",
    "This cell needs a day, a month or a year, such as 1 April 2014, April 2014 or 2014.",
    "Write the day before the month, and the year in full.",
)
# A year of two digits from this one on is of the last century.
_LAST_CENTURY = 60


def read_days(raw: Value) -> Reading:
    """The days that a cell may mean, as `Bounds`."""
    match raw:
        case None:
            return BLANK
        case bool() | float():
            return Reading(None, _NOT_A_DAY)
        case date():
            return _from_day(raw)
        case int():
            return _from_number(raw)
    text = tidy(raw).lower()
    return _within(_from_text(_TIME.sub("", " ".join(text.split())))) if text else BLANK


def _within(said: Bounds | None) -> Reading:
    if said is None or not (said.earliest.year >= FIRST_YEAR and said.latest.year <= LAST_YEAR):
        return Reading(None, _NOT_A_DAY)
    return Reading(said)


def _from_day(day: date) -> Reading:
    """A year typed into a cell that shows days becomes a day of 1905: its number is the year."""
    number = (day - _SERIAL_START).days
    if not FIRST <= number <= LAST:
        return _within(Bounds(day, day))
    needed = "A year in a cell that is formatted for days shows as a day of 1905."
    fix = "Nothing to do if the year is right."
    return Reading(parse_partial(str(number)), Trouble("a year shown as a day", needed, fix, str(number)))


def _from_number(number: int) -> Reading:
    if not _SERIAL_FROM <= number <= _SERIAL_TO:
        return _within(parse_partial(str(number)))
    day = _SERIAL_START + timedelta(days=number)
    needed = "A day that lost its format shows as a number."
    fix = "Check the day. In Excel, format the cell as a date."
    return Reading(Bounds(day, day), Trouble("a day as a number", needed, fix, f"{day.day} {day:%B %Y}"))


def _from_text(text: str) -> Bounds | None:
    said = parse_partial(text)
    if said:
        return said
    numbers = _NUMBERS.fullmatch(text)
    named = _NAMED.fullmatch(text)
    year = financial_year(text)
    if year is not None:
        return Bounds(date(year, 4, 1), date(year + 1, 3, 31))
    if numbers:
        return _bounds(numbers[3], int(numbers[2]), numbers[1])
    if named and named[2][:3] in _MONTHS:
        return _bounds(named[3], _MONTHS.index(named[2][:3]) + 1, named[1])
    return None


def _bounds(year: str, month: int, day: str | None) -> Bounds | None:
    full = int(year) + (0 if len(year) == 4 else 1900 if int(year) >= _LAST_CENTURY else 2000)
    return parse_partial(f"{full:04}-{month:02}" + (f"-{int(day):02}" if day else ""))
