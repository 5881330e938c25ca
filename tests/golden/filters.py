"""Which filters the golden file holds, and what Python gives for them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict

from sharemap.bodies.areas.layers import Layer
from sharemap.explore.current import Reading
from sharemap.explore.drawing import draw
from sharemap.explore.facets import FACETS
from sharemap.explore.filters import Claimed, Colour, Filters, Match, Size, read_filters
from sharemap.explore.index import index_of, texts_of
from sharemap.explore.offering import Offer
from sharemap.register.rows import DeliveryModel, Rung
from sharemap.register.status import StatusWord

MANY = 150
CHOICES: dict[str, tuple[Any, ...]] = {
    "q": ("", "", "audit", "shire lawyers", "wages", "nothing holds this"),
    "service": ("", "", "internal-audit", "payroll", "law"),
    "region": ("", "", "South East", "London", "Scotland"),
    "body": ((), (), ("north",), ("north", "south"), ("old", "watch"), ("shire",)),
    "match": tuple(Match),
    "partner": ("", "", "with police", "councils only"),
    "pair": ("", "", "district council with district council"),
    "model": (None, None, DeliveryModel.COMPANY, DeliveryModel.LEAD_AUTHORITY),
    "status": (None, None, *StatusWord),
    "started_from": (None, None, 2010, 2012),
    "started_to": (None, None, 2011),
    "ended_from": (None, None, 2018),
    "ended_to": (None, None, None, 2017),
    "claim": (None, None, *Claimed),
    "rung": (None, None, *Rung),
    "size": (None, None, *Size),
    "on": (
        None,
        None,
        date(2010, 4, 1),
        date(2012, 6, 30),
        date(2015, 4, 1),
        date(2018, 4, 1),
        date(2027, 4, 1),
        date(1950, 1, 1),
    ),
    "colour": tuple(Colour),
    "layer": (Layer.DISTRICT, Layer.DISTRICT, Layer.COUNTY, Layer.POLICE),
}


def queries() -> Iterator[Filters]:
    """Each choice alone, then many together; the same every time."""
    for name, values in CHOICES.items():
        yield from (replace(Filters(), **{name: value}) for value in dict.fromkeys(values))
    chance = random.Random(20261126)
    for _ in range(MANY):
        names = chance.sample(sorted(CHOICES), chance.randint(2, 5))
        yield replace(Filters(), **{name: chance.choice(CHOICES[name]) for name in names})


def golden(reading: Reading) -> dict[str, object]:
    """The files by name: the index, its texts, and every query with what it gives."""
    held = [_answer(reading, filters) for filters in dict.fromkeys(queries())]
    return {"index": index_of(reading), "texts": texts_of(reading), "filters": held}


def _answer(reading: Reading, filters: Filters) -> dict[str, object]:
    facets = reading.facets
    found, _ = read_filters(QueryDict(filters.query()), facets.known)
    options = {name: Offer(facets, found).options(name) for name in FACETS}
    drawn = draw(reading.edition, facets, reading.places, reading.measures, found)
    return {
        "query": found.query(),
        "slugs": [entry.arrangement.slug for entry in facets.of(facets.select(found))],
        "counts": {name: {each.value: each.count for each in held if each.count} for name, held in options.items()},
        "classes": {area.body: area.css for area in drawn.picture.areas},
    }
