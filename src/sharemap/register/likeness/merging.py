"""Two tellings become one arrangement: nothing that either says is lost, and what had to be reconciled is said.

Kept are the identifier, address and name of the lower identifier, unless the other is clearly better told: the lower
tells of an episode only and the other of the whole, or the other cites twice as many sources and three more. The
name that is not kept becomes an alias. Description and, on conflict, delivery model are those of the better told:
more sources, then more words; but a description that a person edited stays. Staff, contact and end reason are those
of the telling that was seen last. A day that both know in part widens to hold both, or is the finer where they
agree. The end of an episode, such as one member's withdrawal, ends nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from sharemap.bodies.normalise import fold
from sharemap.core.period import Bounds
from sharemap.register.dossier import Dossier, Part, dossiers
from sharemap.register.likeness.bounds import United, forwards, said, united
from sharemap.register.likeness.claims import unite_claims
from sharemap.register.likeness.members import unite_members
from sharemap.register.likeness.words import ENDING_WORDS, EPISODE_WORDS, plain_words
from sharemap.register.rows import (
    Arrangement,
    Citation,
    Claim,
    DeliveryModel,
    Membership,
    PastAddress,
    PublicNote,
    SharedService,
    Sighting,
)

P = TypeVar("P", bound=Part)
_TWICE, _THREE_MORE = 2, 3


@dataclass(frozen=True, slots=True)
class Merged:
    """The one arrangement, what became of the other's identifier and claims, and what was reconciled."""

    dossier: Dossier
    past: PastAddress
    claims: Mapping[str, str]
    reconciled: tuple[str, ...]


def in_order(one: Dossier, other: Dossier) -> tuple[Dossier, Dossier]:
    """Which of two is kept and which is gone."""
    lower, higher = sorted((one, other), key=lambda each: each.arrangement.id)
    if _episodic(lower) != _episodic(higher):
        return (higher, lower) if _episodic(lower) else (lower, higher)
    few, many = _sources(lower), _sources(higher)
    return (higher, lower) if many >= _TWICE * few and many >= few + _THREE_MORE else (lower, higher)


def merge(kept: Dossier, gone: Dossier, why: str, told: Collection[str]) -> Merged:
    """The two as one, under the kept one's identifier; `why` says how they are known to be one.

    `told`: descriptions as tellings give them; any other was edited by a person.
    """
    telling = _Telling(kept, gone, told)
    arrangement = telling.arrangement()
    parts, ids = _parts(kept, gone)
    past = PastAddress(
        gone.arrangement.id,
        gone.arrangement.slug,
        kept.arrangement.id,
        "; ".join((f"the same arrangement told twice: {why}", *telling.words)),
    )
    return Merged(dossiers([arrangement], parts)[0], past, ids, tuple(telling.words))


@dataclass(frozen=True, slots=True)
class _Telling:
    """The two arrangement rows on their way to one; `words` gathers what is reconciled."""

    kept: Dossier
    gone: Dossier
    told: Collection[str]
    words: list[str] = field(default_factory=list)

    def arrangement(self) -> Arrangement:
        kept, gone = self.kept.arrangement, self.gone.arrangement
        better, other = sorted((self.kept, self.gone), key=_told_well, reverse=True)
        start, end = self._days()
        return replace(
            kept,
            aliases=_aliases(kept, gone),
            description=self._description(better.arrangement.description or other.arrangement.description),
            model=self._model(better.arrangement.model, other.arrangement.model),
            starts_on_earliest=start.earliest,
            starts_on_latest=start.latest,
            ends_before_earliest=end.earliest,
            ends_before_latest=end.latest,
            end_reason=self._last_said("end_reason"),
            staff=self._last_said("staff"),
            contact=self._last_said("contact"),
        )

    def _description(self, better: str) -> str:
        """One that a person edited, the kept one's first; else that of the better told."""
        both = (self.kept.arrangement.description, self.gone.arrangement.description)
        edited = [text for text in dict.fromkeys(both) if text and text not in self.told]
        if len(edited) > 1:
            self.words.append(f"description: of the kept one, as a person edited it; of the other “{edited[1]}”")
        elif edited and edited[0] != better:
            self.words.append("description: as a person edited it; the other stays with its telling")
        return edited[0] if edited else better

    def _days(self) -> tuple[United, United]:
        """Start and end of both, or the kept one's where together they would run backwards."""
        kept, gone = self.kept.arrangement, self.gone.arrangement
        start = united("start", kept.starts_on, gone.starts_on)
        end = united("end", *self._ends())
        if not forwards(start.bounds, end.bounds):
            backwards = "start and end: together they would run backwards, so they are those of the kept telling"
            start, end = United(kept.starts_on, backwards), United(kept.ends_before, "")
        self.words.extend(filter(None, (start.words, end.words)))
        return start, end

    def _ends(self) -> tuple[Bounds | None, Bounds | None]:
        kept, gone = self.kept.arrangement.ends_before, self.gone.arrangement.ends_before
        if gone and _ends_nothing(self.gone) and not _episodic(self.kept):
            self.words.append(f"end: {said(gone)} is the end of “{self.gone.arrangement.name}” and not of the whole")
            return kept, None
        return kept, gone

    def _model(self, better: DeliveryModel, other: DeliveryModel) -> DeliveryModel:
        if DeliveryModel.NOT_KNOWN in (better, other) or better is other:
            return other if better is DeliveryModel.NOT_KNOWN else better
        self.words.append(f"delivery model: {better}, by the better told; {other} in the other telling")
        return better

    def _last_said(self, what: str) -> Any:
        """What the telling seen last says; if it says nothing, what the other says."""
        told = sorted((self.kept, self.gone), key=_last_seen, reverse=True)
        if what == "end_reason" and _ends_nothing(self.gone) and not _episodic(self.kept):
            told = [self.kept]
        values = [getattr(each.arrangement, what) for each in told]
        values = [value for value in values if value not in (None, "")]
        if len(set(values)) > 1:
            self.words.append(f"{what.replace('_', ' ')}: of the telling seen last; “{values[1]}” in the other")
        return values[0] if values else getattr(self.kept.arrangement, what)


def _parts(kept: Dossier, gone: Dossier) -> tuple[list[Part], dict[str, str]]:
    to = kept.arrangement.id
    claims, ids = unite_claims(_of(kept, Claim), _of(gone, Claim), to)
    parts: list[Part] = [
        *unite_members(_of(kept, Membership), _of(gone, Membership), to),
        *claims,
    ]
    notes = (replace(each, arrangement=to, about=ids.get(each.about, each.about)) for each in _of(gone, PublicNote))
    parts += dict.fromkeys((*_of(kept, PublicNote), *notes))
    for part_type in (SharedService, Citation, Sighting):
        moved = (replace(each, arrangement=to) for each in _of(gone, part_type))
        parts += dict.fromkeys((*_of(kept, part_type), *moved))
    return parts, ids


def _aliases(kept: Arrangement, gone: Arrangement) -> tuple[str, ...]:
    """Every other name once, whatever its case and signs."""
    by_fold = {fold(each): each for each in reversed((*kept.aliases, gone.name, *gone.aliases))}
    by_fold.pop(fold(kept.name), None)
    return tuple(reversed(by_fold.values()))


def _of(dossier: Dossier, part_type: type[P]) -> list[P]:
    return [part for part in dossier.parts if isinstance(part, part_type)]


def _sources(dossier: Dossier) -> int:
    return len({each.source for each in _of(dossier, Citation)})


def _told_well(dossier: Dossier) -> tuple[bool, int, int]:
    """More sources, then more words; a record of an episode does not tell of the whole."""
    return not _episodic(dossier), _sources(dossier), len(dossier.arrangement.description)


def _last_seen(dossier: Dossier) -> date:
    return max((each.seen_on_latest or date.min for each in _of(dossier, Sighting)), default=date.min)


def _name_words(dossier: Dossier) -> frozenset[str]:
    return plain_words(dossier.arrangement.name)


def _episodic(dossier: Dossier) -> bool:
    return not EPISODE_WORDS.isdisjoint(_name_words(dossier))


def _ends_nothing(dossier: Dossier) -> bool:
    return _episodic(dossier) and ENDING_WORDS.isdisjoint(_name_words(dossier))
