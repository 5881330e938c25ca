"""Spellings as people type them, made from official names by rule or written by hand, none from the alias table.

Rules are deterministic: what a rule does to a name depends on the name alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sharemap.bodies.directory import Directory
from sharemap.bodies.rows import Body, BodyKind

Spelling = tuple[str, date, str]
"""Text, day and the key of the body that is meant."""

_A_DAY = date(2014, 4, 1)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTER = {
    "Hampshire": "Hants", "Hertfordshire": "Herts", "Northamptonshire": "Northants", "Gloucestershire": "Glos",
    "Lincolnshire": "Lincs", "Leicestershire": "Leics", "Cambridgeshire": "Cambs", "Oxfordshire": "Oxon",
    "Staffordshire": "Staffs", "Derbyshire": "Derbys", "Nottinghamshire": "Notts", "Worcestershire": "Worcs",
    "Northumberland": "Northumb", "Warwickshire": "Warks", "Bedfordshire": "Beds", "Wiltshire": "Wilts",
    "North": "N", "South": "S", "East": "E.", "West": "W", "Borough": "Boro", "Great": "Gt", "Saint": "St",
}  # fmt: skip


def a_day_of(body: Body) -> date:
    """1 April 2014, or the day of the body's life that is nearest to it."""
    day = max(_A_DAY, body.starts_on or _A_DAY)
    return min(day, body.ends_before - timedelta(days=1)) if body.ends_before else day


def made(directory: Directory, share: int) -> Iterator[tuple[str, Spelling]]:
    """One in `share` of all that the rules make, each with the name of its rule."""
    for body in directory.rows:
        for rule in RULES:
            text = rule(body)
            if text and _number(f"{rule.__name__} {body.key}") % share == 0:
                yield rule.__name__, (text, a_day_of(body), body.key)


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def _one_edit(name: str, seed: str) -> str:
    """The name with one letter left out, doubled, changed or swapped, never the first."""
    number = _number(seed + name)
    places = [at for at in range(1, len(name) - 1) if name[at].isalpha() and name[at + 1].isalpha()]
    at = places[number % len(places)]
    how = number // 1000 % 4
    middle = ("", name[at] * 2, _LETTERS[number // 7 % 26], name[at + 1] + name[at])[how]
    return name[:at] + middle + name[at + 1 + (how == 3) :]


def slip_in_the_full_name(body: Body) -> str:
    return _one_edit(body.name, "full") if body.principal else ""


def slip_in_the_place(body: Body) -> str:
    return _one_edit(body.short_name, "short") if body.principal and len(body.short_name) > 6 else ""


def slip_in_another_body(body: Body) -> str:
    known = body.kind in (BodyKind.POLICE, BodyKind.FIRE, BodyKind.NHS, BodyKind.COMBINED_AUTHORITY)
    return _one_edit(body.name, "other") if known and body.website + body.region else ""


def ampersand_and_no_council(body: Body) -> str:
    text = body.short_name.replace(" and ", " & ")
    return text if body.principal and text != body.short_name else ""


def shortened_words(body: Body) -> str:
    words = [_SHORTER.get(word, word) for word in body.short_name.split()]
    text = " ".join(words) + " Council"
    return text if body.principal and text != body.short_name + " Council" and len(words) > 1 else ""


def capitals_and_spaces(body: Body) -> str:
    return f"  {body.name.upper()} " if body.principal else ""


def london_prefix(body: Body) -> str:
    royal = "Royal" in body.name
    return f"{'R.B.' if royal else 'L.B.'} of {body.short_name}" if body.kind is BodyKind.LONDON_BOROUGH else ""


def dotted_sort(body: Body) -> str:
    sort = {BodyKind.DISTRICT: "D.C.", BodyKind.METROPOLITAN: "M.B.C.", BodyKind.WELSH: "C.B.C."}.get(body.kind)
    return f"{body.short_name} {sort}" if sort else ""


def remark_in_brackets(body: Body) -> str:
    return f"{body.name} ({body.region or body.nation}, lead)" if body.principal else ""


def no_hyphens_or_apostrophes(body: Body) -> str:
    text = re.sub("[-’']", " " if "-" in body.name else "", body.name)
    return text if body.principal and text != body.name else ""


def council_of(body: Body) -> str:
    return f"The Council of {body.short_name}" if body.principal else ""


def police_in_other_words(body: Body) -> str:
    text = body.name.replace("Constabulary", "Police Force").replace(" and ", " & ")
    text = text if text != body.name else body.name.replace("Police", "Constabulary")
    return text if body.kind is BodyKind.POLICE and text != body.name else ""


def fire_in_other_words(body: Body) -> str:
    return f"{body.short_name.replace(' and ', ' & ')} FRS" if body.kind is BodyKind.FIRE else ""


def care_board_in_short(body: Body) -> str:
    return f"{body.short_name.replace(' and ', ' & ')} ICB" if body.name.endswith("Integrated Care Board") else ""


RULES: tuple[Callable[[Body], str], ...] = (
    slip_in_the_full_name,
    slip_in_the_place,
    slip_in_another_body,
    ampersand_and_no_council,
    shortened_words,
    capitals_and_spaces,
    london_prefix,
    dotted_sort,
    remark_in_brackets,
    no_hyphens_or_apostrophes,
    council_of,
    police_in_other_words,
    fire_in_other_words,
    care_board_in_short,
)
