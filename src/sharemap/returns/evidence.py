"""Evidence for savings: in its cell stands an address, or the number and name of a file that was sent along."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sharemap.returns.answers import SavingsAnswer

_FILE = re.compile(r"file (\d{1,9}): .+")
SENT_ALONG = "a file was sent with the return"


def words_of(number: int, name: str) -> str:
    """What the cell says of a file."""
    return f"file {number}: {name}"


def file_in(cell: str) -> int | None:
    """The number of the file that a cell names; None for an address."""
    found = _FILE.fullmatch(cell)
    return int(found[1]) if found else None


def files_of(savings: list[Mapping[str, str]]) -> set[int]:
    """The numbers of all files that savings, held as texts, name."""
    return {number for each in savings if (number := file_in(each.get("evidence", "")))}


def published(row: SavingsAnswer) -> str:
    """What may be said of it in public: a file stays with the return."""
    return SENT_ALONG if file_in(row.evidence) else f"see {row.evidence}"
