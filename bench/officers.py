"""Stands a site up on deadline day, where the environment says: `python -m bench.officers 400` for 400 bodies.

Prints, as JSON, the bodies that are asked, each with its lines and the cookies of two people who are signed in. The
people are plainly made up. With `count FILE` it counts afterwards what of the saves in the file is there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from sharemap.bodies.rows import BodyKind

YEAR = 2026
DOMAIN = "officers.invalid"


def stand_up(bodies: int) -> list[dict[str, Any]]:
    """The register of data/, its preview, a round that is open, and two people for each of so many bodies."""
    from sharemap.serving import prepare

    if prepare(lambda words: print(words, file=sys.stderr, flush=True)) is None:
        raise SystemExit("data/ is not sound")
    call_command("collectstatic", interactive=False, verbosity=0)
    _open_round()
    return list(_seated(bodies))


def _open_round() -> None:
    from django.utils import timezone

    from sharemap.returns.history import Act
    from sharemap.returns.models import Round
    from sharemap.returns.rounds import open_round

    today = timezone.localdate()
    made = Round.objects.create(
        year=YEAR,
        census_on=today,
        opens_on=today,
        closes_on=today + timedelta(days=1),
        kinds=[kind.value for kind in BodyKind],
        questions="1",
    )
    if problem := open_round(made, Act("team-1", timezone.now())):
        raise SystemExit(str(problem))


def _seated(bodies: int) -> Iterator[dict[str, Any]]:
    from django.db.models import Count

    from sharemap.accounts.roles import SeatRole
    from sharemap.returns.models import Return

    asked = Return.objects.annotate(asked=Count("lines")).filter(asked__gt=0).order_by("-asked", "body")[:bodies]
    for number, of in enumerate(asked, start=1):
        yield {
            "body": of.body,
            "lines": list(of.lines.order_by("number").values_list("number", flat=True)),
            "coordinator": _signed_in(f"coordinator-{number}", of.body, SeatRole.COORDINATOR),
            "signatory": _signed_in(f"signatory-{number}", of.body, SeatRole.SIGNATORY),
        }


def _signed_in(name: str, body: str, role: Any) -> str:
    """The cookie of somebody made up who has come in."""
    from django.test import Client
    from django.utils import timezone

    from sharemap.accounts.people import give_seat, person_for

    person = person_for(f"{name}@{DOMAIN}", f"Synthetic {name}")
    give_seat(person, body, role, "team-1", timezone.localdate() - timedelta(days=1))
    browser = Client()
    browser.force_login(person.user)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def count(saves: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """What became of saves that were acknowledged, each a body, a line and the version it was then to have.

    `missing`: saves that are not in the chain of their return. `faults`: chains and lines that do not agree with it.
    """
    from sharemap.returns.history import faults
    from sharemap.returns.models import Return

    wanted: dict[str, list[tuple[int, int]]] = {}
    for body, line, version in saves:
        wanted.setdefault(body, []).append((line, version))
    missing, wrong, submitted = 0, [], 0
    for of in Return.objects.filter(round__year=YEAR).select_related("round"):
        there = dict.fromkeys(of.lines.values_list("number", flat=True), 1)
        for said in of.chain.filter(happened="line answered").values_list("content", flat=True):
            there[json.loads(said)["line"]] += 1
        missing += sum(version > there.get(line, 0) for line, version in wanted.get(of.body, []))
        wrong += [str(each) for each in faults(of)]
        held = dict(of.lines.values_list("number", "version"))
        wrong += [f"{of}: lines {held}, events {there}"] if held != there else []
        submitted += of.stage == "submitted"
    return {"missing": missing, "faults": wrong, "submitted": submitted}


def main(told: list[str]) -> None:
    django.setup()
    done: object = count(json.loads(Path(told[1]).read_text())) if told[0] == "count" else stand_up(int(told[0]))
    print(json.dumps(done))


if __name__ == "__main__":
    main(sys.argv[1:])
