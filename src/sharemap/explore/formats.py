"""Writes rows as files that explain themselves: edition, day, licence and the meaning of every column."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from sharemap.core.fields import Row, fields_of
from sharemap.core.spreadsheet import XLSX_TYPE, Sheet, safe_cell, workbook
from sharemap.editions.parquet import PARQUET_TYPE, parquet_of
from sharemap.editions.read import Edition

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CSV_TYPE = "text/csv; charset=utf-8"
JSON_TYPE = "application/json"
ENDINGS = ("csv", "xlsx", "parquet")
"""What rows may be taken away as, beside JSON."""


class _Line:
    """Hands what the csv module writes straight back."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Row], row_type: type[Row]) -> Iterator[str]:
    """Rows as lines of CSV, the header first."""
    writer = csv.writer(_Line(), lineterminator="\n")
    names = [field.name for field in fields_of(row_type)]
    yield str(writer.writerow(names))
    for row in rows:
        yield str(writer.writerow([safe_cell(getattr(row, name)) for name in names]))


def csv_response(edition: Edition, name: str, rows: Iterable[Row], row_type: type[Row]) -> StreamingHttpResponse:
    """A CSV file to keep; its name says of which edition it is."""
    response = StreamingHttpResponse(csv_lines(rows, row_type), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}-{edition.name}.csv"'
    return response


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to take away, the file's name without its ending, and what was chosen in words."""

    edition: Edition
    name: str
    rows: Iterable[Row]
    row_type: type[Row]
    chosen: str = ""

    def response(self, ending: str) -> HttpResponseBase:
        """The rows as csv, xlsx or parquet to keep; with any other ending there is no such address."""
        match ending:
            case "csv":
                return csv_response(self.edition, self.name, self.rows, self.row_type)
            case "xlsx":
                response = HttpResponse(self._workbook(), content_type=XLSX_TYPE)
            case "parquet":
                told = dict(_about(self.edition, self.chosen))
                response = HttpResponse(parquet_of(self.rows, self.row_type, told), content_type=PARQUET_TYPE)
            case _:
                raise Http404(f"{self.name}.{ending}")
        response["Content-Disposition"] = f'attachment; filename="{self.name}-{self.edition.name}.{ending}"'
        return response

    def _workbook(self) -> bytes:
        fields = fields_of(self.row_type)
        rows = ([getattr(row, field.name) for field in fields] for row in self.rows)
        return workbook(
            (
                Sheet("Rows", [field.name for field in fields], rows),
                Sheet("Columns", ("column", "kind", "means"), [(f.name, f.kind_words, f.meaning) for f in fields]),
                Sheet("About", ("what", "says"), _about(self.edition, self.chosen)),
            ),
            self.edition.as_at,
        )


def asked(choices: Iterable[tuple[str, object]]) -> str:
    """What was chosen, as the address says it."""
    told = ((name, value if isinstance(value, list) else [value]) for name, value in choices)
    return "; ".join(f"{name}: {', '.join(map(str, values))}" for name, values in told)


def _about(edition: Edition, chosen: str) -> list[tuple[str, str]]:
    preview = "yes: it may change, and is no published edition" if edition.preview else "no"
    return [
        ("Edition", edition.name),
        ("Preview", preview),
        ("Day", edition.as_at.isoformat()),
        ("Chosen", chosen or "everything"),
        ("Licence", LICENCE),
        ("Source", "Sharemap, the open register of the services that UK councils share"),
    ]


def plain(value: object) -> object:
    """A value as JSON holds it: days as text, lists as lists."""
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def row_json(row: Row) -> dict[str, object]:
    """A row as JSON holds it, by column."""
    names, not_plain = _columns_of(type(row))
    said = {name: getattr(row, name) for name in names}
    for name in not_plain:
        said[name] = plain(said[name])
    return said


@cache
def _columns_of(row_type: type[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of all columns, and of those whose values JSON has no kind for."""
    fields = fields_of(row_type)
    return tuple(each.name for each in fields), tuple(each.name for each in fields if each.kind in (date, tuple))


def columns(row_type: type[Row]) -> list[dict[str, str]]:
    """What each column of a row type means."""
    return [{"name": each.name, "kind": each.kind_words, "means": each.meaning} for each in fields_of(row_type)]


def head(edition: Edition) -> dict[str, object]:
    """What every JSON begins with."""
    return {
        "edition": edition.name,
        "preview": edition.preview,
        "as_at": edition.as_at.isoformat(),
        "licence": LICENCE,
    }


def json_response(
    edition: Edition, parts: Mapping[str, Row | Sequence[Row]], row_types: Mapping[str, type[Row]], **more: Any
) -> HttpResponse:
    """Parts of a page, each a row or a list of rows, with the meaning of their columns."""
    document = {
        **head(edition),
        **more,
        "columns": {name: columns(row_type) for name, row_type in row_types.items()},
        **{name: _part(part) for name, part in parts.items()},
    }
    return HttpResponse(json.dumps(document, ensure_ascii=False, indent=1), content_type=JSON_TYPE)


def _part(part: Row | Sequence[Row]) -> object:
    return [row_json(row) for row in part] if isinstance(part, list | tuple) else row_json(part)  # type: ignore[arg-type]
