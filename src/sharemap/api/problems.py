"""Whatever goes wrong is said as a problem document (RFC 9457), in words that tell how to put it right."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from sharemap.core.problem import Problem

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of trouble. `name` stands in its address on the page /api, and never changes."""

    status: int
    name: str
    title: str
    means: str


NOT_READ = Kind(400, "not-read", "This request could not be read", "The request is broken, or for another host.")
NOT_FOUND = Kind(
    404, "not-found", "There is nothing at this address", "No row has this key, or no address this name."
)
NOT_ALLOWED = Kind(405, "not-allowed", "This address can only be read", "GET, HEAD and OPTIONS are answered.")
GONE = Kind(
    410, "gone", "This is no more", "The cursor is of an edition that is no longer served, or the row is out."
)
TOO_LONG = Kind(414, "too-long", "The address is too long", "The query has more letters than are read.")
ASKED_WRONG = Kind(422, "asked-wrong", "The query cannot be answered as it is", "Every fault is listed at once.")
TOO_MANY = Kind(429, "too-many", "Too many requests", "Wait as many seconds as Retry-After says.")
WENT_WRONG = Kind(500, "went-wrong", "Something went wrong here", "It is our fault, and it is in our log.")
NO_EDITION = Kind(503, "no-edition", "There is no edition yet", "Ask again in a minute.")
KINDS = (NOT_READ, NOT_FOUND, NOT_ALLOWED, GONE, TOO_LONG, ASKED_WRONG, TOO_MANY, WENT_WRONG, NO_EDITION)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a query."""

    where: Annotated[str, Field(description="The parameter")]
    found: Annotated[str, Field(description="What was found there")]
    needed: Annotated[str, Field(description="What is needed")]
    fix: Annotated[str, Field(description="How to put it right")]


class ProblemDocument(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str = Field(description="Address of the kind of problem, on the page that explains it")
    title: str = Field(description="The kind of problem in words")
    status: int = Field(description="The status of the answer")
    detail: str = Field(description="What is wrong with this request, and what to do")
    instance: str = Field(description="What was asked for")
    problems: list[Fault] = Field(description="Every fault that was found; empty where the detail says it all")


class Refused(Exception):  # noqa: N818
    """Raised where a request cannot be answered; the answer is its document."""

    def __init__(self, kind: Kind, detail: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.faults = kind, detail, tuple(faults)


def fault_of(problem: Problem, where: str, fix: str) -> Fault:
    """A problem of a query as the document lists it, by the parameter's own name."""
    return Fault(where, problem.found, problem.needed, fix)


def faulty(faults: Sequence[Fault]) -> Refused:
    """The refusal of a query with these faults."""
    named = ", ".join(dict.fromkeys(fault.where for fault in faults))
    return Refused(ASKED_WRONG, f"Nothing was looked up. To be put right: {named}.", faults)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The document of a refusal."""
    text = _text(request, refused.kind, refused.detail, refused.faults)
    response = HttpResponse(text, content_type=PROBLEM_TYPE, status=refused.kind.status)
    response["Cache-Control"] = "no-store" if refused.kind.status >= 429 else "public, max-age=60"
    response["Content-Length"] = str(len(response.content))
    return response


def as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer that refuses in some other form, as a document; headers that do not speak of its text stay."""
    if response.status_code >= 400 and response["Content-Type"] != PROBLEM_TYPE:
        for name in ("Content-Encoding", "ETag"):
            del response[name]
        kind = _BY_STATUS.get(response.status_code, NOT_READ)
        response.status_code = kind.status
        response.content = _text(request, kind, f"{kind.means} What there is: /api")
        response["Content-Type"] = PROBLEM_TYPE
        response["Content-Length"] = str(len(response.content))
    return response


_BY_STATUS: Mapping[int, Kind] = {kind.status: kind for kind in KINDS}


def _text(request: HttpRequest, kind: Kind, detail: str, faults: Sequence[Fault] = ()) -> str:
    document = {
        "type": f"/api#{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": request.get_full_path()[:500],
        "problems": [asdict(fault) for fault in faults],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)
