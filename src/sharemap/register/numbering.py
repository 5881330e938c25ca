"""Identifiers such as `a0012`, `s0007` and `a0012-c3` are numbered on from the highest that was ever given."""

from __future__ import annotations

import re
from collections.abc import Iterable


def highest_number(prefix: str, ids: Iterable[str]) -> int:
    """The highest number that stands after the prefix and ends the identifier; 0 where there is none."""
    number = re.compile(re.escape(prefix) + "([0-9]{1,9})")
    return max((int(found[1]) for each in ids if (found := number.fullmatch(each))), default=0)
