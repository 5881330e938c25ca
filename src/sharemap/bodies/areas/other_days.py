"""Makes the areas of other days than today: of bodies that are no more, and of councils that law has decided on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import shapely

from sharemap.bodies.areas.dissolve import Area, Basis, basis_of, named
from sharemap.bodies.areas.former import Merger, joined, settled
from sharemap.bodies.areas.grid import Shape
from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.serving import Districts, serving
from sharemap.bodies.rows import AnnouncedReorganisation, Body, BodyKind, Constituent

UPPER = {BodyKind.COUNTY: Layer.COUNTY, BodyKind.COMBINED_AUTHORITY: Layer.COMBINED_AUTHORITY}
"""The kinds of bodies above districts whose ends are known, and the layers that they lie on."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Every district of any day up to today: its shape, and what it is made from."""

    shapes: Mapping[str, Shape]
    bases: Mapping[str, Basis]
    merged: Sequence[Merger]

    def joined(self, districts: Iterable[str]) -> tuple[Basis, Shape]:
        """The area of several, taken from what they became where that is the same."""
        held = sorted(settled(districts, self.merged))
        return max(self.bases[key] for key in held), joined([self.shapes[key] for key in held])


def bases(bodies: Mapping[str, Body], merged: Sequence[Merger], by_town: Iterable[str]) -> dict[str, Basis]:
    """What each district is made from. One that became another whole has its area, and so what that is made from."""
    found = {key: basis_of(body) for key, body in bodies.items()}
    towns = frozenset(by_town)
    for merger in merged:
        for key in merger.before:
            made = Basis.FORMER_TOWNS if key in towns else Basis.POSTCODES_2021
            found[key] = found[merger.after] if len(merger.before) == 1 else max(made, found[merger.after])
    return found


def areas_of_other_days(
    drawn: Drawn,
    bodies: Mapping[str, Body],
    constituents: Sequence[Constituent],
    plans: Iterable[AnnouncedReorganisation],
) -> list[Area]:
    """By layer and key."""
    found = [*_districts(drawn, bodies), *_upper(drawn, bodies, constituents), *_coming(drawn, plans)]
    return sorted(found, key=lambda area: (list(Layer).index(area.layer), area.body))


def _districts(drawn: Drawn, bodies: Mapping[str, Body]) -> Iterator[Area]:
    for key, shape in drawn.shapes.items():
        if bodies[key].ends_before:
            yield Area(key, named(bodies[key], Layer.DISTRICT), Layer.DISTRICT, drawn.bases[key], shape)


def _upper(drawn: Drawn, bodies: Mapping[str, Body], constituents: Sequence[Constituent]) -> Iterator[Area]:
    """Bodies above districts, with the districts of their last day; those of which one is not drawn are left out."""
    for body in bodies.values():
        if body.kind in UPPER and body.ends_before:
            last, layer = body.ends_before - timedelta(days=1), UPPER[body.kind]
            districts = _served(body.key, Districts.on(last, bodies.values()), constituents, last)
            if districts and districts <= set(drawn.shapes):
                yield Area(body.key, named(body, layer), layer, *drawn.joined(districts))


def _served(body: str, districts: Districts, constituents: Sequence[Constituent], day: date) -> set[str]:
    return {row.district for row in serving(districts, constituents, (), day) if row.body == body}


def _coming(drawn: Drawn, plans: Iterable[AnnouncedReorganisation]) -> Iterator[Area]:
    """Councils decided by law, where all that goes into them goes whole."""
    for plan in plans:
        if plan.will_be and set(plan.whole) <= set(drawn.shapes):
            shape = shapely.coverage_union_all([drawn.shapes[key] for key in plan.whole])
            basis = max(drawn.bases[key] for key in plan.whole)
            yield Area(plan.key, plan.new_council, Layer.DISTRICT, basis, shape)
