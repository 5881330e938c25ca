"""Days, spans, amounts and statuses as people write them, so that every page says them alike. Pure.

What they say goes through translation; without a catalogue it is English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sharemap.core.period import DAY, Bounds
from sharemap.core.translation import gettext, value_text
from sharemap.register.rows import Arrangement, Claim, SourceCopy, State, Telling
from sharemap.register.status import Status, StatusWord

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


LONGEST_PATH = 44


def day_words(day: date) -> str:
    """`25 November 2026`."""
    return f"{day.day} {_month_words(day.year, day.month)}"


def _month_words(year: int, month: int) -> str:
    return f"{gettext(MONTHS[month - 1])} {year}"


def last_day_words(ends_before: date) -> str:
    """The last day of what is no more from `ends_before` on."""
    return day_words(ends_before - DAY)


def bounds_words(bounds: Bounds | None) -> str:
    """`25 November 2026`, `April 2014`, `2011`, `between 2011 and 2013`, `between 1 May 2014 and 31 July 2014`."""
    if bounds is None:
        return gettext("not known")
    return _span_words(bounds.earliest, bounds.latest)


def end_words(bounds: Bounds | None) -> str:
    """When something ended, from the first day on which it was no more: its last day, in the words of its source.

    It undoes `ending_bounds`: the end said as `2018-04` reads `April 2018` again.
    """
    return gettext("not known") if bounds is None else _span_words(*_end_of(bounds))


def moment_words(bounds: Bounds | None) -> str:
    """The same with its preposition: `in April 2014`, `on 25 November 2026`, `between 2011 and 2013`."""
    return gettext("not known") if bounds is None else _moment(bounds.earliest, bounds.latest)


def ended_words(bounds: Bounds | None) -> str:
    """`in April 2018`, `on 31 March 2018`, `between …`: when something ended."""
    return gettext("not known") if bounds is None else _moment(*_end_of(bounds))


def _end_of(bounds: Bounds) -> tuple[date, date]:
    first = bounds.earliest if bounds.earliest < bounds.latest else bounds.earliest - DAY
    return first, bounds.latest - DAY


def _moment(first: date, last: date) -> str:
    words = _span_words(first, last)
    if first >= last:
        return gettext("on %(day)s") % {"day": words}
    return gettext("in %(time)s") % {"time": words} if _is_one(first, last) else words


def _span_words(first: date, last: date) -> str:
    if first >= last:
        return day_words(first)
    if not _of_whole_months(first, last):
        return _between(day_words(first), day_words(last))
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else _between(f"{first.year}", f"{last.year}")
    start, end = (_month_words(day.year, day.month) for day in (first, last))
    return start if start == end else _between(start, end)


def _of_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + DAY).day == 1


def _is_one(first: date, last: date) -> bool:
    """Whether the days are those of one month or of one year."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return _of_whole_months(first, last) and (months == 0 or (first.month, months) == (1, 11))


def _between(first: str, last: str) -> str:
    return gettext("between %(first)s and %(last)s") % {"first": first, "last": last}


def years_words(bounds: Bounds | None) -> str:
    """The year or years alone: `2012`, `2012 or 2013`, `2012 to 2015`."""
    if bounds is None:
        return gettext("an unknown year")
    first, last = bounds.earliest.year, bounds.latest.year
    if first == last:
        return str(first)
    words = gettext("%(first)s or %(last)s") if last == first + 1 else gettext("%(first)s to %(last)s")
    return words % {"first": first, "last": last}


def source_date_words(text: str) -> str:
    """The date of a source, given as year, month or day: `November 2013`; blank is said."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    match parts:
        case [year, month, day]:
            return f"{day} {_month_words(year, month)}"
        case [year, month]:
            return _month_words(year, month)
        case [year]:
            return str(year)
        case _:
            return text or gettext("undated")


def address_words(url: str) -> str:
    """An address short enough to read: its host, and the end of its path, which tells two pages of one host apart."""
    host, _, path = url.partition("://")[2].rstrip("/").partition("/")
    host = host.removeprefix("www.")
    if not path:
        return host or url
    return f"{host}/{path}" if len(path) <= LONGEST_PATH else f"{host}/…{path[-LONGEST_PATH:]}"


def slug_words(slug: str) -> str:
    """The last part of an address as words: all that is left of the name of what is no more."""
    return slug.replace("-", " ")


def stopped(text: str) -> str:
    """A sentence with its full stop."""
    return text if not text or text.endswith((".", "!", "?", ".”", ".)")) else f"{text}."


def pounds(amount: int) -> str:
    """`£1,250,000`; a minus where the amount is one."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,}"


def short_pounds(amount: int) -> str:
    """`£1.25m`, `£420k`, `£900`: at most three digits that count; blank where it would only say the same."""
    size = abs(amount)
    for unit, name in ((10**9, "bn"), (10**6, "m"), (10**3, "k")):
        if size >= unit - unit // 2000:  # so that 999,999 is £1m and not £1000k
            return f"{'−' if amount < 0 else ''}£{_three_digits(Decimal(size) / unit)}{name}"
    return ""


def _three_digits(value: Decimal) -> str:
    """Rounded as people do it: 12.85 is 12.9."""
    least = "0.01" if value < 10 else "0.1" if value < 100 else "1"
    text = str(value.quantize(Decimal(least), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def short_or_pounds(amount: int) -> str:
    """An amount as short as it can be said: `£1.2m`, `£900`."""
    return short_pounds(amount) or pounds(amount)


def amount_words(claim: Claim) -> str:
    """The amount of a claim: `£50,000`, or its range."""
    return _from_to(pounds, claim)


def short_amount(claim: Claim) -> str:
    """The same, short: `£50k`, `£1m to £1.25m`."""
    return _from_to(short_or_pounds, claim)


def _from_to(said: Callable[[int], str], claim: Claim) -> str:
    if claim.amount_from_gbp is None:
        return said(claim.amount_gbp)
    ends = {"first": said(claim.amount_from_gbp), "last": said(claim.amount_gbp)}
    return gettext("%(first)s to %(last)s") % ends


def copy_words(copy: SourceCopy) -> str:
    """What an address holds that is not the document itself."""
    words = {
        SourceCopy.MIRROR: gettext("A copy on another site."),
        SourceCopy.SUMMARY: gettext("A summary made by machine."),
    }
    return words[copy]


def number_words(value: float) -> str:
    """`1,234`, `2.5`: a tenth where it is not whole."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def range_words(low: float | None, high: float | None) -> str:
    """One number, or its range where dates leave it in doubt."""
    if low is None or high is None:
        return gettext("not known")
    one, other = number_words(low), number_words(high)
    return one if one == other else _between(one, other)


def plural(count: int, one: str, many: str = "") -> str:
    """`1 arrangement`, `2 arrangements`; give `many` where an s will not do."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def told_words(tellings: Iterable[Telling]) -> str:
    """Where an entry was told: the pass, the line, and what became of it."""
    return "; ".join(f"{each.gathering}, line {each.line} ({each.outcome})" for each in tellings)


def status_words(status: Status) -> str:
    """The status in a cell: `live`, `not seen since 2012`, `planned in 2015`, `ended`."""
    year = years_words(status.last_seen) if status.last_seen else ""
    match status.word:
        case StatusWord.NOT_SEEN:
            return gettext("not seen since %(year)s") % {"year": year} if year else gettext("seen, but undated")
        case StatusWord.PLANNED:
            return gettext("planned in %(year)s") % {"year": year} if year else gettext("planned, but undated")
        case _:
            word = value_text(status.word)
            return word if status.certain else gettext("%(status)s, perhaps") % {"status": word}


def status_sentence(arrangement: Arrangement, status: Status) -> str:
    """What stands after the status at the head of a page: what is known of it, and from when."""
    doubt = gettext("Its dates are incomplete, so this is not certain.")
    if status.word is StatusWord.ENDED and arrangement.ends_before:
        ended = gettext("It ended %(when)s.") % {"when": ended_words(arrangement.ends_before)}
        return ended if status.certain else f"{ended} {doubt}"
    told = _dated(status, moment_words(status.last_seen)) if status.last_seen else _undated(status)
    match status.word:
        case StatusWord.LIVE if not status.certain:
            beyond = doubt
        case StatusWord.PLANNED:
            beyond = gettext("Whether it came about is not known.")
        case StatusWord.NOT_SEEN:
            beyond = gettext("Whether it still runs is not known.")
        case _:
            beyond = ""
    return f"{told} {beyond}".strip()


def _dated(status: Status, when: str) -> str:
    match status.word:
        case StatusWord.ENDED:
            words = gettext("A source %(when)s says that it has ended; when it did is not known.")
        case StatusWord.NOT_FORMED:
            words = gettext("Its sources last speak of it %(when)s.")
        case StatusWord.NOT_SEEN if status.last_state is not State.LIVE:
            words = gettext("A source speaks of it %(when)s, but does not say whether it was working.")
        case StatusWord.PLANNED:
            words = gettext("It was last seen planned %(when)s.")
        case _:
            words = gettext("It was last seen live %(when)s.")
    return words % {"when": when}


def _undated(status: Status) -> str:
    match status.word:
        case StatusWord.ENDED:
            return gettext("A source says that it has ended, but not when.")
        case StatusWord.NOT_FORMED:
            return gettext("Its sources give no date.")
        case StatusWord.NOT_SEEN if status.last_state is not State.LIVE:
            return gettext("A source speaks of it, but says neither when nor whether it was working.")
        case StatusWord.PLANNED:
            return gettext("A source shows it planned, but does not say when.")
        case _:
            return gettext("A source shows it live, but does not say when.")
