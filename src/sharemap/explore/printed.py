"""Says in words what was printed for the old map, and how printed figures contradict each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sharemap.explore.history import Printed, Rise, Shelf
from sharemap.explore.words import address_words, source_date_words
from sharemap.register.published import PublishedFigure

MEASURES = {
    "arrangements_including_under_consideration": "Arrangements running or under consideration",
    "arrangements_increase": "Rise in arrangements",
    "arrangements_increase_pct": "Rise in arrangements, in per cent",
    "arrangements_previous": "Arrangements a year before",
    "arrangements_distinct_intercouncil": "Partnerships between councils, each counted once",
    "arrangements_without_savings_figure": "Arrangements without a figure for savings",
    "councils_sharing": "Councils that share",
    "councils_increase_pct": "Rise in councils that share, in per cent",
    "councils_in_talks_joint_management": "Councils in talks on joint management",
    "councils_with_joint_chief_executive": "Councils with a joint chief executive",
    "pct_councils_sharing": "Councils that share, in per cent of all",
    "pct_councils_sharing_back_office": "Councils that share a back office, in per cent of all",
    "savings_cumulative": "Savings up to the time",
    "savings_total": "Savings in total",
    "savings_in_year": "Savings of one year",
    "savings_increase": "Rise in savings",
    "savings_projected_annual": "Savings expected, each year",
    "savings_projected_further": "Savings expected, further",
    "savings_forecast": "Savings forecast",
    "savings_annual_max": "Largest savings of one year",
    "share_of_arrangements_saving_under_100k": "Arrangements that save less than £100,000, in per cent",
    "share_of_arrangements_not_for_savings": "Arrangements not made for savings, in per cent",
    "rank_of_increase": "Rank by rise",
    "rank_of_participation": "Rank by councils that take part",
    "rank_of_savings": "Rank by savings",
}
BREAKDOWNS = {
    "region": "by region",
    "service": "by service",
    "partner_type": "by kind of partner",
    "lead_type": "by who leads",
    "status": "by state",
}


def measure_words(measure: str) -> str:
    """What a measure counts; one that has no words here says its own name."""
    return MEASURES.get(measure, measure.replace("_", " ").capitalize())


def shelf_words(shelf: Shelf) -> str:
    return ", ".join(filter(None, (measure_words(shelf.measure), BREAKDOWNS.get(shelf.breakdown, ""))))


def value_words(value: float, unit: str) -> str:
    """A printed value with its unit: `£462 million`, `95%`, `joint rank 1`, `626 arrangements`."""
    number = f"{value:,.10g}"
    if unit.startswith("GBP "):
        return f"£{number} {unit.removeprefix('GBP ')}"
    match unit:
        case "percent":
            return f"{number}%"
        case "rank":
            return f"rank {number}"
        case "rank (joint)":
            return f"joint rank {number}"
        case _:
            return f"{number} {unit}"


def printed_words(figure: PublishedFigure) -> str:
    return value_words(figure.value, figure.unit)


def ours_words(row: Printed) -> str:
    """`139 to 375`, `71% to 96%`; blank where the register counts no such thing."""
    if row.ours is None:
        return ""
    low, high = row.ours.low, row.ours.high
    sign = "%" if row.figure.unit == "percent" else ""
    return f"{low:,}{sign}" if low == high else f"{low:,}{sign} to {high:,}{sign}"


def subject_words(figure: PublishedFigure) -> str:
    """What line of a table it is: `2013`, or `South East, 2013` where it speaks of a part."""
    if figure.breakdown == "all":
        return str(figure.edition)
    named = figure.breakdown in ("arrangement", "study")
    part = figure.part if named else figure.part[:1].upper() + figure.part[1:]
    return f"{part}, {figure.edition}"


def alone_words(figure: PublishedFigure) -> str:
    """The same for a line that stands under no heading of its own: `Shared chief executives, 2015`."""
    words = measure_words(figure.measure)
    if figure.breakdown == "all":
        return f"{words}, {figure.edition}"
    return f"{subject_words(figure)}: {words[:1].lower()}{words[1:]}"


def place_words(url: str) -> str:
    """The site on which it was printed."""
    return address_words(url).partition("/")[0]


def others_words(row: Printed) -> str:
    """What else was printed of the same; blank if nothing was."""
    if not row.others:
        return ""
    values = {figure.value: printed_words(figure) for figure in row.others}
    return f"Conflict: also printed for this edition, {listed(values.values())}."


def conflict_words(rows: Sequence[Printed]) -> str:
    """The values that were printed of one thing, when, and what can be told of why they differ."""
    first = rows[0].figure
    what = ", ".join(filter(None, (measure_words(first.measure), "" if first.breakdown == "all" else first.part)))
    ordered = sorted(rows, key=lambda row: row.figure.value)
    told = dict.fromkeys(f"{printed_words(row.figure)} ({_when(row.figure)})" for row in ordered)
    return f"{what}, {first.edition}: {listed(told)}. {_why(rows)}"


def _when(figure: PublishedFigure) -> str:
    """`23 January 2013`, `day not shown, 2013`."""
    said = source_date_words(figure.published)
    return said if figure.published.count("-") == 2 else f"day not shown, {said}"


def _why(rows: Sequence[Printed]) -> str:
    if any(row.lgas for row in rows) and not all(row.lgas for row in rows):
        return "Not all are the LGA’s: the notes say who counted."
    if len({row.figure.published for row in rows}) == 1:
        return "They bear the same date, and nothing says why they differ."
    return "Their dates differ or are not exact, so the map may have been changed in between."


def rise_words(rise: Rise) -> str:
    """A printed rise, and those that the printed totals give instead."""
    figure = rise.figure
    part = "" if figure.breakdown == "all" else f", {figure.part}"
    given = "; ".join(
        f"since {year} it would be {listed([value_words(value, figure.unit) for value in values], 'or')}"
        for year, values in rise.totals
    )
    return (
        f"{measure_words(figure.measure)}{part}, {figure.edition}: {printed_words(figure)}, as printed. "
        f"No printed totals give that: {given}."
    )


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *rest, end = list(words)
    return f"{', '.join(rest)} {last} {end}" if rest else end
