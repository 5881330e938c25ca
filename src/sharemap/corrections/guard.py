"""Tells a person at a form from a machine that floods it, without a cookie and without asking anybody else. Pure.

The form carries the moment it was opened, signed. No session hangs on the form, so nothing can be forged by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from sharemap.core.problem import Problem

TRAP, OPENED = "leave-empty", "opened"
"""The field that people do not see, and the one that says when the form was opened."""
SOONEST, LATEST = timedelta(seconds=2), timedelta(days=1)
_SALT = "sharemap.corrections.opened"


def opened_at(now: datetime) -> str:
    """What a form opened now carries."""
    return Signer(salt=_SALT).sign(str(int(now.timestamp())))


def again(carried: str, now: datetime) -> str:
    """What a form shown again carries: it may be sent at once, and one that is not too old keeps its moment."""
    opened = _opened(carried)
    return carried if opened and opened > now - LATEST else opened_at(now - 2 * SOONEST)


def faults(posted: Mapping[str, str], now: datetime) -> Iterator[Problem]:
    """Why this looks like a machine; a person can put each right by sending once more."""
    if posted.get(TRAP):
        yield Problem(
            "trap", "says", "", "A field that nobody sees was filled in.", "It is empty again: send once more."
        )
    opened = _opened(posted.get(OPENED, ""))
    if opened is None or opened <= now - LATEST:
        yield Problem(
            "old", "says", "", "This page had been open for more than a day.", "All is kept: send once more."
        )
    elif opened > now - SOONEST:
        yield Problem("fast", "says", "", "This came faster than one can type.", "All is kept: send once more.")


def _opened(carried: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(Signer(salt=_SALT).unsign(carried)), UTC)
    except (BadSignature, ValueError):
        return None
