"""What a check says: a value, for the command, for the register team and for whoever publishes."""

from __future__ import annotations

from dataclasses import dataclass

from sharemap.core.problem import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that cannot be true (an error) or that somebody should look at (a warning).

    `rows`: the identifiers it rests on. `check`: the check that found it; whoever runs the checks writes it in.
    """

    subject: str
    sentence: str
    rows: tuple[str, ...]
    severity: Severity = Severity.WARNING
    check: str = ""


def number(value: float) -> str:
    """1234567 as 1,234,567 and 12.5 as 12.5."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def counted(how_many: int, noun: str) -> str:
    """`1 member`, `2 members`."""
    return f"{how_many:,} {noun}{'' if how_many == 1 else 's'}"


def joined(words: list[str], most: int = 6) -> str:
    """`a, b and c`; of many only the first ones, and how many more there are."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
