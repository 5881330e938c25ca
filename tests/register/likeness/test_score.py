"""What speaks for one arrangement and what against it, each by an arrangement made for it."""

from __future__ import annotations

from datetime import date

import pytest

from sharemap.register.likeness.blocking import candidates
from sharemap.register.likeness.deciding import judge
from sharemap.register.likeness.likened import Likened
from sharemap.register.likeness.score import score
from sharemap.register.rows import DeliveryModel, State, Verdict
from tests.register.likeness.samples import LIKENING, likened, told


def days(what: str, first: date, last: date) -> dict[str, date]:
    return {f"{what}_earliest": first, f"{what}_latest": last}


IN_2011 = days("starts_on", date(2011, 1, 1), date(2011, 12, 31))
IN_2020 = days("starts_on", date(2020, 1, 1), date(2020, 12, 31))
ENDED_2019 = days("ends_before", date(2019, 6, 1), date(2019, 7, 1))


def verdict(left: Likened, right: Likened) -> Verdict:
    return judge(left, right).verdict


def test_two_tellings_of_one_arrangement_are_the_same() -> None:
    left = likened("a1", "Moorland Computing Partnership")
    right = likened("a2", "The Moorland computing service", services=("computing",))
    assert verdict(left, right) is Verdict.SAME
    assert "names alike: “moorland computing”" in judge(left, right).reason


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("Barford and Carwell shared waste", {"services": ("waste collection",)}, id="another service"),
        pytest.param("Moorland Computing", {"members": ("denbrook", "eastmere")}, id="namesake elsewhere"),
        pytest.param("Barford and Denbrook shared ICT", {"members": ("barford", "denbrook")}, id="another partner"),
        pytest.param("Moorland Computing Ltd", {"model": DeliveryModel.COMPANY, **IN_2020}, id="successor"),
    ],
)
def test_what_only_looks_alike_is_not_the_same(name: str, changes: dict[str, object]) -> None:
    alike = "Moorland Computing" if name.startswith("Moorland") else "Barford and Carwell shared ICT"
    left = likened("a1", alike, **IN_2011, **ENDED_2019)
    assert verdict(left, likened("a2", name, **changes)) is not Verdict.SAME


def test_an_umbrella_is_not_one_of_its_services_but_holds_it() -> None:
    umbrella = likened("a1", "Moorland Services", services=("ICT", "accounts", "legal", "audit", "waste collection"))
    narrow = likened("a2", "Moorland ICT")
    assert judge(umbrella, narrow).verdict is Verdict.HOLDS
    assert judge(narrow, umbrella).verdict is Verdict.PART_OF


def test_what_began_when_the_other_ended_continues_it() -> None:
    first = likened("a1", "Barford and Carwell alliance", **IN_2011, **ENDED_2019)
    second = likened("a2", "Moorland Group Ltd", model=DeliveryModel.COMPANY, **IN_2020)
    assert judge(first, second).verdict is Verdict.CONTINUED_AS
    assert judge(second, first).verdict is Verdict.CONTINUES


def test_other_services_under_one_name_are_siblings() -> None:
    left = likened("a1", "Moorland ICT")
    right = likened("a2", "Moorland waste", services=("waste collection",))
    assert verdict(left, right) is Verdict.SIBLING


def test_a_service_is_the_same_under_another_word_and_under_its_heading() -> None:
    ict, computing = likened("a1", "One"), likened("a2", "Two", services=("computing",))
    wide = likened("a3", "Three", services=("corporate services",))
    assert ict.covered_by(computing) == ict.covered_by(wide) == wide.covered_by(ict) - {"corporate"} | {"ict"}
    assert likened("a4", "Four", services=("waste collection",)).covered_by(ict) == frozenset()


def test_a_word_that_no_list_holds_is_alike_in_more_words() -> None:
    control, room = (likened(key, "One", services=(word,)) for key, word in (("a1", "calls"), ("a2", "calls room")))
    assert control.covered_by(room)
    assert room.covered_by(control)


def test_a_body_and_the_one_it_became_are_one_member() -> None:
    before, after = likened("a1", "One"), likened("a2", "Two", members=("newshire", "denbrook"))
    assert before.shared_with(after) == {"barford", "carwell"}
    assert after.shared_with(before) == {"newshire"}


def test_companies_and_groups_say_nothing_of_which_arrangement_it_is() -> None:
    assert likened("a1", "One", members=("barford", "acme", "others")).members == {"barford"}


def test_a_text_that_names_the_other_speaks_against_one() -> None:
    left = likened("a1", "Moorland Computing")
    plain, named = (
        likened("a2", "Moorland Services", description=text)
        for text in ("Runs the computers.", "It took over from Moorland Computing.")
    )
    assert score(left, named)[0] == score(left, plain)[0] - 25


def test_names_without_a_word_say_nothing() -> None:
    _, reasons = score(likened("a1", "–"), likened("a2", "…"))
    assert not [each for each in reasons if each.words.startswith("names alike")]


def test_a_proposal_is_not_what_came_of_another() -> None:
    left = likened("a1", "Moorland ICT proposal", state=State.NOT_FORMED)
    assert any(each.points == -10 for each in score(left, likened("a2", "Moorland ICT"))[1])


def test_pairs_grow_with_the_number_of_arrangements_and_not_with_its_square() -> None:
    def register(copies: int) -> list[Likened]:
        return [
            LIKENING.liken(told(f"a{copy}-{number}", f"Shared service {copy}", (f"m{copy}", f"n{copy}"), sources=()))
            for copy in range(copies)
            for number in range(3)
        ]

    few, many = (len(candidates(register(copies))) for copies in (100, 800))
    assert few == 300
    assert many == 2400
