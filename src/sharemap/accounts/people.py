"""Who may act for a body: seats are given, asked for and ended here, and people are erased here."""

from __future__ import annotations

import secrets
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from sharemap.accounts.letters import burn
from sharemap.accounts.models import Domain, Person, Seat
from sharemap.accounts.roles import SeatRole
from sharemap.corrections.sessions import end_all


def person_with(email: str) -> Person | None:
    """Who signs in with this address; never one of the team."""
    return Person.objects.filter(user__email__iexact=email, user__is_active=True).first()


@transaction.atomic
def person_for(email: str, name: str = "") -> Person:
    """The person of this address, made known if they are not. They prove the address when they sign in."""
    held = person_with(email)
    if held:
        return held
    user = User(username=f"person-{secrets.token_hex(12)}", email=email.lower())
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return Person.objects.create(user=user, name=name)


@transaction.atomic
def give_seat(person: Person, body: str, role: SeatRole, by: str, on: date) -> Seat:
    """A seat from that day on. One held already gets the role; one asked for is given."""
    seat = Seat.objects.filter(person=person, body=body, ends_before__isnull=True).first() or Seat(
        person=person, body=body
    )
    seat.role, seat.given_by, seat.starts_on = role.value, by, seat.starts_on or on
    seat.save()
    return seat


def ask_for_seat(person: Person, body: str) -> Seat:
    """Somebody wants to act for a body; its coordinator or the team decides."""
    seat, _ = Seat.objects.get_or_create(
        person=person, body=body, ends_before=None, defaults={"role": SeatRole.CONTRIBUTOR.value}
    )
    return seat


def end_seat(seat: Seat, on: date) -> None:
    """No longer from that day on."""
    seat.ends_before = on
    seat.save(update_fields=["ends_before"])


def seats_on(day: date) -> QuerySet[Seat]:
    """The seats held on a day."""
    return _held_on(day).select_related("person__user").order_by("body", "role", "person_id")


def _held_on(day: date) -> QuerySet[Seat]:
    return Seat.objects.filter(starts_on__lte=day).filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day))


def asked_for() -> QuerySet[Seat]:
    """The seats that somebody waits for."""
    waiting = Seat.objects.filter(starts_on__isnull=True, ends_before__isnull=True)
    return waiting.select_related("person__user").order_by("body", "person_id")


def seat_of(person: Person, body: str, day: date) -> Seat | None:
    seat = _held_on(day).filter(person=person, body=body).order_by("role").first()
    if seat:
        seat.person = person
    return seat


def called(body: str) -> dict[str, str]:
    """How those who act or acted for a body are called, by the words that events say in place of names."""
    people = Person.objects.filter(seats__body=body).select_related("user").only("name", "user__email")
    return {person.actor: person.called for person in people}


def bodies_to_ask_for(email: str) -> list[str]:
    """Keys of the bodies from whose confirmed domains the address is."""
    domain = email.rpartition("@")[2].lower()
    return list(Domain.objects.filter(domain=domain).order_by("body").values_list("body", flat=True))


@transaction.atomic
def erase(person: Person, on: date) -> None:
    """Forget name, address, letters and sessions, and end every seat; what they did stays, under an opaque word."""
    email = person.user.email
    Seat.objects.filter(person=person, starts_on__isnull=True).delete()
    Seat.objects.filter(person=person, ends_before__isnull=True).update(ends_before=on)
    EmailAddress.objects.filter(user=person.user).delete()
    User.objects.filter(pk=person.pk).update(email="", first_name="", last_name="", last_login=None, is_active=False)
    Person.objects.filter(pk=person.pk).update(name="", erased_on=on, takes_reminders=False)
    end_all(person.user)
    transaction.on_commit(lambda: burn(email))
