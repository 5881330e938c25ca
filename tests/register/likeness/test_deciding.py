"""Who decides on a pair, what follows for chains, and which rows are kept."""

from __future__ import annotations

from collections.abc import Sequence

from sharemap.register.dossier import Dossier
from sharemap.register.likeness.planning import OnFile, Plan, plan
from sharemap.register.rows import Decider, Decision, Relation, RelationKind, Verdict
from tests.register.likeness.samples import LIKENING, TWINS, by_person, told

TRIPLETS = (*TWINS, told("a0003", "Moorland Computing"))
STRANGERS = (
    TWINS[0],
    told("a0009", "Lakeland bins", ("denbrook", "eastmere"), ("waste collection",), sources=("s0002",)),
)


def planned(held: Sequence[Dossier], *decisions: Decision, relations: Sequence[Relation] = ()) -> Plan:
    return plan(held, LIKENING, OnFile(decisions, {}, relations))


def test_what_the_rule_calls_the_same_becomes_one_and_the_decision_is_on_file() -> None:
    made = planned(TWINS)
    assert list(made.dossiers) == ["a0001"]
    (row,) = made.decisions
    assert (row.left, row.right, row.verdict, row.decider) == ("a0001", "a0002", Verdict.SAME, Decider.RULE)


def test_a_person_who_calls_two_different_keeps_them_apart() -> None:
    decision = by_person("a0001", "a0002", Verdict.DIFFERENT)
    made = planned(TWINS, decision)
    assert list(made.dossiers) == ["a0001", "a0002"]
    assert made.decisions == [decision]


def test_a_person_who_calls_two_the_same_makes_them_one() -> None:
    decision = by_person("a0001", "a0009", Verdict.SAME)
    made = planned(STRANGERS, decision)
    assert list(made.dossiers) == ["a0001"]
    assert made.decisions == [decision]
    assert planned(STRANGERS).steps == []


def test_a_chain_becomes_one_arrangement() -> None:
    made = planned(TRIPLETS)
    assert list(made.dossiers) == ["a0001"]
    assert made.now == {"a0002": "a0001", "a0003": "a0001"}


def test_a_person_who_calls_two_in_a_chain_different_stops_the_chain() -> None:
    made = planned(TRIPLETS, by_person("a0001", "a0003", Verdict.DIFFERENT))
    assert len(made.dossiers) == 3
    (problem,) = made.problems
    assert problem.code == "chain"
    assert "a0001 and a0003" in str(problem)


def test_a_decision_on_what_is_no_more_holds_for_what_holds_it_now() -> None:
    decision = by_person("a0002", "a0003", Verdict.DIFFERENT)
    made = plan((TRIPLETS[0], TRIPLETS[2]), LIKENING, OnFile([decision], {"a0002": "a0001"}))
    assert list(made.dossiers) == ["a0001", "a0003"]
    assert made.decisions == [decision]


def test_a_relation_decided_by_a_person_is_told_from_the_part_to_the_whole() -> None:
    made = planned(STRANGERS, by_person("a0001", "a0009", Verdict.HOLDS))
    (relation,) = made.relations
    assert (relation.arrangement, relation.kind, relation.other) == ("a0009", RelationKind.PART_OF, "a0001")


def test_a_person_goes_before_a_relation_that_stands() -> None:
    standing = Relation("a0001", RelationKind.CONTINUED_AS, "a0009", "a guess")
    assert planned(STRANGERS, relations=[standing]).relations == [standing]
    different = by_person("a0001", "a0009", Verdict.DIFFERENT)
    assert planned(STRANGERS, different, relations=[standing]).relations == []


def test_a_relation_of_the_rule_goes_with_the_rule_and_one_by_hand_stays() -> None:
    of_rule = Relation("a0001", RelationKind.SIBLING, "a0009", "both names say “lake”")
    row = Decision("a0001", "a0009", Verdict.SIBLING, 0, Decider.RULE, of_rule.reason)
    assert planned(STRANGERS, row, relations=[of_rule]).relations == []
    read = Relation("a0001", RelationKind.SIBLING, "a0009", "the minutes of 2020")
    assert planned(STRANGERS, row, relations=[read]).relations == [read]


def test_a_person_who_would_part_what_is_one_already_is_told() -> None:
    past = {"a0003": "a0001"}
    too_late = [by_person("a0001", "a0003", verdict) for verdict in (Verdict.DIFFERENT, Verdict.PART_OF)]
    agreed = by_person("a0001", "a0003", Verdict.SAME)
    made = plan(TRIPLETS[:1], LIKENING, OnFile([*too_late, agreed], past))
    assert [(problem.code, "a0001 and a0003" in problem.where) for problem in made.problems] == [
        ("already one", True)
    ] * 2


def test_a_relation_moves_with_the_arrangement_and_not_to_itself() -> None:
    other = STRANGERS[1]
    to_gone = Relation("a0009", RelationKind.PART_OF, "a0002", "said so")
    within = Relation("a0001", RelationKind.SIBLING, "a0002", "said so")
    made = planned((*TWINS, other), relations=[to_gone, within])
    assert made.relations == [Relation("a0009", RelationKind.PART_OF, "a0001", "said so")]


def test_pairs_that_have_little_in_common_leave_no_row() -> None:
    far = told("a0005", "Lakeland bins", ("barford", "eastmere"), ("waste collection",))
    assert planned((TWINS[0], far)).decisions == []


def test_a_second_merge_finds_nothing_to_do() -> None:
    made = planned((*TRIPLETS, STRANGERS[1]))
    again = plan(made.dossiers.values(), LIKENING, OnFile(made.decisions, made.now, made.relations))
    assert again.steps == []
    assert (again.decisions, again.relations) == (made.decisions, made.relations)
