"""Finds the district of a British postcode, whole or in part, in a table that ships with the register's data.

No Django, no network. `postcodes_derive` writes the table.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import digits
from typing import Annotated

from sharemap.core.fields import Means

FILE = "postcodes/postcodes.csv"
"""Its place in data/."""
LIST_OF = "2025-11"
"""The edition of the ONS Postcode Directory that the table was made from."""
LONGEST = 12
"""No postcode with its blanks is longer: what is, is not looked at."""
_BETWEEN = re.compile(r"[\s.\-]+")
_OUTWARD_SHAPES = ("A9", "A99", "AA9", "A9A", "AA99", "AA9A")
_OLD_SHAPE = "AAA"
"""That of NPT, which is no more."""
_INWARD_SHAPE = "9AA"
_AS_DIGIT = str.maketrans("OILSZ", "01152")
_AS_LETTER = str.maketrans("015", "OIS")


@dataclass(frozen=True, slots=True)
class PostcodeSector:
    """postcodes/postcodes.csv: the district of all postcodes that begin alike, or of those named."""

    sector: Annotated[str, Means("How the postcodes begin: outward part, blank, one digit", "SW1A 1", longest=6)]
    district: Annotated[str, Means("Key of the district or unitary council that they lie in")]
    units: Annotated[str, Means("The last two letters of each, parted by blanks; blank: all of the sector", "AA AB")]


class Beyond(StrEnum):
    """Where postcodes lie that no district of Great Britain has."""

    NORTHERN_IRELAND = "Northern Ireland"
    JERSEY = "Jersey"
    GUERNSEY = "Guernsey"
    ISLE_OF_MAN = "the Isle of Man"


_BEYOND = {
    "BT": Beyond.NORTHERN_IRELAND,
    "JE": Beyond.JERSEY,
    "GY": Beyond.GUERNSEY,
    "IM": Beyond.ISLE_OF_MAN,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a postcode. `written`: as it is properly spelt. `listed`: it, or the part, is in the table.

    `districts`: keys; of a part, all that hold some of it, the one with most of it first. Of a postcode that is not
    listed, those of its neighbours; empty where there are none.
    """

    written: str
    districts: tuple[str, ...]
    listed: bool
    beyond: Beyond | None = None


@dataclass(frozen=True, slots=True)
class _Spelling:
    outward: str
    inward: str

    @property
    def sector(self) -> str:
        return f"{self.outward} {self.inward[:1]}"

    @property
    def unit(self) -> str:
        """Blank where only a part was typed."""
        return self.inward[1:] if len(self.inward) == len(_INWARD_SHAPE) else ""

    def as_typed(self, parts: list[str]) -> bool:
        """Whether these very letters were typed, and mean something though the table has none such."""
        shaped = "".join(parts) == self.outward + self.inward and _shaped(self.outward, *_OUTWARD_SHAPES)
        return shaped and (bool(self.unit) or self.outward[:2] in _BEYOND)

    @property
    def written(self) -> str:
        return f"{self.outward} {self.inward if self.unit else self.inward[:1]}".strip()


@dataclass(frozen=True, slots=True)
class Postcodes:
    """`sectors`: by sector, each of its districts with the units there."""

    sectors: Mapping[str, tuple[tuple[str, str], ...]]

    def find(self, text: str) -> Found | None:
        """What is known of what was typed, in any case and spacing, O for 0 forgiven; None: it is no postcode.

        Nothing is forgiven in a part of a postcode, and only one that there is counts: `G4S` is a company. Nor is
        anything forgiven in a whole one that there is not.
        """
        if len(text) > LONGEST or not text.isascii():
            return None
        parts = [part for part in _BETWEEN.split(text.upper()) if part]
        spellings = [*_whole(parts), *_in_part(parts)]
        found = [spelling for spelling in spellings if self._holds(spelling)]
        meant = found or [spelling for spelling in spellings if spelling.as_typed(parts)]
        return self._found(meant[0]) if meant else None

    def within(self, text: str) -> Found | None:
        """The postcode that the text is, or else a whole one with which it ends, as an address does."""
        words = text.split()
        ends = (" ".join(words[-count:]) for count in (2, 1) if len(words) > count)
        return self.find(text) or next((found for end in ends if (found := self._whole(end))), None)

    def _whole(self, text: str) -> Found | None:
        found = self.find(text)
        inward = found.written.partition(" ")[2] if found else ""
        return found if len(inward) == len(_INWARD_SHAPE) else None

    def _holds(self, spelling: _Spelling) -> bool:
        return spelling.sector in self.sectors if spelling.inward else bool(self._sectors_of(spelling.outward))

    def _sectors_of(self, outward: str) -> list[tuple[tuple[str, str], ...]]:
        return [held for digit in digits if (held := self.sectors.get(f"{outward} {digit}"))]

    def _found(self, spelling: _Spelling) -> Found:
        if beyond := _BEYOND.get(spelling.outward[:2]):
            return Found(spelling.written, (), False, beyond)
        held = self.sectors.get(spelling.sector, ())
        around = _most_first([held] if held else self._sectors_of(spelling.outward))
        if not spelling.unit:
            return Found(spelling.written, around, self._holds(spelling))
        own = tuple(district for district, units in held if not units or spelling.unit in units)
        return Found(spelling.written, own or around, bool(own))


def _whole(parts: list[str]) -> Iterator[_Spelling]:
    """Every reading of a whole postcode, the one nearest to what was typed first."""
    text = "".join(parts)
    outward, inward = text[:-3], _fitted(text[-3:], _INWARD_SHAPE)
    if not inward or not any(each.isdigit() for each in text) or (len(parts) == 2 and len(parts[1]) != len(inward)):
        return
    readings = {fit for shape in (*_OUTWARD_SHAPES, _OLD_SHAPE) if (fit := _fitted(outward, shape))}
    for reading in sorted(readings, key=lambda fit: (_changed(fit, outward), fit)):
        yield _Spelling(reading, inward)


def _in_part(parts: list[str]) -> Iterator[_Spelling]:
    """An outward part alone, or with the first letters of what follows it; nothing is forgiven."""
    text = "".join(parts)
    if len(parts) == 1 and _shaped(text, *_OUTWARD_SHAPES):
        yield _Spelling(text, "")
    cuts = [len(parts[0])] if len(parts) == 2 else [len(text) - 1, len(text) - 2]
    for cut in cuts:
        outward, inward = text[:cut], text[cut:]
        if _shaped(outward, *_OUTWARD_SHAPES) and _shaped(inward, "9", "9A"):
            yield _Spelling(outward, inward)


def _shaped(text: str, *shapes: str) -> bool:
    return any(_fitted(text, shape) == text for shape in shapes)


def _fitted(text: str, shape: str) -> str:
    """The text with letters for digits, and the other way round, where the shape wants them; blank: it cannot be."""
    if len(text) != len(shape):
        return ""
    letters = (
        each.translate(_AS_DIGIT if wanted == "9" else _AS_LETTER) for each, wanted in zip(text, shape, strict=True)
    )
    fitted = "".join(letters)
    fits = all(each.isdigit() == (wanted == "9") for each, wanted in zip(fitted, shape, strict=True))
    return fitted if fits and fitted.isalnum() else ""


def _changed(fit: str, outward: str) -> int:
    return sum(one != other for one, other in zip(fit, outward, strict=True))


def postcodes_of(rows: Iterable[tuple[str, str, str]]) -> Postcodes:
    """The table from its rows: sector, district, units."""
    held: dict[str, list[tuple[str, str]]] = {}
    for sector, district, units in rows:
        held.setdefault(sector, []).append((district, units))
    return Postcodes({sector: tuple(parts) for sector, parts in held.items()})


def _most_first(sectors: Iterable[tuple[tuple[str, str], ...]]) -> tuple[str, ...]:
    """The districts of sectors, the one with most of them first; of a divided sector each has its share of units."""
    shares: Counter[str] = Counter()
    for parts in sectors:
        whole = sum(len(units) for _, units in parts)
        for district, units in parts:
            shares[district] += round(1000 * len(units) / whole) if whole else 1000
    return tuple(district for district, _ in shares.most_common())


@cache
def postcodes(data: Path) -> Postcodes:
    """The table of a folder data/, read when first asked for; an empty one where the folder has none."""
    path = data / FILE
    if not path.exists():
        return postcodes_of(())
    with path.open(encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        next(rows, None)
        return postcodes_of((sector, district, units) for sector, district, units in rows)
