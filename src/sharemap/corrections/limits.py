"""Counts what one address, one name or everybody tried within the hour, and says how long to wait.

An address is kept only as a hash keyed with this host's secret and the day, and no longer than a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from sharemap.corrections.models import Attempt

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often something may be tried within an hour, by whom."""

    what: str
    who: str
    most: int


def wait(allowances: Sequence[Allowance], now: datetime) -> int:
    """Seconds until there is room again; 0: there is."""
    return max(_wait(each, now) for each in allowances)


def _wait(allowance: Allowance, now: datetime) -> int:
    # Within an hour the day may have changed, and with it the hash.
    keys = {_key(allowance, now), _key(allowance, now - HOUR)}
    tried = Attempt.objects.filter(what=allowance.what, who__in=keys, at__gt=now - HOUR)
    times = list(tried.order_by("-at").values_list("at", flat=True)[: allowance.most])
    return 0 if len(times) < allowance.most else 1 + int((times[-1] + HOUR - now).total_seconds())


def spend(allowances: Sequence[Allowance], now: datetime) -> list[Attempt]:
    """Count one try."""
    forget(now)
    return Attempt.objects.bulk_create(Attempt(what=each.what, who=_key(each, now), at=now) for each in allowances)


def give_back(spent: Sequence[Attempt]) -> None:
    """The try was none that should count."""
    Attempt.objects.filter(pk__in=[each.pk for each in spent]).delete()


def forget(now: datetime) -> None:
    """Nothing is kept for longer than a day."""
    Attempt.objects.filter(at__lt=now - DAY).delete()


def _key(allowance: Allowance, now: datetime) -> str:
    salt = f"sharemap.corrections.{allowance.what}.{now.date()}"
    return salted_hmac(salt, allowance.who, algorithm="sha256").hexdigest()
