"""Cursors: where the next page of a list begins. Each holds for one edition and one query. Pure."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Generic, TypeVar

from sharemap.core.fields import Row
from sharemap.explore.paging import Sliceable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked: of which edition, on which day, of what, and the query without limit and cursor."""

    edition: str
    as_at: str
    noun: str
    query: Row

    @property
    def digest(self) -> str:
        return sha256(f"{self.noun} {self.query!r}".encode()).hexdigest()[:12]


class Stale(Enum):
    """Why a cursor does not hold here."""

    NONE_OF_OURS = "none of ours"
    OTHER_QUERY = "another query"
    OTHER_EDITION = "another edition"


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The rows of a page, and the cursor of the next; blank: this is the last."""

    rows: Iterable[T]
    next: str


def cut(rows: Sliceable[T], start: int, limit: int, asked: Asked) -> Slice[T]:
    """The page of at most `limit` rows that begins at `start`."""
    end = start + limit
    return Slice(rows[start:end], cursor(asked, end) if end < len(rows) else "")


def cursor(asked: Asked, start: int) -> str:
    text = json.dumps([asked.edition, asked.as_at, asked.digest, start], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def start_of(text: str, asked: Asked) -> int | Stale:
    """Where the page begins that a cursor means; blank stands for the first."""
    if not text:
        return 0
    held = _held(text)
    if held is None:
        return Stale.NONE_OF_OURS
    edition, as_at, digest, start = held
    if (edition, as_at) != (asked.edition, asked.as_at):
        return Stale.OTHER_EDITION
    return start if digest == asked.digest else Stale.OTHER_QUERY


def _held(text: str) -> tuple[str, str, str, int] | None:
    try:
        said = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        edition, as_at, digest, start = said
    except (binascii.Error, ValueError, TypeError, RecursionError):
        return None
    texts = all(isinstance(each, str) for each in (edition, as_at, digest))
    return (edition, as_at, digest, start) if texts and type(start) is int and start > 0 else None
