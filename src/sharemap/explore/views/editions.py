"""Published editions side by side: which there are, what each says of itself, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render

from sharemap.editions.manifest import File, Manifest
from sharemap.editions.read import MANIFEST, Edition
from sharemap.editions.standing import corrections, published
from sharemap.editions.tables import TABLES
from sharemap.editions.verify import faults
from sharemap.explore import formats
from sharemap.explore.middleware import Request
from sharemap.explore.views.downloads import AN_HOUR, Held, held, meaning_of
from sharemap.explore.views.safe import readable

ENDINGS = ("csv", "json", "parquet")


@dataclass(frozen=True, slots=True)
class Listed:
    """A published edition in the list, and the one that corrects it, if one does."""

    manifest: Manifest
    corrected_by: Manifest | None


@readable
def editions(request: Request) -> HttpResponse:
    """Every published edition, latest first."""
    found = published(settings.EDITIONS)
    by = corrections(found)
    context = {
        "heading": "Editions",
        "section": "data",
        "editions": [Listed(each, by.get(each.name)) for each in reversed(found)],
    }
    return render(request, "explore/editions.html", context)


@readable
def edition(request: Request, name: str) -> HttpResponse:
    """What one edition says of itself, and its files."""
    asked = _asked(request.reading.edition, name)
    manifest = asked.manifest
    damaged = {problem.where.rpartition("/")[2] for problem in faults(asked.folder, manifest)}
    context = {
        "heading": f"Edition {name}",
        "section": "data",
        "manifest": manifest,
        "damaged": sorted(damaged),
        "tables": [(file, _means(file)) for file in manifest.tables if file.name not in damaged],
        "documents": [file.name for file in manifest.documents if file.name not in damaged],
        "endings": ENDINGS,
        "corrected_by": corrections(published(settings.EDITIONS)).get(name),
        "address": request.build_absolute_uri(f"/editions/{name}"),
        "licence": formats.LICENCE,
    }
    return render(request, "explore/edition.html", context)


@readable
def manifest(request: Request, name: str) -> FileResponse:
    """The manifest, byte for byte: its hash stands for the edition."""
    asked = _asked(request.reading.edition, name)
    response = FileResponse((asked.folder / MANIFEST).open("rb"), content_type=formats.JSON_TYPE)
    response["Cache-Control"] = AN_HOUR
    return response


def _asked(shown: Edition, name: str) -> Held:
    found = held(shown, name)
    if found is None:
        raise Http404(name)
    return found


def _means(file: File) -> str:
    """What a table holds, as far as tables of that name are still declared."""
    return meaning_of(TABLES[file.table]) if file.table in TABLES else ""
