"""The data page, and every table of any edition that stands as CSV, JSON or the Parquet file itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.core.fields import Field, Row, fields_of
from sharemap.editions.manifest import Manifest, read_manifest
from sharemap.editions.read import Edition
from sharemap.editions.standing import standing
from sharemap.editions.tables import TABLES, read_rows
from sharemap.editions.verify import fault_of
from sharemap.explore import formats
from sharemap.explore.files import row_type_of
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable

PARQUET_TYPE = "application/vnd.apache.parquet"
AN_HOUR = "public, max-age=3600"
log = logging.getLogger(__name__)
DOCUMENTS = ("datapackage.json", "heads.json")


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
    rows = files.get(f"{name}.parquet", {}).get("rows")
    return Table(name, meaning_of(row_type), rows, fields_of(row_type))


def meaning_of(row_type: type[Row]) -> str:
    """What a table holds, as a sentence."""
    means = (row_type.__doc__ or "").partition(": ")[2].strip()
    return means[:1].upper() + means[1:]


@readable
def table(request: Request, edition: str, table: str, ending: str) -> HttpResponseBase:
    """A whole table of any edition that stands, or a document beside its tables."""
    asked = held(request.reading.edition, edition)
    document = f"{table}.{ending}" in DOCUMENTS
    name = f"{table}.{ending}" if document else f"{table}.parquet"
    if asked is None or not (document or ending in _WRITERS) or not asked.whole(name):
        raise Http404(f"{edition}/{table}.{ending}")
    response = _document(asked, name) if document else _WRITERS[ending](asked, table)
    response["Cache-Control"] = AN_HOUR
    response["ETag"] = f'"{edition}-{table}-{ending}-{asked.manifest.sha256[:12]}"'
    return response


@dataclass(frozen=True, slots=True)
class Held:
    """An edition whose files can be taken. `shown`: the one that the pages show. A preview's columns are today's."""

    folder: Path
    manifest: Manifest
    shown: bool

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"

    def whole(self, name: str) -> bool:
        """Whether it has the file as its manifest names it. Those of the shown edition were found so on reading."""
        file = self.manifest.file(name)
        wrong = fault_of(self.folder, file) if file and not self.shown else ""
        if wrong:
            log.error("%s of the edition %s is damaged and not given out: %s", name, self.manifest.name, wrong)
        return file is not None and not wrong

    def row_type(self, table: str) -> type[Row]:
        return TABLES[table] if self.manifest.preview else row_type_of(self.path(table))

    @property
    def named(self) -> Edition:
        """As what files say their edition is: they ask for its name and day alone."""
        return cast(Edition, self.manifest)


def held(shown: Edition, name: str) -> Held | None:
    """The edition of that name, if it is shown or published; None if neither."""
    folder = shown.folder if name == shown.name else settings.EDITIONS / name
    manifest = read_manifest(folder) if name == shown.name else standing(settings.EDITIONS, name)
    return Held(folder, manifest, name == shown.name) if isinstance(manifest, Manifest) else None


def _path(edition: Edition, name: str) -> Path:
    return edition.folder / f"{name}.parquet"


def _document(asked: Held, name: str) -> FileResponse:
    return FileResponse((asked.folder / name).open("rb"), content_type=formats.JSON_TYPE)


def _csv(asked: Held, name: str) -> StreamingHttpResponse:
    row_type = asked.row_type(name)
    return formats.csv_response(asked.named, name, read_rows(asked.path(name), row_type), row_type)


def _xlsx(asked: Held, name: str) -> HttpResponseBase:
    row_type = asked.row_type(name)
    return formats.Listing(asked.named, name, read_rows(asked.path(name), row_type), row_type).response("xlsx")


def _json(asked: Held, name: str) -> HttpResponse:
    row_type = asked.row_type(name)
    rows = read_rows(asked.path(name), row_type)
    response = formats.json_response(asked.named, {"rows": rows}, {"rows": row_type}, table=name)
    response["Content-Disposition"] = f'attachment; filename="{name}-{asked.manifest.name}.json"'
    return response


def _parquet(asked: Held, name: str) -> FileResponse:
    return FileResponse(
        asked.path(name).open("rb"),
        as_attachment=True,
        filename=f"{name}-{asked.manifest.name}.parquet",
        content_type=PARQUET_TYPE,
    )


_WRITERS = {"csv": _csv, "xlsx": _xlsx, "json": _json, "parquet": _parquet}
