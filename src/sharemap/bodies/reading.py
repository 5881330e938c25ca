"""What the words of a name say: the place, the sort of council, police or fire, or something we do not list."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from sharemap.bodies.normalise import fold, words_in
from sharemap.bodies.rows import PRINCIPAL_KINDS, BodyKind


class Family(StrEnum):
    """Kinds that share the words by which they are told apart."""

    COUNCIL = "council"
    COMBINED = "combined authority"
    POLICE = "police"
    FIRE = "fire"
    NHS = "NHS"
    PARK = "park authority"
    WASTE = "waste authority"
    TRANSPORT = "transport body"
    OUTSIDE = "outside"


_FAMILY_OF_KIND = {
    BodyKind.COMBINED_AUTHORITY: Family.COMBINED,
    BodyKind.REGIONAL_AUTHORITY: Family.COMBINED,
    BodyKind.POLICE: Family.POLICE,
    BodyKind.FIRE: Family.FIRE,
    BodyKind.NHS: Family.NHS,
    BodyKind.NATIONAL_PARK: Family.PARK,
    BodyKind.WASTE: Family.WASTE,
    BodyKind.TRANSPORT: Family.TRANSPORT,
}


def family_of(kind: BodyKind) -> Family:
    """The family of a kind; OUTSIDE for kinds that the directory does not list, such as companies."""
    return Family.COUNCIL if kind in PRINCIPAL_KINDS else _FAMILY_OF_KIND.get(kind, Family.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart: `words` is the place, `marks` say what sort of council it is.

    `family` is None where no word tells it. `office`, `outside` and `collective` hold the words that show an
    office beside the body (a police and crime commissioner), a body of another sort, or a group; else blank.
    """

    whole: str
    words: tuple[str, ...]
    marks: frozenset[str]
    family: Family | None
    office: str
    outside: str
    collective: str

    @property
    def plain(self) -> bool:
        """Whether nothing, or no more than “council”, is said of its sort."""
        return self.family is None and self.marks <= {"council"}

    @property
    def bare(self) -> bool:
        """Whether only a place is named, without a word for the sort of body."""
        return not self.marks and self.family is None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


# In this order: a combined fire authority is a fire authority.
_FAMILY_WORDS = (
    (
        Family.FIRE,
        _words(
            r"(?:combined |county |commissioner |police and fire and crime commissioner )*fire and rescue"
            r"(?: (?:services?|authority|brigade))?|(?:combined |county )?fire (?:services?|authority|brigade)"
            r"|fire and emergency planning authority|fire commissioner|fire|frs|fra|f and rs?|f and ra"
        ),
    ),
    (Family.POLICE, _words(r"(?:police|constabulary|heddlu)(?: (?:services?|force|authority))?")),
    (Family.PARK, _words(r"(?:national|regional) park(?: authority)?|npa|parc cenedlaethol")),
    (Family.WASTE, _words(r"waste(?: disposal| and recycling)? authority|waste$")),
    (
        Family.COMBINED,
        _words(r"(?:mayoral |strategic )*combined (?:county )?authority|(?<=[a-z] )(?:ca|mca|cca|mcca)$"),
    ),
    (Family.NHS, _words(r"(?:nhs )?integrated care (?:board|system|partnership)|integrated care|icb|ics|nhs")),
)

_OFFICE = _words(
    r"(?:office of )?(?:the )?(?:police and (?:fire and )?crime commissioner|pcc|pfcc|opcc|opfcc)(?: for)?(?! fire)"
    r"|police authority|chief constable of"
)

_COLLECTIVE = _words(
    r"councils|districts|boroughs|counties|unitaries|authorities|forces|collectively|various|several|others?"
    r"|all|neighbouring|members?|bodies|partners|ccgs|groups|trusts|colleges|universities|^\d{1,3}"
)

_OUTSIDE = _words(
    r"ltd|limited|llp|plc|inc|cic|cio|group|holdings|university|college|school|academy|trust|foundation|ccg"
    r"|clinical commissioning|pct|primary care|hospitals?|healthcare|homes|housing|association|society"
    r"|co operative|cooperative|partnership|consortium|union|(?:town|parish|community) council|ambulance"
    r"|probation|pensions?|fund|department|ministry|agency|institute|services?|solutions|highways|health"
    r"|regulator|tribunal|chamber|church|diocese|government|librar(?:y|ies)|museums?|theatre|leisure|lep"
    r"|enterprise|development corporation|commission|centre|board|network|alliance|committee|companies"
)

_SORTS = (
    r"council|borough|district|city|county|metropolitan|unitary|authority|london borough|royal borough"
    r"|corporation|lb|lbc|rb|rbc|bc|dc|cc|cbc|mbc|mdc|mc|ua"
)
# “City of London” names no town called London: the words stay together.
_BEFORE = re.compile(
    rf"^(?:(?:the|common|co|royal|{_SORTS}|cyngor|bwrdeistref|sirol|sir|dinas|comhairle|of|and|a)\s)*?"
    r"(?=(?:city|corporation) of london\b)"
    rf"|^(?:(?:the|common|co|royal|{_SORTS}|cyngor|bwrdeistref|sirol|sir|dinas|comhairle|of|and|a)\s)+"
)
_AFTER = re.compile(rf"(?:(?:^|\s)(?:{_SORTS}|of|and|the))+$")
_AROUND_OTHERS = re.compile(r"^(?:(?:the|county|for|of|and)\s)+|(?:\s(?:the|county|for|of|and))+$")
_MARK = _words(_SORTS + r"|cyngor|sir|dinas|bwrdeistref|sirol|comhairle")

_MENDED = sorted(
    words_in(
        "council borough district county city metropolitan unitary authority constabulary police rescue service"
        " combined integrated national commissioner corporation london"
    )
)


def read_name(text: str, known: Collection[str] = ()) -> Reading:
    """Take a name apart. Misspelt words for sorts (“Distict Councl”) are mended unless they are `known` as places."""
    whole = " ".join(_mend(word, known) if known else word for word in fold(text).split())
    office = _OFFICE.search(whole)
    rest = _OFFICE.sub(" police ", whole) if office else whole
    family, rest = _family(rest)
    outside, collective = _OUTSIDE.search(rest), _COLLECTIVE.search(rest)
    rest = " ".join(rest.split())
    place = _AROUND_OTHERS.sub("", rest) if family else _AFTER.sub("", _BEFORE.sub("", rest, count=1)).strip()
    return Reading(
        whole=whole,
        words=tuple(place.split()),
        marks=frozenset(_MARK.findall(rest.replace(place, " ", 1) if place else rest)) if not family else frozenset(),
        family=family,
        office=office[0].strip() if office else "",
        outside=outside[0] if outside else "",
        collective=collective[0] if collective else "",
    )


def _family(text: str) -> tuple[Family | None, str]:
    for family, words in _FAMILY_WORDS:
        if words.search(text):
            return family, words.sub(" ", text)
    return None, text


def _mend(word: str, known: Collection[str]) -> str:
    if len(word) < 4 or word in known or word in _MENDED or word.endswith("s"):
        return word
    return next((sort for sort in _MENDED if OSA.distance(word, sort, score_cutoff=1) == 1), word)
