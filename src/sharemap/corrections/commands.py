"""`sharemap team`: who may decide on proposals. A password is asked for on the terminal and shown nowhere."""

from __future__ import annotations

import sys
from getpass import getpass

import django
from django.conf import settings
from django.core.management import call_command


def team_command(act: str, name: str) -> int:
    """Add or remove one of the team; 1, with a sentence, where that cannot be."""
    django.setup()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    said, ok = add(name) if act == "add" else remove(name)
    print(said, file=sys.stdout if ok else sys.stderr)
    return 0 if ok else 1


def add(name: str) -> tuple[str, bool]:
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if User.objects.filter(username__iexact=name).exists():
        return f"“{name}” is in the team already. Remove it first to give it another password.", False
    user = User(username=name, is_staff=True)
    try:
        user.clean_fields(exclude=["password"])
        password = getpass("Password: ")
        validate_password(password, user)
    except ValidationError as refused:
        return " ".join(refused.messages), False
    if password != getpass("The same again: "):
        return "The two passwords differ. Nothing was changed; try again.", False
    user.set_password(password)
    user.save()
    return f"“{name}” is in the team, and is called team-{user.pk} in the register's events.", True


def remove(name: str) -> tuple[str, bool]:
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name, is_staff=True).first()
    if user is None:
        return f"Nobody in the team is called “{name}”. Nothing was changed.", False
    actor = f"team-{user.pk}"
    user.delete()
    return f"“{name}” is out of the team and signed out. Events go on saying {actor}.", True
