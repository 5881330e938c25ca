"""The pages that are text: what this is, how it is made, whom it serves, what it keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sharemap.explore.drawing import legend_steps
from sharemap.explore.middleware import Request
from sharemap.explore.views.safe import readable
from sharemap.register.rows import ClaimKind, Rung
from sharemap.register.status import SEEN_WITHIN_MONTHS

HEADINGS = {
    "about": "About Sharemap",
    "methods": "Methods",
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
}


@readable
def page(request: Request, name: str) -> HttpResponse:
    edition = request.reading.edition
    context = {
        "heading": HEADINGS[name],
        "section": name,
        "months": SEEN_WITHIN_MONTHS,
        "rungs": list(Rung),
        "kinds": list(ClaimKind),
        "steps": [step.words for step in legend_steps("none known")],
        "figures": list(edition.figures.values()),
        "listed": len(edition.entries),
        "proposed": len(request.reading.facets.only_proposed),
    }
    return render(request, f"explore/{name}.html", context)
