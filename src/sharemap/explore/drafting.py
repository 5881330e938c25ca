"""Finds the editions that a release is asked of, compares them, and has it drafted: for the pages and the command."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sharemap.core.problem import Problem
from sharemap.editions.causes import MEANINGS
from sharemap.editions.compare import Change
from sharemap.editions.manifest import Manifest
from sharemap.editions.read import Edition, read_edition
from sharemap.editions.shelf import find, offered
from sharemap.editions.verify import verified
from sharemap.explore.comparing import Asked, compared
from sharemap.explore.release.draft import draft
from sharemap.explore.release.since import COMPARED, Since, Step
from sharemap.explore.release.values import Release


def drafted(editions: Path, name: str, since: str, shown: str) -> Release | Problem:
    """The release of an edition by name, against an earlier one where `since` names it.

    `shown`: the edition that the site shows. Where it is not the one that is drafted, its pages are no evidence.
    """
    found = find(editions, name)
    if isinstance(found, Problem):
        return found
    earlier = find(editions, since) if since else None
    if isinstance(earlier, Problem):
        return earlier
    return _drafted(editions, found, earlier, found.name == shown)


def earlier_ones(editions: Path, edition: Manifest) -> list[str]:
    """The editions that one may compare it with, latest first."""
    held = (each for each in offered(editions).values() if each.as_at <= edition.as_at and each.name != edition.name)
    return [each.name for each in held][::-1]


# Drafts take seconds where two editions are compared. What an edition says never changes: the last ones are kept.
@lru_cache(maxsize=8)
def _drafted(editions: Path, found: Manifest, earlier: Manifest | None, shown: bool) -> Release | Problem:
    edition = _read(editions / found.name)
    if isinstance(edition, Problem):
        return edition
    since = _since(edition, editions / earlier.name) if earlier else None
    return since if isinstance(since, Problem) else draft(edition, shown, since)


def _since(edition: Edition, folder: Path) -> Since | Problem:
    steps: dict[str, tuple[Step, ...]] = {}
    for figure in COMPARED:
        change = compared(edition, Asked(folder.name, edition.name, "", "", figure))
        if isinstance(change, Problem):
            return change
        steps[figure] = _steps(change)
    earlier = _read(folder)
    return earlier if isinstance(earlier, Problem) else Since(earlier, edition.name, steps)


def _steps(change: Change) -> tuple[Step, ...]:
    return tuple(Step(m.part, MEANINGS[m.part], m.arrangement, m.certain, m.possible) for m in change.moved)


def _read(folder: Path) -> Edition | Problem:
    """An edition, or why it cannot be read: a damaged file, or columns of an earlier time."""
    faults = verified(folder)
    if isinstance(faults, list):
        return faults[0]
    try:
        return read_edition(folder)
    except (OSError, ValueError, LookupError, TypeError) as trouble:
        needed = "Its files must have the columns that editions have today."
        return Problem("edition", f"the edition {folder.name}", str(trouble)[:200], needed, "Draft a later edition.")
