"""Mail to people who act for bodies: plain text, one recipient each, with a way to stop that needs no sign-in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from sharemap.accounts.models import Person

_SALT = "sharemap.accounts.stop"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent to one person."""

    person: Person
    subject: str
    text: str


def stop_address(person: Person) -> str:
    """The page on which this person stops reminders; whoever has the letter may."""
    return f"{settings.SITE}/returns/mail/{signing.dumps(person.pk, salt=_SALT)}"


def person_of_token(token: str) -> Person | None:
    try:
        number = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=number).first()


def post(letters: Iterable[Letter]) -> int:
    """Send them over one connection; how many went. Raises what the mail server raises."""
    with get_connection() as connection:
        return sum(_message(each, connection).send() for each in letters)


def written_before(time: datetime) -> Iterator[Path]:
    """Letters that were written to files before that time: they hold names, addresses and codes."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"))
    return (path for path in files if datetime.fromtimestamp(path.stat().st_mtime, UTC) < time)


def burn(email: str) -> None:
    """Take away the files with letters to this address."""
    for path in Path(settings.EMAIL_FILE_PATH).glob("*.log"):
        if email and email.lower().encode() in path.read_bytes().lower():
            path.unlink(missing_ok=True)


def _message(letter: Letter, connection: BaseEmailBackend) -> EmailMessage:
    stop = stop_address(letter.person)
    return EmailMessage(
        letter.subject,
        letter.text,
        to=[letter.person.user.email],
        headers={"List-Unsubscribe": f"<{stop}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
