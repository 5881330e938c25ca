"""The map's areas with what it says of each, for programs that draw maps."""

from __future__ import annotations

import json

from django.http import HttpResponse

from sharemap.bodies.areas.outlines import Outline
from sharemap.explore import formats
from sharemap.explore.drawing import draw
from sharemap.explore.filters import read_filters
from sharemap.explore.geojson import feature
from sharemap.explore.middleware import Request
from sharemap.explore.scene import scene_of, tally, there
from sharemap.explore.views.safe import readable

GEOJSON_TYPE = "application/geo+json"
MEANS = {
    "body": "Key of the body",
    "name": "Its name",
    "matching": "Arrangements that match, of which it is a member and has not left; on a past day, possibly",
    "live": "Those of them that are live on the edition's day",
    "certain": "Those of them that are so for certain",
    "value": "What the map is coloured by; null: not known",
    "class": "The class on the map",
    "approximate": "Whether the outline is only roughly known",
    "starts_on": "First day on which the map draws it; null: nothing is drawn in its place before",
    "ends_before": "First day on which the map draws it no more; null: it still does",
}


@readable
def arrangements_geojson(request: Request) -> HttpResponse:
    reading = request.reading
    filters, _ = read_filters(request.GET, reading.facets.known)
    edition, scene = reading.edition, scene_of(reading.facets, filters)
    features = []
    day = filters.on or edition.as_at
    for outline in edition.outlines_on(filters.layer, day):
        if not there(edition, outline.body, day):
            continue
        found = tally(scene, reading.measures, outline.body)
        told = (outline.body, outline.name, found.matching, found.live, found.sure, found.value, found.css)
        features.append(feature(outline, dict(zip(MEANS, (*told, *_drawn(outline)), strict=True))))
    heading = draw(edition, reading.facets, reading.places, reading.measures, filters).picture.heading
    document = {
        "type": "FeatureCollection",
        **formats.head(edition),
        "filters": filters.pairs(),
        "heading": heading,
        "columns": [{"name": name, "means": means} for name, means in MEANS.items()],
        "attribution": "Indicative boundaries derived from ONS postcode data; Open Government Licence v3.0. Rough "
        "borders of councils that are no more: places from GeoNames, Creative Commons Attribution 4.0",
        "features": features,
    }
    response = HttpResponse(json.dumps(document, ensure_ascii=False), content_type=GEOJSON_TYPE)
    response["Content-Disposition"] = f'attachment; filename="arrangements-{edition.name}.geojson"'
    return response


def _drawn(outline: Outline) -> tuple[object, ...]:
    """Whether its outline is rough, and the days on which it is drawn."""
    days = (outline.drawn.starts_on, outline.drawn.ends_before)
    return outline.approximate, *(day and day.isoformat() for day in days)
