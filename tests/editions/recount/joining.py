"""Who is a member of what on a day, and who left: again from the memberships' rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import product

from sharemap.register.rows import Membership
from tests.editions.recount.facts import Facts
from tests.editions.recount.standing import ends_of, words

Pair = tuple[str, str]


def _in(row: Membership, day: date) -> set[bool]:
    """Whether the row's body is in on the day, for each of the days that its dates allow."""
    joined = ends_of(row.joined_on_earliest, row.joined_on_latest, date.min)
    left = ends_of(row.left_before_earliest, row.left_before_latest, date.max)
    return {start <= day < end for start, end in product(joined, left)}


def staying(facts: Facts) -> dict[Pair, bool]:
    """The members of arrangements on the day, and whether one of their rows says so for certain."""
    found = {pair: [_in(row, facts.day) for row in rows] for pair, rows in facts.by_pair.items()}
    return {
        pair: any(each == {True} for each in held)
        for pair, held in found.items()
        if any(True in each for each in held)
    }


def live_members(facts: Facts) -> dict[Pair, bool]:
    """The members of arrangements that may be live."""
    standing = words(facts)
    return {
        (arrangement, body): certain and standing[arrangement] == {"live"}
        for (arrangement, body), certain in staying(facts).items()
        if "live" in standing[arrangement]
    }


def arrangements_of_councils(facts: Facts) -> dict[str, int]:
    """How many live arrangements each principal council is in, as far as is known."""
    held = Counter(body for _, body in live_members(facts))
    return {key: held[key] for key in facts.councils}


def partners_of_councils(facts: Facts) -> dict[str, int]:
    """How many other bodies share a live arrangement with each principal council, as far as is known."""
    members: dict[str, set[str]] = defaultdict(set)
    for arrangement, body in live_members(facts):
        members[arrangement].add(body)
    together = {key: [held for held in members.values() if key in held] for key in facts.councils}
    return {key: len(set().union(*held) - {key}) for key, held in together.items()}


def left(facts: Facts) -> dict[Pair, bool]:
    """The members that left while the arrangement ran on, and whether for certain."""
    still, standing = staying(facts), words(facts)
    found: dict[Pair, bool] = {}
    for pair, rows in facts.by_pair.items():
        gone = [ends for row in rows if (ends := _gone(row, facts.day))]
        if gone and not still.get(pair) and not _passed(facts, pair):
            ran_on = _ran_on(facts, pair[0], (max(each[0] for each in gone), max(each[1] for each in gone)), standing)
            if True in ran_on:
                found[pair] = ran_on == {True} and pair not in still
    return found


def _gone(row: Membership, day: date) -> tuple[date, date] | None:
    """The bounds of leaving, where the body had joined and may have left by the day."""
    earliest, latest = row.left_before_earliest, row.left_before_latest
    joined = row.joined_on_earliest is None or row.joined_on_earliest <= day
    return (earliest, latest) if joined and earliest and latest and earliest <= day else None


def _passed(facts: Facts, pair: Pair) -> bool:
    return any(row.passed_from == pair[1] for row in facts.memberships[pair[0]])


def _ran_on(facts: Facts, key: str, gone: tuple[date, date], standing: dict[str, set[str]]) -> set[bool]:
    """Whether the arrangement lasted longer than the membership, for each of the days that its dates allow."""
    row = facts.arrangements[key]
    if row.ends_before_earliest is None and "ended" in standing[key]:
        return {True, False}
    ends = ends_of(row.ends_before_earliest, row.ends_before_latest, date.max)
    return {end > day for end, day in product(ends, gone)}
