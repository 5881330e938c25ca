"""Finds entries by the words in them: a sorted list of all words, and after each other the places of each.

Words that begin alike stand together, and so do their places: what begins with some letters is one slice.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from sharemap.explore.residents import terms
from sharemap.explore.sets import NOTHING, Set

HELD = 256
"""Beginnings of words of which the entries are kept: people type the same few."""
LAST = "\U0010ffff"


class Texts:
    """Folded texts by position, each beginning with a blank, as `terms` are. `everything`: all positions."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(texts)
        self.everything = Set(range(len(self.texts)))
        places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.texts):
            for word in set(text.split()):
                places[word].append(place)
        self._words = sorted(places)
        self._places = array("I")
        self._starts = [0]
        for word in self._words:
            self._places.extend(places[word])
            self._starts.append(len(self._places))
        self._beginning = lru_cache(HELD)(self._find)

    def matching(self, query: str) -> Set:
        """Entries that hold words that begin like those of the text, each as typed or as the register says it."""
        found = self.everything
        for phrases in terms(query):
            met = NOTHING
            for phrase in phrases:
                met |= self._with_phrase(phrase)
            found &= met
        return found

    def _with_phrase(self, phrase: str) -> Set:
        words = phrase.split()
        found = self.everything
        for word in words:
            found &= self._beginning(word)
        if len(words) < 2:
            return found
        # The words of a phrase have to follow each other.
        return Set(place for place in found if f" {phrase}" in self.texts[place])

    def _find(self, begin: str) -> Set:
        first, last = bisect_left(self._words, begin), bisect_left(self._words, begin + LAST)
        return Set(self._places[self._starts[first] : self._starts[last]])
