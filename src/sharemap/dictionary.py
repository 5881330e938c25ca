"""Writes docs/dictionary.md: what every table and column means, taken from where each is declared, never by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from sharemap.core.fields import Field, Row, fields_of, said_of
from sharemap.editions.compare import Moved
from sharemap.editions.tables import TABLES, FigureRow
from sharemap.explore import exports
from sharemap.explore.of_service import CountedService
from sharemap.explore.pairs import SharingPair
from sharemap.explore.place import PlaceRow
from sharemap.explore.regions import CouncilLine
from sharemap.explore.side_by_side import ComparedLine
from sharemap.explore.views.coverage import Counted
from sharemap.explore.views.history import Told
from sharemap.explore.views.places import PLACE_PARTS
from sharemap.explore.views.services import SERVICE_PARTS
from sharemap.register import package
from sharemap.register.data import DERIVED, FILES

PLACE = Path(__file__).resolve().parents[2] / "docs" / "dictionary.md"
IN_DATA: Mapping[type[Row], str] = {**FILES, **DERIVED}
IN_EDITION: Mapping[type[Row], str] = {row_type: name for name, row_type in TABLES.items()}
PAGES: Mapping[str, Mapping[str, type[Row]]] = {
    "/arrangements": {"arrangements": exports.ListedArrangement},
    "/arrangements/…": exports.ARRANGEMENT_PARTS,
    "/bodies/…": exports.BODY_PARTS,
    "/services": {"services": CountedService},
    "/services/…": SERVICE_PARTS,
    "/figures": {"figures": FigureRow},
    "/figures/…": exports.FIGURE_PARTS,
    "/coverage": {"coverage": Counted},
    "/regions/…": {"councils": CouncilLine},
    "/places": {"places": PlaceRow},
    "/places/…": PLACE_PARTS,
    "/partners": {"pairs": SharingPair},
    "/bodies/compare": {"compared": ComparedLine},
    "/shared-chief-executives": {"shared_chief_executives": exports.ListedArrangement},
    "/history": {"history": Told},
    "/compare": {"arrangements": Moved},
}
"""What each page says as JSON: its parts, and whose columns they have."""
OPENING = """# Dictionary

Written by `sharemap dictionary` from the declarations in the code. Do not edit it: change the declaration, then run
the command.

| Type | In CSV | In Parquet | In JSON |
|---|---|---|---|
| text, word | as it is | string | string |
| whole number | 1200 | int64 | number |
| number | 51.5 | double | number |
| yes or no | yes, no | bool | true, false |
| day | 2014-04-01 | date32 | "2014-04-01" |
| list | parts with “ \\| ” between them | list of strings | array of strings |

Blank means not known or none; the meaning says which where it matters. Text may be blank unless it names its row or
another one. In Parquet and JSON a blank text is an empty text, a blank list an empty list, any other blank null. A
word is one of a few, listed under [Words](#words).
"""


def write_dictionary(place: Path, out: TextIO) -> int:
    """Write the dictionary anew."""
    place.write_text(dictionary(), encoding="utf-8")
    out.write(f"Written to {place}.\n")
    return 0


def dictionary() -> str:
    """All of it."""
    tables = [*IN_DATA, *(row_type for row_type in IN_EDITION if row_type not in IN_DATA)]
    added = [row_type for row_type in _of_pages() if row_type not in tables]
    lines = [OPENING, "## Tables\n", "| Table | In data/ | In an edition | Holds |", "|---|---|---|---|"]
    lines += map(_listed, tables)
    for row_type in tables:
        lines += ["", f"### {_name(row_type)}", "", said_of(row_type), "", *_keys(row_type)]
        lines += [*_beyond_its_table(row_type), *([] if _base(row_type) else _references(row_type))]
    lines += ["", "## What the pages give", "", *_pages()]
    for row_type in added:
        lines += ["", f"### {_name(row_type)}", "", said_of(row_type), "", *_beyond_its_table(row_type)]
    return "\n".join([*lines, "", "## Words", *_words([*tables, *added])]) + "\n"


def _of_pages() -> Iterator[type[Row]]:
    yield from dict.fromkeys(row_type for parts in PAGES.values() for row_type in parts.values())


def _name(row_type: type[Row]) -> str:
    """A table's name in an edition, else its file's; of a row that only pages give, its name in words."""
    if row_type in IN_EDITION:
        return IN_EDITION[row_type] + (" in an edition" if _base(row_type) else "")
    return Path(IN_DATA[row_type]).stem if row_type in IN_DATA else _in_words(row_type)


def _base(row_type: type[Row]) -> type[Row] | None:
    """The table whose columns the rows have, before others."""
    return next((each for each in row_type.__mro__[1:] if each in IN_DATA or each in IN_EDITION), None)


def _in_words(named: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", named.__name__).capitalize()


def _link(name: str) -> str:
    return f"[{name}](#{name.lower().replace(' ', '-')})"


def _listed(row_type: type[Row]) -> str:
    path, edition = IN_DATA.get(row_type), IN_EDITION.get(row_type)
    return _line(
        _link(_name(row_type)),
        f"`{path}`" if path else "",
        f"`{edition}.parquet`" if edition else "",
        said_of(row_type),
    )


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _keys(row_type: type[Row]) -> Iterator[str]:
    keys = [_columns_named(names) for each, names in package.KEYS if issubclass(row_type, each)]
    if keys:
        yield f"No two rows have the same {', nor the same '.join(keys)}.\n"


def _columns_named(names: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _columns(row_type: type[Row], columns: Iterable[Field]) -> Iterator[str]:
    yield "| Column | Type | May be blank | Meaning | Example |"
    yield "|---|---|---|---|---|"
    for field in columns:
        blank = "yes" if _may_be_blank(row_type, field) else "no"
        yield _line(
            f"`{field.name}`", _kind(field), blank, field.meaning, f"`{field.example}`" if field.example else ""
        )


def _may_be_blank(row_type: type[Row], field: Field) -> bool:
    """Text that we make ourselves is never blank without saying so."""
    if field.kind is str and not any(each in IN_DATA for each in row_type.__mro__):
        return "blank" in field.meaning
    return package.may_be_blank(row_type, field)


def _kind(field: Field) -> str:
    if issubclass(field.kind, StrEnum):
        return f"word: {_link(_in_words(field.kind))}"
    return field.kind_words + (f", at most {field.longest} letters" if field.longest else "")


def _references(row_type: type[Row]) -> Iterator[str]:
    found = [
        f"- {_columns_named(names)}: {_columns_named(keys)} of {_link(_name(target))}{', or blank' if blank else ''}"
        for each, names, target, keys, blank in package.REFERENCES
        if issubclass(row_type, each)
    ]
    if found:
        yield "\nLeads to:\n"
        yield from found


def _pages() -> Iterator[str]:
    yield "Add `.json` to a page's address for all its parts; each has the columns of a table or of a row below. With"
    yield "`.csv` an arrangement gives its members, a body its memberships, a service its arrangements, a figure its"
    yield "contributions.\n"
    yield "| Page | Part | Columns of |"
    yield "|---|---|---|"
    for address, parts in PAGES.items():
        for part, row_type in parts.items():
            yield _line(f"`{address}`", f"`{part}`", _link(_name(row_type)))


def _beyond_its_table(row_type: type[Row]) -> Iterator[str]:
    """The columns that are added to those of another table; all of them where the row rests on none."""
    base = _base(row_type)
    if base:
        yield f"The columns of {_link(_name(base))}, then:\n"
    yield from _columns(row_type, fields_of(row_type)[len(fields_of(base)) if base else 0 :])


def _words(row_types: Iterable[type[Row]]) -> Iterator[str]:
    kinds = (field.kind for row_type in row_types for field in fields_of(row_type))
    for kind in sorted({kind for kind in kinds if issubclass(kind, StrEnum)}, key=_in_words):
        yield f"\n### {_in_words(kind)}\n"
        yield f"{said_of(kind)}\n"
        yield from (f"- {word.value}" for word in kind)
