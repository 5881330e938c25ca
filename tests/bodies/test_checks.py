"""Each thing that can fail to fit together in a directory is found, and the real one fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sharemap.bodies.checks import faults
from sharemap.bodies.directory import Directory
from sharemap.bodies.rows import BodyCode, BodyName, Succession, SuccessionKind
from tests.bodies.test_directory import a_body

DAY = date(2019, 4, 1)
OLD = a_body("old", date(1974, 4, 1), DAY)
NEW = a_body("new", DAY, None)
TOOK_OVER = Succession("old", "new", DAY, SuccessionKind.REPLACED, "", "made for a test")
SOUND = Directory((NEW, OLD), successions=(TOOK_OVER,))


def test_the_real_directory_has_no_fault(directory: Directory) -> None:
    assert faults(directory) == []


def test_a_sound_directory_has_no_fault() -> None:
    assert faults(SOUND) == []


def name(text: str, starts_on: date | None, ends_before: date | None) -> BodyName:
    return BodyName("new", text, starts_on, ends_before, "made for a test")


def code(body: str, starts_on: date | None = None, ends_before: date | None = None, text: str = "E1") -> BodyCode:
    return BodyCode(body, "gss", text, starts_on, ends_before, "made for a test")


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (replace(SOUND, rows=(NEW, NEW, OLD)), "key twice"),
        (replace(SOUND, successions=(replace(TOOK_OVER, successor="nobody"),)), "dangling"),
        (replace(SOUND, successions=(replace(TOOK_OVER, on=date(2018, 4, 1)),)), "succession day"),
        (replace(SOUND, rows=(replace(NEW, county="nobody"), OLD)), "dangling"),
        (replace(SOUND, names=(name("A", None, None), name("B", DAY, None))), "two names"),
        (replace(SOUND, codes=(code("new", DAY, None, "E1"), code("new", DAY, None, "E2"))), "two codes"),
        (replace(SOUND, codes=(code("new", date(2018, 1, 1)), code("old", date(2000, 1, 1)))), "code shared"),
    ],
)
def test_what_does_not_fit_is_found(broken: Directory, expected: str) -> None:
    assert expected in {fault.code for fault in faults(broken)}


def test_one_code_may_pass_from_a_body_to_its_successor() -> None:
    assert faults(replace(SOUND, codes=(code("old"), code("new")))) == []


def test_a_change_of_boundary_need_not_meet_any_end() -> None:
    boundary = replace(TOOK_OVER, kind=SuccessionKind.BOUNDARY, on=date(2010, 4, 1))
    assert faults(replace(SOUND, successions=(boundary,))) == []
