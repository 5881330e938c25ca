"""What the team needs to know of the register before it changes it: what was ever held, and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping

from sharemap.core.fields import Row, fields_of
from sharemap.register import queries
from sharemap.register.dossier import PARTS, Dossier
from sharemap.register.numbering import highest_number
from sharemap.register.rows import Arrangement, Source

Rows = Mapping[type[Row], list[Row]]
MADE_HERE = "c"
"""What is recorded here has a letter of its own, so that it never meets what an import into data/ numbers next."""


def next_arrangement(rows: Rows) -> str:
    """An identifier that no arrangement ever had: not one held, told of, decided on, or withdrawn."""
    tables = (row_type for row_type in rows if row_type in queries.REGISTER)
    cells = (str(getattr(row, field.name)) for each in tables for row in rows[each] for field in fields_of(each))
    return f"{MADE_HERE}{highest_number(MADE_HERE, (*queries.subjects(), *cells)) + 1:04}"


def next_source(rows: Rows) -> str:
    ids = (row.id for row in rows[Source] if isinstance(row, Source))
    return f"{MADE_HERE}{highest_number(MADE_HERE, ids) + 1:04}"


def slugs(rows: Rows) -> set[str]:
    """Every word that stands, or stood, in the address of an arrangement."""
    tables = (row_type for row_type in rows if any(field.name == "slug" for field in fields_of(row_type)))
    return {getattr(row, "slug") for row_type in tables for row in rows[row_type]}  # noqa: B009


def sources_by_url(rows: Rows) -> dict[str, Source]:
    return {row.url: row for row in rows[Source] if isinstance(row, Source)}


def with_dossier(rows: Rows, dossier: Dossier, source: Source | None = None) -> dict[type[Row], list[Row]]:
    """All rows, with what the dossier says in place of what was said of its arrangement."""
    mine = dossier.arrangement.id
    changed = dict(rows)
    if source:
        changed[Source] = [row for row in rows[Source] if row.id != source.id] + [source]  # type: ignore[attr-defined]
    changed[Arrangement] = [row for row in rows[Arrangement] if row.id != mine] + [dossier.arrangement]  # type: ignore[attr-defined]
    for each in PARTS:
        others = [row for row in rows[each] if row.arrangement != mine]  # type: ignore[attr-defined]
        changed[each] = others + [part for part in dossier.parts if type(part) is each]
    return changed
