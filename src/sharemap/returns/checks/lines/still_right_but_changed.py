"""Finds cells that were changed in a line that is said to be still right."""

from __future__ import annotations

from sharemap.core.fields import fields_of
from sharemap.returns.answers import Decision, LineAnswer
from sharemap.returns.checks.check import Check
from sharemap.returns.prefilled import Prefilled

BESIDES = ("decision", "why")


def _differ(name: str, line: LineAnswer, held: LineAnswer) -> bool:
    """A blank cell leaves what the register holds."""
    said = getattr(line, name)
    return said not in (None, "", ()) and said != getattr(held, name)


def find(line: LineAnswer, given: Prefilled) -> str:
    held = given.held.get(line.arrangement)
    if line.decision is not Decision.STILL_RIGHT or held is None:
        return ""
    cleared = given.cleared.get(line.arrangement, frozenset())
    fields = (each.name for each in fields_of(LineAnswer) if each.name not in BESIDES)
    changed = [each for each in fields if _differ(each, line, held) or (each in cleared and getattr(held, each))]
    return f"other {', '.join(changed)}" if changed else ""


CHECK = Check(
    "still right but changed",
    "decision",
    "“Still right” means that nothing changed.",
    "Choose “change” if the cells say what is right now.",
    find,
)
