"""What a gathered amount is: its rung, its kind, the financial years it names and whose share it is.

Years are financial years, by the calendar year they start in, and only those that the period's words name:

- `2014/15` is itself; `2007/08-2011/12` is that span; `from 2011/12` gives the first only, `by` and `to` the last.
- A month lies in its financial year: `to March 2013` ends with 2012/13.
- A span of calendar years, `2011-2017`, is taken as the financial years 2011/12 to 2016/17, because where such spans
  say their length (`2013-2017 (four years)`) they mean that; where the length says that both ends count, they do.
- `ten years from 2010` is 2010/11 to 2019/20; `two years to 2011` is 2009/10 and 2010/11.
- Years of a programme or contract, `programme 2013-2018`, are not the years of its saving: they give none.
- A calendar year on its own (`2015`, `by 2015`, `since 2010`) could be either of two financial years: it gives none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from sharemap.register.importing.gathered import GatheredClaim, GatheredKind
from sharemap.register.rows import ClaimKind, Rung

Years = tuple[int | None, int | None]

_ACHIEVED = re.compile(r"\b(achieved|delivered|actual|actually|audited|outturn|realised|reached)\b", re.IGNORECASE)
_PART_ACHIEVED = re.compile(r"of which|against a|later reported", re.IGNORECASE)
_CHECKED = re.compile(r"\b(external audit|verified by|audit commission found)", re.IGNORECASE)
_BUDGETED = re.compile(r"\bbudgeted savings|budget provision|contingency|set aside|\bbudget\b(?! of)", re.IGNORECASE)
_OVER_BUDGET = re.compile(r"over budget|combined budget", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(estimate[ds]?|expected|planned|possible|potential|proposed|bid for|was to|would|offered"
    r"|in the business case)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(a|per|each) year\b|\bper annum\b|\bp\.a\.|\b(annual(ly)?|yearly|recurr(ing|ent))\b", re.IGNORECASE
)
_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few)"
_SPAN = re.compile(
    rf"(?<!within )\b{_NUMBER}[ -]years?\b|\blife\b|whole project|\b\d{{4}}\s*[-–]\s*\d{{4}}\b"
    r"|/\d\d\s*[-–]\s*\d{4}/",
    re.IGNORECASE,
)
_BY = re.compile(r"^(by|to|until)\b", re.IGNORECASE)
_IN_ALL = re.compile(r"^total\b|\btotal saving|\bin total\b|\bcumulative\b", re.IGNORECASE)


def rung_of(claim: GatheredClaim) -> Rung:
    """How firm the claim is, by its gathered kind and its words; `claimed` when in doubt."""
    words = f"{claim.period}; {claim.note}"
    budgeted = _BUDGETED.search(_OVER_BUDGET.sub("", claim.note)) is not None
    match claim.kind:
        case GatheredKind.FORECAST:
            return Rung.BUDGETED if budgeted else Rung.FORECAST
        case GatheredKind.ANNUAL | GatheredKind.CUMULATIVE:
            return _rung_of_saving(claim.note)
        case _ if budgeted:
            return Rung.BUDGETED
    return Rung.FORECAST if _EXPECTED.search(words) else Rung.CLAIMED


def _rung_of_saving(note: str) -> Rung:
    if _CHECKED.search(note):
        return Rung.CHECKED
    if _ACHIEVED.search(_PART_ACHIEVED.split(note)[0]):
        return Rung.ACHIEVED
    return Rung.CLAIMED


def kind_of(claim: GatheredClaim) -> ClaimKind:
    """What the amount is. A forecast says so in its words; the words of its period go before those of its note."""
    match claim.kind:
        case GatheredKind.ANNUAL:
            return ClaimKind.RECURRING
        case GatheredKind.CUMULATIVE:
            return ClaimKind.CUMULATIVE
        case GatheredKind.INVESTMENT:
            return ClaimKind.INVESTMENT
        case GatheredKind.ONE_OFF_COST:
            return ClaimKind.ONE_OFF_COST
        case GatheredKind.FORECAST:
            return _kind_of_forecast(claim.period, claim.note)


def _kind_of_forecast(period: str, note: str) -> ClaimKind:
    if _YEARLY.search(period):
        return ClaimKind.RECURRING
    if _SPAN.search(period):
        return ClaimKind.CUMULATIVE
    if _YEARLY.search(note):
        return ClaimKind.RECURRING
    if _BY.search(period) or _IN_ALL.search(note):
        return ClaimKind.CUMULATIVE
    return ClaimKind.NOT_STATED


_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS: Mapping[str, float] = {word: number for number, word in enumerate(_WORDS, start=1)}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_MONTH_NUMBERS: Mapping[str, int] = {
    name: number for number, name in enumerate((*_MONTHS, "november", "december"), start=1)
}
_POINT = re.compile(
    r"(?P<financial>(?:19|20)\d\d)/(?P<ending>\d{2,4})\b"
    rf"|(?P<month>{'|'.join(_MONTH_NUMBERS)}) (?P<month_year>(?:19|20)\d\d)\b"
    r"|(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>0[1-9]|1[0-2])\b(?!\d)"
    r"|(?P<calendar>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:-|–|to|and)\s*(?:about\s+)?", re.IGNORECASE)
_LENGTH = re.compile(r"\b(\d{1,2}(?:\.\d+)?|" + "|".join(_WORDS) + r")[ -]years?\b", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(r"\b(programme|contract|framework|project)\b", re.IGNORECASE)
_LEADING = re.compile(r"\b(?:(from|since)|(to|by|until|before))\s+(?:about\s+)?$", re.IGNORECASE)


def years_of(period: str, note: str = "") -> Years:
    """First and last financial year that the words name, each by the year it starts in; None where none is named."""
    points = list(_POINT.finditer(period))
    if not points or _OF_SOMETHING_ELSE.search(period[: points[0].start()]):
        return None, None
    if len(points) >= 2 and _JOINED.fullmatch(period[points[0].end() : points[1].start()]):
        return _span(points[0], points[1], _length(period) or _length(note))
    return _single(points[0], period)


def _span(first: re.Match[str], last: re.Match[str], length: float | None) -> Years:
    start, end = _year(first), _year(last)
    if last["calendar"]:
        both_ends = first["calendar"] is not None and length == end - start + 1
        end = end if both_ends else end - 1
    return (start, end) if start <= end else (None, None)


def _single(point: re.Match[str], period: str) -> Years:
    year, calendar = _year(point), point["calendar"] is not None
    leading = _LEADING.search(period[: point.start()])
    length = _length(period[: point.start()])
    onwards = bool(leading and leading[1]) or "onwards" in period[point.end() :]
    up_to = bool(leading and leading[2])
    if length and length >= 1 and onwards and "within" not in period.lower():
        return year, year + math.ceil(length) - 1
    if length and length >= 1 and up_to and calendar and "within" not in period.lower():
        return year - math.ceil(length), year - 1
    if calendar:
        return None, None
    return (year if not up_to else None), (year if not onwards else None)


def _year(point: re.Match[str]) -> int:
    """The financial year a point lies in, by its starting year; a calendar year as it stands."""
    if point["month"]:
        return int(point["month_year"]) - (_MONTH_NUMBERS[point["month"].lower()] < 4)
    if point["iso_month"]:
        return int(point["iso_year"]) - (int(point["iso_month"]) < 4)
    return int(point["financial"] or point["calendar"])


def _length(words: str) -> float | None:
    found = _LENGTH.search(words)
    if not found:
        return None
    return _COUNTS.get(found[1].lower()) or float(found[1])
