"""Councils that share a chief executive or a whole management team, now and in the past. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharemap.editions.read import Edition, Entry
from sharemap.explore.facets import staying
from sharemap.register.status import StatusWord

SERVICE = "management-team"
"""The service “Shared chief executive and management team”, which the figure of that name counts too."""
_NOW = (StatusWord.LIVE, StatusWord.NOT_SEEN)


@dataclass(frozen=True, slots=True)
class Management:
    """By status. `councils`: keys of the principal councils now in one that is live as far as known."""

    now: tuple[Entry, ...]
    planned: tuple[Entry, ...]
    over: tuple[Entry, ...]
    councils: frozenset[str]


def management_of(edition: Edition) -> Management:
    """What runs or may run first by name, what is over by its end, the latest first."""
    held = [entry for entry in edition.entries if SERVICE in {service.key for service in entry.services}]
    live = [entry for entry in held if entry.status.word is StatusWord.LIVE]
    return Management(
        tuple(sorted(_with(held, _NOW), key=lambda entry: _NOW.index(entry.status.word))),
        tuple(_with(held, (StatusWord.PLANNED,))),
        tuple(sorted(_with(held, (StatusWord.ENDED, StatusWord.NOT_FORMED)), key=_latest_first)),
        frozenset(key for entry in live for key in staying(entry, edition.as_at) if edition.bodies[key].principal),
    )


def _with(entries: Iterable[Entry], words: tuple[StatusWord, ...]) -> list[Entry]:
    return [entry for entry in entries if entry.status.word in words]


def _latest_first(entry: Entry) -> tuple[bool, int]:
    end = entry.arrangement.ends_before
    return end is None, -end.latest.toordinal() if end else 0
