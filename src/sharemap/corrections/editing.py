"""From the cells that somebody posted to the arrangement as it shall be, or all that is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sharemap.core.fields import Field, Row, fields_of, from_text, to_text
from sharemap.core.period import parse_partial
from sharemap.core.problem import Problem
from sharemap.core.web import is_web_address
from sharemap.corrections.cells import BODY_COLUMNS, NEW, REMOVE, TITLES, editable, in_labels, label_of, parts_of
from sharemap.corrections.form import clean
from sharemap.register.dossier import PARTS, Dossier, Part, dossiers
from sharemap.register.numbering import highest_number
from sharemap.register.rows import Arrangement, Citation, Claim, Membership, Source

R = TypeVar("R", bound=Row)
Find = Callable[[str], str | Problem]
"""From a name or key that somebody typed to the key of the body."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an edit needs to know of the register: the arrangement's identity, the sources held, the day."""

    id: str
    slug: str
    sources: Mapping[str, Source]
    """By address."""
    next_source: str
    today: date
    find: Find


@dataclass(frozen=True, slots=True)
class Edit:
    dossier: Dossier
    source: Source


def read_edit(typed: Mapping[str, str], held: Dossier | None, place: Place) -> Edit | list[Problem]:
    """What was posted, laid over what is held. A cell that was not posted stays as it is."""
    reading = _Reading(typed, held, place)
    arrangement = reading.arrangement()
    source = reading.source()
    parts = [part for part in reading.parts() if part]
    problems = [*reading.problems, *reading.unknown_cells()]
    if problems or arrangement is None or source is None:
        return problems
    supports = clean(typed.get("citation.supports", ""))
    cited = Citation(place.id, source.id, supports)
    return Edit(dossiers([arrangement], dict.fromkeys([*parts, cited]))[0], source)


class _Reading:
    """One reading of the cells; collects every problem."""

    def __init__(self, typed: Mapping[str, str], held: Dossier | None, place: Place) -> None:
        self._typed, self._held, self._place = typed, held, place
        self.problems: list[Problem] = []

    def arrangement(self) -> Arrangement | None:
        fixed: dict[str, object] = {"id": self._place.id, "slug": self._place.slug}
        held = self._held.arrangement if self._held else None
        made = self._row("arrangement", Arrangement, held, fixed)
        if made and not made.name:
            self.problems.append(_problem("arrangement.name", "", "An arrangement needs a name.", "Type it."))
        return made

    def parts(self) -> Iterator[Part | None]:
        claims = [part.id for part in self._held.parts if isinstance(part, Claim)] if self._held else []
        next_claim = f"{self._place.id}-c{highest_number(f'{self._place.id}-c', claims) + 1}"
        for prefix, part_type, part in parts_of(self._held):
            if self._typed.get(f"{prefix}.{REMOVE}") or (part is None and not self._is_filled(prefix, part_type)):
                continue
            fixed: dict[str, object] = {"arrangement": self._place.id}
            if part_type is Claim:
                fixed["id"] = part.id if isinstance(part, Claim) else next_claim
            if isinstance(part, Citation):
                fixed["source"] = part.source
            yield self._named(prefix, self._row(prefix, part_type, part, fixed))

    def _named(self, prefix: str, part: Part | None) -> Part | None:
        """A new member is named as it was typed, unless another name is given."""
        if isinstance(part, Membership) and not part.named_as:
            return replace(part, named_as=clean(self._typed.get(f"{prefix}.body", "")) or part.body)
        return part

    def _is_filled(self, prefix: str, part_type: type[Part]) -> bool:
        return any(clean(self._typed.get(f"{prefix}.{field.name}", "")) for field in editable(part_type))

    def source(self) -> Source | None:
        """The source held already if the address is known, else a new one."""
        url = clean(self._typed.get("source.url", ""))
        if not is_web_address(url):
            found = f"“{url[:60]}”" if url else ""
            needed = "A change needs a source that others can open: its web address."
            self.problems.append(_problem("source.url", found, needed, "Copy it from the browser."))
            return None
        if held := self._held_source(url):
            return held
        fixed: dict[str, object] = {"id": self._place.next_source, "accessed": self._place.today.isoformat()}
        return self._checked(self._row("source", Source, None, fixed))

    def _held_source(self, url: str) -> Source | None:
        """The one at this address, else the one at the same but for a stroke at its end."""
        alike = (held for address, held in self._place.sources.items() if address.rstrip("/") == url.rstrip("/"))
        return self._place.sources.get(url) or next(alike, None)

    def _checked(self, source: Source | None) -> Source | None:
        if source and not source.publisher:
            self.problems.append(_problem("source.publisher", "", "Say who published it.", "Name the body or paper."))
        if source and source.published and not parse_partial(source.published):
            needed = "Its date is a year, a month or a day: 2026, 2026-11 or 2026-11-25."
            self.problems.append(_problem("source.published", f"“{source.published}”", needed, "Correct it."))
        return source

    def unknown_cells(self) -> Iterator[Problem]:
        """Cells that this form does not have: nobody may change an address or an identifier by posting it."""
        rows: list[tuple[str, type[Row]]] = [("arrangement", Arrangement), ("source", Source), ("citation", Citation)]
        rows += [(prefix, part_type) for prefix, part_type, _ in parts_of(self._held)]
        known = {f"{prefix}.{field.name}" for prefix, row_type in rows for field in editable(row_type)}
        known |= {f"{prefix}.{REMOVE}" for prefix, part_type in rows if not prefix.endswith(NEW)}
        for name in self._typed:
            if "." in name and name not in known:
                yield _problem("edit", f"“{name}”", "This form has no such cell.", "Open the page anew.")

    def _row(self, prefix: str, row_type: type[R], held: Row | None, fixed: Mapping[str, object]) -> R | None:
        faults = len(self.problems)
        values = [
            fixed[field.name] if field.name in fixed else self._value(f"{prefix}.{field.name}", field, held)
            for field in fields_of(row_type)
        ]
        return row_type(*values) if len(self.problems) == faults else None

    def _value(self, name: str, field: Field, held: Row | None) -> object:
        kept = to_text(getattr(held, field.name)) if held else ""
        text = clean(self._typed.get(name, kept))
        if held and text == clean(kept):
            return getattr(held, field.name)
        value: object = self._place.find(text) if field.name in BODY_COLUMNS and text else from_text(field, text)
        if isinstance(value, Problem):
            self.problems.append(_missing(name, field) if not text else _refused(name, field, value))
        return value


def _missing(where: str, field: Field) -> Problem:
    if issubclass(field.kind, StrEnum):
        return _problem(where, "", f"Choose {field.meaning[:1].lower()}{field.meaning[1:]}.", "")
    return _problem(where, "", f"{label_of(field)} needs a value.", "")


def _refused(where: str, field: Field, fault: Problem) -> Problem:
    """A fault of a cell, its column called as in the form."""
    return _problem(where, fault.found, in_labels(fault.needed, [field]), fault.fix)


def _problem(where: str, found: str, needed: str, fix: str) -> Problem:
    return Problem("cell", where, found, needed, fix)


def changes(before: Dossier | None, after: Dossier) -> list[str]:
    """What an edit changes, in words for whoever asked for it."""
    if before is None:
        return [f"“{after.arrangement.name}” is in the register."]
    said = []
    for field in editable(Arrangement):
        old, new = (to_text(getattr(each.arrangement, field.name)) for each in (before, after))
        if old != new:
            said.append(f"{label_of(field)}: {_became(old, new)}.")
    for part_type in PARTS:
        old_rows, new_rows = ({part for part in each.parts if type(part) is part_type} for each in (before, after))
        said += _counted(TITLES[part_type], len(new_rows - old_rows), len(old_rows - new_rows))
    return said


def _became(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” is now “{new}”"
    return f"“{old}” was taken out" if old else f"now “{new}”, before not known"


def _counted(words: str, come: int, gone: int) -> list[str]:
    changed = min(come, gone)
    counts = {"changed": changed, "added": come - changed, "taken out": gone - changed}
    return [f"{words}: {number} {what}." for what, number in counts.items() if number]
