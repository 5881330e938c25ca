"""What the register holds and what each body signed, side by side, in the words in which people say it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharemap.core.fields import to_text
from sharemap.core.translation import value_text
from sharemap.explore.words import bounds_words, end_words
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Arrangement, Membership, SharedService
from sharemap.returns.answers import LineAnswer
from sharemap.returns.review.lines import Signed
from sharemap.returns.workbook.columns import LINES

_SHOWN = (
    *("name", "decision", "why", "description", "services", "partners", "role", "model", "aims"),
    *("started", "ended", "end_reason", "exit_cost_gbp", "staff", "contact"),
)
_MAY_DIFFER = frozenset(("partners", "role", "why"))
"""Where each says something else without a disagreement."""
_DAYS = {"started": "When it started", "ended": "When it ended, or the body left"}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said, and its page; blank: it has none."""

    text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One matter: what the register holds, and what each says. `differ`: they do not say the same."""

    label: str
    held: tuple[Said, ...]
    said: tuple[tuple[Said, ...], ...]
    differ: bool


def tellings(held: Dossier | None, signed: Sequence[Signed], named: Mapping[str, str]) -> Iterator[TellingRow]:
    """The matters of which anything is said. `named`: bodies' names by key."""
    for name in _SHOWN:
        said = tuple(tuple(_said(each.told.said, name, named)) for each in signed)
        on_record = tuple(_held(held, name, named)) if held else ()
        if on_record or any(said):
            differ = len({each for each in said if each}) > 1 and name not in _MAY_DIFFER
            yield TellingRow(_DAYS.get(name) or LINES.titled(name), on_record, said, differ)


def bodies(keys: Sequence[str], named: Mapping[str, str]) -> Iterator[Said]:
    """Each by name, with its page; one that the register does not know as it was written."""
    for key in keys:
        yield Said(named[key], f"/bodies/{key}") if key in named else Said(key)


def _said(row: LineAnswer | Arrangement, name: str, named: Mapping[str, str]) -> Iterator[Said]:
    if name in _DAYS:
        yield from _days(row, name)
        return
    value = getattr(row, name, None)
    if name == "partners":
        yield from bodies(value or (), named)
    elif isinstance(value, tuple):
        yield from (Said(value_text(each)) for each in value)
    elif name == "exit_cost_gbp" and isinstance(value, int):
        yield Said(f"£{value:,}")
    elif text := to_text(value):
        yield Said(text)


def _days(row: LineAnswer | Arrangement, name: str) -> Iterator[Said]:
    if name == "started" and row.starts_on:
        yield Said(bounds_words(row.starts_on))
    if name == "ended" and row.ends_before:
        yield Said(end_words(row.ends_before))


def _held(held: Dossier, name: str, named: Mapping[str, str]) -> Iterator[Said]:
    if name == "services":
        yield from (Said(value_text(part.service)) for part in held.parts if isinstance(part, SharedService))
    elif name == "partners":
        members = (part.body for part in held.parts if isinstance(part, Membership))
        yield from bodies(tuple(dict.fromkeys(members)), named)
    else:
        yield from _said(held.arrangement, name, named)
