"""Floods are held off by counting, and what is counted by is not kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from sharemap.config.settings.base import _proxies
from sharemap.core.origin import address_of
from sharemap.corrections import limits
from sharemap.corrections.limits import Allowance
from sharemap.corrections.models import Attempt

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 0, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE, OTHER = Allowance("proposal", "192.0.2.1", 3), Allowance("proposal", "192.0.2.2", 3)


def spend(times: int, at: datetime = NOW) -> None:
    for number in range(times):
        limits.spend([ONE], at + number * MINUTE)


def test_there_is_room_until_it_is_spent_and_for_others_after() -> None:
    spend(2)
    assert limits.wait([ONE], NOW + 5 * MINUTE) == 0
    limits.spend([ONE], NOW + 5 * MINUTE)
    assert limits.wait([ONE], NOW + 5 * MINUTE) == 55 * 60 + 1
    assert limits.wait([OTHER], NOW + 5 * MINUTE) == 0
    assert limits.wait([OTHER, ONE], NOW + 5 * MINUTE) > 0


def test_there_is_room_again_when_the_hour_is_over() -> None:
    spend(3)
    assert limits.wait([ONE], NOW + 61 * MINUTE) == 0


def test_midnight_makes_no_room() -> None:
    spend(3, NOW - 25 * MINUTE)
    assert limits.wait([ONE], NOW) > 0


def test_a_try_that_is_given_back_does_not_count() -> None:
    spend(2)
    limits.give_back(limits.spend([ONE], NOW + 5 * MINUTE))
    assert limits.wait([ONE], NOW + 5 * MINUTE) == 0


def test_no_address_is_kept_and_nothing_for_longer_than_a_day() -> None:
    spend(1)
    kept = Attempt.objects.get()
    assert "192.0.2.1" not in f"{kept.what}{kept.who}"
    limits.spend([OTHER], NOW + timedelta(days=1, seconds=1))
    assert not Attempt.objects.filter(id=kept.id).exists()


@pytest.mark.parametrize(
    ("meta", "proxies", "address"),
    [
        ({"REMOTE_ADDR": "192.0.2.1"}, 0, "192.0.2.1"),
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.9"}, 0, "192.0.2.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "forged, 198.51.100.9"}, 1, "198.51.100.9"),
        ({"REMOTE_ADDR": "10.0.0.1"}, 1, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "nonsense"}, 1, "10.0.0.1"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": "::ffff:192.0.2.1"}, 0, "192.0.2.1"),
        ({"REMOTE_ADDR": ""}, 0, ""),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(meta: dict[str, str], proxies: int, address: str) -> None:
    assert address_of(meta, proxies) == address


def test_a_wrong_number_of_proxies_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAREMAP_PROXIES", "two")
    with pytest.raises(ImproperlyConfigured, match="must be a whole number, such as 1; it is “two”"):
        _proxies("0")
