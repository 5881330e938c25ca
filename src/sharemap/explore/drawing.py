"""Draws maps as values: which areas, in which class, called what. Pure; the template writes them down as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.outlines import Box, Outline
from sharemap.editions.read import Edition
from sharemap.explore.facets import Facets
from sharemap.explore.filters import Filters
from sharemap.explore.places import Inset, Places, around
from sharemap.explore.words import plural

NONE_KNOWN, PLANNED = "none-known", "planned"
STEPS = (1, 2, 3, 4, 6, 8, 11)
"""The least number of each class, k0 to k6. They hold for every filter and layer, so that maps can be compared."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area as drawn. `words` is its accessible name; `move` shifts it from where it lies."""

    body: str
    path: str
    css: str
    words: str
    move: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the legend."""

    css: str
    words: str


UNDER_CONSIDERATION = Step(PLANNED, "none, but some under consideration")
NO_BODY = Step("land", "no such body here")


@dataclass(frozen=True, slots=True)
class Enlarged:
    """Areas drawn again, larger, in a frame on the sheet."""

    frame: Inset
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A map. `ground`: land that is only background, paths and how they are shifted. `outlined`: drawn above all."""

    layer: Layer
    view: str
    ground: tuple[tuple[str, str], ...]
    areas: tuple[Area, ...]
    legend: tuple[Step, ...]
    heading: str
    inset: Enlarged | None = None
    outlined: Area | None = None

    @property
    def hatch(self) -> float:
        """The width of a stripe of the hatching, so that it looks alike at every scale."""
        return round(int(self.view.split()[3]) / 130, 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """The picture of a filter, with how many arrangements it counts and how many of them lie on its layer."""

    picture: Picture
    counted: int
    drawn: int

    @property
    def elsewhere(self) -> int:
        return self.counted - self.drawn


def class_of(count: int) -> str:
    """The style of a count: hatched for none, k0 to k6 for some."""
    reached = [index for index, least in enumerate(STEPS) if count >= least]
    return f"k{reached[-1]}" if reached else NONE_KNOWN


@dataclass(frozen=True, slots=True)
class Tally:
    """The arrangements of one area: those that are counted, all that match, the live and those only planned.

    Proposals count as arrangements only where a status was chosen that asks for them.
    """

    counted: int
    matching: int
    live: int
    planned: int

    @property
    def css(self) -> str:
        return PLANNED if self.planned and not self.counted else class_of(self.counted)

    def words(self, name: str, filters: Filters) -> str:
        """`Cherwell: 7 arrangements known, 5 live, 1 under consideration`; with a filter, `match` for `known`."""
        verb = ("matches" if self.matching == 1 else "match") if filters.chosen else "known"
        parts = [f"{plural(self.matching, 'arrangement')} {verb}, {self.live} live"] if self.matching else []
        if self.planned:
            parts.append(f"{self.planned} under consideration")
        return f"{name}: {', '.join(parts) or ('none match' if filters.chosen else 'none known')}"


def legend_steps(none: str) -> tuple[Step, ...]:
    """Hatched first, then the classes with their numbers."""
    ends = [following - 1 for following in STEPS[1:]]
    words = [str(a) if a == b else f"{a} to {b}" for a, b in zip(STEPS, ends, strict=False)]
    named = [*words, f"{STEPS[-1]} or more"]
    return Step(NONE_KNOWN, none), *(Step(f"k{index}", text) for index, text in enumerate(named))


def draw(edition: Edition, facets: Facets, places: Places, filters: Filters) -> Counted:
    """The map of a filter: each area by the arrangements in which its body is a member and is not known to have left.

    Counted are the live ones; once anything is chosen, all that match, so that map and table say the same. What is
    only planned is said apart, and what never formed is not counted, unless a status asks for it.
    """
    selected = facets.select(filters)
    formed = selected if filters.status else selected & ~facets.only_proposed
    counted = formed if filters.chosen else facets.live
    planned = 0 if filters.status else selected & facets.planned
    outlines = edition.outlines.get(filters.layer, ())
    on_layer = 0
    areas = []
    for outline in outlines:
        held = facets.stays.get(outline.body, 0)
        on_layer |= held & counted
        sets = (counted, formed, facets.live & selected, planned)
        tally = Tally(*((held & each).bit_count() for each in sets))
        areas.append(_area(outline, tally.css, tally.words(outline.name, filters), places))
    ground = _ground(edition, places, filters.layer)
    steps = legend_steps("none that match" if filters.chosen else "none known to be live")
    picture = Picture(
        filters.layer,
        view_box(_sheet(places, outlines)),
        ground,
        tuple(areas),
        (
            *steps,
            *([UNDER_CONSIDERATION] if any(each.css == PLANNED for each in areas) else []),
            *([NO_BODY] if ground else []),
        ),
        "Arrangements that match" if filters.chosen else "Live arrangements",
        _inset(places, areas) if filters.layer is Layer.DISTRICT else None,
    )
    return Counted(picture, counted.bit_count(), on_layer.bit_count())


def _sheet(places: Places, outlines: Iterable[Outline]) -> Box:
    """The sheet, and what lies beyond it: the police of Scotland serve Shetland, which cannot be moved alone."""
    return around([places.sheet, *(_moved_box(outline, places) for outline in outlines)], 0)


def near(
    edition: Edition,
    places: Places,
    lit: Mapping[str, tuple[str, str]],
    legend: tuple[Step, ...],
    outlined: str = "",
) -> Picture | None:
    """A small map around some bodies. `lit`: key → style and words. None where none of them has an area.

    `outlined`: the key of the body whose outline lies above all others.

    The districts around are drawn as ground; bodies of wider layers lie under those of narrower ones.
    """
    shown = [places.by_body[key] for key in lit if key in places.by_body]
    if not shown:
        return None
    view = _roomy(around((_moved_box(outline, places) for outline in shown), 0))
    # The figure may be wider or higher than the view; the land round it runs on.
    beyond = _roomy(_roomy(view))
    widest_first = sorted(shown, key=lambda outline: (-list(Layer).index(outline.layer), outline.body))
    lit_districts = {outline.body for outline in shown if outline.layer is Layer.DISTRICT}
    ground = (
        (outline.path, "")
        for outline in edition.outlines.get(Layer.DISTRICT, ())
        if outline.body not in {*lit_districts, *places.moved} and _overlap(outline.box, beyond)
    )
    areas = tuple(_area(outline, *lit[outline.body], places) for outline in widest_first)
    above = next((area for area in areas if area.body == outlined), None)
    return Picture(Layer.DISTRICT, view_box(view), tuple(ground), areas, legend, "", outlined=above)


def view_box(box: Box) -> str:
    """A box as SVG writes it: left, top, width, height."""
    left, top, right, bottom = box
    return f"{left} {top} {right - left} {bottom - top}"


def _area(outline: Outline, css: str, words: str, places: Places) -> Area:
    return Area(outline.body, outline.path, css, words, _move(outline, places))


def _move(outline: Outline, places: Places) -> str:
    shift = places.moved.get(outline.body)
    return f"translate({shift[0]} {shift[1]})" if shift else ""


def _ground(edition: Edition, places: Places, layer: Layer) -> tuple[tuple[str, str], ...]:
    """Land under a layer that does not cover it: the districts."""
    if layer not in (Layer.COUNTY, Layer.COMBINED_AUTHORITY):
        return ()
    return tuple((each.path, _move(each, places)) for each in edition.outlines.get(Layer.DISTRICT, ()))


def _inset(places: Places, areas: Iterable[Area]) -> Enlarged | None:
    if places.inset is None:
        return None
    paths = places.inset.paths
    return Enlarged(places.inset, tuple(replace(each, path=paths[each.body]) for each in areas if each.body in paths))


def _moved_box(outline: Outline, places: Places) -> Box:
    x, y = places.moved.get(outline.body, (0, 0))
    left, top, right, bottom = outline.box
    return left + x, top + y, right + x, bottom + y


def _roomy(box: Box) -> Box:
    """A box with its surroundings: a third as much again on each side, and no smaller than 60 kilometres."""
    left, top, right, bottom = box
    room = max((right - left) // 3, (bottom - top) // 3, 120 - min(right - left, bottom - top) // 2, 0)
    return left - room, top - room, right + room, bottom + room


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
