"""Draws maps as values: which areas, in which class, called what. Pure; the template writes them down as SVG."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sharemap.bodies.areas.layers import Layer
from sharemap.bodies.areas.outlines import HEXAGON_WIDTH, Box, Outline, hexagon_path
from sharemap.editions.read import Edition
from sharemap.explore.colours import NO_VALUE, SCALES, Measures, Scale, coloured_by
from sharemap.explore.facets import Facets
from sharemap.explore.filters import Colour, Filters, Layout
from sharemap.explore.places import Inset, Places, around
from sharemap.explore.scene import NONE_KNOWN, NOT_SEEN, PERHAPS, PLANNED, Scene, called, scene_of, tally, there
from sharemap.explore.sets import NOTHING
from sharemap.explore.standing import heirs
from sharemap.explore.words import day_words, plural


@dataclass(frozen=True, slots=True)
class Area:
    """One area as drawn. `words` is its accessible name; `move` shifts it from where it lies.

    `approximate`: its outline is known only roughly. `page`: the body whose page it leads to.
    """

    body: str
    path: str
    css: str
    words: str
    move: str = ""
    approximate: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the legend."""

    css: str
    words: str


KINDS = {
    PLANNED: "none, but some under consideration",
    NOT_SEEN: "none live, but some ended or not seen lately",
    PERHAPS: "perhaps some: dates are incomplete",
}
"""What the legend says of areas that have no number, where there are such."""
CHOOSE_A_SERVICE = "To see the share of a service, choose one; until then arrangements are counted."
DISTRICTS_ONLY = "Only districts and unitaries have hexagons; these areas are drawn where they lie."
TODAY_ONLY = "Only the councils of today have hexagons; those of another day stand in the table and on the map."
ROUGH = Step("approximate", "dashed: its border is known only roughly")
PLACES = "Dashed borders of councils that are no more rest on places from GeoNames (CC BY 4.0)."
NO_BODY = Step("land", "no such body here")


@dataclass(frozen=True, slots=True)
class Enlarged:
    """Areas drawn again, larger, in a frame on the sheet."""

    frame: Inset
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A map. `ground`: land that is only background, paths and how they are shifted. `outlined`: drawn above all.

    `whole`: areas whose common outline is drawn, under themselves and above all others.
    """

    layer: Layer
    view: str
    ground: tuple[tuple[str, str], ...]
    areas: tuple[Area, ...]
    legend: tuple[Step, ...]
    heading: str
    inset: Enlarged | None = None
    outlined: Area | None = None
    layout: Layout = Layout.MAP
    note: str = ""
    whole: tuple[Area, ...] = ()

    @property
    def beneath(self) -> tuple[Area, ...]:
        """The areas that are not of the whole."""
        return tuple(area for area in self.areas if area not in self.whole)

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
    return SCALES[Colour.ARRANGEMENTS].css(count) if count else NONE_KNOWN


def legend_steps(none: str, scale: Scale = SCALES[Colour.ARRANGEMENTS]) -> tuple[Step, ...]:
    """Hatched first, then the classes with their numbers."""
    return Step(NONE_KNOWN, none), *(Step(f"k{index}", text) for index, text in enumerate(scale.words))


def draw(edition: Edition, facets: Facets, places: Places, measures: Measures, filters: Filters) -> Counted:
    """The map of a filter: each area by the arrangements in which its body is a member and has not left."""
    scene, scale = scene_of(facets, filters), SCALES[coloured_by(filters)]
    day = filters.on or edition.as_at
    outlines = edition.outlines_on(filters.layer, day)
    today = edition.outlines.get(filters.layer, ())
    in_hexagons = filters.layout is Layout.HEXAGONS and all(outline.hexagon for outline in today)
    if in_hexagons:
        outlines, places = tuple(map(_as_hexagon, today)), replace(places, moved={}, inset=None)
    on_layer = NOTHING
    areas = []
    for outline in outlines:
        if not there(edition, outline.body, day):
            areas.append(
                _area(edition, outline, "land", f"{outline.name}: there was no such body on {day_words(day)}", places)
            )
            continue
        on_layer |= scene.held(outline.body) & scene.counted
        counted = tally(scene, measures, outline.body)
        name = called(edition, scene, outline)
        areas.append(_area(edition, outline, counted.css, counted.words(name, scene, scale), places))
    ground = _ground(edition, places, filters.layer, day)
    picture = Picture(
        filters.layer,
        view_box(around((outline.box for outline in outlines), 60) if in_hexagons else _sheet(places, outlines)),
        ground,
        tuple(areas),
        (*_legend(scene, scale, areas), *([NO_BODY] if ground else [])),
        _heading(scene, scale),
        _inset(places, areas) if filters.layer is Layer.DISTRICT else None,
        layout=Layout.HEXAGONS if in_hexagons else Layout.MAP,
        note=_note(scene, scale, sum(each.css == NO_VALUE for each in areas)) + _credit(edition, outlines),
    )
    return Counted(picture, len(scene.counted), len(on_layer))


def _as_hexagon(outline: Outline) -> Outline:
    x, y = outline.hexagon or outline.centre
    half = HEXAGON_WIDTH // 2
    box = (x - half, y - half, x + half, y + half)
    return replace(outline, approximate=False, path=hexagon_path((x, y)), box=box)


def _legend(scene: Scene, scale: Scale, areas: Iterable[Area]) -> tuple[Step, ...]:
    held = list(areas)
    found, rough = {each.css for each in held}, any(each.approximate for each in held)
    none = "none that match" if scene.filters.chosen or scene.past else "none known to be live"
    kinds = {**KINDS, NO_VALUE: scale.nothing, "land": "no such body on that day"}
    steps = (Step(css, words) for css, words in kinds.items() if css in found)
    return *legend_steps(none, scale), *steps, *([ROUGH] if rough else [])


def _heading(scene: Scene, scale: Scale) -> str:
    if scene.colour is not Colour.ARRANGEMENTS:
        return scale.heading
    if scene.past:
        return "Arrangements that ran"
    return "Arrangements that match" if scene.filters.chosen else "Live arrangements"


def _credit(edition: Edition, outlines: Iterable[Outline]) -> str:
    """What the rough borders rest on, where such are drawn of councils that are no more."""
    return f" {PLACES}" if any(o.approximate and edition.as_at not in o.drawn for o in outlines) else ""


def _note(scene: Scene, scale: Scale, without_value: int) -> str:
    """How an area's number is counted, and for how many areas it is not known."""
    if scene.past:
        certain = scene.colour is Colour.ARRANGEMENTS
        counted = (
            f"arrangements that {'ran for certain' if certain else 'may have run'} on the day, in which its body "
            f"{'was' if certain else 'may have been'} a member"
        )
    elif scene.filters.chosen:
        status = "" if scene.filters.status else ", whatever their status"
        counted = f"arrangements that match{status}, in which its body is a member and has not left"
    else:
        counted = "arrangements live by the 36-month rule, in which its body is a member and has not left"
    coming = (
        " What the councils hold that one council will replace by law is counted together, as it stands today."
        if scene.coming
        else ""
    )
    unknown = f" {plural(without_value, 'area')} with arrangements: {scale.nothing}." if without_value else ""
    asked = f" {CHOOSE_A_SERVICE}" if scene.filters.colour is not scene.colour else ""
    if scene.filters.layout is Layout.HEXAGONS and scene.filters.layer is not Layer.DISTRICT:
        asked += f" {DISTRICTS_ONLY}"
    elif scene.filters.layout is Layout.HEXAGONS and scene.on:
        asked += f" {TODAY_ONLY}"
    return f"Counted for each area: {counted}.{coming} {scale.note}".strip() + unknown + asked


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
    shown = drawable(edition, places, lit)
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
    areas = tuple(_area(edition, outline, *lit[outline.body], places) for outline in widest_first)
    above = next((area for area in areas if area.body == outlined), None)
    rough = (ROUGH,) if any(area.approximate for area in areas) else ()
    return Picture(Layer.DISTRICT, view_box(view), tuple(ground), areas, (*legend, *rough), "", outlined=above)


def drawable(edition: Edition, places: Places, keys: Collection[str]) -> list[Outline]:
    """The outlines of some bodies. One that is no more gives way to what came after it, if that is among them too."""
    outlined = [places.by_body[key] for key in keys if key in places.by_body]
    gone = {outline.body for outline in outlined if edition.as_at not in outline.drawn}
    return [each for each in outlined if each.body not in gone or not _followed(edition, each.body, keys)]


def _followed(edition: Edition, key: str, keys: Collection[str]) -> bool:
    after = [body.key for body in heirs(edition, key)]
    return any(each in keys or _followed(edition, each, keys) for each in after)


def view_box(box: Box) -> str:
    """A box as SVG writes it: left, top, width, height."""
    left, top, right, bottom = box
    return f"{left} {top} {right - left} {bottom - top}"


def _area(edition: Edition, outline: Outline, css: str, words: str, places: Places) -> Area:
    said = words + ("; its border is known only roughly" if outline.approximate else "")
    move, page = places.move_of(outline.body), page_of(edition, outline.body)
    return Area(outline.body, outline.path, css, said, move, outline.approximate, page)


def page_of(edition: Edition, body: str) -> str:
    """The body whose page tells of an area: of a council to come, the one that it will take over from."""
    plan = edition.will_be.get(body)
    return (plan.county or plan.whole[0]) if plan else body


def _ground(edition: Edition, places: Places, layer: Layer, day: date) -> tuple[tuple[str, str], ...]:
    """Land under a layer that does not cover it: the districts."""
    if layer not in (Layer.COUNTY, Layer.COMBINED_AUTHORITY):
        return ()
    return tuple((each.path, places.move_of(each.body)) for each in edition.outlines_on(Layer.DISTRICT, day))


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
