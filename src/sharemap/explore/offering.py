"""What each facet still offers: how many arrangements would be left with each of its values, all else kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sharemap.explore.facets import Facets
from sharemap.explore.filters import Filters
from sharemap.explore.sets import NOTHING, Set


@dataclass(frozen=True, slots=True)
class Option:
    """A value one may choose: how many arrangements would match, all else kept. `group`: what it stands in."""

    value: str
    label: str
    count: int
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Offer:
    """The facets under one choice of filters. What each filter leaves is found once."""

    facets: Facets
    filters: Filters

    @cached_property
    def _narrowing(self) -> Mapping[str, Set]:
        return self.facets.narrowing(self.filters)

    def counts(self, name: str) -> dict[str, int]:
        """The values of one facet that would leave something, in the order of the options, with how many."""
        others = self.facets.together(held for each, held in self._narrowing.items() if each != name)
        if name == "body" and self.facets.past(self.filters):
            return self._bodies_then(others)
        return self.facets.values[name].counts(others)

    def _bodies_then(self, others: Set) -> dict[str, int]:
        """The bodies that may have been in one of the others on the past day."""
        bodies, leaves = self.facets.bodies(self.filters), others.intersection_cardinality
        return {key: count for key in self.facets.masks["body"] if (count := leaves(bodies.get(key, NOTHING)))}

    def offered(self, name: str) -> list[tuple[str, int]]:
        """The values of one facet in their order: those that would leave something, and those that are chosen."""
        held, counts = getattr(self.filters, name), self.counts(name)
        chosen, masks = held if isinstance(held, tuple) else (held,) if held else (), self.facets.masks[name]
        if all(each in counts for each in chosen):
            return list(counts.items())
        shown = [value for value in masks if value in counts or value in chosen]
        return [(value, counts.get(value, 0)) for value in (*shown, *(each for each in chosen if each not in masks))]

    def options(self, name: str) -> tuple[Option, ...]:
        """What is offered of one facet, with its words."""
        held, groups = getattr(self.filters, name), self.facets.groups.get(name, {})
        chosen = held if isinstance(held, tuple) else (held,)
        return tuple(
            Option(str(each), self.facets.label(name, each), count, each in chosen, groups.get(each, ""))
            for each, count in self.offered(name)
        )
