"""Lets templates say days, amounts and statuses in the words of `explore.words`."""

from __future__ import annotations

from django import template

from sharemap.editions.read import Figure
from sharemap.explore import words
from sharemap.register.rows import Arrangement
from sharemap.register.status import Status, StatusWord

register = template.Library()
for function in (
    words.day_words,
    words.last_day_words,
    words.bounds_words,
    words.end_words,
    words.moment_words,
    words.ended_words,
    words.source_date_words,
    words.pounds,
    words.short_pounds,
    words.status_words,
    words.plural,
    words.told_words,
    words.address_words,
    words.stopped,
    words.short_or_pounds,
    words.copy_words,
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
def status_tag(status: Status) -> str:
    """The style of a status."""
    return TAGS[status.word]


@register.filter
def status_sentence(arrangement: Arrangement, status: Status) -> str:
    return words.status_sentence(arrangement, status)


@register.filter
def count_of(figure: Figure) -> str:
    """A figure's count: one number, or its range."""
    return words.count_words(figure.low, figure.high)


@register.filter
def thousands(count: int) -> str:
    return f"{count:,}"
