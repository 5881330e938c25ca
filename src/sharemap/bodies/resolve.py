"""From a name that somebody typed to the body it means on a day; where it may mean several, the question to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from sharemap.bodies.decide import NEVER_BARE, Judge, Outcome, Question, Resolution, unknown
from sharemap.bodies.directory import Directory
from sharemap.bodies.index import BRACKETED, NONE, Keys, build_index, outer
from sharemap.bodies.nearness import Found, by_first_letters, by_part, by_typing, called
from sharemap.bodies.normalise import fold, readings, squash
from sharemap.bodies.reading import Family, read_name
from sharemap.bodies.rows import BodyKind

__all__ = ["Outcome", "Resolution", "Resolver"]

LONGEST = 300
"""More letters than this are no name."""

_GSS = re.compile(r"\b[EWSNK]\d{8}\b", re.IGNORECASE)
_OTHER_CODE = re.compile(r"E\d{4}|\d{2}[A-Z]{0,2}")
_HEAD = re.compile(r"^(.{3,}?\b(?:council|corporation|cc|dc|bc|mbc)\b)\W*(.+)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,/&+;]|\band\b)\s*", re.IGNORECASE)

# Where a bare place is looked for, when no known name has it letter by letter.
_BARE_FAMILIES = (Family.COUNCIL, Family.COMBINED, Family.PARK, Family.WASTE, Family.TRANSPORT)
_NO_NAME = frozenset({"", "n a", "na", "nil", "none", "not known", "tba", "tbc", "tbd", "unknown"})
_EITHER = re.compile(r"(?<=\w)\((\w+)\)")


class Resolver:
    """Resolves names against one directory. Make it once: making it reads every name."""

    def __init__(self, directory: Directory) -> None:
        self._index = build_index(directory)
        self._judge = Judge(directory, self._index)

    def resolve(self, text: str, day: date, hint: BodyKind | None = None) -> Resolution:
        """What `text` means on `day`. `hint`, the kind it is said to be, may be wrong: it only tips scales."""
        question = self._question(text, day, hint)
        if fold(text) in _NO_NAME:
            return unknown(question, "No name is given.")
        if len(text) > LONGEST:
            return unknown(question, "It is too long to be a name.")
        if _EITHER.search(text):
            return self._either(question)
        for step in (self._coded, self._known, self._foreign, self._placed, self._several, self._near):
            answer = step(question)
            if answer:
                return answer
        return unknown(question, "No body in the directory has this name or one near it.")

    def _either(self, question: Question) -> Resolution:
        """A word with an ending in brackets, read both ways: Bedford(shire)."""
        texts = (_EITHER.sub("", question.text), _EITHER.sub(r"\1", question.text))
        answers = [self.resolve(text, question.day, question.hint) for text in texts]
        told = [replace(answer, text=question.text) for answer in answers if answer.candidates] or answers[:1]
        if len({answer.candidates[:1] for answer in told}) == 1:
            return told[0]
        keys = (*(answer.candidates[0] for answer in told), *(key for answer in told for key in answer.candidates))
        return self._judge.ask(question, keys, "It can be read both ways.")

    def _question(self, text: str, day: date, hint: BodyKind | None) -> Question:
        remark = " ".join(BRACKETED.findall(text)).strip()
        reading = read_name(outer(text) or remark, self._index.words)
        if reading.bare and read_name(remark).family:
            reading = read_name(f"{outer(text)} {remark}", self._index.words)
        return Question(text, day, hint, reading, remark)

    def _coded(self, question: Question) -> Resolution | None:
        """A code alone, or a GSS code beside a name that must then mean the same body."""
        found = _GSS.search(question.text)
        code = found[0].upper() if found else question.text.strip()
        keys = self._index.by_code.get(code, NONE) if found or _OTHER_CODE.fullmatch(code) else NONE
        if not keys:
            return None
        rest = _GSS.sub(" ", question.text) if found else ""
        named = self.resolve(rest, question.day, question.hint).candidates if fold(rest) else ()
        if not named or keys & set(named[:1]):
            return self._judge.decide(question, Found(_sorted(keys), True, f"the code {code}"))
        return self._judge.ask(
            question, (*_sorted(keys), *named), f"The code {code} and the name tell different bodies."
        )

    def _known(self, question: Question) -> Resolution | None:
        """The whole name is in the directory, as an official name or an alias."""
        whole = self._index.whole
        keys = whole.get(fold(question.text)) or whole.get(question.reading.whole)
        if not keys:
            return None
        heard = self._with_rivals(question, keys) if question.reading.plain else _sorted(keys)
        return self._judge.decide(question, Found(heard, True, "a known name"))

    def _with_rivals(self, question: Question, keys: Keys) -> tuple[str, ...]:
        """The bodies, and other councils that the same place may mean.

        Bucks was a county and is a unitary council; Newcastle is two places; GCC are the initials of three councils.
        """
        words = question.reading.words
        same = self._index.placed(Family.COUNCIL, words) if words else NONE
        rivals = () if self._is_own(words) else (*called(self._index, words, Family.COUNCIL), *self._spelt(words))
        living = [key for key in rivals if self._judge.living(key, question.day)]
        return tuple(dict.fromkeys((*_sorted(keys), *_sorted(same), *living)))

    def _is_own(self, words: tuple[str, ...]) -> bool:
        """Whether some council's short name is this place and no more."""
        forms = {squash(written) for written in readings(words)}
        return any(place.own and place.squashed in forms for place in self._index.places[Family.COUNCIL])

    def _spelt(self, words: tuple[str, ...]) -> list[str]:
        """The bodies whose initials the words are (KCC, h and f), or whose three letters in the national list."""
        letters = " ".join(words)
        if not 2 < len(letters) < 10 or (len(words) > 1 and "and" not in words):
            return []
        coded = self._index.by_code.get(letters.upper(), NONE) if len(letters) == 3 else NONE
        return sorted(self._index.by_initials.get(letters, NONE) | coded)

    def _foreign(self, question: Question) -> Resolution | None:
        """The words show a body that no directory of public bodies lists, or a group."""
        reading = question.reading
        if self._index.placed(Family.OUTSIDE, reading.words):
            return None
        if reading.collective:
            reason = f"“{reading.collective}” shows that it names a group of bodies."
            return self._several(question) or unknown(question, reason)
        if not reading.outside:
            return None
        return self._head(question) or unknown(question, f"“{reading.outside}” shows a body that is not listed here.")

    def _head(self, question: Question) -> Resolution | None:
        """A council's name with more behind it (its pension fund, say), or in brackets."""
        beginning = _HEAD.match(outer(question.text))
        for text in (beginning[1] if beginning else "", question.remark):
            inner = self._question(text, question.day, None)
            found = None if inner.reading.bare else self._known(inner)
            if found and found.candidates:
                return self._judge.ask(question, found.candidates, "The name says more than the name of a body.")
        return None

    def _placed(self, question: Question) -> Resolution | None:
        """The place is that of a body, whatever words for the sort of body stand around it."""
        words = question.reading.words
        keys = NONE.union(*(self._index.placed(family, words) for family in self._families(question)))
        if not keys or (question.reading.bare and not question.family and self._judge.never_bare(keys)):
            return None
        shire = self._shire(question, keys)
        if shire:
            reason = "There is no such county; the county has another name."
            return self._judge.ask(question, (*shire, *_sorted(keys)), reason)
        heard = self._with_rivals(question, keys) if question.family in (None, Family.COUNCIL) else _sorted(keys)
        return self._judge.decide(question, Found(heard, True, "its place and sort"))

    def _families(self, question: Question) -> Iterable[Family]:
        return (question.family,) if question.family else Family

    def _shire(self, question: Question, keys: Keys) -> list[str]:
        """The county council, where a town that has none is called one: Northampton County Council."""
        said = question.reading.marks
        own = frozenset[str]().union(*(self._index.marks.get(key, frozenset()) for key in keys))
        if not said & {"county", "cc"} or own & {"county", "city"} or not question.reading.words:
            return []
        *first, last = question.reading.words
        county = self._index.placed(Family.COUNCIL, (*first, last + "shire"))
        return self._judge.living_of(county, question.day)

    def _near(self, question: Question) -> Resolution | None:
        """A part of a name, the first letters of its words or of the whole, or a misspelling: the surest of these."""
        words = question.reading.words
        if not words:
            return unknown(question, "It names no place.")
        found = [each for each in self._nearnesses(question) if each]
        if not found:
            return None
        all_of_them = Found(tuple(key for each in found for key in each.keys), False, found[0].how)
        return self._judge.decide(question, next((each for each in found if each.sure), all_of_them))

    def _nearnesses(self, question: Question) -> Iterator[Found | None]:
        reading, living = question.reading, self._living_on(question.day)
        families = (question.family,) if question.family else _BARE_FAMILIES
        yield self._by_initials(question)
        for family in families:
            yield by_part(self._index, reading.words, family, living)
            yield by_first_letters(self._index, reading.words, family, living)
        if not (reading.bare and question.hinted is Family.OUTSIDE):
            yield by_typing(self._index, reading.words, families, not reading.bare)
        if reading.bare:
            keys = NONE.union(*(self._index.placed(family, reading.words) for family in NEVER_BARE))
            yield Found(_sorted(keys), False, "its place") if keys else None

    def _by_initials(self, question: Question) -> Found | None:
        reading = question.reading
        keys = self._spelt(tuple(reading.whole.split())) or self._spelt(reading.words)
        living = [key for key in keys if self._judge.living(key, question.day)]
        sure = len(living) == 1 and len(reading.whole) > 3
        return Found(tuple(living or keys), sure, "the initials of its name") if keys else None

    def _several(self, question: Question) -> Resolution | None:
        """Two or more bodies named together: Adur and Worthing Councils."""
        parts = [part for part in _PARTS.split(outer(question.text)) if part]
        partial = question.family in (Family.POLICE, Family.FIRE)
        keys: list[str] = []
        while parts:
            length, found = self._longest(parts, question)
            if not found and not partial:
                return None
            keys.extend(found)
            parts = parts[length:]
        if len(set(keys)) < 2 - partial:
            return None
        return self._judge.ask(question, keys, "It names several bodies or places: write one name a line.")

    def _longest(self, parts: list[str], question: Question) -> tuple[int, list[str]]:
        """The most parts that name one body together, how many they are; one part and nothing if none does."""
        lengths = range(len(parts), 0, -1)
        found = ((length, self._exactly(" and ".join(parts[:length]), question)) for length in lengths)
        return next((each for each in found if each[1]), (1, []))

    def _exactly(self, text: str, question: Question) -> list[str]:
        """The living body, and no other, of a place that is one of several."""
        reading = read_name(text, self._index.words)
        words = tuple(word for word in reading.words if word != reading.collective)
        family = question.reading.family or Family.COUNCIL
        living = self._judge.living_of(self._index.placed(family, words) if words else NONE, question.day)
        return living if len(living) == 1 else []

    def _living_on(self, day: date) -> Callable[[str], bool]:
        return lambda key: self._judge.living(key, day)


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))
