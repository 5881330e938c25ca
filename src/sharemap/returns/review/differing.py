"""Where members tell one arrangement differently: in words for the team, and as notes that are published. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sharemap.core.fields import to_text
from sharemap.explore.words import bounds_words, end_words
from sharemap.register.rows import NoteKind, PublicNote
from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
from sharemap.returns.taking import Told
from sharemap.returns.tellings import differences

_MATTERS = {
    "decision": "whether it goes on",
    "model": "delivery model",
    "starts_on": "start",
    "ends_before": "end",
    "staff": "staff",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter, and what each of two says of it."""

    matter: str
    one: str
    other: str

    @property
    def words(self) -> str:
        return f"{self.one}; {self.other}"


def between(one: Told, other: Told) -> list[Difference]:
    """What two bodies tell differently of the same arrangement; a blank says nothing."""
    columns = (name.removesuffix("_earliest").removesuffix("_latest") for name in differences(one.said, other.said))
    found = [Difference(_MATTERS[name], _says(one, name), _says(other, name)) for name in dict.fromkeys(columns)]
    return [*found, *_of_savings(one, other)]


def all_between(told: Sequence[Told]) -> list[Difference]:
    return [each for one, other in combinations(told, 2) for each in between(one, other)]


def notes(arrangement: str, told: Sequence[Told], on: date) -> list[PublicNote]:
    """What of this is published beside the arrangement: both tellings, never one in place of the other."""
    found = dict.fromkeys((each.matter, each.words) for each in all_between(told))
    return [PublicNote(arrangement, "", NoteKind.DISAGREEMENT, matter, words, on) for matter, words in found]


def _says(told: Told, name: str) -> str:
    said = told.said
    if name == "decision":
        return f"{told.name} says: {_decision(said)}"
    days = {"starts_on": bounds_words(said.starts_on), "ends_before": end_words(said.ends_before)}
    return f"{told.name} says {_MATTERS[name]}: {days.get(name) or to_text(getattr(said, name))}"


def _decision(said: LineAnswer) -> str:
    going_on = said.decision in (Decision.STILL_RIGHT, Decision.CHANGE, Decision.NEW)
    return "it goes on" if going_on else f"{said.decision}"


def _of_savings(one: Told, other: Told) -> Iterator[Difference]:
    for each in one.savings:
        for theirs in other.savings:
            if _same_saving(each, theirs) and each.amount_gbp != theirs.amount_gbp:
                matter = f"savings of {each.year}, {each.kind}"
                yield Difference(matter, _amount(one, each), _amount(other, theirs))


def _same_saving(one: SavingsAnswer, other: SavingsAnswer) -> bool:
    """Whether both give an amount for the whole, of the same years, kind and rung."""
    names = ("year", "year_to", "kind", "rung", "scope")
    alike = all(getattr(one, name) == getattr(other, name) for name in names)
    return alike and one.scope == "whole" and None not in (one.amount_gbp, other.amount_gbp)


def _amount(told: Told, row: SavingsAnswer) -> str:
    return f"{told.name} says £{row.amount_gbp:,}"
