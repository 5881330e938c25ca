"""Lets templates say answers, savings and bodies in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from sharemap.core.period import financial_years
from sharemap.core.web import is_web_address
from sharemap.explore.words import bounds_words, day_words, end_words, pounds
from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.evidence import file_in
from sharemap.returns.form_cells import Choice
from sharemap.returns.stages import Reply
from sharemap.returns.tellings import Telling
from sharemap.returns.workbook.columns import LINES, SAVINGS

register = template.Library()
_CHECKED, _SELECTED = mark_safe(" checked"), mark_safe(" selected")
_RADIO = (
    '<div class="govuk-radios__item">'
    '<input class="govuk-radios__input" type="radio" name="reply" value="{}" id="{}"{}>'
    '<label class="govuk-label govuk-radios__label" for="{}">{}</label></div>'
)


class Names(Protocol):
    """A page that knows how bodies and people are called, and where its return is."""

    @property
    def home(self) -> str: ...

    def named(self, body: str) -> str: ...

    def called(self, actor: str) -> str: ...


@register.filter
def called_by(actor: str, place: Names) -> str:
    return place.called(actor)


@register.filter
def body_name(key: str, place: Names) -> str:
    return place.named(key)


@register.filter
def named_in(key: str, named: Mapping[str, str]) -> str:
    return named.get(key, key)


@register.filter
def time_words(at: datetime | str) -> str:
    """`25 November 2026, 14:05`; events hold it as text in universal time."""
    local = localtime(datetime.fromisoformat(at) if isinstance(at, str) else at)
    return f"{day_words(local)}, {local:%H:%M}"


@register.filter
def body_names(keys: Iterable[str], place: Names) -> str:
    """Names with semicolons: some have commas."""
    return "; ".join(place.named(key) for key in keys)


@register.filter
def saving_words(row: SavingsAnswer) -> str:
    """`2024-25: £125,000, achieved, recurring, whole`; or the year and why there is no amount."""
    year = financial_years(row.year, row.year_to)
    if row.amount_gbp is None:
        return f"{year}: no amount; {row.why_none or 'no reason given'}"
    said = [pounds(row.amount_gbp), row.rung, row.kind, row.scope and f"scope: {row.scope}", row.price_base]
    return f"{year}: {', '.join(str(each) for each in said if each)}"


@register.filter
def start_words(row: LineAnswer) -> str:
    return bounds_words(row.starts_on)


@register.filter
def end_words_of(row: LineAnswer) -> str:
    return end_words(row.ends_before)


@register.filter
def column_words(name: str) -> str:
    """A column as the workbook calls it."""
    return SAVINGS.title if name == "savings" else LINES.titled(name)


@register.filter
def reply_choices(telling: Telling) -> SafeString:
    """What may be replied to a partner. A page has it once for each telling, and loops in templates are slow."""
    chosen = telling.reply.reply if telling.reply else ""
    ids = [f"reply-{telling.line}-{place}" for place in range(1, len(Reply) + 1)]
    parts = (
        (each.value, at, _CHECKED if each == chosen else "", at, capfirst(each.value))
        for each, at in zip(Reply, ids, strict=True)
    )
    return format_html_join("", _RADIO, parts)


@register.filter
@lru_cache(maxsize=256)
def options(choices: tuple[Choice, ...]) -> SafeString:
    """The choices of a list. Every form has the same few lists many times over, so each is put together once."""
    parts = ((each.value, _SELECTED if each.chosen else "", capfirst(each.value)) for each in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', parts)


@register.simple_tag
def evidence_at(row: SavingsAnswer, place: Names, telling: Telling | None = None) -> str:
    """Where the evidence for a saving, or for what a partner tells, is to be had; blank for what is no address."""
    number = file_in(row.evidence)
    if number:
        return f"{place.home}{f'/told/{telling.line}' if telling else ''}/files/{number}"
    return row.evidence if is_web_address(row.evidence) else ""
