"""Text as search compares it: case, accents, punctuation and the word council make no difference."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_IDLE = frozenset({"council", "councils", "the"})


def fold(text: str) -> str:
    """Lower case, no accents, `&` as `and`, words parted by one space. Idle words stay."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", letters)).strip()


def fold_name(text: str) -> str:
    """The same without the idle words, unless nothing else is left."""
    words = fold(text).split()
    return " ".join([word for word in words if word not in _IDLE] or words)
