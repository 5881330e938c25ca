"""The edition's index for the browser: sets, days and outlines as plain JSON, so that a choice needs no answer to be
drawn. It brings no words: those come from the server with the page. docs/decisions/0017 says what each part holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sharemap.bodies.areas.layers import Layer
from sharemap.explore.colours import SCALES
from sharemap.explore.current import Reading
from sharemap.explore.days import Stay, Steps
from sharemap.explore.drawing import page_of
from sharemap.explore.facets import FACETS
from sharemap.explore.residents import ASKED_AS
from sharemap.explore.sets import Set

EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date | None) -> int | None:
    """Whole days since 1970."""
    return day.toordinal() - EPOCH if day else None


def index_of(reading: Reading) -> dict[str, object]:
    """All that the browser needs to select, count and colour."""
    edition, facets = reading.edition, reading.facets
    drawn = {outline.body for outlines in edition.outlines.values() for outline in outlines}
    return {
        "edition": edition.name,
        "as_at": day_number(edition.as_at),
        "slugs": [entry.arrangement.slug for entry in edition.entries],
        "sets": {name: _lists(facets.masks.get(name, {})) for name in FACETS},
        "starts": facets.years["started"].spans,
        "ends": facets.years["ended"].spans,
        "ran": [_steps(steps) for steps in facets.days.ran],
        "members": _lists(facets.stays),
        "stays": {body: [_stay(stay) for stay in held] for body, held in facets.days.stays.items()},
        "bodies": {
            key: [body.name, day_number(body.starts_on), day_number(body.ends_before)]
            for key, body in edition.bodies.items()
            if key in facets.days.stays or key in drawn
        },
        "heirs": {
            key: [[heir.key, day_number(heir.on), 1] for heir in heirs] for key, heirs in facets.days.heirs.items()
        },
        "steps": {colour: scale.least for colour, scale in SCALES.items()},
        "per_head": {rung: dict(held) for rung, held in reading.measures.per_head.items() if held},
    }


def _lists(sets: Mapping[str, Set]) -> dict[str, list[int]]:
    return {str(value): list(held) for value, held in sets.items()}


def _steps(steps: Steps) -> list[int]:
    """Day and state in turn."""
    return [number for day, state in steps for number in (day.toordinal() - EPOCH, state)]


def _stay(stay: Stay) -> list[int | None]:
    days = (stay.possible_from, stay.certain_from, stay.certain_until, stay.possible_until)
    return [stay.position, *(day_number(day) for day in days)]


def texts_of(reading: Reading) -> dict[str, object]:
    """What typed words are looked for in, by position; and the register's words for what people ask for."""
    return {"texts": reading.facets.texts.texts, "asked_as": ASKED_AS}


def outlines_of(reading: Reading, layer: Layer) -> list[dict[str, object]]:
    """Every outline of a layer, of whatever day, as it is drawn on the sheet."""
    edition, places = reading.edition, reading.places
    inset = places.inset.paths if places.inset and layer is Layer.DISTRICT else {}
    return [
        {
            "body": each.body,
            "page": page_of(edition, each.body),
            "name": each.name,
            "path": each.path,
            "move": places.move_of(each.body),
            "from": day_number(each.drawn.starts_on),
            "until": day_number(each.drawn.ends_before),
            "approximate": each.approximate,
            "centre": each.centre,
            "hexagon": each.hexagon,
            "inset": inset.get(each.body),
        }
        for each in edition.every_outline.get(layer, ())
    ]
