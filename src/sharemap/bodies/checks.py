"""What does not fit together in a directory: keys, periods, codes and successions, each as a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from sharemap.bodies.directory import Dated, Directory, grouped
from sharemap.bodies.rows import BodyCode, Succession, SuccessionKind
from sharemap.core.period import Period
from sharemap.core.problem import Problem


def faults(directory: Directory) -> list[Problem]:
    """Every fault. An empty list: no key twice, no two names at once, no code on two bodies, nothing dangles."""
    return [
        *_twice(directory),
        *_dangling(directory),
        *_names_at_once(directory),
        *_codes_at_once(directory),
        *_succession_days(directory),
    ]


def _twice(directory: Directory) -> Iterator[Problem]:
    for key, times in Counter(body.key for body in directory.rows).items():
        if times > 1:
            found = f"{key}, {times} times"
            yield Problem("key twice", "bodies.csv", found, "A key names one body.", "Keep one row.")


def _dangling(directory: Directory) -> Iterator[Problem]:
    for where, key in _references(directory):
        if key not in directory.bodies:
            yield Problem("dangling", where, key, "The key of a body in bodies.csv is needed.", "Correct the key.")


def _references(directory: Directory) -> Iterator[tuple[str, str]]:
    yield from (("bodies.csv county", body.county) for body in directory.rows if body.county)
    yield from (("names.csv body", name.body) for name in directory.names)
    yield from (("codes.csv body", code.body) for code in directory.codes)
    yield from (("aliases.csv body", alias.body) for alias in directory.aliases)
    for succession in directory.successions:
        yield "successions.csv predecessor", succession.predecessor
        yield "successions.csv successor", succession.successor
    for row in directory.constituents:
        yield "constituents.csv body", row.body
        yield "constituents.csv member", row.member
    for plan in directory.announced:
        named = (*plan.whole, *plan.partly, *([plan.county] if plan.county else []))
        yield from (("announced.csv", key) for key in named)


def _overlapping(rows: Sequence[Dated]) -> Iterator[tuple[Dated, Dated]]:
    for one, other in combinations(rows, 2):
        if Period(one.starts_on, one.ends_before).overlaps(Period(other.starts_on, other.ends_before)):
            yield one, other


def _names_at_once(directory: Directory) -> Iterator[Problem]:
    for key, names in grouped(directory.names, lambda row: row.body).items():
        for one, other in _overlapping(names):
            yield Problem("two names", f"names.csv {key}", f"{one} and {other}", "One name at a time.", "Mend a day.")


def _codes_at_once(directory: Directory) -> Iterator[Problem]:
    by_code = grouped(directory.codes, lambda row: f"{row.scheme} {row.code}")
    by_body = grouped(_dated(directory.codes), lambda row: f"{row.scheme} of {row.body}")
    for name, rows in by_code.items():
        if len({row.body for row in rows}) > 1 and any(_overlapping([_within_life(directory, row) for row in rows])):
            yield Problem("code shared", f"codes.csv {name}", name, "A code names one body on a day.", "Date it.")
    for name, rows in by_body.items():
        for one, other in _overlapping(rows):
            yield Problem("two codes", f"codes.csv {name}", f"{one} and {other}", "One code at a time.", "Date it.")


def _dated(codes: Iterable[BodyCode]) -> list[BodyCode]:
    """The codes with a known start. Of codes without days nothing can be said."""
    return [code for code in codes if code.starts_on]


def _within_life(directory: Directory, code: BodyCode) -> Dated:
    """The code with its own days, or, where it has none, the body, whose days it shares."""
    undated = code.starts_on is None and code.ends_before is None
    return directory.bodies[code.body] if undated and code.body in directory.bodies else code


def _succession_days(directory: Directory) -> Iterator[Problem]:
    for each in directory.successions:
        if each.kind == SuccessionKind.BOUNDARY:
            continue
        for key, day, word in _ends_that_meet(directory, each):
            if day is not None and (day > each.on if word == "starts" else day != each.on):
                found = f"{key} {word} on {day}, succession on {each.on}"
                yield Problem("succession day", "successions.csv", found, "The days must meet.", "Correct one.")


def _ends_that_meet(directory: Directory, each: Succession) -> Iterator[tuple[str, date | None, str]]:
    before, after = directory.bodies.get(each.predecessor), directory.bodies.get(each.successor)
    if before:
        yield before.key, before.ends_before, "ends"
    if after:
        yield after.key, after.starts_on, "starts"
