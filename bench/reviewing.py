"""Times the team's pages of a round that 400 bodies have signed, where the environment says. Prints it as JSON.

The register is that of data/; what the bodies say, and the people who say it, is plainly made up.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import django

from bench.officers import YEAR, stand_up

BODIES, LINES, REPEATS = 400, 2_000, 5
PAGES = {"glance": f"/team/rounds/{YEAR}", "queue": f"/team/rounds/{YEAR}/review"}


def sign(bodies: int, lines: int) -> int:
    """So many bodies submit what is made up of their lines, until so many are answered; how many were."""
    from django.db import transaction
    from django.db.models import Count
    from django.utils import timezone

    from sharemap.returns import services
    from sharemap.returns.history import Act
    from sharemap.returns.models import Return

    one, two = Act("person-1", timezone.now()), Act("person-2", timezone.now())
    asked = Return.objects.annotate(asked=Count("lines")).filter(asked__gt=0).order_by("-asked", "body")[:bodies]
    done = 0
    for of in asked:
        if done >= lines:
            break
        with transaction.atomic():
            for line in of.lines.order_by("number")[: 2 * lines // bodies]:
                services.answer(line.pk, line.version, _made_up(line, done), one)
                done += 1
            of.refresh_from_db()
            services.send(of.pk, of.version, one)
            services.sign(of.pk, of.version + 1, two)
    return done


def _made_up(line: Any, number: int) -> Any:
    """A third is still right, a third changed, a third ended; each second one saved something."""
    from sharemap.register.rows import ClaimKind, Rung, Scope
    from sharemap.returns.answers import Decision, LineAnswer, SavingsAnswer
    from sharemap.returns.rows import from_texts
    from sharemap.returns.services import Given

    asked = from_texts(LineAnswer, line.asked["line"])
    said = {
        0: replace(asked, decision=Decision.STILL_RIGHT),
        1: replace(asked, decision=Decision.CHANGE, staff=number % 90, description="Synthetic, for measuring."),
        2: replace(
            asked,
            decision=Decision.ENDED,
            ends_before_earliest=date(YEAR, 4, 1),
            ends_before_latest=date(YEAR, 4, 1),
            end_reason="Synthetic, for measuring.",
        ),
    }[number % 3]
    amount = (Rung.ACHIEVED, ClaimKind.RECURRING, Scope.WHOLE, "", "", None)
    saving = SavingsAnswer(asked.arrangement, "", YEAR - 2, None, 1_000 * (number % 400 + 1), *amount)
    return Given(said, (saving,) if number % 2 else ())


def timed() -> Iterator[tuple[str, dict[str, float]]]:
    """Each page in milliseconds: the first time after a change, the median of so many afterwards; and its queries."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client

    member = User.objects.create_user("synthetic", password=None, is_staff=True, is_superuser=True)
    browser = Client(headers={"Host": "sharemap.example", "X-Forwarded-Proto": "https"})
    browser.force_login(member)
    browser.get("/team/proposals", secure=True)  # opens the edition
    for name, page in PAGES.items():
        times = [_get(browser, page) for _ in range(REPEATS + 1)]
        asked = Counted()
        with connection.execute_wrapper(asked):
            _get(browser, page)
        yield name, {"first_ms": times[0], "ms": statistics.median(times[1:]), "queries": asked.number}


class Counted:
    """How often the database was asked."""

    number = 0

    def __call__(self, run: Callable[..., Any], *told: Any) -> Any:
        self.number += 1
        return run(*told)


def _get(browser: Any, page: str) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    answer = browser.get(page, secure=True)
    if answer.status_code != 200:
        raise SystemExit(f"{page}: {answer.status_code} {answer.headers.get('Location', '')}")
    return 1_000 * (time.perf_counter() - began)


def main() -> None:
    django.setup()
    stand_up(0)
    lines = sign(BODIES, LINES)
    print(json.dumps({"lines": lines, **dict(timed())}))


if __name__ == "__main__":
    main()
