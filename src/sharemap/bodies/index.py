"""Every way in which a directory writes its bodies' names, arranged for looking names up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sharemap.bodies.directory import Directory
from sharemap.bodies.normalise import SHORT_FORMS, bag, fold, initials, readings, significant, squash
from sharemap.bodies.reading import Family, family_of, read_name
from sharemap.bodies.rows import Body, BodyKind

Keys = frozenset[str]
NONE: Keys = frozenset()
BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?")
# What people add to the initials of a council whose full name says no more than “council”.
_SORT_LETTERS = {
    BodyKind.DISTRICT: ("dc", "bc"),
    BodyKind.UNITARY: ("bc", "cc"),
    BodyKind.METROPOLITAN: ("mbc", "bc"),
}
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """One way to write the place in a body's name. `own`: from its short name, which leaves nothing out.

    `squashed` and `weighty` are its words without the small ones, run together and one by one.
    """

    body: str
    family: Family
    words: tuple[str, ...]
    own: bool
    squashed: str
    weighty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups from folded names to keys of bodies, dead and alive.

    `whole`: whole names. `official`: whole official names. `by_initials`: initials of official names.
    `spelt`: the letters of each place, for finding slips. `by_word`: places by each of their words.
    `by_place`, `by_bag`: the place, run together or in alphabetical order. `marks`: each council's own words
    for its sort. `words`: every word that stands in a place.
    """

    whole: Mapping[str, Keys]
    official: Mapping[str, Keys]
    places: Mapping[Family, tuple[Place, ...]]
    spelt: Mapping[Family, Mapping[str, Keys]]
    by_word: Mapping[tuple[Family, str], tuple[Place, ...]]
    by_place: Mapping[tuple[Family, str], Keys]
    by_bag: Mapping[tuple[Family, str], Keys]
    by_initials: Mapping[str, Keys]
    by_code: Mapping[str, Keys]
    marks: Mapping[str, frozenset[str]]
    words: frozenset[str]

    def placed(self, family: Family, words: tuple[str, ...]) -> Keys:
        """The bodies of a family at a place, with short forms written out and in any order of words."""
        found: set[str] = set()
        for written in readings(words):
            found |= self.by_place.get((family, squash(written))) or self.by_bag.get((family, bag(written)), NONE)
        return frozenset(found)


def build_index(directory: Directory) -> Index:
    """The index of a directory. Takes a fraction of a second: build it once."""
    official = [(row.body, row.name) for row in directory.names if row.body in directory.bodies]
    short = [(body.key, body.short_name) for body in directory.rows]
    names = [*official, *short, *_aliases(directory)]
    places = tuple(dict.fromkeys((*_places(directory, short, True), *_places(directory, names, False))))
    return Index(
        whole=_group((form, key) for key, text in names for form in _forms(text)),
        official=_group((fold(text), key) for key, text in official),
        places={family: tuple(each for each in places if each.family is family) for family in Family},
        spelt={family: _group(_run_together(places, family)) for family in Family},
        by_word=_by_word(places),
        by_place=_group(((each.family, each.squashed), each.body) for each in places),
        by_bag=_group(((each.family, bag(each.words)), each.body) for each in places),
        by_initials=_group(
            (letters, key) for key, text in (*official, *short) for letters in _letters(directory.bodies[key], text)
        ),
        by_code=_group((code.code, code.body) for code in directory.codes),
        marks=_marks(official),
        words=frozenset(word for each in places for word in each.words),
    )


def _aliases(directory: Directory) -> list[tuple[str, str]]:
    return [(alias.body, alias.alias) for alias in directory.aliases if alias.body in directory.bodies]


def outer(text: str) -> str:
    """The text without what stands in brackets."""
    return BRACKETED.sub(" ", text).strip()


def _forms(text: str) -> set[str]:
    return {form for form in (fold(text), fold(outer(text))) if form}


def _group(pairs: Iterable[tuple[K, str]]) -> dict[K, Keys]:
    groups: defaultdict[K, set[str]] = defaultdict(set)
    for form, key in pairs:
        groups[form].add(key)
    return {form: frozenset(keys) for form, keys in groups.items()}


def _places(directory: Directory, texts: Iterable[tuple[str, str]], own: bool) -> Iterator[Place]:
    for key, text in texts:
        family = family_of(directory.bodies[key].kind)
        for form in _forms(text):
            words = read_name(form).words
            if words:
                yield Place(key, family, words, own, squash(words), significant(words))


def _run_together(places: Iterable[Place], family: Family) -> Iterator[tuple[str, str]]:
    """The letters of each place, with its small words and without. A short form is too near to other names."""
    for place in places:
        if place.family is family and SHORT_FORMS.keys().isdisjoint(place.words):
            yield place.squashed, place.body
            yield "".join(place.words), place.body


def _by_word(places: Iterable[Place]) -> dict[tuple[Family, str], tuple[Place, ...]]:
    groups: defaultdict[tuple[Family, str], list[Place]] = defaultdict(list)
    for place in places:
        for word in dict.fromkeys(place.words):
            groups[place.family, word].append(place)
    return {word: tuple(found) for word, found in groups.items()}


def _letters(body: Body, text: str) -> Iterator[str]:
    """The initials people make of a name: small words in or out, with the sort of council or LB, or h and f."""
    reading = read_name(text)
    forms = {initials(fold(text).split()), initials(significant(fold(text).split()))}
    place = {initials(reading.words), initials(significant(reading.words))}
    if body.kind is BodyKind.LONDON_BOROUGH:
        forms |= {"lb" + letters for letters in place}
    if body.kind is BodyKind.FIRE:
        forms |= {letters + sort for letters in place for sort in ("frs", "fra", "fs")}
    if reading.marks == {"council"}:
        forms |= {letters + sort for letters in place for sort in _SORT_LETTERS.get(body.kind, ())}
    yield from (letters for letters in forms if len(letters) > 1)
    if "and" in reading.words:
        parts = " ".join(reading.words).split(" and ")
        yield " and ".join(initials(significant(part.split())) for part in parts)


def _marks(official: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    marks: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for key, text in official:
        marks[key] |= read_name(text).marks
    return dict(marks)
