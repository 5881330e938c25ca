"""`sharemap team` adds and removes those who decide; passwords are asked for on the terminal alone."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User

from sharemap import cli
from sharemap.corrections import commands
from tests.pages import CheckedClient

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
    assert added.is_superuser, "the first one is an administrator"
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


def test_who_comes_later_is_a_reviewer_until_made_an_administrator(typed: list[str]) -> None:
    typed += [GOOD] * 4
    for name in ("asha", "bela"):
        assert team("add", name) == 0
    assert not User.objects.get(username="bela").is_superuser
    assert team("administrator", "bela") == team("reviewer", "asha") == 0
    assert list(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == ["bela"]
    assert team("reviewer", "nobody") == 1


def test_who_has_lost_everything_gets_a_new_start(
    typed: list[str], capsys: pytest.CaptureFixture[str], client: CheckedClient, member: User
) -> None:
    Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "lost"})
    browser = CheckedClient()
    browser.force_login(member)
    typed += ["short", "another word that nobody tries", "another word that nobody tries"]
    assert team("reset", "asha") == 1
    assert team("reset", "asha") == 0
    assert "Passkeys taken away: 1." in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert browser.get("/team/proposals")["Location"].startswith("/team/sign-in")
    member.refresh_from_db()
    assert member.check_password("another word that nobody tries")
    assert team("reset", "nobody") == 1
