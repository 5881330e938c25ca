"""Lets templates say answers, savings and bodies in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from django import template
from django.utils.timezone import localtime

from sharemap.core.period import financial_years
from sharemap.core.web import is_web_address
from sharemap.explore.words import day_words, pounds
from sharemap.returns.answers import LineAnswer, SavingsAnswer
from sharemap.returns.evidence import file_in
from sharemap.returns.form import days_of
from sharemap.returns.tellings import Telling
from sharemap.returns.workbook.columns import LINES, SAVINGS

register = template.Library()


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
    return days_of(row)["starts_on"] or "not known"


@register.filter
def end_words_of(row: LineAnswer) -> str:
    return days_of(row)["ends_before"] or "not known"


@register.filter
def column_words(name: str) -> str:
    """A column as the workbook calls it."""
    return SAVINGS.title if name == "savings" else LINES.titled(name)


@register.simple_tag
def evidence_at(row: SavingsAnswer, place: Names, telling: Telling | None = None) -> str:
    """Where the evidence for a saving, or for what a partner tells, is to be had; blank for what is no address."""
    number = file_in(row.evidence)
    if number:
        return f"{place.home}{f'/told/{telling.line}' if telling else ''}/files/{number}"
    return row.evidence if is_web_address(row.evidence) else ""
