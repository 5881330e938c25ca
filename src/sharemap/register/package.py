"""Describes data/ as a Data Package: files, columns, keys and references, each from where it is declared already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from sharemap.bodies.areas.layers import AreaRow, Force, FormerTown, Hexagon, Neighbour, Serves, Town
from sharemap.bodies.postcodes import PostcodeSector
from sharemap.bodies.rows import Alias, AnnouncedReorganisation, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import LIST_SEPARATOR, Field, Row, fields_of
from sharemap.register import soundness
from sharemap.register.soundness import Files, Names

# Bodies and areas are judged by code of their own, since days and cells with several keys count there too. This is as
# much of it as a Data Package can say.
KEYS: tuple[tuple[type[Row], Names], ...] = (
    *soundness.KEYS,
    (Body, ("key",)),
    (AreaRow, ("body", "layer")),
    (Serves, ("district", "body")),
    (Neighbour, ("body", "neighbour")),
    (Hexagon, ("body",)),
    (Force, ("layer", "body", "place")),
    (Town, ("district", "town")),
    (FormerTown, ("district", "town")),
    (PostcodeSector, ("sector", "district")),
)
REFERENCES: tuple[tuple[type[Row], Names, type[Row], Names, bool], ...] = (
    *soundness.REFERENCES,
    *((each, ("body",), Body, ("key",), False) for each in (BodyName, BodyCode, Alias, Constituent)),
    *((each, ("county",), Body, ("key",), True) for each in (Body, AnnouncedReorganisation)),
    (Constituent, ("member",), Body, ("key",), False),
    (Succession, ("predecessor",), Body, ("key",), False),
    (Succession, ("successor",), Body, ("key",), False),
    *((each, ("body",), Body, ("key",), False) for each in (AreaRow, Force, Hexagon, Neighbour, Serves)),
    *((each, ("district",), Body, ("key",), False) for each in (FormerTown, PostcodeSector, Serves, Town)),
    (Neighbour, ("neighbour",), Body, ("key",), False),
)
_OUTLINED = "the outlines of the areas, as areas/README.md says."
_TYPES: Mapping[type, str] = {int: "integer", float: "number", bool: "boolean", date: "date"}
_CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_OGL = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
# Folders that hold public sector information beside our own work; their notices say which.
_LICENCES: Mapping[str, list[dict[str, str]]] = {
    "areas": [_CC_BY, _OGL],
    "bodies": [_CC_BY, _OGL],
    "postcodes": [_OGL],
}
_SOURCES = (
    {"title": "Public pages and documents, each named in register/sources.csv", "path": "register/sources.csv"},
    {"title": "Who the bodies are: lists, orders and code histories, named in each row", "path": "bodies/README.md"},
    {"title": "Boundaries: ONS Postcode Directory, Natural Earth and GeoNames", "path": "areas/NOTICE.md"},
    {"title": "Postcodes: ONS Postcode Directory", "path": "postcodes/NOTICE.md"},
    {"title": "Services and other people's lists of them", "path": "services/README.md"},
)


def may_be_blank(row_type: type[Row], field: Field) -> bool:
    """Whether a cell of the column may be blank. Text may, unless it names another row, or its own and is needed."""
    if field.kind is not str:
        return field.optional or field.kind is tuple
    names_it = any(issubclass(row_type, each) and field.name in names for each, names in KEYS)
    names_another = any(
        issubclass(row_type, each) and names == (field.name,) and not blank for each, names, *_, blank in REFERENCES
    )
    return not names_another and (field.blank or not names_it)


def descriptor(files: Files, outlines: Sequence[str], day: date) -> dict[str, object]:
    """What datapackage.json says: every file with the meaning of its columns, as declared, and the register's day."""
    return {
        "profile": "data-package",
        "name": "sharemap-register",
        "title": "Sharemap: the register of services that councils share",
        "version": f"{day.year}.{day.month}.{day.day}",
        "as_at": day.isoformat(),
        "licenses": [_CC_BY],
        "sources": list(_SOURCES),
        "resources": [
            *(_table(row_type, path, files) for row_type, path in files.items()),
            *(_file(path, "topojson", "application/json", _OUTLINED) for path in outlines),
        ],
    }


def _file(path: str, ending: str, media: str, said: str) -> dict[str, object]:
    """A resource as far as it needs no columns."""
    licences = _LICENCES.get(path.partition("/")[0])
    return {
        "name": _name(path),
        "path": path,
        "description": said[:1].upper() + said[1:],
        "format": ending,
        "mediatype": media,
        "encoding": "utf-8",
    } | ({"licenses": licences} if licences else {})


def _name(path: str) -> str:
    return path.removesuffix(".csv").replace("/", "-").replace(".", "-")


def _table(row_type: type[Row], path: str, files: Files) -> dict[str, object]:
    said = " ".join((row_type.__doc__ or "").partition(": ")[2].split())
    schema: dict[str, object] = {
        "fields": [_column(row_type, field) for field in fields_of(row_type)],
        "missingValues": [""],
        **dict(_keys(row_type)),
    }
    if references := list(_foreign_keys(row_type, files)):
        schema["foreignKeys"] = references
    return {"profile": "tabular-data-resource", **_file(path, "csv", "text/csv", said), "schema": schema}


def _column(row_type: type[Row], field: Field) -> dict[str, object]:
    column: dict[str, object] = {"name": field.name, "type": _TYPES.get(field.kind, "string")}
    several = f". Several are separated by “{LIST_SEPARATOR}”" if field.kind is tuple else ""
    column["description"] = field.meaning + several
    if field.example:
        column["example"] = field.example
    if field.kind is bool:
        column |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if constraints := dict(_constraints(row_type, field)):
        column["constraints"] = constraints
    return column


def _constraints(row_type: type[Row], field: Field) -> Iterator[tuple[str, object]]:
    if not may_be_blank(row_type, field):
        yield "required", True
    if any(issubclass(row_type, each) and names == (field.name,) for each, names in KEYS):
        yield "unique", True
    if field.longest:
        yield "maxLength", field.longest
    if issubclass(field.kind, StrEnum):
        yield "enum", [member.value for member in field.kind]


def _keys(row_type: type[Row]) -> Iterator[tuple[str, object]]:
    """The first key whose cells are never blank is the primary one; a key with cells that may be is only unique."""
    blank = {field.name for field in fields_of(row_type) if may_be_blank(row_type, field)}
    own = [names for each, names in KEYS if issubclass(row_type, each)]
    whole = [names for names in own if not blank.intersection(names)]
    if whole:
        yield "primaryKey", list(whole[0])
    if others := [list(names) for names in own if names not in whole[:1]]:
        yield "uniqueKeys", others


def _foreign_keys(row_type: type[Row], files: Files) -> Iterator[dict[str, object]]:
    """References into other tables. One of several columns that may be blank in part cannot be said in this form."""
    for each, names, target, keys, blank in REFERENCES:
        if issubclass(row_type, each) and not (blank and len(names) > 1):
            held = next(held for held in files if issubclass(held, target))
            resource = "" if held is row_type else _name(files[held])
            yield {"fields": _one_or_all(names), "reference": {"resource": resource, "fields": _one_or_all(keys)}}


def _one_or_all(names: Names) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)
