"""The drafted news release of an edition: as a page, as Markdown and as a Word document."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from sharemap.core.problem import Problem
from sharemap.explore.drafting import drafted, earlier_ones
from sharemap.explore.middleware import Request
from sharemap.explore.release.docx import docx
from sharemap.explore.release.render import DRAFT, KEPT_TO, LEFT_OUT, NOTES, markdown
from sharemap.explore.release.values import Release
from sharemap.explore.views.downloads import held
from sharemap.explore.views.safe import readable

MARKDOWN_TYPE = "text/markdown; charset=utf-8"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@readable
def release(request: Request, name: str) -> HttpResponse:
    asked = held(request.reading.edition, name)
    if asked is None:
        raise Http404(name)
    since = _since(request)
    found = _drafted(request, name, since)
    problems = [found] if isinstance(found, Problem) else []
    if problems and since:
        found = _drafted(request, name, "")
    context = {
        "heading": f"News release, edition {name}",
        "section": "data",
        "name": name,
        "release": None if isinstance(found, Problem) else found,
        "problems": problems,
        "since": "" if problems else since,
        "earlier": earlier_ones(settings.EDITIONS, asked.manifest),
        "shown": asked.shown,
        "titles": {"draft": DRAFT, "left_out": LEFT_OUT, "kept_to": KEPT_TO, "notes": NOTES},
    }
    return render(request, "explore/release.html", context, status=400 if problems else 200)


@readable
def release_md(request: Request, name: str) -> HttpResponse:
    return _file(request, name, "md", lambda found, site: markdown(found, site).encode(), MARKDOWN_TYPE)


@readable
def release_docx(request: Request, name: str) -> HttpResponse:
    return _file(request, name, "docx", docx, DOCX_TYPE)


def _file(
    request: Request, name: str, ending: str, written: Callable[[Release, str], bytes], kind: str
) -> HttpResponse:
    """The release as a file to keep, its links with the address of this site."""
    if held(request.reading.edition, name) is None:
        raise Http404(name)
    found = _drafted(request, name, _since(request))
    if isinstance(found, Problem):
        return HttpResponse(f"{found}\n", content_type="text/plain; charset=utf-8", status=400)
    site = request.build_absolute_uri("/").removesuffix("/")
    response = HttpResponse(written(found, site), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="release-{name}.{ending}"'
    return response


def _since(request: Request) -> str:
    return request.GET.get("since", "").strip()


def _drafted(request: Request, name: str, since: str) -> Release | Problem:
    shown = request.reading.edition
    return drafted(shown.folder.parent, name, since, shown.name)
