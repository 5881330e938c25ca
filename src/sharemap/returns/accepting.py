"""What a signed line says, read for the register: who tells it, of which day, and whether the outcome is sound."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.timezone import localdate

from sharemap.core.problem import Problem
from sharemap.corrections import reads
from sharemap.register import data, soundness
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Arrangement
from sharemap.register.taxonomy import ServiceWord
from sharemap.returns.answers import BLANK, LineAnswer, SavingsAnswer
from sharemap.returns.models import Line
from sharemap.returns.rows import from_texts
from sharemap.returns.taking import Told


def told_by(line: Line, name: str) -> Told:
    """What was signed, beside what was asked. `name`: of the body."""
    signed, of = line.signed or {}, line.of
    # Who signs before the census day speaks of the day on which they sign.
    signed_on = localdate(of.signed_at) if of.signed_at else of.round.census_on
    return Told(
        body=of.body,
        name=name,
        year=of.round.year,
        seen_on=min(of.round.census_on, signed_on),
        asked=from_texts(LineAnswer, line.asked["line"]) if line.asked else BLANK,
        said=from_texts(LineAnswer, signed["answer"]),
        savings=tuple(from_texts(SavingsAnswer, each) for each in signed["savings"]),
    )


def reference() -> reads.Rows:
    """The tables that no database holds."""
    return data.reference_rows(settings.DATA)


def words_of(rows: reads.Rows) -> Mapping[str, str]:
    """The register's words for services, by their small letters."""
    return {row.word.casefold(): row.word for row in rows[ServiceWord] if isinstance(row, ServiceWord)}


def unsound(rows: reads.Rows, *after: Dossier) -> list[Problem]:
    """What the rules of data/ would refuse of these dossiers, that they do not refuse of what is held."""
    changed = dict(rows)
    for each in after:
        changed = reads.with_dossier(changed, each)
    return worse(rows, changed)


def worse(before: reads.Rows, after: reads.Rows) -> list[Problem]:
    """What the rules of data/ refuse of rows, that they did not refuse before."""
    known = set(soundness.faults(before, data.FILES))
    found = soundness.faults(after, data.FILES)
    return [Problem(each.code, "main", each.found, each.needed, each.fix) for each in found if each not in known]


def names_of(rows: reads.Rows) -> Mapping[str, str]:
    """The name of every arrangement held, by identifier."""
    return {row.id: row.name for row in rows[Arrangement] if isinstance(row, Arrangement)}
