"""The stamp that a template carries, so that an upload can be asked: ours? this body's? this year's? this version?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sharemap.returns.prefilled import Prefilled

VERSION = 1
"""Of the template. It rises when columns change their meaning; older ones are still read by their headers."""
STAMP_NAME = "sharemap_return"
"""The named cell that holds it in a workbook."""
_STAMP = re.compile(r"sharemap return ([0-9]{4}) ([^ ]{1,100}) version ([0-9]{1,4}) ([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """`digest` stands for the rows with which the template went out."""

    year: int
    body: str
    version: int
    digest: str

    def __str__(self) -> str:
        return f"sharemap return {self.year} {self.body} version {self.version} {self.digest}"


def stamp_of(prefilled: Prefilled) -> Stamp:
    return Stamp(prefilled.year, prefilled.body, VERSION, prefilled.digest)


def read_stamp(text: str) -> Stamp | None:
    found = _STAMP.fullmatch(text.strip())
    return Stamp(int(found[1]), found[2], int(found[3]), found[4]) if found else None
