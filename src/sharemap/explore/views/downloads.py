"""The data page, and every table of an edition as CSV, JSON or the Parquet file itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.fields import Field, Row, fields_of
from sharemap.editions.read import Edition
from sharemap.editions.tables import TABLES, read_rows
from sharemap.explore import formats
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable

PARQUET_TYPE = "application/vnd.apache.parquet"
AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the data page lists it."""

    name: str
    means: str
    rows: int | None
    columns: tuple[Field, ...]


@readable
def data(request: Request) -> HttpResponse:
    edition = request.reading.edition
    tables = [_table(edition, name, TABLES[name]) for name in TABLES if _path(edition, name).exists()]
    context = {
        "heading": "Data",
        "section": "data",
        "tables": tables,
        "endings": list(_WRITERS),
        "licence": formats.LICENCE,
    }
    return render(request, "explore/data.html", context)


def _table(edition: Edition, name: str, row_type: type[Row]) -> Table:
    files = cast(dict[str, dict[str, int]], edition.manifest.get("files", {}))
    means = (row_type.__doc__ or "").partition(": ")[2].strip()
    return Table(
        name, means[:1].upper() + means[1:], files.get(f"{name}.parquet", {}).get("rows"), fields_of(row_type)
    )


@readable
def table(request: Request, edition: str, table: str, ending: str) -> HttpResponseBase:
    """A whole table of the edition that is shown."""
    held = request.reading.edition
    known = edition == held.name and table in TABLES and ending in _WRITERS
    if not known or not _path(held, table).exists():
        raise Http404(f"{edition}/{table}.{ending}")
    response = _WRITERS[ending](held, table)
    response["Cache-Control"] = AN_HOUR
    response["ETag"] = f'"{held.name}-{table}-{ending}-{held.manifest["code"]}"'
    return response


def _path(edition: Edition, name: str) -> Path:
    return edition.folder / f"{name}.parquet"


def _csv(edition: Edition, name: str) -> StreamingHttpResponse:
    return formats.csv_response(edition, name, read_rows(_path(edition, name), TABLES[name]), TABLES[name])


def _json(edition: Edition, name: str) -> HttpResponse:
    rows = read_rows(_path(edition, name), TABLES[name])
    response = formats.json_response(edition, {"rows": rows}, {"rows": TABLES[name]}, table=name)
    response["Content-Disposition"] = f'attachment; filename="{name}-{edition.name}.json"'
    return response


def _parquet(edition: Edition, name: str) -> FileResponse:
    return FileResponse(
        _path(edition, name).open("rb"),
        as_attachment=True,
        filename=f"{name}-{edition.name}.parquet",
        content_type=PARQUET_TYPE,
    )


_WRITERS = {"csv": _csv, "json": _json, "parquet": _parquet}
