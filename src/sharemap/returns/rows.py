"""Answers to and from the texts by column in which lines, events and downloads hold them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from sharemap.core.fields import Field, Row, fields_of, from_text, to_text
from sharemap.core.problem import Problem

R = TypeVar("R", bound=Row)


def to_texts(row: Row) -> dict[str, str]:
    """A row as texts by column; blank cells are left out."""
    texts = {field.name: to_text(getattr(row, field.name)) for field in fields_of(type(row))}
    return {name: text for name, text in texts.items() if text}


def read_texts(row_type: type[R], texts: Mapping[str, str]) -> tuple[R | None, list[Problem]]:
    """The row that the texts say, or what is wrong with each cell; columns not named are blank."""
    values = [
        from_text(field, texts[field.name]) if field.name in texts else blank for field, blank in _blanks(row_type)
    ]
    problems = [value for value in values if isinstance(value, Problem)]
    return (None, problems) if problems else (row_type(*values), [])


@cache
def _blanks(row_type: type[Row]) -> list[tuple[Field, object]]:
    """Each field with what a blank cell of it says."""
    return [(field, from_text(field, "")) for field in fields_of(row_type)]


def from_texts(row_type: type[R], texts: Mapping[str, str]) -> R:
    """A row that was held; raises ValueError where what is held is none."""
    row, problems = read_texts(row_type, texts)
    if row is None:
        raise ValueError("; ".join(map(str, problems)))
    return row
