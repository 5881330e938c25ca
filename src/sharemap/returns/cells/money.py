"""Amounts as people write them: £1.2m, 12k, 1,234.50. What could be read in two ways is asked, never guessed."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from sharemap.core.spreadsheet.grid import Value
from sharemap.returns.cells.reading import BLANK, Reading, Trouble, tidy

TIMES = {
    "": 1,
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mil": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_AMOUNT = re.compile(
    r"(?:(?P<minus>-)?(?:£|gbp)?|(?:£|gbp)(?P<sign>-))(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,15}(?:\.[0-9]{1,9})?)"
    r"(?P<unit>k|thousand|mn|million|mil|m|bn|billion|)",
)
MOST_DIGITS = 15
NO_AMOUNTS = frozenset(["n/a", "na", "none", "nil", "tbc", "tbd", "unknown", "notknown", "-", "–", "—", "?", "x"])
_NEEDED = "An amount is a number of pounds, such as 1200000 or £1.2m."
_NOT_AN_AMOUNT = Trouble("not an amount", _NEEDED, "Write it in full, in pounds, one amount in a cell.")
_WORD = Trouble(
    "a word for an amount",
    "Where there is no amount, the return must say why.",
    "Leave the amount blank and choose a reason why there is none.",
)


def read_money(raw: Value, times: int = 1) -> Reading:
    """Whole pounds. `times`: what the heading says, such as £000."""
    if raw is None:
        return BLANK
    if isinstance(raw, str):
        return _from_text(tidy(raw), times)
    if (
        isinstance(raw, bool)
        or not isinstance(raw, int | float)
        or not math.isfinite(raw)
        or abs(raw) >= 10**MOST_DIGITS
    ):
        return Reading(None, _NOT_AN_AMOUNT)
    return _pounds(Decimal(str(raw)), times, "")


def _from_text(text: str, times: int) -> Reading:
    if not text:
        return BLANK
    if times == 1 and len(text) <= MOST_DIGITS and text.isascii() and text.isdecimal():
        return Reading(int(text))
    close = text.lower().replace(" ", "")
    if close in NO_AMOUNTS:
        return Reading(None, _WORD)
    brackets = close.startswith("(") and close.endswith(")")
    found = _AMOUNT.fullmatch(close.strip("()") if brackets else close)
    if not found:
        return Reading(None, _NOT_AN_AMOUNT)
    number = Decimal(found["number"].replace(",", "")) * TIMES[found["unit"]]
    minus = brackets or found["minus"] or found["sign"]
    return _pounds(-number if minus else number, 1 if found["unit"] else times, found["unit"])


def _pounds(number: Decimal, times: int, unit: str) -> Reading:
    exact = number * times
    whole = int(exact.to_integral_value(ROUND_HALF_UP))
    said = f"-£{-whole:,}" if whole < 0 else f"£{whole:,}"
    if times != 1:
        code, needed = "a heading in thousands or millions", "The heading says that amounts are in larger units."
        return Reading(whole, Trouble(code, needed, "Nothing to do if the amounts are right.", said))
    if unit:
        needed = "An amount in short form is written out."
        return Reading(whole, Trouble("a short amount", needed, "Nothing to do if the amount is right.", said))
    if whole != exact:
        needed = "Amounts are in whole pounds."
        return Reading(whole, Trouble("pence", needed, "Nothing to do: the amount was rounded.", said))
    return Reading(whole)


def read_number(raw: Value) -> Reading:
    """A count, such as people."""
    if raw is None or (isinstance(raw, str) and not tidy(raw)):
        return BLANK
    text = tidy(raw).replace(",", "") if isinstance(raw, str) else str(raw)
    if isinstance(raw, bool) or not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        needed = "This cell needs a number, such as 12."
        return Reading(None, Trouble("not a number", needed, "Write one number, without words."))
    whole = int(Decimal(text).to_integral_value(ROUND_HALF_UP))
    if Decimal(text) != whole:
        needed = "This cell counts whole ones."
        return Reading(whole, Trouble("part of one", needed, "Nothing to do: the number was rounded.", str(whole)))
    return Reading(whole)
