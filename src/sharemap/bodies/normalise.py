"""How names are folded before they are compared: case, accents, signs, short forms and small words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

MOST_READINGS = 16
"""A name with many short forms is read in at most so many ways."""


def words_in(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL_WORDS = words_in("a an and ar at by for in limited llp ltd of on plc the uk under upon with y yr")
"""Words that people leave out, add or change, so that they tell no two bodies apart."""


def _short_forms(text: str) -> dict[str, tuple[str, ...]]:
    """`short long|other long, …` as a table."""
    pairs = (pair.strip().partition(" ") for pair in text.split(","))
    return {short: tuple(long.split("|")) for short, _, long in pairs}


# Customary short forms. Where one has two long forms, a name is read both ways.
SHORT_FORMS = _short_forms(
    """n north, nth north, s south, sth south, e east, w west, ne north east, nw north west, se south east,
    sw south west, nes north east somerset, c central|county, cent central, gt great|greater, gtr greater,
    co county, saint st, isl isle, iow isle of wight, ios isles of scilly, met metropolitan,
    beds bedfordshire, berks berkshire, bucks buckinghamshire, cambs cambridgeshire, ches cheshire,
    clacks clackmannanshire, derbys derbyshire, derbs derbyshire, dunbarts dunbartonshire,
    glos gloucestershire, gloucs gloucestershire, hants hampshire, herefs herefordshire, herts hertfordshire,
    hunts huntingdonshire, lanarks lanarkshire, lancs lancashire, leics leicestershire, lincs lincolnshire,
    northants northamptonshire, northumb northumberland, notts nottinghamshire, oxon oxfordshire,
    pembs pembrokeshire, salop shropshire, shrops shropshire, soms somerset, staffs staffordshire,
    warks warwickshire, wilts wiltshire, worcs worcestershire, yorks yorkshire,
    bham birmingham, bpool blackpool, carms carmarthenshire, denbs denbighshire, flints flintshire,
    glam glamorgan, mids midlands, nottm nottingham, pt point,
    lpool liverpool, mcr manchester, mborough middlesbrough, ncastle newcastle, newc newcastle,
    pborough peterborough, soton southampton, wton wolverhampton, gm greater manchester,
    lcr liverpool city region, wh white horse, mk milton keynes"""
)

_LITTLE = 4

_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}|\b(?:[a-z]\.)+[a-z]\b")
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^a-z0-9]+")
_BORO = re.compile(r"boro\b")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A name in small letters without accents or signs, its words parted by single spaces.

    `King’s Lynn & W. Norfolk` becomes `kings lynn and w norfolk`; `L.B. Bexley` becomes `lb bexley`. A comma
    stands for “and”: both part the places of a name.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    plain = re.sub(r"['’‘`´]", "", plain)
    plain = re.sub("[&+,]", " and ", plain)
    plain = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", plain)
    return _BORO.sub("borough", _NEITHER_LETTER_NOR_DIGIT.sub(" ", plain)).strip()


def readings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way to write a folded name's short forms out, the name as it is first."""
    yield words
    ways: list[tuple[str, ...]] = [SHORT_FORMS.get(word, (word,)) for word in words]
    for chosen in islice(product(*ways), MOST_READINGS):
        written = tuple(" ".join(chosen).split())
        if written != words:
            yield written


def significant(words: Iterable[str]) -> tuple[str, ...]:
    """The words without the small ones; all of them where little else is left, as in `h and f`."""
    words = tuple(words)
    kept = tuple(word for word in words if word not in SMALL_WORDS)
    return kept if sum(map(len, kept)) >= _LITTLE else words


def squash(words: Iterable[str]) -> str:
    """The significant words run together, so that spaces, hyphens and small words do not count."""
    return "".join(significant(words))


def bag(words: Iterable[str]) -> str:
    """The significant words in alphabetical order, so that their order does not count."""
    return " ".join(sorted(significant(words)))


def initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)
