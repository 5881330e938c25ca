"""A round on a small register of made-up bodies, and browsers of people who act for them. Nobody here is real."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from sharemap.accounts.models import Person
from sharemap.accounts.people import give_seat, person_for
from sharemap.accounts.roles import SeatRole
from sharemap.returns.history import Act
from sharemap.returns.models import Return, Round
from sharemap.returns.rounds import open_round
from tests.corrections.conftest import client as client
from tests.corrections.conftest import member as member
from tests.corrections.conftest import reviewer as reviewer
from tests.corrections.conftest import team as team
from tests.pages import CheckedClient
from tests.register.conftest import small as small

NOW = timezone.now()
BOSS = Act("team-1", NOW)


def make_round(year: int = 2026, **changes: object) -> Round:
    today = timezone.localdate()
    fields = {
        "year": year,
        "census_on": today,
        "opens_on": today,
        "closes_on": today + timedelta(days=20),
        "kinds": ["district council"],
        "nations": [],
        "questions": "1",
        "reminder_days": [28, 14, 3],
    }
    return Round.objects.create(**{**fields, **changes})


@pytest.fixture
def opened(client: CheckedClient) -> Round:
    """A round of 2026 in which North and South are asked about their shared audit."""
    made = make_round()
    assert open_round(made, BOSS) is None
    made.refresh_from_db()
    return made


@pytest.fixture
def north(opened: Round) -> Return:
    return Return.objects.get(round=opened, body="north")


@pytest.fixture
def south(opened: Round) -> Return:
    return Return.objects.get(round=opened, body="south")


def seated(body: str, role: SeatRole, name: str = "") -> Person:
    person = person_for(f"{name or role}@{body}.example", name)
    give_seat(person, body, role, "team-1", timezone.localdate() - timedelta(days=1))
    return person


def signed_in(person: Person) -> CheckedClient:
    browser = CheckedClient()
    browser.force_login(person.user)
    return browser


Sit = Callable[[str, SeatRole], CheckedClient]


@pytest.fixture
def sit(client: CheckedClient) -> Sit:
    """A browser of somebody who acts for a body in a role."""
    return lambda body, role: signed_in(seated(body, role))


@pytest.fixture
def letters(settings: Settings) -> list[mail.EmailMessage]:
    """What was sent, in place of files."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


def code_in(letter: mail.EmailMessage) -> str:
    found = re.search(r"code is (\S+)", str(letter.body))
    assert found
    return found[1]
