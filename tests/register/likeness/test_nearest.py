"""What a draft may be: by the rule of the register, also before its members are named, and with bounded work."""

from __future__ import annotations

import pytest

from sharemap.register.likeness import nearest
from sharemap.register.likeness.deciding import judge
from sharemap.register.likeness.likened import Likened
from sharemap.register.likeness.nearest import MOST_JUDGED, Nearest
from sharemap.register.rows import Decision, Verdict
from tests.register.likeness.samples import LIKENING, likened, told

HELD = (
    told("a0001", "Vale Computing Partnership"),
    told("a0002", "Vale Computing Partnership", members=("denbrook", "eastmere")),
    told("a0003", "Bins Together", services=("waste collection",)),
)


def near(*drafts: Likened) -> list[str]:
    return [each.likened.ref for each in Nearest(LIKENING, HELD).near(drafts)]


def test_the_rule_of_the_register_decides() -> None:
    draft = likened("", "Vale Computing")
    held = LIKENING.liken(HELD[0])
    found = Nearest(LIKENING, HELD).near([draft])[0]
    assert (found.likened, found.decision) == (held, judge(draft, held))
    assert found.decision.verdict is Verdict.SAME


def test_a_name_alone_is_enough_to_ask() -> None:
    assert near(likened("", "Vale Computing", members=(), services=())) == ["a0001", "a0002"]


def test_of_a_draft_told_in_two_ways_the_likest_counts() -> None:
    apart, among = likened("", "Vale Computing", members=("eastmere",)), likened("", "Vale Computing")
    assert near(apart, among) == ["a0001", "a0002"]


def test_what_has_nothing_rare_in_common_is_not_asked_about() -> None:
    assert near(likened("", "Park Rangers", members=("eastmere",), services=("parks",))) == []


@pytest.mark.parametrize("held", [100, 3_000])
def test_work_is_bounded_however_much_is_held(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    """Many have much in common with the draft, each by another word; and all have a member and a service."""
    words = [f"word{number}" for number in range(20)]
    arrangements = [told(f"a{number:04}", f"{words[number % 20]} {number // 50}") for number in range(held)]
    index = Nearest(LIKENING, arrangements)
    judged: list[str] = []

    def counted(one: Likened, other: Likened) -> Decision:
        judged.append(other.ref)
        return judge(one, other)

    monkeypatch.setattr(nearest, "judge", counted)
    drafts = [likened("", " ".join(words)), likened("", " ".join(words), members=())]
    also = [likened(f"line-{number}", " ".join(words)) for number in range(200)]
    assert len(index.near(drafts, also)) <= 2 * MOST_JUDGED
    assert len(judged) <= 2 * 2 * MOST_JUDGED
