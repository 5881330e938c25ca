"""What the script of the map loads: the index of the edition, its texts, the outlines of a layer."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse

from sharemap.bodies.areas.layers import Layer
from sharemap.explore import formats
from sharemap.explore.index import index_of, outlines_of, texts_of
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable

A_YEAR = "public, max-age=31536000, immutable"


@readable
def index(request: Request) -> HttpResponse:
    return _answer(request, index_of(request.reading))


@readable
def texts(request: Request) -> HttpResponse:
    return _answer(request, texts_of(request.reading))


@readable
def outlines(request: Request) -> HttpResponse:
    """All outlines of the layer that `layer` names."""
    asked = {layer.value: layer for layer in Layer}.get(request.GET.get("layer", Layer.DISTRICT))
    if asked is None:
        raise Http404("no such layer")
    return _answer(request, outlines_of(request.reading, asked))


def _answer(request: Request, document: object) -> HttpResponse:
    """Compact JSON. It may be kept for good where the address names the edition that is served."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type=formats.JSON_TYPE)
    if request.GET.get("edition") == request.reading.edition.name:
        response["Cache-Control"] = A_YEAR
    return response
