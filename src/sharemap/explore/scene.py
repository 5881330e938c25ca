"""What a filter selects on its day, as sets, and what that makes of each area. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sharemap.bodies.areas.outlines import Outline
from sharemap.editions.read import Edition
from sharemap.explore.colours import NO_VALUE, SCALES, Measures, Scale, coloured_by
from sharemap.explore.days import OnDay
from sharemap.explore.facets import Facets
from sharemap.explore.filters import Colour, Filters
from sharemap.explore.sets import NOTHING, Set
from sharemap.explore.words import plural

NONE_KNOWN, PLANNED, NOT_SEEN, PERHAPS = "none-known", "planned", "not-seen", "perhaps"
"""Classes of areas without a number."""


@dataclass(frozen=True)
class Scene:
    """What a filter selects on its day, as sets. `on`: another day than the edition's own.

    `counted`: what areas are coloured by; `formed`: the same whatever its status; `planned`: what is only proposed;
    `every`: what is counted with all filters but the service.
    """

    facets: Facets
    filters: Filters
    on: OnDay | None
    counted: Set
    formed: Set
    planned: Set
    every: Set

    @property
    def past(self) -> bool:
        return self.facets.past(self.filters) is not None

    @property
    def colour(self) -> Colour:
        return coloured_by(self.filters)

    @property
    def coming(self) -> bool:
        return self.on is not None and not self.past

    @property
    def none(self) -> str:
        """What is said of an area where there is nothing to say."""
        if self.filters.chosen:
            return "none match"
        return "none known" + (" to have run" if self.past else " to be live or planned" if self.coming else "")

    def held(self, body: str) -> Set:
        """What the body was in on the day, as far as is possible."""
        return (self.on.stays if self.on else self.facets.stays).get(body, NOTHING)

    def sure(self, body: str) -> Set:
        """What it was in for certain."""
        return self.on.sure.get(body, NOTHING) if self.on else self.held(body)


def scene_of(facets: Facets, filters: Filters) -> Scene:
    """The sets of a filter. Counted are the live ones; once anything is chosen, or on a past day, all that match.

    So map and table say the same. What is only planned is said apart; it, and what never formed, is not counted
    unless a status asks for it.
    """
    selected = facets.select(filters)
    on, past = facets.on(filters), facets.past(filters) is not None
    proposed = NOTHING if filters.status else facets.only_proposed
    formed = selected - proposed
    every = facets.select(filters.without("service")) - proposed if coloured_by(filters) is Colour.SHARE else NOTHING
    return Scene(
        facets,
        filters,
        on,
        formed if filters.chosen or past else selected & facets.live,
        formed,
        NOTHING if filters.status or past else selected & facets.planned,
        every,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """The arrangements of one area: all that match, those of them that are live, those that were so for certain."""

    matching: int
    live: int
    sure: int
    planned: int
    css: str
    value: float | None

    def words(self, name: str, scene: Scene, scale: Scale) -> str:
        """`Cherwell: 7 arrangements known, 5 live, 1 under consideration`; with a filter, `match` for `known`."""
        counted = self._ran() if scene.past else self._known(scene.filters.chosen)
        own = scene.colour is not Colour.ARRANGEMENTS
        parts = [scale.says(self.value)] if own and self.value is not None else []
        parts += [counted] if counted else []
        parts += [f"{self.planned} under consideration"] if self.planned else []
        return f"{name}: {', '.join(parts) or scene.none}"

    def _known(self, chosen: bool) -> str:
        verb = ("matches" if self.matching == 1 else "match") if chosen else "known"
        return f"{plural(self.matching, 'arrangement')} {verb}, {self.live} live" if self.matching else ""

    def _ran(self) -> str:
        low = "perhaps " if not self.sure else f"{self.sure} to " if self.sure < self.matching else ""
        return f"{low}{plural(self.matching, 'arrangement')} ran" if self.matching else ""


def tally(scene: Scene, measures: Measures, body: str) -> Tally:
    held = scene.held(body)
    counted, sure = held & scene.counted, scene.sure(body) & scene.counted
    value = measures.value(scene.facets, scene.filters, body, counted, held & scene.every)
    matching, planned = len(held & scene.formed), len(held & scene.planned)
    css = _css(scene, value, len(counted or held & scene.every), len(sure), planned, matching)
    return Tally(matching, len(held & scene.facets.live & scene.formed), len(sure), planned, css, value)


def _css(scene: Scene, value: float | None, counted: int, sure: int, planned: int, matching: int) -> str:  # noqa: PLR0913
    """The class of an area. By arrangements a past day goes by what is certain."""
    scale = SCALES[scene.colour]
    if not counted:
        return PLANNED if planned else NOT_SEEN if matching else NONE_KNOWN
    if scene.past and not sure:
        return PERHAPS
    if scene.past and scene.colour is Colour.ARRANGEMENTS:
        return scale.css(sure)
    return NO_VALUE if value is None else scale.css(value)


def there(edition: Edition, body: str, day: date) -> bool:
    """Whether a body lived on a day, as far as law has it today."""
    known = edition.bodies.get(body)
    return known is None or day in known.period


def called(edition: Edition, scene: Scene, outline: Outline) -> str:
    """An area's name; on a day to come also what will be there by law, or may be by what is announced."""
    on = scene.filters.on
    if not scene.coming or on is None:
        return outline.name
    heirs = scene.facets.days.heirs
    due = [heir.name for heir in heirs.get(outline.body, ()) if heir.on <= on]
    replaced = [edition.bodies[key].short_name for key in heirs if outline.body in {h.key for h in heirs[key]}]
    if replaced:
        return f"{outline.name}, by law in place of {', '.join(replaced)}"
    if due:
        return f"{' or '.join(due)}, by law in place of {outline.name}"
    plans = (plan for plan in edition.announced if not plan.decided and plan.vesting_on and plan.vesting_on <= on)
    named = [plan.new_council for plan in plans if plan.new_council and outline.body in (*plan.whole, *plan.partly)]
    return (
        f"{outline.name} (may become part of {' or '.join(named)}: announced, not decided)" if named else outline.name
    )
