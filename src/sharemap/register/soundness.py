"""What in the rows of data/ does not fit together: each as a problem, so that no database has to refuse them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import cast

from sharemap.bodies import checks
from sharemap.bodies.directory import Directory
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Row, fields_of, to_text
from sharemap.core.period import FIRST_YEAR, LAST_YEAR
from sharemap.core.problem import Problem
from sharemap.register import curation
from sharemap.register.published import PublishedFigure
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    Decision,
    Membership,
    PastAddress,
    PublicNote,
    Question,
    Relation,
    SharedService,
    Sighting,
    Source,
    Telling,
)
from sharemap.register.taxonomy import Crosswalk, Service, ServiceWord

Rows = Mapping[type[Row], list[Row]]
Files = Mapping[type[Row], str]
Names = tuple[str, ...]

MOST_GBP = 1_000_000_000_000
MOST_PEOPLE = 100_000_000

# What names a row: no two rows of a table may say the same in these columns. Bodies have checks of their own.
KEYS: tuple[tuple[type[Row], Names], ...] = (
    (Arrangement, ("id",)),
    (Arrangement, ("slug",)),
    (SharedService, ("arrangement", "service")),
    (Source, ("id",)),
    (Claim, ("id",)),
    (Citation, ("arrangement", "source", "supports")),
    (Telling, ("gathering", "line")),
    (Relation, ("arrangement", "other")),
    (PastAddress, ("id",)),
    (PastAddress, ("slug",)),
    (Decision, ("left", "right")),
    (Service, ("key",)),
    (Service, ("name",)),
    (ServiceWord, ("word", "service")),
    (Crosswalk, ("service", "scheme", "code", "label")),
    (Succession, ("predecessor", "successor", "on")),
)
# Words that stand in addresses.
_IN_ADDRESSES: tuple[tuple[type[Row], str], ...] = (
    (Body, "key"),
    (Arrangement, "id"),
    (Arrangement, "slug"),
    (Source, "id"),
    (Claim, "id"),
    (PastAddress, "id"),
    (PastAddress, "slug"),
    (Service, "key"),
)
# Addresses that pages link to: a browser runs what begins with “javascript:”.
_ON_THE_WEB: tuple[tuple[type[Row], str], ...] = (
    (Source, "url"),
    (Source, "archived"),
    (PublishedFigure, "url"),
    (Body, "website"),
)
_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Columns that name a row of another table, and whether they may be blank.
REFERENCES: tuple[tuple[type[Row], Names, type[Row], Names, bool], ...] = (
    *((each, ("arrangement",), Arrangement, ("id",), False) for each in (Membership, SharedService, Claim)),
    *((each, ("arrangement",), Arrangement, ("id",), False) for each in (Citation, Sighting, Question, Relation)),
    (PublicNote, ("arrangement",), Arrangement, ("id",), False),
    (PublicNote, ("about",), Claim, ("id",), True),
    (Telling, ("arrangement",), Arrangement, ("id",), True),
    (Membership, ("body",), Body, ("key",), False),
    (Claim, ("body",), Body, ("key",), True),
    (Citation, ("source",), Source, ("id",), False),
    (Claim, ("source",), Source, ("id",), True),
    (Claim, ("same_claim_as",), Claim, ("id",), True),
    (Relation, ("other",), Arrangement, ("id",), False),
    (PastAddress, ("arrangement",), Arrangement, ("id",), True),
    (Membership, ("passed_from",), Body, ("key",), True),
    (Service, ("heading",), Service, ("key",), True),
    (ServiceWord, ("service",), Service, ("key",), False),
    (Crosswalk, ("service",), Service, ("key",), False),
    (SharedService, ("service",), ServiceWord, ("word",), False),
    (Membership, ("arrangement", "service"), SharedService, ("arrangement", "service"), True),
)
_LIMITS: tuple[tuple[type[Row], str, int, int], ...] = (
    (Arrangement, "staff", 0, MOST_PEOPLE),
    (Claim, "amount_gbp", 0, MOST_GBP),
    (Claim, "amount_from_gbp", 0, MOST_GBP),
    (Decision, "score", 0, 100),
    (Claim, "year_from", FIRST_YEAR, LAST_YEAR),
    (Claim, "year_to", FIRST_YEAR, LAST_YEAR),
    (Telling, "line", 1, MOST_PEOPLE),
    (Question, "line", 1, MOST_PEOPLE),
    (Body, "population", 0, MOST_PEOPLE),
    (Body, "population_year", FIRST_YEAR, LAST_YEAR),
)
_PERIODS = (
    (Arrangement, "starts_on_earliest", "ends_before_latest"),
    (Membership, "joined_on_earliest", "left_before_latest"),
)
_LIVES = tuple((each, "starts_on", "ends_before") for each in (Body, BodyName, BodyCode, Alias, Constituent))


def faults(rows: Rows, files: Files, in_part: Collection[type[Row]] = ()) -> list[Problem]:
    """Every fault of the rows, with the file and the row's first cells.

    `in_part`: the tables that could not be read whole. What points into them cannot be judged.
    """
    lives = list(_backwards(rows, files, _LIVES))
    # Bodies cannot be held against each other where some are missing or live backwards.
    among_bodies = [] if Body in in_part or lives else checks.faults(_directory(rows))
    return [
        *_said_twice(rows, files),
        *_no_address(rows, files),
        *_not_on_the_web(rows, files),
        *_beyond_limits(rows, files),
        *_bounds(rows, files),
        *_years(rows, files),
        *curation.faults(rows, files),
        *_backwards(rows, files, _PERIODS),
        *lives,
        *_dangling(rows, files, in_part),
        *among_bodies,
    ]


def _said_twice(rows: Rows, files: Files) -> Iterator[Problem]:
    for row_type, names in KEYS:
        times = Counter(_cells(row, names) for row in rows[row_type])
        for cells, number in times.items():
            if number > 1:
                found = f"“{', '.join(cells)}” in {number} rows"
                needed = f"No two rows may have the same {' and '.join(names)}."
                yield Problem("key twice", f"{_file(files[row_type])}, {names[0]}", found, needed, "Keep one row.")


def _no_address(rows: Rows, files: Files) -> Iterator[Problem]:
    for row_type, name in _IN_ADDRESSES:
        for row in rows[row_type]:
            (found,) = _cells(row, (name,))
            if not _ADDRESS.fullmatch(found):
                needed = f"{name} stands in addresses: small letters a to z and digits, joined by hyphens."
                yield _problem("address", row, name, files, needed)


def _not_on_the_web(rows: Rows, files: Files) -> Iterator[Problem]:
    for row_type, name in _ON_THE_WEB:
        for row in rows[row_type]:
            (found,) = _cells(row, (name,))
            if found and not found.startswith(("https://", "http://")):
                yield _problem("web", row, name, files, f"{name} must begin with https:// or http://.")


def _beyond_limits(rows: Rows, files: Files) -> Iterator[Problem]:
    for row_type, name, least, most in _LIMITS:
        for row in rows[row_type]:
            number: int | None = getattr(row, name)
            if number is not None and not least <= number <= most:
                yield _problem("number", row, name, files, f"{name} must lie between {least} and {most}.")


def _bounds(rows: Rows, files: Files) -> Iterator[Problem]:
    """Days known in part: two columns, both blank or both filled, the earlier first."""
    for row_type in rows:
        for name in (field.name for field in fields_of(row_type) if field.name.endswith("_earliest")):
            latest = name.replace("_earliest", "_latest")
            for row in rows[row_type]:
                first, last = getattr(row, name), getattr(row, latest)
                if (first is None) != (last is None):
                    needed = f"{name} and {latest} must both be filled or both be blank."
                    yield _problem("half known", row, name, files, needed)
                elif first and last < first:
                    yield _problem("order", row, latest, files, f"{latest} must not lie before {name}.")


def _years(rows: Rows, files: Files) -> Iterator[Problem]:
    for row in cast(list[Claim], rows[Claim]):
        if row.year_from is not None and row.year_to is not None and row.year_to < row.year_from:
            yield _problem("order", row, "year_to", files, "year_to must not lie before year_from.")


def _backwards(rows: Rows, files: Files, periods: tuple[tuple[type[Row], str, str], ...]) -> Iterator[Problem]:
    """Periods whose end does not lie after their start."""
    for row_type, starts, ends in periods:
        for row in rows[row_type]:
            start, end = getattr(row, starts), getattr(row, ends)
            if start is not None and end is not None and end <= start:
                yield _problem("period", row, ends, files, f"{ends} must lie after {starts}.")


def _dangling(rows: Rows, files: Files, in_part: Collection[type[Row]]) -> Iterator[Problem]:
    for row_type, names, target, keys, may_be_blank in REFERENCES:
        held = {_cells(row, keys) for row in rows[target]}
        for row in rows[row_type] if target not in in_part else ():
            cells = _cells(row, names)
            if cells not in held and not (may_be_blank and cells[-1] == ""):
                needed = f"{names[-1]} must name a row of {_file(files[target])}."
                yield _problem("dangling", row, names[-1], files, needed)


def _directory(rows: Rows) -> Directory:
    """The bodies among the rows."""
    return Directory(
        rows=tuple(cast(list[Body], rows[Body])),
        names=tuple(cast(list[BodyName], rows[BodyName])),
        codes=tuple(cast(list[BodyCode], rows[BodyCode])),
        successions=tuple(cast(list[Succession], rows[Succession])),
        aliases=tuple(cast(list[Alias], rows[Alias])),
        constituents=tuple(cast(list[Constituent], rows[Constituent])),
        announced=tuple(cast(list[AnnouncedReorganisation], rows[AnnouncedReorganisation])),
    )


def _problem(code: str, row: Row, name: str, files: Files, needed: str) -> Problem:
    """A fault of one cell, found again by the first two cells of its row."""
    first = ", ".join(_cells(row, tuple(field.name for field in fields_of(type(row))[:2])))
    (cell,) = _cells(row, (name,))
    found = f"“{cell}”" if cell else "nothing"
    return Problem(code, f"{_file(files[type(row)])}, the row “{first}”, {name}", found, needed, "Correct the cell.")


def _cells(row: Row, names: Names) -> Names:
    return tuple(to_text(getattr(row, name)) for name in names)


def _file(path: str) -> str:
    return path.rpartition("/")[2]
