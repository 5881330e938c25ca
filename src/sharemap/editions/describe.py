"""Describes an edition's files as a Data Package, from the same declarations as data/ itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from sharemap.core.fields import Row, fields_of
from sharemap.editions.tables import TABLES
from sharemap.register import package

DESCRIPTOR = "datapackage.json"
_FILES: Mapping[type[Row], str] = {row_type: f"{name}.parquet" for name, row_type in TABLES.items()}


def descriptor(name: str, as_at: date, files: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """What datapackage.json says of the tables. `files`: what the manifest says of each."""
    said = package.descriptor(_FILES, ("outlines",), as_at)
    tables = cast(list[dict[str, Any]], said["resources"])[: len(_FILES)]
    return {
        "profile": "data-package",
        "name": f"sharemap-{name}".lower(),
        "title": f"Sharemap, edition {name}: the register of services that councils share",
        "version": name,
        "as_at": said["as_at"],
        "licenses": said["licenses"],
        "resources": [
            _resource(resource, row_type, files[resource["path"]])
            for row_type, resource in zip(_FILES, tables, strict=True)
            if resource["path"] in files
        ],
    }


def _resource(resource: dict[str, Any], row_type: type[Row], file: Mapping[str, object]) -> dict[str, object]:
    """The table as Parquet holds it: lists are lists, yes and no are no words, and blank is null."""
    schema = {key: value for key, value in resource["schema"].items() if key != "missingValues"}
    columns = zip(schema["fields"], fields_of(row_type), strict=True)
    schema["fields"] = [_column(column, field.kind, field.meaning) for column, field in columns]
    for key in schema.get("foreignKeys", ()):
        key["reference"]["resource"] = _table(key["reference"]["resource"])
    return {
        "profile": "tabular-data-resource",
        "name": _table(resource["name"]),
        "path": resource["path"],
        "description": resource["description"],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "schema": schema,
    }


def _table(resource: str) -> str:
    return resource.removesuffix("-parquet")


def _column(column: dict[str, Any], kind: type, meaning: str) -> dict[str, Any]:
    kept = {key: value for key, value in column.items() if key not in ("trueValues", "falseValues")}
    return kept | ({"type": "array", "description": meaning} if kind is tuple else {})
