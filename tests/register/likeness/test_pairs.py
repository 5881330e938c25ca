"""The rule against what careful readers said of pairs that look alike. Development pairs shaped the rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sharemap.register.likeness.blocking import candidates
from sharemap.register.likeness.deciding import judge
from sharemap.register.likeness.likened import Likened
from sharemap.register.rows import Verdict
from tests.register.likeness.told import HERE, labelled, read_likened

PRECISION, RECALL = 0.95, 0.93
FILES = sorted(HERE.glob("pairs_*.csv"))
RELATED = {
    "left part of right": Verdict.PART_OF,
    "right part of left": Verdict.HOLDS,
    "left continued as right": Verdict.CONTINUED_AS,
    "right continued as left": Verdict.CONTINUES,
}


@cache
def told() -> dict[str, Likened]:
    return read_likened()


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def pairs(request: pytest.FixtureRequest) -> dict[tuple[str, str], str]:
    file: Path = request.param
    return labelled(file)


def test_the_rule_says_the_same_where_readers_do(pairs: dict[tuple[str, str], str]) -> None:
    same = {pair for pair, label in pairs.items() if label == "same"}
    said = {pair for pair in pairs if judge(told()[pair[0]], told()[pair[1]]).verdict is Verdict.SAME}
    assert len(said & same) >= PRECISION * len(said), f"not the same: {sorted(said - same)}"
    assert len(said & same) >= RECALL * len(same), f"missed: {sorted(same - said)}"


def test_a_score_is_the_same_from_either_side(pairs: dict[tuple[str, str], str]) -> None:
    for left, right in pairs:
        there, back = judge(told()[left], told()[right]), judge(told()[right], told()[left])
        assert (there.score, there.verdict is Verdict.SAME) == (back.score, back.verdict is Verdict.SAME)


def test_every_pair_that_is_the_same_or_nested_is_compared(pairs: dict[tuple[str, str], str]) -> None:
    compared = {frozenset((left.ref, right.ref)) for left, right in candidates(told().values())}
    needed = [pair for pair, label in pairs.items() if label == "same" or "part of" in label]
    assert [pair for pair in needed if frozenset(pair) not in compared] == []


def test_a_relation_that_the_rule_states_is_mostly_the_one_that_readers_state() -> None:
    pairs = labelled(HERE / "pairs_development.csv")
    said = {pair: judge(told()[pair[0]], told()[pair[1]]).verdict for pair in pairs}
    stated = {pair: verdict for pair, verdict in said.items() if verdict in RELATED.values()}
    agreed = [pair for pair, verdict in stated.items() if RELATED.get(pairs[pair]) is verdict]
    assert len(agreed) >= 0.85 * len(stated)
