"""Whether a new arrangement is told already: by the register, by an open proposal, or by a return. One rule.

Whoever asks says what may be looked at besides the register: the public nothing, a body what others signed, the
team all.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sharemap.bodies.normalise import fold
from sharemap.core.problem import Problem
from sharemap.corrections.choices import Kind
from sharemap.corrections.editing import Find
from sharemap.corrections.models import Proposal
from sharemap.corrections.naming import finder
from sharemap.corrections.proposals import waiting
from sharemap.editions.read import Edition
from sharemap.register.dossier import Part, dossiers
from sharemap.register.likeness.likened import Likened, Likening
from sharemap.register.likeness.nearest import Near
from sharemap.register.rows import Arrangement, DeliveryModel, Membership, Role, SharedService, Verdict

PROPOSAL = "proposal-"
"""Before the number of a proposal, where what is meant is not in the register."""
MOST_ASKED = 3
MOST_LOOKED_AT = 500
MOST_LINES = 40
"""Services or members of one arrangement: each is looked for among all names."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A new arrangement, by what of it is compared. `partners`: keys of bodies. `of`: the body that tells it.

    `told`: by whom it is told, in words. `page`: where the team reads it. Both blank for a draft.
    """

    ref: str
    name: str
    services: tuple[str, ...]
    partners: tuple[str, ...]
    of: str = ""
    told: str = ""
    page: str = ""

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(sorted({*self.partners, *filter(None, (self.of,))}))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a draft may be. `told`: by whom; blank: the register holds it. `same`: the rule takes the two for one."""

    ref: str
    name: str
    services: tuple[str, ...]
    members: tuple[str, ...]
    status: str
    told: str
    page: str
    score: int
    same: bool
    why: str

    @property
    def is_held(self) -> bool:
        return not self.told

    @property
    def is_proposal(self) -> bool:
        return self.ref.startswith(PROPOSAL)

    @property
    def said(self) -> str:
        """For the history: what a draft was told not to be."""
        return f"{self.ref} {self.name} ({self.score} of 100)"


tellers: list[Callable[[Edition], Iterator[Sketch]]] = []
"""What rooms above this one know of new arrangements, for the team: each adds its own when it is made known."""


def candidates(edition: Edition, draft: Sketch, also: Iterable[Sketch] = ()) -> list[Candidate]:
    """All that a draft may be, the likest first: of the register, and of what else may be looked at.

    A body that the register does not know as a member may well be one: so its draft is compared with and without it.
    """
    if not draft.name and not draft.services:
        return []
    # A word that the list of services does not have says nothing here: a person may have split it or made it up.
    known = {fold(each.word) for each in edition.service_words}
    services = tuple(each for each in draft.services if fold(each) in known)
    likening, told = edition.nearest.likening, {each.ref: each for each in also}
    draft = replace(draft, ref="", services=services)
    drafts = [likened(likening, each, edition.bodies) for each in dict.fromkeys((draft, replace(draft, of="")))]
    found = edition.nearest.near(drafts, [likened(likening, each, edition.bodies) for each in told.values()])
    return [
        _told(each, told[each.likened.ref], edition) if each.likened.ref in told else _held(each, edition)
        for each in found
    ]


def likened(likening: Likening, sketch: Sketch, bodies: Container[str]) -> Likened:
    """What of it is compared. A partner that is none of the bodies says nothing."""
    members = tuple(each for each in sketch.members if each in bodies)
    return _likened(likening, sketch.ref, sketch.name, sketch.services, members)


@lru_cache(maxsize=4096)
def _likened(likening: Likening, ref: str, name: str, services: tuple[str, ...], members: tuple[str, ...]) -> Likened:
    unsaid = (None, None, None, None)
    arrangement = Arrangement(ref, "", name, (), "", DeliveryModel.NOT_KNOWN, *unsaid, "", None, "")
    parts: tuple[Part, ...] = (
        *(Membership(ref, body, "", Role.NOT_KNOWN, *unsaid, "", "", "") for body in members),
        *(SharedService(ref, word) for word in services),
    )
    return likening.liken(dossiers([arrangement], parts)[0], ref or "draft")


def _held(near: Near, edition: Edition) -> Candidate:
    entry = edition.by_id[near.likened.ref]
    held = entry.arrangement
    return Candidate(
        ref=held.id,
        name=held.name,
        services=tuple(each.name for each in entry.services),
        members=tuple(dict.fromkeys(each.body.name for each in entry.members if edition.as_at in each.body.period)),
        status=" or ".join(entry.status.possible),
        told="",
        page=f"/arrangements/{held.slug}",
        score=near.decision.score,
        same=near.decision.verdict is Verdict.SAME,
        why=near.decision.reason,
    )


def names(bodies: Iterable[str], edition: Edition) -> tuple[str, ...]:
    """Bodies by name; what is no key stays as it is."""
    return tuple(edition.bodies[each].name if each in edition.bodies else each for each in bodies)


def _told(near: Near, sketch: Sketch, edition: Edition) -> Candidate:
    return Candidate(
        ref=sketch.ref,
        name=sketch.name,
        services=sketch.services,
        members=names(sketch.members, edition),
        status="",
        told=sketch.told,
        page=sketch.page,
        score=near.decision.score,
        same=near.decision.verdict is Verdict.SAME,
        why=near.decision.reason,
    )


def proposed(edition: Edition) -> list[Sketch]:
    """The new arrangements of open proposals. Their words are for the team alone."""
    rows = waiting().filter(kind=Kind.NEW).exclude(name="").order_by("-pk")[:MOST_LOOKED_AT]
    find = finder(edition)
    return [sketch_of(each, find) for each in rows]


def sketch_of(proposal: Proposal, find: Find) -> Sketch:
    return Sketch(
        ref=f"{PROPOSAL}{proposal.pk}",
        name=proposal.name,
        services=lines(proposal.services),
        partners=keys(proposal.partners, find),
        told=f"proposal {proposal.pk}",
        page=f"/team/proposals/{proposal.pk}",
    )


def lines(text: str) -> tuple[str, ...]:
    """What stands one to a line, as far as it is looked at."""
    return tuple(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))[:MOST_LINES]


def keys(text: str, find: Find) -> tuple[str, ...]:
    """The bodies named one to a line, by key; a name that means none stays as it is."""
    found = ((each, find(each)) for each in lines(text))
    return tuple(dict.fromkeys(name if isinstance(key, Problem) else key for name, key in found))


def all_told(edition: Edition) -> Iterator[Sketch]:
    """Whatever the team may see: open proposals, and what returns tell as new."""
    yield from proposed(edition)
    for each in tellers:
        yield from each(edition)
