"""The page of a council or other body, and the same as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharemap.bodies.rows import Body
from sharemap.explore import exports, formats, standing
from sharemap.explore.answering import is_place
from sharemap.explore.asking import asking
from sharemap.explore.citing import cited
from sharemap.explore.current import Reading
from sharemap.explore.drawing import Picture, Step, class_of, legend_steps, near
from sharemap.explore.facets import REGION_LABELS
from sharemap.explore.filters import Filters
from sharemap.explore.matrix import MOST_ROWS, partners_by_service
from sharemap.explore.middleware import Request
from sharemap.explore.similar import Alike, bodies_like
from sharemap.explore.standing import Share
from sharemap.explore.timeline import lines_of
from sharemap.explore.views.safe import readable
from sharemap.explore.words import plural

MOST_SERVICES = 8


@readable
def body(request: Request, key: str) -> HttpResponse:
    reading = request.reading
    edition, found = reading.edition, body_of(reading, key)
    shares = standing.shares_of(edition, key)
    now = standing.still_shared(shares)
    matrix = partners_by_service(edition, now)
    address = request.build_absolute_uri(f"/bodies/{key}")
    like = bodies_like(edition, found) if edition.as_at in found.period else ()
    context = {
        "heading": found.name,
        "section": "register",
        "body": found,
        "alive": found.ends_before is None or edition.as_at < found.ends_before,
        "before": standing.before(edition, key),
        "after": standing.after(edition, key),
        "heirs": standing.heirs(edition, key),
        "other_names": standing.other_names(edition, found),
        "codes": [row for row in edition.codes if row.body == key],
        "county": edition.bodies.get(found.county),
        "shares": shares,
        "asks": asking(edition, found, shares),
        "now": now,
        "past": [share for share in shares if share.past],
        "matrix": matrix.first(MOST_ROWS),
        "further": matrix.after(MOST_ROWS),
        "lines": lines_of(shares, edition.as_at),
        "like": like,
        "compare_like": compare_query(found, like),
        "heritage": standing.heritage(edition, key),
        "serving": standing.serving(edition, key),
        "served": standing.served(edition, key),
        "is_place": is_place(found) and edition.as_at in found.period,
        "address": address,
        "picture_address": f"{address}.png",
        "citation": cited(edition, found.name, address),
        "picture": draw_partners(reading, found, now),
        **nearby(reading, found, now),
    }
    return render(request, "explore/body.html", context)


def compare_query(own: Body, like: Sequence[Alike]) -> str:
    """The query that sets a body beside those like it."""
    return urlencode([("body", own.key), *(("body", each.body.key) for each in like)])


def nearby(reading: Reading, own: Body, now: Sequence[Share]) -> dict[str, object]:
    """Lists of arrangements in the body's region: all of them, and those of each service that it shares."""
    region = own.region or own.nation
    if region in REGION_LABELS or region not in reading.facets.known.regions:
        return {}
    services = standing.services_of(now, MOST_SERVICES)
    return {
        "region": region,
        "near": Filters(region=region).query(),
        "alike": [(service.name, Filters(service=service.key, region=region).query()) for service in services],
    }


def draw_partners(reading: Reading, own: Body, now: Sequence[Share]) -> Picture | None:
    """The body, outlined, and its partners by the number of arrangements they share with it."""
    partners = Counter(part.body.key for share in now for part in share.others if not part.left)
    names = reading.edition.bodies
    lit = {
        key: (class_of(count), f"{names[key].name}: {plural(count, 'arrangement')} shared")
        for key, count in partners.items()
    }
    highest = max(partners.values(), default=0)
    steps = [step for step in legend_steps("")[1:] if partners and step.css <= class_of(highest)]
    drawn = own.key in reading.places.by_body
    legend = (*([Step("member", own.short_name)] if drawn else []), *steps)
    return near(reading.edition, reading.places, {**lit, own.key: ("member", own.name)}, legend, own.key)


@readable
def body_file(request: Request, key: str, ending: str) -> HttpResponseBase:
    """Its memberships."""
    edition = request.reading.edition
    rows = exports.memberships_of_body(edition, body_of(request.reading, key))
    return formats.Listing(edition, key, rows, exports.NamedMembership).response(ending)


@readable
def body_json(request: Request, key: str) -> HttpResponse:
    """The body with its memberships, names, codes and successions."""
    edition, found = request.reading.edition, body_of(request.reading, key)
    return formats.json_response(edition, exports.body_parts(edition, found), exports.BODY_PARTS)


def body_of(reading: Reading, key: str) -> Body:
    found = reading.edition.bodies.get(key)
    if found is None:
        raise Http404(key)
    return found
