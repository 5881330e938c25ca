"""Gathered records as dossiers in memory, so that they can be compared before they are in the register, or after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sharemap.core.problem import Problem
from sharemap.register.importing.partners import Placing
from sharemap.register.importing.run import take_files
from sharemap.register.importing.tables import Tables
from sharemap.register.likeness.likened import Likened
from sharemap.register.likeness.register import Register, dossiers_of


def gathered(
    paths: Sequence[Path], register: Register, gathered_by: date
) -> tuple[dict[str, Likened], list[Problem]]:
    """Each record that would become an arrangement, by `file:line`, and what is wrong with the others."""
    tables = Tables()
    placing = Placing(register.directory)
    report = take_files(paths, tables, placing, gathered_by)
    rows = (*register.directory.rows, *placing.newcomers.bodies)
    here = replace(register, tables=tables, directory=replace(register.directory, rows=rows))
    likening = here.likening()
    by_id = {each.arrangement.id: each for each in dossiers_of(tables)}
    records = {
        ref: likening.liken(by_id[telling.arrangement], ref)
        for telling in tables.tellings
        if telling.arrangement
        for ref in (f"{telling.gathering}:{telling.line}",)
    }
    return records, report.faults
