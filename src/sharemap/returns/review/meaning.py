"""What the names and words of a signed line mean in the register: partners by key, services by its words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharemap.core.problem import Problem
from sharemap.corrections.editing import Find
from sharemap.corrections.form import clean
from sharemap.returns.taking import Gone, Meant, Told

LEAVE_OUT = "-"
"""Typed in place of a name: it stays out of the register, and the history says so."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A partner or service that the register does not know so. `cell`: where to type what is meant."""

    cell: str
    what: str
    name: str
    hint: str
    typed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`clear`: each partner that was named otherwise than the register does, and whom it is taken for."""

    meant: Meant
    unclear: tuple[Unclear, ...]
    clear: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> list[Problem]:
        return [_problem(each) for each in self.unclear]


def read(told: Told, typed: Mapping[str, str], find: Find, words: Mapping[str, str]) -> Reading:
    """`typed`: what one of the team says is meant; `words`: the register's words for services, by small letters."""
    unclear: list[Unclear] = []
    bodies = dict(_bodies(told, typed, find, unclear))
    services = dict(_services(told, typed, words, unclear))
    gone = typed.get("gone", "")
    meant = Meant(bodies, services, Gone(gone) if gone in list(Gone) else None)
    return Reading(meant, tuple(unclear), tuple((name, key) for name, key in bodies.items() if key and key != name))


def _bodies(told: Told, typed: Mapping[str, str], find: Find, unclear: list[Unclear]) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(told.said.partners, 1):
        cell = f"partner.{number}"
        said = clean(typed.get(cell, ""))
        found = "" if said == LEAVE_OUT else find(said or name)
        if isinstance(found, Problem):
            unclear.append(Unclear(cell, "partner", name, found.fix, said))
            found = ""
        yield name, found


def _services(
    told: Told, typed: Mapping[str, str], words: Mapping[str, str], unclear: list[Unclear]
) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(told.said.services, 1):
        cell = f"service.{number}"
        said = clean(typed.get(cell, ""))
        found = "" if said == LEAVE_OUT else words.get((said or name).casefold())
        if found is None:
            unclear.append(Unclear(cell, "service", name, "Choose a word that the register has for services.", said))
        yield name, found or ""


def _problem(each: Unclear) -> Problem:
    needed = f"The register does not know the {each.what} “{each.name}”."
    return Problem("unclear", each.cell, f"“{each.typed}”" if each.typed else "", needed, each.hint)
