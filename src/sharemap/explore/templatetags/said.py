"""Lets templates say days, amounts and statuses in the words of `explore.words`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext

from sharemap.core.translation import value_text
from sharemap.editions.read import Figure
from sharemap.editions.tables import Breakdown
from sharemap.explore import words
from sharemap.register.rows import Arrangement
from sharemap.register.status import Status, StatusWord

register = template.Library()
for function in (
    words.day_words,
    words.last_day_words,
    words.bounds_words,
    words.years_words,
    words.end_words,
    words.moment_words,
    words.ended_words,
    words.source_date_words,
    words.pounds,
    words.short_pounds,
    words.status_words,
    words.told_words,
    words.address_words,
    words.slug_words,
    words.stopped,
    words.short_or_pounds,
    words.copy_words,
    words.amount_words,
    words.short_amount,
    value_text,
):
    register.filter(function.__name__, function)

TAGS = {
    StatusWord.LIVE: "tag-live",
    StatusWord.PLANNED: "tag-planned",
    StatusWord.ENDED: "tag-ended",
    StatusWord.NOT_SEEN: "tag-unseen",
    StatusWord.NOT_FORMED: "tag-considered",
}


@register.filter
def value_texts(values: Iterable[str]) -> str:
    """Words that the register's lists hold, with commas."""
    return ", ".join(map(value_text, values))


@register.filter
def status_tag(status: Status) -> str:
    """The style of a status."""
    return TAGS[status.word]


@register.filter
def status_sentence(arrangement: Arrangement, status: Status) -> str:
    return words.status_sentence(arrangement, status)


@register.filter
def count_of(figure: Figure) -> str:
    """A figure's count: one number, or its range."""
    return words.range_words(figure.row.low, figure.row.high)


@register.filter
def parts_of_split(figure: Figure) -> int:
    return len(figure.by(""))


@register.filter
def split_title(figure: Figure) -> str:
    return gettext("rungs, kinds and years") if "year" in figure.row.split else gettext("rungs and kinds")


@register.filter
def in_unit(value: float | None, unit: str) -> str:
    """A value in words: pounds with their sign."""
    if value is None:
        return gettext("not known")
    return words.pounds(round(value)) if unit == "pounds" else words.number_words(value)


@register.filter
def breakdown_of(row: Breakdown, unit: str) -> str:
    """The value of a part: one number, or its range."""
    low, high = in_unit(row.low, unit), in_unit(row.high, unit)
    return (
        high
        if low == high or (row.certain == 0 and row.low is None)
        else gettext("%(first)s to %(last)s") % {"first": low, "last": high}
    )


@register.filter
def ending_words(ending: str) -> str:
    """What a kind of file is called."""
    return {"xlsx": "Excel", "parquet": "Parquet"}.get(ending, ending.upper())


@register.filter
def thousands(count: int) -> str:
    return f"{count:,}"
