"""`sharemap team` adds and removes those who decide; passwords are asked for on the terminal alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from sharemap import cli
from sharemap.corrections import commands

pytestmark = pytest.mark.django_db
GOOD = "a long word that nobody tries"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed, in order."""
    words: list[str] = []
    monkeypatch.setattr(commands, "getpass", lambda _: words.pop(0))
    monkeypatch.setattr(commands, "call_command", lambda *_, **__: None)
    return words


def team(act: str, name: str) -> int:
    return cli.main(["team", act, name])


def test_a_member_is_added_and_removed(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    typed += [GOOD, GOOD]
    assert team("add", "asha") == 0
    added = User.objects.get(username="asha")
    assert added.check_password(GOOD)
    assert not added.is_superuser
    assert f"team-{added.pk}" in capsys.readouterr().out
    assert team("remove", "asha") == 0
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("asha", ["short", "short"], "too short"),
        ("asha", ["password1234", "password1234"], "too common"),
        ("asha-of-team", ["asha-of-team1", "asha-of-team1"], "too similar"),
        ("asha", [GOOD, GOOD + "."], "The two passwords differ."),
        ("a/b", [GOOD, GOOD], "valid username"),
        ("", [GOOD, GOOD], "blank"),
    ],
)
def test_what_cannot_be_is_said(
    typed: list[str], capsys: pytest.CaptureFixture[str], name: str, words: list[str], says: str
) -> None:
    typed += words
    assert team("add", name) == 1
    assert says in capsys.readouterr().err
    assert not User.objects.exists()


def test_nobody_is_added_twice_or_removed_who_is_not_there(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    User.objects.create_user("asha", password=GOOD)
    assert team("add", "Asha") == 1
    assert "in the team already" in capsys.readouterr().err
    assert team("remove", "bela") == 1
    assert "Nobody in the team" in capsys.readouterr().err
