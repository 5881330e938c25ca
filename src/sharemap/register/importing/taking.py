"""Takes typed values out of a decoded JSON object and remembers everything that was wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from sharemap.core.period import Bounds, parse_partial
from sharemap.core.problem import Problem

T = TypeVar("T")
_VISIBLE = "text without control, zero-width or direction characters"


class Taking:
    """A JSON object being read. A faulty field gives a blank or a default, and a problem in `faults`."""

    def __init__(
        self, raw: dict[str, object], where: str, known: tuple[str, ...], faults: list[Problem] | None = None
    ) -> None:
        self.raw = raw
        self.where = where
        self.faults: list[Problem] = [] if faults is None else faults
        for name in sorted(raw.keys() - set(known)):
            needed = f"The fields are {', '.join(known)}."
            self.fault("unknown-field", name, f"the field {name[:80]!a}", needed, "Rename or remove it.")

    def fault(self, code: str, name: str, found: str, needed: str, fix: str) -> None:
        self.faults.append(Problem(code, f"{self.where}, {name[:80]}", found, needed, fix))

    def _misfit(self, code: str, name: str, needed: str) -> None:
        value = self.raw.get(name)
        found = "nothing" if value is None else f"{value!a}"[:120]
        self.fault(code, name, found, f"{name} must be {needed}.", "Correct it.")

    def text(self, name: str, required: bool = False, longest: int = 0) -> str:
        """Text with single spaces, of at most `longest` letters where that is given; null is blank."""
        value = self.raw.get(name)
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if not (value is None or isinstance(value, str)) or (required and not text):
            self._misfit("not-text", name, "text")
        elif not _printable(text):
            self._misfit("control-character", name, _VISIBLE)
        elif longest and len(text) > longest:
            self._too_long(name, text, longest)
        return text

    def _too_long(self, name: str, text: str, longest: int) -> None:
        found = f"{len(text):,} letters, {text[:40]!a} …"
        self.fault("too-long", name, found, f"{name} can hold at most {longest} letters.", "Shorten it.")

    def texts(self, name: str, split: str = "", longest: int = 0) -> tuple[str, ...]:
        """A list of texts, none twice; one text stands for a list, divided at `split` where given."""
        value = self.raw.get(name) or []
        if isinstance(value, str):
            value = value.split(split) if split else [value]
        good = isinstance(value, list) and all(isinstance(each, str) and _listable(each) for each in value)
        if not isinstance(value, list) or not good:
            self._misfit("not-a-list", name, "a list of texts without |, control or zero-width characters")
            return ()
        texts = tuple(dict.fromkeys(" ".join(each.split()) for each in value if each.strip()))
        for text in texts if longest else ():
            if len(text) > longest:
                self._too_long(name, text, longest)
        return texts

    def choice(self, name: str, words: Mapping[str, T], default: T) -> T:
        """One of a closed list of words."""
        value = self.raw.get(name)
        word = "" if value is None else value
        if isinstance(word, str) and word in words:
            return words[word]
        self._misfit("not-in-list", name, "one of: " + ", ".join(each for each in words if each))
        return default

    def whole(self, name: str, least: int, most: int, required: bool = False) -> int | None:
        """A whole number within limits; null is None."""
        value = self.raw.get(name)
        if value is None and not required:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._misfit("not-a-number", name, f"a whole number from {least:,} to {most:,}")
        return None

    def day(self, name: str, parse: Callable[[str], Bounds | None] = parse_partial) -> Bounds | None:
        """A year, month or day as bounds; null is None."""
        value = self.raw.get(name)
        if value is None:
            return None
        bounds = parse(value) if isinstance(value, str) else None
        if bounds is None:
            self._misfit("not-a-date", name, "a year, month or day, such as 2014, 2014-04 or 2014-04-01")
        return bounds

    def url(self, name: str, longest: int) -> str:
        """An address on the web."""
        value = self.text(name, required=True, longest=longest)
        try:
            parts = urlsplit(value)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in value
        except ValueError:
            good = False
        if value and not good:
            self._misfit("not-an-address", name, "an address that begins with http:// or https://")
        return value

    def objects(self, name: str, known: tuple[str, ...], required: bool = False) -> list[Taking]:
        """A list of objects, each to be read in turn."""
        value = self.raw.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._misfit("not-a-list", name, "a list of objects")
            return []
        if required and not value:
            self.fault("empty-list", name, "none", f"At least one of {name} is needed.", "Add it.")
        return [
            Taking(each, f"{self.where}, {name} {number}", known, self.faults)
            for number, each in enumerate(value, start=1)
        ]


def _printable(text: str) -> bool:
    """Whether readers see all of it: control, surrogate and format characters (zero-width, direction) hide."""
    return not any(unicodedata.category(letter) in ("Cc", "Cs", "Cf") for letter in text)


def _listable(text: str) -> bool:
    return "|" not in text and _printable(" ".join(text.split()))
