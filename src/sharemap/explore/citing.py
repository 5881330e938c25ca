"""How to cite the entry of one arrangement: in words, and as a record that reference managers read. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from sharemap.editions.read import Edition, Entry
from sharemap.explore.words import day_words

TITLE = "Sharemap, the register of services that councils share"


@dataclass(frozen=True, slots=True)
class Citation:
    """`text`: one sentence; `ris`: the same as an RIS record, a field on each line."""

    text: str
    ris: str


def cited(edition: Edition, name: str, address: str) -> str:
    """What somebody writes who names a page of an edition; a preview is called one."""
    return f"“{name}”, in {TITLE}, {_held(edition)}, as at {day_words(edition.as_at)}: {address}"


def citation_of(edition: Edition, entry: Entry, address: str) -> Citation:
    """Edition and day are named, so that a reader finds what was read."""
    name, day = entry.arrangement.name, edition.as_at
    fields = (
        ("TY", "ELEC"),
        ("TI", name),
        ("T2", TITLE),
        ("ET", _held(edition)),
        ("PY", str(day.year)),
        ("DA", f"{day:%Y/%m/%d}"),
        ("UR", address),
        ("ER", ""),
    )
    ris = "\n".join(f"{key}  - {value}" for key, value in fields)
    return Citation(cited(edition, name, address), ris)


def _held(edition: Edition) -> str:
    return f"{'preview' if edition.preview else 'edition'} {edition.name}"
