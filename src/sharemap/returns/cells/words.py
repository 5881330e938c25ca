"""Words chosen from a list, also where people write them a little differently; plain text; and lists of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz, process

from sharemap.core.fields import LIST_SEPARATOR
from sharemap.core.spreadsheet.grid import Value
from sharemap.register.rows import ClaimKind, DeliveryModel, Role, Rung, Scope
from sharemap.returns.answers import Aim, Decision, WhyNone
from sharemap.returns.cells.reading import BLANK, Reading, Trouble, tidy

# Other words that plainly mean the same. What might mean something else is not here.
ALSO: dict[StrEnum, str] = {
    Decision.STILL_RIGHT: "yes, correct, right, ok, confirmed, confirm, no change, unchanged, still correct",
    Decision.CHANGE: "changed, amend, amended, update, updated, change it, correction",
    Decision.DISPUTE: "dispute, disputed, we dispute it, wrong",
    Decision.ENDED: "closed, ceased, end, finished, stopped, it has ended",
    Decision.NOT_OURS: "not us, not our arrangement",
    Decision.NEW: "add, added, new arrangement",
    WhyNone.NONE_SAVED: "zero, none saved, nothing saved, no saving, no savings, nothing was saved",
    WhyNone.NOT_MEASURED: "unmeasured, never measured, not recorded",
    WhyNone.NOT_YET: "too early, not yet",
    WhyNone.NOT_OURS_TO_SAY: "another partner answers, lead answers, lead authority answers",
    WhyNone.NOT_APPLICABLE: "not applicable, n a, not an aim",
    WhyNone.DECLINED: "declined, confidential, commercially confidential",
    Aim.MONEY: "savings, saving money, cost, efficiency",
    Rung.ACHIEVED: "actual, actuals, delivered, realised",
    Rung.CHECKED: "audited, verified",
    Rung.FORECAST: "estimate, estimated, projected, projection, expected",
    Rung.BUDGETED: "budget, planned in the budget",
    Rung.CLAIMED: "claim",
    ClaimKind.RECURRING: "annual, yearly, per year, per annum, pa, recurrent, each year",
    ClaimKind.CUMULATIVE: "total, total to date, to date, over several years",
    ClaimKind.ONE_OFF_COST: "one off, cost",
    Scope.WHOLE: "all, total, whole arrangement, all partners",
    Scope.ONE_SHARE: "our share, ours, share, one share, our own share",
    Role.LEAD: "lead authority, lead council, we lead, leader",
    Role.HOST: "host authority, we host",
    Role.PARTNER: "member",
    Role.CUSTOMER: "client, buyer",
    DeliveryModel.COMPANY: "company, local authority company, teckal company, teckal",
    DeliveryModel.SHARED_MANAGEMENT: "shared management team, joint management",
}
_NEAR = 75


@cache
def known(vocabulary: type[StrEnum]) -> dict[str, StrEnum]:
    """Every word that means one of the list's, folded."""
    found = {_fold(member.value): member for member in vocabulary}
    for member in vocabulary:
        for word in filter(None, ALSO.get(member, "").split(", ")):
            found.setdefault(_fold(word), member)
    return found


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def read_text(raw: Value, longest: int = 0) -> Reading:
    text = plain(raw)
    if longest and len(text) > longest:
        needed = f"This cell may have at most {longest:,} letters."
        return Reading("", Trouble("too long", needed, "Shorten it."))
    return Reading(text)


def plain(raw: Value) -> str:
    match raw:
        case str():
            return tidy(raw)
        case None:
            return ""
        case bool():
            return "yes" if raw else "no"
        case date():
            return f"{raw.day} {raw:%B %Y}"
    return str(raw)


def read_word(raw: Value, vocabulary: type[StrEnum]) -> Reading:
    text = plain(raw)
    if not text:
        return BLANK
    member = known(vocabulary).get(_fold(text))
    return Reading(member) if member else Reading(None, _not_listed(text, vocabulary))


def _not_listed(text: str, vocabulary: type[StrEnum]) -> Trouble:
    words = ", ".join(f"“{member.value}”" for member in vocabulary)
    near = process.extractOne(_fold(text), list(known(vocabulary)), scorer=fuzz.ratio, score_cutoff=_NEAR)
    fix = f"Did you mean “{known(vocabulary)[near[0]].value}”?" if near else "Choose from the list in the cell."
    return Trouble("not in the list", f"This cell needs one of: {words}.", fix)


def read_list(raw: Value, vocabulary: type[StrEnum] | None) -> Reading:
    """Several, parted by | or, where there is none, by ; or a new line."""
    text = plain(raw)
    parts = _parted(text, r"\|" if "|" in text else r"[;\n]")
    if vocabulary is None or not text:
        return Reading(tuple(dict.fromkeys(parts)))
    parts = [word for part in parts for word in _parted(part, r"[,;/\n]|\band\b")]
    read = [read_word(part, vocabulary) for part in parts]
    trouble = next((each.trouble for each in read if each.trouble), None)
    return Reading((), trouble) if trouble else Reading(tuple(dict.fromkeys(each.value for each in read)))


def _parted(text: str, signs: str) -> list[str]:
    return [part for part in map(tidy, re.split(signs, text)) if part]


def listed(values: tuple[str, ...]) -> str:
    """A list as one cell, so that `read_list` gives it back: a sign at its end where the only part holds one."""
    text = LIST_SEPARATOR.join(values)
    return f"{text} |" if len(values) == 1 and re.search(r"[;\n]", text) else text


Reader = Callable[[Value], Reading]
