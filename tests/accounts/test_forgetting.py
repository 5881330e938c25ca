"""Names and addresses go by themselves when their time is over; nothing goes before, and nothing in a dry run."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings

from sharemap.accounts.commands import forget_command
from sharemap.accounts.forgetting import forget
from sharemap.accounts.models import Person, Seat
from sharemap.accounts.people import end_seat, person_for
from sharemap.accounts.roles import SeatRole
from sharemap.corrections.models import Attempt, Proposal
from tests.returns.conftest import seated

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO, LATELY = NOW - timedelta(days=800), NOW - timedelta(days=600)


@pytest.fixture(autouse=True)
def mail(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def made(name: str, joined: datetime, signed_in: datetime | None = None) -> Person:
    person = person_for(f"{name}@north.example", name)
    User.objects.filter(pk=person.pk).update(date_joined=joined, last_login=signed_in)
    return person


def given(person: Person, on: datetime, ended: datetime | None = None) -> None:
    Seat.objects.create(
        person=person,
        body="north",
        role=SeatRole.CONTRIBUTOR,
        starts_on=on.date(),
        ends_before=ended.date() if ended else None,
    )


def known() -> set[str]:
    return set(Person.objects.filter(erased_on=None).values_list("name", flat=True))


def test_who_was_not_heard_of_for_two_years_is_erased_and_nobody_else() -> None:
    made("never came", LONG_AGO)
    given(made("left long ago", LONG_AGO), LONG_AGO, LONG_AGO)
    given(made("still seated but silent", LONG_AGO, LONG_AGO), LONG_AGO)
    made("signed in lately", LONG_AGO, LATELY)
    given(made("left lately", LONG_AGO), LONG_AGO, LATELY)
    given(made("given a seat lately", LONG_AGO, LONG_AGO), LATELY)
    made("new", LATELY)
    assert forget(NOW, commit=False)["people"] == 3
    assert len(known()) == 7
    assert forget(NOW, commit=True)["people"] == 3
    assert known() == {"signed in lately", "left lately", "given a seat lately", "new"}
    assert forget(NOW, commit=True)["people"] == 0
    assert not User.objects.filter(email__startswith="left.long").exists()


def test_the_day_on_which_it_is_over(settings: Settings) -> None:
    settings.FORGET_AFTER_MONTHS = 24
    person = made("edge", LONG_AGO)
    given(person, LONG_AGO)
    end_seat(Seat.objects.get(), date(2026, 11, 25))
    before, after = datetime(2028, 11, 25, 12, tzinfo=NOW.tzinfo), datetime(2028, 11, 26, 12, tzinfo=NOW.tzinfo)
    assert (forget(before, commit=False)["people"], forget(after, commit=False)["people"]) == (0, 1)


def test_letters_sessions_hashes_and_undecided_addresses_go_too(mail: Path) -> None:
    for name, days in (("old.log", 31), ("new.log", 29), ("not a letter.txt", 99)):
        path = mail / name
        path.write_text("To: x@north.example", encoding="utf-8")
        stamp = (NOW - timedelta(days=days)).timestamp()
        os.utime(path, (stamp, stamp))
    Session.objects.create(session_key="old", session_data="", expire_date=NOW - timedelta(hours=1))
    Session.objects.create(session_key="new", session_data="", expire_date=NOW + timedelta(hours=1))
    for hours in (25, 1):
        Attempt.objects.create(what="code for", who="hash", at=NOW - timedelta(hours=hours))
    for number, received in enumerate((LONG_AGO, LATELY)):
        Proposal.objects.create(
            kind="error",
            says="x",
            digest=str(number),
            email=f"{number}@x.example",
            received_at=received,
            received_on=received.date(),
        )
    out = StringIO()
    assert forget_command(commit=False, out=out) == 0
    assert out.getvalue().endswith("Nothing was erased. With --commit it is.\n")
    assert "letters in files: 1\n" in out.getvalue()
    assert len(list(mail.iterdir())) == 3
    out = StringIO()
    assert forget_command(commit=True, out=out) == 0
    assert out.getvalue().endswith("They are erased.\n")
    assert {path.name for path in mail.iterdir()} == {"new.log", "not a letter.txt"}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert Attempt.objects.count() == 1
    assert sorted(Proposal.objects.values_list("email", flat=True)) == ["", "1@x.example"]


def test_who_is_seated_today_stays() -> None:
    seated("north", SeatRole.COORDINATOR)
    assert forget(NOW, commit=True)["people"] == 0
