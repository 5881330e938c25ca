"""How alike two arrangements are, 0 to 100, with reasons: from 50 on they are one arrangement told twice.

Points are added up. For one arrangement speak: names (to 40), members (to 30), services (to 20), common pages (to
15), common amounts (to 10), starts, ends, staff and the same delivery model (5 each). Against it speak: no common
member (-40), no common service (-20), a name with a word of its own (-10; both: -20), or with a service of its own
(-25), or after a member that the other has not (-10; both: -20), a text of one that names the other (-25), starts
or ends apart (-10 to -30), one that ended before the other began (-25), a contract or company against another model
(-15), one that was only thought of (-10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sharemap.core.period import Bounds
from sharemap.register.likeness.likened import Likened, Words
from sharemap.register.likeness.words import EPISODE_WORDS, GENERIC_WORDS, as_written, telling
from sharemap.register.rows import DeliveryModel

SAME_FROM = 50
_NAMES, _MEMBERS, _SERVICES = 40, 40, 20
_PAGE, _PAGES_AT_MOST = 5, 15
_AMOUNT, _AMOUNTS_AT_MOST = 5, 10
_AGREED, _SAME_MODEL = 5, 5
# A name of only members, or only services, says again what members and services say.
_SAYS_NO_MORE = 0.6
_DAYS = 365
_APART = ((10, -30), (5, -20), (2, -10), (1, 0))
"""Years apart, and the points for more."""
_LEGAL_FORMS = frozenset({DeliveryModel.COMPANY, DeliveryModel.CONTRACT, DeliveryModel.JOINT_VENTURE})
_STEM = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for one arrangement, or against it, in plain words."""

    points: int
    words: str


Rule = Callable[[Likened, Likened], Iterator[Reason]]


def score(left: Likened, right: Likened) -> tuple[int, tuple[Reason, ...]]:
    """The likeness, and the reasons for it, the weightiest first."""
    reasons = [reason for rule in _RULES for reason in rule(left, right)]
    total = sum(reason.points for reason in reasons)
    return max(0, min(100, total)), tuple(sorted(reasons, key=lambda each: -abs(each.points)))


def _names(left: Likened, right: Likened) -> Iterator[Reason]:
    """The two names most alike, by their telling words; a place of a member weighs half."""
    likeness, common = max(
        (_alike(left, right, one, other) for one in left.names for other in right.names),
        key=lambda each: (each[0], sorted(each[1])),
        default=(0.0, frozenset()),
    )
    if likeness:
        yield Reason(round(_NAMES * likeness), f"names alike: “{as_written(common, left.written)}”")


def _alike(left: Likened, right: Likened, one: Words, other: Words) -> tuple[float, Words]:
    places = left.places | right.places
    mine, theirs = telling(one), telling(other)
    common = mine & theirs
    likeness = _weight(common, places) / (_weight(mine | theirs, places) or 1)
    main = one in (left.main, left.named) and other in (right.main, right.named)
    in_service = {word for word in common if _of_service(word, left.service_words | right.service_words)}
    no_more = common <= places or common <= in_service or (not main and common <= places | in_service)
    return likeness * (_SAYS_NO_MORE if no_more and one != other else 1), common


def _weight(words: Words, places: Words) -> int:
    return sum(1 if word in places else 2 for word in words)


def _of_service(word: str, services: Words) -> bool:
    """Whether a word names a service, as “financial” names finance."""
    return word in services or any(
        len(word) >= _STEM <= len(service) and word[:_STEM] == service[:_STEM] for service in services
    )


def _own_words(left: Likened, right: Likened) -> Iterator[Reason]:
    """What one is called and the other never is."""
    mine, theirs = _only(left, right), _only(right, left)
    if mine and theirs:
        yield Reason(-20, f"names differ: “{_said(mine, left)}”, “{_said(theirs, right)}”")
    elif mine or theirs:
        narrower = left if mine else right
        named = any(_of_service(word, narrower.service_words) for word in mine | theirs)
        yield Reason(-25 if named else -10, f"only one is called “{_said(mine | theirs, narrower)}”")


def _only(one: Likened, other: Likened) -> Words:
    return one.main - other.words - one.places - other.places - GENERIC_WORDS


def _named_after(left: Likened, right: Likened) -> Iterator[Reason]:
    mine = (left.named & left.places) - right.places - right.words
    theirs = (right.named & right.places) - left.places - left.words
    if mine and theirs:
        yield Reason(-20, f"named after members the other has not: “{_said(mine, left)}”, “{_said(theirs, right)}”")
    elif mine or theirs:
        yield Reason(-10, f"one is named after a member the other has not: “{_said(mine | theirs, left, right)}”")


def _named_in_text(left: Likened, right: Likened) -> Iterator[Reason]:
    for one, other in ((left, right), (right, left)):
        if named := one.named_in(other):
            yield Reason(-25, f"what is said of “{other.name}” speaks of “{named}” as another")


def _members(left: Likened, right: Likened) -> Iterator[Reason]:
    if not left.members or not right.members:  # a draft that names nobody yet says nothing
        return
    mine, theirs = left.shared_with(right), right.shared_with(left)
    if not mine:
        yield Reason(-40, "no common member")
        return
    both = (len(mine) + len(theirs)) / (len(left.members) + len(right.members))
    yield Reason(round(_MEMBERS * both) - 10, _members_said(left, right, len(mine), len(theirs)))


def _members_said(left: Likened, right: Likened, mine: int, theirs: int) -> str:
    all_left, all_right = mine == len(left.members), theirs == len(right.members)
    if all_left and all_right:
        return f"the same {mine} members" if mine > 1 else "the same member"
    if all_left or all_right:
        smaller = min(len(left.members), len(right.members))
        return f"all {smaller} members of the smaller are in the larger"
    return f"{mine} of {len(left.members)} and {theirs} of {len(right.members)} members are common"


def _services(left: Likened, right: Likened) -> Iterator[Reason]:
    if not left.services or not right.services:
        return
    mine, theirs = left.covered_by(right), right.covered_by(left)
    if not mine:
        yield Reason(-20, "no service in common")
        return
    smaller = min(len(mine) / len(left.services), len(theirs) / len(right.services))
    yield Reason(round(_SERVICES * smaller), _services_said(left, right, len(mine), len(theirs)))


def _services_said(left: Likened, right: Likened, mine: int, theirs: int) -> str:
    if mine == len(left.services) and theirs == len(right.services):
        return f"the same {mine} services" if mine > 1 else "the same service"
    return f"{mine} of {len(left.services)} and {theirs} of {len(right.services)} services are common"


def _sources(left: Likened, right: Likened) -> Iterator[Reason]:
    pages, amounts = len(left.urls & right.urls), len(left.amounts & right.amounts)
    if pages:
        yield Reason(min(_PAGES_AT_MOST, _PAGE * pages), f"pages in common: {pages}")
    if amounts:
        yield Reason(min(_AMOUNTS_AT_MOST, _AMOUNT * amounts), f"amounts in common: {amounts}")
    if left.staff is not None and left.staff == right.staff:
        yield Reason(_AGREED, f"the same staff, {left.staff}")


def _times(left: Likened, right: Likened) -> Iterator[Reason]:
    """Starts and ends. A record of an episode, such as a withdrawal, has dates of its own."""
    if (left.main | right.main) & EPISODE_WORDS:
        return
    for what, one, other in (("start", left.starts, right.starts), ("end", left.ends, right.ends)):
        if one and other:
            years = _years_apart(one, other)
            points = next((points for most, points in _APART if years > most), _AGREED)
            yield Reason(points, f"{what}s differ by {years:.0f} years" if years > 1 else f"{what}s agree")
    if followed(left, right) or followed(right, left):
        yield Reason(-25, "one had ended when the other began")


def followed(one: Likened, other: Likened) -> bool:
    """Whether the second began when the first had ended, or as it did."""
    return one.ends is not None and other.starts is not None and one.ends.earliest <= other.starts.latest


def _years_apart(one: Bounds, other: Bounds) -> float:
    days = max((other.earliest - one.latest).days, (one.earliest - other.latest).days, 0)
    return days / _DAYS


def _kinds(left: Likened, right: Likened) -> Iterator[Reason]:
    models = {left.model, right.model}
    if DeliveryModel.NOT_KNOWN not in models:
        yield from _models(left.model, right.model)
    if left.proposed != right.proposed:
        yield Reason(-10, "one is only planned or was never formed")


def _models(left: DeliveryModel, right: DeliveryModel) -> Iterator[Reason]:
    if left is right:
        yield Reason(_SAME_MODEL, f"the same model, {left}")
    elif {left, right} & _LEGAL_FORMS:
        yield Reason(-15, f"{left} and {right}")


def _said(words: Words, *of: Likened) -> str:
    return as_written(words, [name for each in of for name in each.written])


_RULES: tuple[Rule, ...] = (
    _names,
    _own_words,
    _named_after,
    _named_in_text,
    _members,
    _services,
    _sources,
    _times,
    _kinds,
)
