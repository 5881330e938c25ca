"""Names that are near a body's name but not the same: a part of it, its first letters, a slip of the hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sharemap.bodies.index import Index, Place
from sharemap.bodies.normalise import readings, significant, squash, words_in
from sharemap.bodies.reading import Family

Living = Callable[[str], bool]

# A place is called by its first part only where what follows tells it from nothing: “Bath” of Bath and North
# East Somerset, but not “Castle” of Castle Point.
_JOINTS = words_in("and in le on under upon with")
_SHORTEST = 4
_LONG = 9
_FAR = 99
_NO_PLACE = words_in("central east great greater high isle mid new north royal south st vale west")


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of the bodies found, nearest first; whether one may be taken without asking; and how, in words."""

    keys: tuple[str, ...]
    sure: bool
    how: str


def called(index: Index, words: tuple[str, ...], family: Family) -> tuple[str, ...]:
    """Bodies that people call by these words, though more belongs to the name: “Hammersmith”, “Kent Fire”."""
    return tuple(place.body for place, called in _holding(index, words, family) if called)


def by_part(index: Index, words: tuple[str, ...], family: Family, living: Living) -> Found | None:
    """Bodies whose name holds these words as a part; sure if one living body is called so, and by no mere letter."""
    starts = called(index, words, family)
    alive = [key for key in dict.fromkeys(starts) if living(key)]
    keys = tuple(dict.fromkeys((*alive, *starts, *(place.body for place, _ in _holding(index, words, family)))))
    sure = len(alive) == 1 and any(len(word) >= _SHORTEST for word in words)
    return Found(keys, sure, "a part of its name") if keys else None


def _holding(index: Index, words: tuple[str, ...], family: Family) -> Iterator[tuple[Place, bool]]:
    """Places that hold the words and more, and whether people call them so."""
    for written in readings(words):
        if not _NO_PLACE.issuperset(written):
            for place in index.by_word.get((family, written[0]), ()):
                at = _position(written, place.words)
                if at is not None:
                    yield place, _is_called(written, place, at, family)


def _position(words: Sequence[str], place: Sequence[str]) -> int | None:
    """Where the words begin within a longer place."""
    last = len(place) - len(words)
    starts = range(last + 1) if last > 0 else ()
    return next((at for at in starts if tuple(place[at : at + len(words)]) == tuple(words)), None)


def _is_called(words: Sequence[str], place: Place, at: int, family: Family) -> bool:
    """Whether people call the place so: by its first part, or police and fire by any part."""
    first = at == 0 or (family is not Family.COUNCIL and place.words[at - 1] == "and")
    if family in (Family.POLICE, Family.FIRE):
        return first
    return first and family is Family.COUNCIL and place.words[at + len(words)] in _JOINTS


def by_first_letters(index: Index, words: tuple[str, ...], family: Family, living: Living) -> Found | None:
    """Bodies whose words begin with the words typed, one for one: “Tun Wells”, “Brighton & H”."""
    ways = [significant(written) for written in readings(words)]
    keys = [place.body for place in index.places[family] if any(_begins_all(way, place.weighty) for way in ways)]
    alive = tuple(key for key in dict.fromkeys(keys) if living(key))
    sure = len(alive) == 1 and len(significant(words)) > 1 and any(len(word) > 3 for word in words)
    return Found(alive or tuple(dict.fromkeys(keys)), sure, "the first letters of its words") if keys else None


def _begins_all(typed: Sequence[str], place: Sequence[str]) -> bool:
    return (
        len(typed) == len(place)
        and (len(typed) > 1 or len(typed[0]) > 2)
        and all(whole.startswith(part) for part, whole in zip(typed, place, strict=True))
    )


@dataclass(frozen=True, slots=True, order=True)
class _Slip:
    """A form of a body's place, and how many letters what was typed differs from it."""

    distance: int
    form: str
    body: str
    typed: str


def by_typing(index: Index, words: tuple[str, ...], families: Iterable[Family], marked: bool) -> Found | None:
    """Bodies whose place is a slip or two of the hand away, by the letters run together, nearest first.

    `marked`: whether the name also says what sort of body it is, so that it is no chance word.
    """
    typed = {letters for written in readings(words) for letters in (squash(written), "".join(written))}
    slips = sorted(slip for family in families for letters in typed for slip in _slips(index, letters, family))
    if not slips:
        return None
    nearest = [slip for slip in slips if slip.distance == slips[0].distance]
    bodies = {slip.body for slip in nearest}
    farther = next((slip.distance for slip in slips if slip.body not in bodies), _FAR)
    one_form = bodies == {slip.body for slip in nearest if slip.form == slips[0].form}
    sure = one_form and _is_sure(slips[0], farther, marked)
    keys = dict.fromkeys(slip.body for slip in (nearest if sure else slips))
    return Found(tuple(keys), sure, "a name that differs by a letter or two")


def _slips(index: Index, typed: str, family: Family) -> Iterator[_Slip]:
    if len(typed) < _SHORTEST:
        return
    allowed = max(_allowed(typed, True), min(_allowed(typed, True) + 1, (len(typed) + 1) // 4))
    forms = index.spelt[family]
    for form, distance, _ in process.extract(typed, list(forms), scorer=OSA.distance, score_cutoff=allowed, limit=12):
        yield from (_Slip(int(distance), form, body, typed) for body in forms[form])


def _allowed(typed: str, marked: bool) -> int:
    """How many slips letters may hold and still be taken without asking; fewer for a bare place."""
    letters = len(typed) if marked else len(typed) - 3
    return 1 if letters < 9 else 2 if letters < 15 else 3


def _is_sure(slip: _Slip, farther: int, marked: bool) -> bool:
    """Whether it is so near to one name, and so much farther from any other, that it needs no question.

    First letters, short names and one letter for another part real places (Marlow and Harlow, Stamford and
    Stafford): with those we ask.
    """
    long_enough = len(slip.typed) > (_SHORTEST - 1 if marked else _SHORTEST)
    same_start = slip.typed[:1] == slip.form[:1] or slip.typed[:2] == slip.form[1::-1]
    clear = farther - slip.distance >= min(slip.distance, 2)
    if not marked and len(slip.typed) < _LONG and _is_another_letter(slip):
        return False
    return long_enough and same_start and clear and slip.distance <= _allowed(slip.typed, marked)


def _is_another_letter(slip: _Slip) -> bool:
    """Whether a letter stands for another: no letter more, none fewer, no two swapped."""
    return len(slip.typed) == len(slip.form) and sorted(slip.typed) != sorted(slip.form)
