"""`sharemap team`: who reviews and who administers. A password is asked for on the terminal and shown nowhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from getpass import getpass
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.management import call_command

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def team_command(act: str, name: str) -> int:
    """Do this to one of the team; 1, with a sentence, where that cannot be."""
    django.setup()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    acts: dict[str, Callable[[str], tuple[str, bool]]] = {
        "add": add,
        "remove": remove,
        "reset": reset,
        "administrator": lambda name: to_role(name, administrator=True),
        "reviewer": lambda name: to_role(name, administrator=False),
    }
    said, ok = acts[act](name)
    print(said, file=sys.stdout if ok else sys.stderr)
    return 0 if ok else 1


def add(name: str) -> tuple[str, bool]:
    """A reviewer; the first of all is an administrator, so that there is one."""
    from django.contrib.auth.models import User
    from django.core.exceptions import ValidationError

    if User.objects.filter(username__iexact=name).exists():
        return f"“{name}” is in the team already. For another password: sharemap team reset {name}", False
    first = not User.objects.filter(is_staff=True).exists()
    user = User(username=name, is_staff=True, is_superuser=first)
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as refused:
        return " ".join(refused.messages), False
    if fault := _ask_password(user):
        return fault, False
    user.save()
    role = "an administrator" if first else "a reviewer"
    return f"“{name}” is in the team as {role}, and is called team-{user.pk} in the register's events.", True


def _ask_password(user: User) -> str:
    """Set what is typed twice; what is wrong with it."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    password = getpass("Password: ")
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return " ".join(refused.messages)
    if password != getpass("The same again: "):
        return "The two passwords differ. Nothing was changed; try again."
    user.set_password(password)
    return ""


def reset(name: str) -> tuple[str, bool]:
    """For who has lost passkeys or password: a new password, no passkeys, signed out everywhere."""
    from sharemap.corrections.passkeys import of_user
    from sharemap.corrections.sessions import end_all

    user = _member(name)
    if user is None:
        return _nobody(name), False
    if fault := _ask_password(user):
        return fault, False
    user.save()
    taken, _ = of_user(user).delete()
    end_all(user)
    return f"“{name}” has a new password and is signed out. Passkeys taken away: {taken}.", True


def to_role(name: str, administrator: bool) -> tuple[str, bool]:
    user = _member(name)
    if user is None:
        return _nobody(name), False
    user.is_superuser = administrator
    user.save(update_fields=["is_superuser"])
    return f"“{name}” is now {'an administrator' if administrator else 'a reviewer'}.", True


def remove(name: str) -> tuple[str, bool]:
    user = _member(name)
    if user is None:
        return _nobody(name), False
    actor = f"team-{user.pk}"
    user.delete()
    return f"“{name}” is out of the team and signed out. Events go on saying {actor}.", True


def _member(name: str) -> User | None:
    from django.contrib.auth.models import User

    return User.objects.filter(username=name, is_staff=True).first()


def _nobody(name: str) -> str:
    return f"Nobody in the team is called “{name}”. Nothing was changed."
