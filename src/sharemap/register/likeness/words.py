"""Which words of a name tell arrangements apart: not those that name any sharing, body or episode."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sharemap.bodies.normalise import SMALL_WORDS, fold, words_in

_SHARING_WORDS = words_in(
    """agreement alliance approach arrangement between collaboration collaborative committee company contract
    cooperation executive group hub initiative integrated integration into its joint jointly management managed
    merged network new office officer operation organisation our partner partnership programme project scheme section
    service set share shared sharing single solution strategic support system team together up vision wider working"""
)
_BODY_WORDS = words_in(
    """authority board borough city combined constabulary council county department district division fire force
    government local metropolitan police regional rescue royal trust unit unitary"""
)
_PLAN_WORDS = words_in(
    "after before extension formation original phase plan planned post proposal proposed reorganisation review setup"
)
ENDING_WORDS = words_in("break breakup closure disaggregation ending windup")
EPISODE_WORDS = ENDING_WORDS | words_in("departure exit insourcing separation split transfer transition withdrawal")
"""Words that name a turn in a sharing's life: such a record tells of the same sharing, with dates of its own."""
_NOT_PLURAL = words_in("as bus gas its this us was has is yes wales news hants notts beds bucks cambs oxfords")
_SAME_WORD = {"it": "ict", "policing": "police", "councillor": "council"}


@lru_cache(maxsize=65_536)
def plain_words(text: str) -> frozenset[str]:
    """The words of a text, folded; plurals as singulars, so that “services” is “service”."""
    return frozenset(_plain(word) for word in fold(text).split())


def _plain(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL:
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return _SAME_WORD.get(word, word)


GENERIC_WORDS = (
    frozenset(map(_plain, SMALL_WORDS | words_in("for from to")))
    | _SHARING_WORDS
    | _BODY_WORDS
    | _PLAN_WORDS
    | EPISODE_WORDS
)
"""Words that name any sharing, any sort of body, or a turn in a sharing's life."""


def as_written(words: frozenset[str], texts: Iterable[str]) -> str:
    """Plain words in the form and the order in which texts have them."""
    written: dict[str, str] = {}
    for word in (word for text in texts for word in fold(text).split()):
        if _plain(word) in words:
            written.setdefault(_plain(word), word)
    return " ".join(written.values())


def telling(words: frozenset[str]) -> frozenset[str]:
    """The words that are not generic; all of them where none is left, as in “Working Together”."""
    return words - GENERIC_WORDS or words
