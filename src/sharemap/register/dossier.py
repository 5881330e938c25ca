"""An arrangement with everything that belongs to it: what the verbs take and the events keep."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from sharemap.core.fields import Row, fields_of, from_text, sort_key, to_text
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Membership,
    PublicNote,
    Relation,
    SharedService,
    Sighting,
)

R = TypeVar("R", bound=Row)
Part = Membership | SharedService | Claim | Citation | Sighting | Relation | PublicNote
PARTS: tuple[type[Part], ...] = (Membership, SharedService, Claim, Citation, Sighting, Relation, PublicNote)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One arrangement; its parts in the order of files."""

    arrangement: Arrangement
    parts: tuple[Part, ...]

    def content(self) -> str:
        """The whole as JSON text: the same facts give the same text."""
        held: dict[str, object] = {"arrangement": _texts(self.arrangement)}
        for part_type in PARTS:
            rows = [_texts(part) for part in self.parts if type(part) is part_type]
            # A part that came later is not named where there is none: what was hashed before stays the same.
            if rows or part_type is not PublicNote:
                held[part_type.__name__] = rows
        return json.dumps(held, ensure_ascii=False, sort_keys=True)

    def content_hash(self) -> str:
        return hashlib.sha256(self.content().encode()).hexdigest()


def _texts(row: Row) -> dict[str, str]:
    return {field.name: to_text(getattr(row, field.name)) for field in fields_of(type(row))}


def dossier_in(content: str) -> Dossier:
    """The dossier that an event keeps as its content; ValueError where the content is none."""
    held = json.loads(content)
    if not isinstance(held, dict) or "arrangement" not in held:
        raise ValueError("this event keeps no dossier")
    parts = [_row(part_type, texts) for part_type in PARTS for texts in held.get(part_type.__name__, [])]
    return dossiers([_row(Arrangement, held["arrangement"])], parts)[0]


def _row(row_type: type[R], texts: Mapping[str, str]) -> R:
    """A row from its cells; what an older event does not know is blank."""
    return row_type(*(from_text(field, texts.get(field.name, "")) for field in fields_of(row_type)))


def dossiers(arrangements: Iterable[Arrangement], parts: Iterable[Part]) -> list[Dossier]:
    """Each arrangement with its parts, in the order of the arrangements."""
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        grouped[part.arrangement].append(part)
    return [Dossier(each, tuple(sorted(grouped[each.id], key=_part_order))) for each in arrangements]


def dossiers_in(rows: Mapping[type[Row], Sequence[Row]]) -> list[Dossier]:
    """The arrangements among rows by table."""
    parts = [cast(Part, part) for part_type in PARTS for part in rows[part_type]]
    return dossiers(cast(Sequence[Arrangement], rows[Arrangement]), parts)


def _part_order(part: Part) -> tuple[int, tuple[str, ...]]:
    return PARTS.index(type(part)), sort_key(part)
