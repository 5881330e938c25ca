"""The operations of /api/v1: for each collection its list and one item. What they say is read from editions only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer
from pydantic import Field

from sharemap.api import items, listings
from sharemap.api.answers import Answer, Listing, asked_of, item, page_of, parameters_of
from sharemap.api.asking import Nothing, OfEdition, OfFigure, parameters
from sharemap.api.problems import PROBLEM_TYPE, ProblemDocument, Refused, refusal
from sharemap.api.schemas import item_schema, list_schema
from sharemap.core.fields import Row
from sharemap.explore import exports
from sharemap.explore.middleware import Request

REFUSED = dict.fromkeys((404, 405, 410, 414, 422, 429, 500, 503), ProblemDocument)
MOVED = {301: None}
DAY = {"day": Annotated[date, Field(description="The day that the figure is of")]}


class Renderer(JSONRenderer):
    """JSON with letters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class Api(NinjaAPI):
    """An API whose document says of refusals that they are problem documents."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**where)
        for path in document["paths"].values():
            for status, answer in path["get"]["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {PROBLEM_TYPE: answer["content"][self.renderer.media_type]}
        return document


api = Api(
    title="Sharemap",
    version="1",
    description="The register of the services that UK councils share, from its editions. /api explains it by task.",
    urls_namespace="api-v1",
    docs_url=None,
    renderer=Renderer(),
)


def a_list(listing: Listing, summary: str) -> dict[str, Any]:
    """What ninja is told of a list."""
    return {
        "response": {200: list_schema(listing.noun, listing.row_type, facets=bool(listing.counted)), **REFUSED},
        "openapi_extra": {"parameters": parameters(*parameters_of(listing))},
        "operation_id": f"list_{listing.noun}",
        "tags": [listing.noun],
        "summary": summary,
    }


def an_item(name: str, noun: str, summary: str, asked: type[Row] = Nothing) -> dict[str, Any]:
    """What ninja is told of an item."""
    shape = item_schema(name, items.PARTS[name], DAY if name == "figure" else {})
    return {
        "response": {200: shape, **(MOVED if name == "arrangement" else {}), **REFUSED},
        "openapi_extra": {"parameters": parameters(asked, OfEdition)},
        "operation_id": f"get_{name}",
        "tags": [noun],
        "summary": summary,
    }


@api.exception_handler(Refused)
def refuse(request: HttpRequest, error: Refused) -> HttpResponse:
    return refusal(request, error)


@api.get("/arrangements", **a_list(listings.ARRANGEMENTS, "Arrangements, filtered as on the map"))
def list_arrangements(request: Request) -> HttpResponse:
    return page_of(request, listings.ARRANGEMENTS)


@api.get(
    "/arrangements/{key}", **an_item("arrangement", "arrangements", "An arrangement and all that is known of it")
)
def get_arrangement(request: Request, key: str) -> Answer | HttpResponse:
    shelf, _ = asked_of(request, Nothing)
    entry = items.entry_of(shelf, key)
    if isinstance(entry, str):
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"/api/v1/arrangements/{entry}{'?' if query else ''}{query}")
    return item(shelf, exports.arrangement_parts(shelf.edition, entry))


@api.get("/bodies", **a_list(listings.BODIES, "Councils and other bodies, with the days of their lives"))
def list_bodies(request: Request) -> HttpResponse:
    return page_of(request, listings.BODIES)


@api.get("/bodies/{key}", **an_item("body", "bodies", "A body with its memberships, names, codes and successions"))
def get_body(request: Request, key: str) -> Answer:
    shelf, _ = asked_of(request, Nothing)
    return item(shelf, items.body(shelf, key))


@api.get("/memberships", **a_list(listings.MEMBERSHIPS, "Who is or was in which arrangement"))
def list_memberships(request: Request) -> HttpResponse:
    return page_of(request, listings.MEMBERSHIPS)


@api.get(
    "/memberships/{arrangement}/{body}",
    **an_item("membership", "memberships", "The part of one body in one arrangement"),
)
def get_membership(request: Request, arrangement: str, body: str) -> Answer:
    shelf, _ = asked_of(request, Nothing)
    return item(shelf, items.membership(shelf, arrangement, body))


@api.get("/claims", **a_list(listings.CLAIMS, "What is said to be saved or spent"))
def list_claims(request: Request) -> HttpResponse:
    return page_of(request, listings.CLAIMS)


@api.get("/claims/{key}", **an_item("claim", "claims", "A claim, with the sources that it may rest on"))
def get_claim(request: Request, key: str) -> Answer:
    shelf, _ = asked_of(request, Nothing)
    return item(shelf, items.claim(shelf, key))


@api.get("/sources", **a_list(listings.SOURCES, "The documents and pages that the register rests on"))
def list_sources(request: Request) -> HttpResponse:
    return page_of(request, listings.SOURCES)


@api.get("/sources/{key}", **an_item("source", "sources", "A source, with the arrangements that rest on it"))
def get_source(request: Request, key: str) -> Answer:
    shelf, _ = asked_of(request, Nothing)
    return item(shelf, items.source(shelf, key))


@api.get("/figures", **a_list(listings.FIGURES, "Numbers computed when the edition was cut"))
def list_figures(request: Request) -> HttpResponse:
    return page_of(request, listings.FIGURES)


@api.get("/figures/{name}", **an_item("figure", "figures", "A figure on a day, with its parts", OfFigure))
def get_figure(request: Request, name: str) -> Answer:
    shelf, asked = asked_of(request, OfFigure)
    day, parts = items.figure(shelf, name, asked)
    return {**item(shelf, parts), "day": day}


@api.get("/contributions", **a_list(listings.CONTRIBUTIONS, "The rows that figures are made of"))
def list_contributions(request: Request) -> HttpResponse:
    return page_of(request, listings.CONTRIBUTIONS)


@api.get("/editions", **a_list(listings.EDITIONS, "The editions that stand here"))
def list_editions(request: Request) -> HttpResponse:
    return page_of(request, listings.EDITIONS)


@api.get("/editions/{name}", **an_item("edition", "editions", "An edition with its files, their sizes and checksums"))
def get_edition(request: Request, name: str) -> Answer:
    shelf, _ = asked_of(request, Nothing)
    return item(shelf, items.edition(shelf, settings.EDITIONS, name))
