"""The import from beginning to end: files in, tables of data/ out, and an exit code that says how it went."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from sharemap.bodies import checks
from sharemap.bodies.directory import read_directory
from sharemap.core.fields import longest, read_csv
from sharemap.core.problem import Problem
from sharemap.register.importing.assemble import Assembly
from sharemap.register.importing.gathered import GatheredRecord, read_record
from sharemap.register.importing.lines import Line, read_lines
from sharemap.register.importing.partners import Placing
from sharemap.register.importing.report import Report
from sharemap.register.importing.sources import Shelf
from sharemap.register.importing.tables import Tables, last_line, read_tables, write_tables
from sharemap.register.rows import Confidence, Outcome, Telling
from sharemap.register.taxonomy import ServiceWord

ALL_TAKEN, SOME_REFUSED, NOTHING_READ = 0, 1, 2
GATHERED_BY = date(2026, 11, 25)


def import_paths(
    paths: Sequence[Path], data: Path, commit: bool, out: TextIO, gathered_by: date = GATHERED_BY
) -> int:
    """Take gathered files, or folders of them, into `data`; without `commit`, only say what would happen.

    Gives 0 when every record was taken, left out for a reason or known already; 1 when some were refused or have
    changed since they were taken; 2 when nothing could be read.
    """
    files, problems = _files(paths)
    tables, faults = read_tables(data)
    directory, body_faults = read_directory(data / "bodies")
    problems += faults + (body_faults or checks.faults(directory))
    if problems:
        out.writelines(f"{problem}\n" for problem in problems)
        return NOTHING_READ
    placing = Placing(directory)
    report = take_files(files, tables, placing, gathered_by)
    report.unsorted = _unsorted(tables, data)
    out.writelines(f"{line}\n" for line in report.lines())
    if commit and report.news:
        write_tables(tables, data)
    out.write(last_line(commit, report.news))
    return ALL_TAKEN if report.sound else SOME_REFUSED


def _unsorted(tables: Tables, data: Path) -> list[str]:
    words = data / "services" / "words.csv"
    sorted_words = {row.word for row in read_csv(words, ServiceWord)[0]} if words.exists() else set()
    return sorted({row.service for row in tables.shared_services} - sorted_words)


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The files to read, by name; a file's name is the name of its pass, so none may come twice."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        found = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        files += found
        if not found or not all(each.is_file() and os.access(each, os.R_OK) for each in found):
            needed = "A readable file of gathered records, or a folder with files that end in .jsonl, is needed."
            problems.append(Problem("no-file", str(path), "none", needed, "Correct the path."))
    names = [each.stem for each in files]
    most = longest(Telling, "gathering")
    for name in (each for each in names if len(each) > most):
        needed = f"A pass has its file's name, of at most {most} letters."
        problems.append(Problem("name-too-long", name, f"{len(name)} letters", needed, "Rename the file."))
    for name in sorted({each for each in names if names.count(each) > 1}):
        needed = "Each pass must have a file name of its own."
        problems.append(Problem("file-twice", name, "two files", needed, "Rename one, or name it once."))
    if not paths:
        problems.append(Problem("no-file", "import", "no path", "At least one path is needed.", "Name a file."))
    return sorted(files, key=lambda each: each.name), problems


def take_files(files: Sequence[Path], tables: Tables, placing: Placing, gathered_by: date) -> Report:
    """Take every line of every file into `tables`, in order of file name and line."""
    shelf = Shelf(tables.sources, f"{gathered_by:%Y-%m}")
    assembly = Assembly(tables, placing, shelf, gathered_by)
    report = Report(files=len(files))
    held = {(each.gathering, each.line): each for each in tables.tellings}
    claims, questions, sources = len(tables.claims), len(tables.questions), len(tables.sources)
    intake = _Intake(assembly, report, held, gathered_by)
    for path, line in _lines(files):
        intake.take_line(path, line)
    members = {each.body.key for each in assembly.placed}
    report.placed = assembly.placed
    report.newcomers = [body for body in placing.newcomers.bodies if body.key in members]
    report.claims, report.questions = tables.claims[claims:], tables.questions[questions:]
    report.sources, report.warnings = len(shelf.sources) - sources, shelf.differing
    tables.tellings, tables.sources = list(held.values()), shelf.sources
    tables.bodies += report.newcomers
    return report


def _lines(files: Sequence[Path]) -> Iterator[tuple[Path, Line]]:
    for path in files:
        with path.open("rb") as stream:
            for line in read_lines(stream):
                yield path, line


@dataclass(frozen=True, slots=True)
class _Intake:
    """One import under way. `held` has the telling of every record met so far, in this import or before."""

    assembly: Assembly
    report: Report
    held: dict[tuple[str, int], Telling]
    gathered_by: date

    def take_line(self, path: Path, line: Line) -> None:
        """One line: blank, known, changed, refused or taken. A refused line is tried anew each time."""
        known = self.held.get((path.stem, line.number))
        if line.blank:
            self.report.blank_lines += 1
        elif known is None or known.outcome is Outcome.REFUSED:
            new = self._told(path, line)
            self.held[path.stem, line.number] = new
            self.report.news |= new != known
            self.report.tellings.append(new)
        elif known.digest == line.digest:
            self.report.known += 1
        else:
            self.report.changed.append(_changed(path, known))

    def _told(self, path: Path, line: Line) -> Telling:
        record = read_record(line, path.name, self.gathered_by)
        if isinstance(record, GatheredRecord):
            return self.assembly.take(record)
        self.report.faults += record
        codes = "; ".join(dict.fromkeys(each.code for each in record))
        return Telling(path.stem, line.number, line.digest, "", "", Confidence.NOT_SAID, "", Outcome.REFUSED, codes)


def _changed(path: Path, known: Telling) -> Problem:
    return Problem(
        "changed-since-taken",
        f"{path.name} line {known.line}",
        f"another text for “{known.name}” ({known.arrangement or known.outcome})",
        "A record that was taken is not taken again.",
        "Edit the register instead, or put the line back as it was.",
    )
