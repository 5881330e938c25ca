"""Which arrangements a new line may be: of the register, or told as new by another body or proposed by anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from sharemap.bodies.directory import Directory
from sharemap.bodies.rows import Alias, Body, BodyCode, BodyName, Constituent, Succession
from sharemap.core.fields import Row
from sharemap.corrections.twice import Sketch
from sharemap.corrections.twice import likened as sketched
from sharemap.register.dossier import Dossier
from sharemap.register.likeness.blocking import candidates
from sharemap.register.likeness.deciding import NEAR_FROM, judge
from sharemap.register.likeness.likened import Likened, Likening
from sharemap.register.rows import Source, Verdict
from sharemap.register.taxonomy import Service, ServiceWord

Rows = Mapping[type[Row], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Alike:
    """What a new line may be. `other`: an arrangement, the case of another new line, or an open proposal."""

    other: str
    name: str
    score: int
    same: bool
    reason: str


class Likenesses:
    """Compares what is new with all that is held, with open proposals, and with each other."""

    def __init__(self, rows: Rows, held: Iterable[Dossier], proposed: Iterable[Sketch]) -> None:
        self._rows, self._held, self._proposed = rows, list(held), list(proposed)

    @cached_property
    def _likening(self) -> Likening:
        rows = self._rows
        directory = Directory(
            rows=tuple(cast(Sequence[Body], rows[Body])),
            names=tuple(cast(Sequence[BodyName], rows[BodyName])),
            codes=tuple(cast(Sequence[BodyCode], rows[BodyCode])),
            successions=tuple(cast(Sequence[Succession], rows[Succession])),
            aliases=tuple(cast(Sequence[Alias], rows[Alias])),
            constituents=tuple(cast(Sequence[Constituent], rows[Constituent])),
        )
        sources = cast(Sequence[Source], rows[Source])
        words, services = cast(Sequence[ServiceWord], rows[ServiceWord]), cast(Sequence[Service], rows[Service])
        return Likening(directory, sources, words, services)

    def of_new(self, new: Mapping[str, Dossier]) -> dict[str, list[Alike]]:
        """By case of a new line what it may be, the most alike first."""
        if not new:
            return {}
        likened = [self._likening.liken(each) for each in self._held]
        bodies = {each.key for each in cast(Sequence[Body], self._rows[Body])}
        likened += [sketched(self._likening, each, bodies) for each in self._proposed]
        fresh = [self._likening.liken(each, key) for key, each in new.items()]
        found: dict[str, list[Alike]] = {key: [] for key in new}
        for one, other in candidates([*likened, *fresh]):
            for this, that in ((one, other), (other, one)):
                if this.ref in new and (alike := _alike(this, that)):
                    found[this.ref].append(alike)
        return {key: sorted(each, key=lambda alike: -alike.score)[:5] for key, each in found.items() if each}


def _alike(new: Likened, other: Likened) -> Alike | None:
    decision = judge(new, other)
    if decision.verdict is not Verdict.SAME and decision.score < NEAR_FROM:
        return None
    return Alike(other.ref, other.name, decision.score, decision.verdict is Verdict.SAME, decision.reason)
