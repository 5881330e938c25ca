"""Files that a body sends with a line, and every file as it came: for the body, its partners and the team."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from sharemap.core.problem import Problem
from sharemap.returns import uploads
from sharemap.returns.evidence import files_of, words_of
from sharemap.returns.models import Line, Upload
from sharemap.returns.stages import Sent
from sharemap.returns.tellings import tellings_for
from sharemap.returns.views.place import Place

ANY_TYPE = "application/octet-stream"
_OF_A_SAVING = re.compile(r"savings\.\w{1,20}\.file")


def take_in(place: Place) -> list[Problem]:
    """Keep the files that came with a form and name them in its cells, so that none is lost; and what is wrong."""
    request = place.request
    problems: list[Problem] = []
    if not place.takes_answers:
        return problems
    if getattr(request, "left_out", False):
        needed = "The files were too large: at most 25 MB at once. All else stands as you typed it."
        problems.append(Problem("too large", "savings", "", needed, "Send a smaller file, or its address."))
    typed = request.POST.copy()
    for cell, file in request.FILES.items():
        if not isinstance(file, UploadedFile) or not _OF_A_SAVING.fullmatch(cell):
            continue
        kept = uploads.keep(place.of.pk, file.name or "file", file.read(), place.act, Sent.EVIDENCE)
        name = f"{cell.removesuffix('.file')}.evidence"
        if isinstance(kept, Problem):
            problems.append(Problem(kept.code, name, kept.found, kept.needed, kept.fix))
        else:
            typed[name] = words_of(kept.pk, kept.name)
    request.POST = typed  # type: ignore[assignment]
    return problems


def own(place: Place, upload: int) -> HttpResponse:
    return as_it_came(place.of.uploads.filter(pk=upload).first())


def told(place: Place, telling: int, upload: int) -> HttpResponse:
    """Evidence that a partner names in what it has signed."""
    known = [each.line for found in tellings_for(place.of).values() for each in found]
    line = Line.objects.filter(pk=telling, pk__in=known).first()
    named = files_of((line.signed or {}).get("savings", [])) if line else set()
    found = Upload.objects.filter(pk=upload, of=line.of_id, what=Sent.EVIDENCE) if line and upload in named else None
    return as_it_came(found.first() if found else None)


def as_it_came(kept: Upload | None) -> HttpResponse:
    """A file byte for byte, which no browser shows or runs."""
    if kept is None:
        raise Http404
    return attachment(bytes(kept.content), kept.name, ANY_TYPE)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    said = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": said})
