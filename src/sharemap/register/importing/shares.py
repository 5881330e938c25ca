"""Whose share a claim is, where its note plainly says that it is one member's and not the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_OWNED_THING = "(?:saving|share|total|equipment|transition|budget|in the region)"
Named = tuple[str, Sequence[str]]
"""A member's key, its full name and then the places by which it may be meant."""


def share_of(note: str, members: Sequence[Named]) -> str:
    """The key of the one member whose share the note says it is; blank if it says none or could mean several.

    A full name goes before a place: “Hampshire County Council's own saving” is not the fire authority's.
    """
    note = note.replace("&", "and")
    by_name = [key for key, names in members if _plainly(note, names[:1])]
    by_place = [key for key, names in members if _plainly(note, names[1:])]
    return next((keys[0] for keys in (by_name, by_place) if len(keys) == 1), "")


def _plainly(note: str, names: Iterable[str]) -> bool:
    """Whether the note begins with one of the names as an owner, or ends with it as the one that gains or pays."""
    chosen = "|".join(re.escape(name.replace("&", "and")) for name in names if name)
    owner = rf"^(?:{chosen})(?:['’]s?(?!\w)|,? {_OWNED_THING}\b|, approx|$)"
    gainer = rf"\b(?i:saving|saved|expected|cost|loss) (?:for|by|to) (?:the )?(?:{chosen})(?: alone)?$"
    return re.search(f"{owner}|{gainer}", note) is not None
