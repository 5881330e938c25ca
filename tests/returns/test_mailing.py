"""Letters: counted before they go, sent once, stopped by an answer or by their reader."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from io import StringIO
from pathlib import Path
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from sharemap.accounts import letters as post_room
from sharemap.accounts.models import Person
from sharemap.accounts.roles import SeatRole
from sharemap.editions.preview import cut_preview
from sharemap.returns import mailing
from sharemap.returns.commands import remind_command
from sharemap.returns.models import Mail, Return, Round
from tests.corrections.conftest import say
from tests.pages import CheckedClient
from tests.returns.conftest import seated

pytestmark = pytest.mark.django_db
PAGE = "/team/rounds/2026"


def named(key: str) -> str:
    return f"{key.title()} Council"


def due(of: Round, what: str = mailing.INVITATION) -> list[str]:
    found = mailing.sending(of, what, timezone.localdate(), named)
    return sorted(letter.person.user.email for _, letter in found.letters)


def test_nobody_gets_the_same_letter_twice(
    team: CheckedClient, opened: Round, letters: list[mail.EmailMessage]
) -> None:
    seated("north", SeatRole.COORDINATOR)
    assert "1 body that has not answered has nobody to write to" in team.get(PAGE).content.decode()
    for _ in range(2):
        team.post(PAGE, {"act": "invite", "counted": "1"})
    assert len(letters) == 1
    seated("north", SeatRole.SIGNATORY)
    team.post(PAGE, {"act": "invite", "counted": "1"})
    assert [each.to[0] for each in letters] == ["coordinator@north.example", "signatory@north.example"]
    assert {each.person for each in Mail.objects.all()} == {each.actor for each in Person.objects.all()}


def test_a_letter_says_why_it_came_and_how_to_stop(opened: Round) -> None:
    seated("north", SeatRole.COORDINATOR, "Cora")
    ((_, letter),) = mailing.sending(opened, mailing.INVITATION, timezone.localdate(), named).letters
    assert letter.subject == "North Council: what you share with others, 2026"
    for words in (
        "Hello Cora,",
        "holds 1 arrangement of yours",
        "You get this because",
        "/returns/mail/",
        "no password",
    ):
        assert words in letter.text
    assert "<" not in letter.text


def test_reminders_go_to_who_has_not_answered_and_has_not_stopped_them(
    team: CheckedClient, opened: Round, letters: list[mail.EmailMessage]
) -> None:
    seated("north", SeatRole.COORDINATOR)
    seated("south", SeatRole.COORDINATOR)
    assert "Reminders" not in team.get(PAGE).content.decode().split("Returns")[0].split("How far")[1]
    Round.objects.update(
        opens_on=opened.opens_on - timedelta(days=30), closes_on=timezone.localdate() + timedelta(days=9)
    )
    opened.refresh_from_db()
    what = mailing.reminder_due(opened, timezone.localdate())
    assert what == "reminder 14"
    assert due(opened, what) == ["coordinator@north.example", "coordinator@south.example"]
    Return.objects.filter(body="north").update(stage="declined")
    assert due(opened, what) == ["coordinator@south.example"]
    Person.objects.update(takes_reminders=False)
    assert due(opened, what) == []
    Person.objects.update(takes_reminders=True)
    assert team.post(PAGE, {"act": "remind", "counted": "1"}).status_code == 302
    assert "please answer by" in letters[0].subject
    assert due(opened, what) == []


def test_a_round_that_is_not_open_writes_to_nobody(
    team: CheckedClient, opened: Round, letters: list[mail.EmailMessage]
) -> None:
    seated("north", SeatRole.COORDINATOR)
    team.post(PAGE, {"act": "close"})
    for act in ("invite", "remind"):
        assert team.post(PAGE, {"act": act, "counted": "1"}).status_code == 409
    assert letters == []


def test_what_the_server_refuses_can_be_sent_again(
    team: CheckedClient, opened: Round, letters: list[mail.EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    seated("north", SeatRole.COORDINATOR)

    def refuse(*_: object) -> int:
        raise SMTPServerDisconnected("please run connect() first")

    with monkeypatch.context() as broken:
        broken.setattr(mailing, "post", refuse)
        answer = team.post(PAGE, {"act": "invite", "counted": "1"})
    assert "The mail server did not take it." in answer.content.decode()
    assert not Mail.objects.exists()
    team.post(PAGE, {"act": "invite", "counted": "1"})
    assert len(letters) == 1


def test_the_daily_command_says_what_is_due_and_sends_it_once(
    client: CheckedClient, opened: Round, letters: list[mail.EmailMessage]
) -> None:
    seated("north", SeatRole.COORDINATOR)
    assert run() == (0, "No reminder is due today.\n")
    days = {"opens_on": opened.opens_on - timedelta(days=30), "closes_on": timezone.localdate() + timedelta(days=9)}
    Round.objects.update(**days)
    assert run() == (0, "Round of 2026: reminder 14, letters due: 1\nNothing was sent. With --commit it is.\n")
    assert letters == []
    assert "1 sent, 0 not taken" in run(commit=True)[1]
    assert "North Council: please answer by" in letters[0].subject
    assert "0 sent" in run(commit=True)[1]
    assert len(letters) == 1


def run(commit: bool = False) -> tuple[int, str]:
    out = StringIO()
    return remind_command(commit, out), out.getvalue()


def test_letters_are_files_until_a_server_is_named(settings: Settings, tmp_path: Path, client: CheckedClient) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    person = seated("north", SeatRole.COORDINATOR)
    assert post_room.post([post_room.Letter(person, "A subject", "Words.\n")]) == 1
    (kept,) = (tmp_path / "mail").iterdir()
    letter = message_from_bytes(kept.read_bytes().strip(b"-\n"))
    assert letter["To"] == "coordinator@north.example"
    assert str(letter["List-Unsubscribe"]).strip() == f"<{post_room.stop_address(person)}>"


def test_no_name_and_no_address_of_a_respondent_is_in_any_byte_that_is_published(
    client: CheckedClient, team: CheckedClient, north: Return, small: Path, settings: Settings
) -> None:
    person = seated("north", SeatRole.COORDINATOR, "Zebedee Quillfeather")
    person.user.email = "zebedee.quillfeather@north.example"
    person.user.save()
    browser = CheckedClient()
    browser.force_login(person.user)
    browser.post("/returns/2026/north/1", {"decision": "we dispute this", "why": "Not so.", "seen": "1"})
    cut_preview(small, settings.EDITIONS, say)
    published = [each.read_bytes() for each in settings.EDITIONS.rglob("*") if each.is_file()]
    assert len(published) > 10
    for word in (b"zebedee", b"quillfeather", person.actor.encode()):
        assert not any(word in each.lower() for each in published)
