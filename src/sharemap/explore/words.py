"""Days, spans, amounts and statuses as people write them, so that every page says them alike. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sharemap.core.period import DAY, Bounds
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
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def last_day_words(ends_before: date) -> str:
    """The last day of what is no more from `ends_before` on."""
    return day_words(ends_before - DAY)


def bounds_words(bounds: Bounds | None) -> str:
    """`25 November 2026`, `April 2014`, `2011`, `between 2011 and 2013`, `between 1 May 2014 and 31 July 2014`."""
    if bounds is None:
        return "not known"
    return _span_words(bounds.earliest, bounds.latest)


def end_words(bounds: Bounds | None) -> str:
    """When something ended, from the first day on which it was no more: its last day, in the words of its source.

    It undoes `ending_bounds`: the end said as `2018-04` reads `April 2018` again.
    """
    if bounds is None:
        return "not known"
    first = bounds.earliest if bounds.earliest < bounds.latest else bounds.earliest - DAY
    return _span_words(first, bounds.latest - DAY)


def moment_words(bounds: Bounds | None) -> str:
    """The same with its preposition: `in April 2014`, `on 25 November 2026`, `between 2011 and 2013`."""
    return _with_preposition(bounds_words(bounds))


def ended_words(bounds: Bounds | None) -> str:
    """`in April 2018`, `on 31 March 2018`, `between …`: when something ended."""
    return _with_preposition(end_words(bounds))


def _with_preposition(words: str) -> str:
    if words.startswith(("between", "not known")):
        return words
    is_day = words[0].isdigit() and " " in words
    return f"on {words}" if is_day else f"in {words}"


def _span_words(first: date, last: date) -> str:
    if first >= last:
        return day_words(first)
    if first.day == 1 and (last + DAY).day == 1:
        return _whole_months(first, last)
    return f"between {day_words(first)} and {day_words(last)}"


def _whole_months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"between {first.year} and {last.year}"
    start, end = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return start if start == end else f"between {start} and {end}"


def years_words(bounds: Bounds | None) -> str:
    """The year or years alone: `2012`, `2012 or 2013`, `2012 to 2015`."""
    if bounds is None:
        return "an unknown year"
    first, last = bounds.earliest.year, bounds.latest.year
    if first == last:
        return str(first)
    return f"{first} or {last}" if last == first + 1 else f"{first} to {last}"


def source_date_words(text: str) -> str:
    """The date of a source, given as year, month or day: `November 2013`; blank is said."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    match parts:
        case [year, month, day]:
            return f"{day} {MONTHS[month - 1]} {year}"
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case [year]:
            return str(year)
        case _:
            return text or "undated"


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
    lower = "" if claim.amount_from_gbp is None else f"{pounds(claim.amount_from_gbp)} to "
    return lower + pounds(claim.amount_gbp)


def short_amount(claim: Claim) -> str:
    """The same, short: `£50k`, `£1m to £1.25m`."""
    lower = "" if claim.amount_from_gbp is None else f"{short_or_pounds(claim.amount_from_gbp)} to "
    return lower + short_or_pounds(claim.amount_gbp)


def copy_words(copy: SourceCopy) -> str:
    """What an address holds that is not the document itself."""
    return {SourceCopy.MIRROR: "A copy on another site.", SourceCopy.SUMMARY: "A summary made by machine."}[copy]


def number_words(value: float) -> str:
    """`1,234`, `2.5`: a tenth where it is not whole."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def range_words(low: float | None, high: float | None) -> str:
    """One number, or its range where dates leave it in doubt."""
    if low is None or high is None:
        return "not known"
    one, other = number_words(low), number_words(high)
    return one if one == other else f"between {one} and {other}"


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
            return f"{status.word} {year}" if year else "seen, but undated"
        case StatusWord.PLANNED:
            return f"planned in {year}" if year else "planned, but undated"
        case _:
            return status.word.value if status.certain else f"{status.word.value}, perhaps"


def status_sentence(arrangement: Arrangement, status: Status) -> str:
    """What stands after the status at the head of a page: what is known of it, and from when."""
    doubt = "" if status.certain else " Its dates are incomplete, so this is not certain."
    if status.word is StatusWord.ENDED and arrangement.ends_before:
        return f"It ended {ended_words(arrangement.ends_before)}.{doubt}"
    told = _dated(status, moment_words(status.last_seen)) if status.last_seen else _undated(status)
    return told + (doubt if status.word is StatusWord.LIVE else _UNKNOWN.get(status.word, ""))


_UNKNOWN = {
    StatusWord.PLANNED: " Whether it came about is not known.",
    StatusWord.NOT_SEEN: " Whether it still runs is not known.",
}


def _dated(status: Status, when: str) -> str:
    match status.word:
        case StatusWord.ENDED:
            return f"A source {when} says that it has ended; when it did is not known."
        case StatusWord.NOT_FORMED:
            return f"Its sources last speak of it {when}."
        case StatusWord.NOT_SEEN if status.last_state is not State.LIVE:
            return f"A source speaks of it {when}, but does not say whether it was working."
        case _:
            return f"It was last seen {_SEEN_AS[status.word]} {when}."


def _undated(status: Status) -> str:
    match status.word:
        case StatusWord.ENDED:
            return "A source says that it has ended, but not when."
        case StatusWord.NOT_FORMED:
            return "Its sources give no date."
        case StatusWord.NOT_SEEN if status.last_state is not State.LIVE:
            return "A source speaks of it, but says neither when nor whether it was working."
        case _:
            return f"A source shows it {_SEEN_AS[status.word]}, but does not say when."


_SEEN_AS = {StatusWord.LIVE: "live", StatusWord.NOT_SEEN: "live", StatusWord.PLANNED: "planned"}
