"""A body and a person see all that is held about them; a person is erased by a button; no new table is forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import ForeignKey, OneToOneField
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from sharemap.accounts.models import Domain, Person, Seat
from sharemap.accounts.roles import SeatRole
from sharemap.returns import services
from sharemap.returns.history import faults
from sharemap.returns.models import Event, Line, Mail, PartnerReply, Return, Upload
from sharemap.returns.stages import Reply
from tests.pages import CheckedClient
from tests.returns.conftest import BOSS, Sit, seated, signed_in
from tests.returns.test_answering import confirm, only, send_and_sign

pytestmark = pytest.mark.django_db
TOLD = {Line, PartnerReply, Event, Mail, Upload}
"""The tables that belong to a return and are in its record."""


def test_every_table_of_a_return_is_in_its_record() -> None:
    of_returns = {
        model
        for model in apps.get_app_config("returns").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in (Return, Line)
    }
    assert of_returns == TOLD, "a new table: tell of it in returns/held.py, and name it here"


def test_every_table_of_a_person_is_known() -> None:
    """What points to an account is erased with it, or told to it."""
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField) and field.related_model.__name__ in ("User", "Person")
    }
    known = {"people.Person", "people.Seat", "account.EmailAddress", "mfa.Authenticator", "auth.User_groups"}
    assert pointing <= known | {"auth.User_user_permissions"}


def test_a_body_s_record_is_all_of_it(north: Return, south: Return) -> None:
    confirm(north)
    send_and_sign(north)
    services.reply_to(south.pk, only(north).pk, 0, (Reply.DISPUTED, "It ended."), BOSS)
    Mail.objects.create(of=north, person="person-7", what="invitation", sent_at=timezone.now())
    Domain.objects.create(domain="north.example", body="north", confirmed_on="2026-11-01", confirmed_by="team-1")
    person = seated("north", SeatRole.COORDINATOR, "cora")
    browser = signed_in(person)
    text = browser.get("/returns/2026/north/record.json").content.decode()
    held = json.loads(text)
    assert [each["hash"] for each in held["events"]] == list(north.chain.values_list("hash", flat=True))
    assert (held["mails"][0]["person"], held["domains"][0]["domain"]) == ("person-7", "north.example")
    assert (held["seats"][0]["who"], held["seats"][0]["role"]) == (person.actor, "coordinator")
    assert held["told_about_lines"][0]["why"] == "It ended."
    assert (held["signed_by"], held["stage"], held["lines"][0]["version"]) == ("person-2", "submitted", 2)
    assert "cora" not in text
    other = signed_in(seated("south", SeatRole.COORDINATOR)).get("/returns/2026/south/record.json").json()
    assert other["replies"][0]["told_by"] == "north"


def test_a_person_sees_what_is_held_and_goes(sit: Sit, north: Return, team: CheckedClient) -> None:
    browser = sit("north", SeatRole.CONTRIBUTOR)
    browser.post("/returns/2026/north/1", {"act": "still right", "seen": "1"})
    person = Person.objects.get()
    held = browser.get("/returns/me.json").json()
    assert (held["email"], held["word"]) == ("contributor@north.example", person.actor)
    assert [each["happened"] for each in held["did"]] == ["line answered"]
    assert held["seats"][0]["body"] == "north"
    assert "contributor@north.example" in browser.get("/returns/me").content.decode()
    assert browser.post("/returns/me", {"act": "erase"}).status_code == 422
    assert Person.objects.filter(erased_on=None).exists()
    assert browser.post("/returns/me", {"act": "erase", "sure": "yes"})["Location"] == "/returns/sign-in"
    assert browser.get("/returns/me").status_code == 302
    person.user.refresh_from_db()
    assert (person.user.email, person.user.is_active, Seat.objects.get().ends_before is None) == ("", False, False)
    north.refresh_from_db()
    assert list(faults(north)) == []


def test_letters_and_sessions_go_with_the_person(
    sit: Sit, tmp_path: Path, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    browser = sit("north", SeatRole.CONTRIBUTOR)
    CheckedClient().post("/returns/sign-in", {"email": "contributor@north.example"})
    CheckedClient().post("/returns/sign-in", {"email": "nobody@north.example"})
    (letter,) = (tmp_path / "mail").iterdir()
    other = letter.with_name("other.log")
    other.write_text("To: other@north.example\n", encoding="utf-8")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/returns/me", {"act": "erase", "sure": "yes"})
    assert list((tmp_path / "mail").iterdir()) == [other]
    assert not [each for each in Session.objects.all() if each.get_decoded().get("_auth_user_id")]
