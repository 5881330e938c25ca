"""What a reader says of a cell: the value, and the trouble with it if there is any."""

from __future__ import annotations

from dataclasses import dataclass

from sharemap.core.problem import Severity
from sharemap.core.spreadsheet import without_controls


@dataclass(frozen=True, slots=True)
class Trouble:
    """Of one cell. `taken_as`: the value that was taken all the same, in words; then it is a warning."""

    code: str
    needed: str
    fix: str
    taken_as: str = ""

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.taken_as else Severity.ERROR

    @property
    def said(self) -> tuple[str, Severity, str, str]:
        """As a tally counts it."""
        return self.code, self.severity, self.needed, self.fix


@dataclass(frozen=True, slots=True)
class Reading:
    value: object
    trouble: Trouble | None = None


CLEAR = "clear"
"""Written into a cell, it takes away what is held there. A blank cell leaves it."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": None, "\ufeff": None})
BLANK = Reading(None)


def is_clear(raw: object) -> bool:
    return isinstance(raw, str) and tidy(raw).casefold() == CLEAR


def tidy(text: str) -> str:
    """Text without the spaces around it; those that do not break are ordinary ones; controls go."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return without_controls(text.translate(_SPACES)).strip()
