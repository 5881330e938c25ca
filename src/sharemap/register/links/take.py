"""Fills the register's cells of archived copies from a file of checks that a person has read: all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from sharemap.core.fields import csv_text, read_csv
from sharemap.core.problem import Problem
from sharemap.register.importing.tables import finish, last_line
from sharemap.register.links.checking import LinkCheck
from sharemap.register.links.run import SOURCES
from sharemap.register.rows import Source


def take_links(data: Path, file: Path, commit: bool, out: TextIO) -> int:
    """Say which cells would be filled; with `commit`, fill them. 1, and nothing written, where a row does not fit."""
    if commit:
        finish(data)
    sources, problems = read_csv(data / SOURCES, Source)
    checks, faults = read_csv(file, LinkCheck)
    problems += faults or list(_misfits(sources, checks))
    if problems:
        out.writelines(f"{problem}\n" for problem in problems)
        return 1
    copies = copies_to_fill(sources, checks)
    out.writelines(f"{source} archived: {copy}\n" for source, copy in copies.items())
    if commit and copies:
        filled = [replace(each, archived=copies.get(each.id, each.archived)) for each in sources]
        _put_in_place(data / SOURCES, csv_text(filled, Source))
    out.write(last_line(commit, bool(copies)))
    return 0


def copies_to_fill(sources: Iterable[Source], checks: Iterable[LinkCheck]) -> Mapping[str, str]:
    """The copy for each source that has none yet. Of several checks of a source the last one counts."""
    copies = {each.source: each.archived for each in checks}
    return {each.id: copies[each.id] for each in sources if copies.get(each.id) and not each.archived}


def _misfits(sources: Iterable[Source], checks: Iterable[LinkCheck]) -> Iterator[Problem]:
    addresses = {each.id: each.url for each in sources}
    for each in checks:
        where = f"the row “{each.source}”"
        if each.archived and addresses.get(each.source) != each.url:
            needed = "A source of that identifier and that address must stand in sources.csv."
            yield Problem(
                "other address", where, f"“{each.url}”", needed, "Delete the row, and check the source anew."
            )
        if each.archived and not each.archived.startswith(("https://", "http://")):
            needed = "archived must be an address that begins with https:// or http://."
            yield Problem("address", where, f"“{each.archived}”", needed, "Correct the cell, or leave it blank.")


def _put_in_place(path: Path, text: str) -> None:
    """Write the file aside, then put it in the other's place in one step."""
    aside = path.with_name(f".{path.name}-new")
    try:
        with aside.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
