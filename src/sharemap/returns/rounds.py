"""Rounds: who is asked, and what each is asked, laid down in the moment a round opens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db import transaction

from sharemap.bodies import models
from sharemap.bodies.rows import Body
from sharemap.core.problem import Problem
from sharemap.register import queries
from sharemap.returns.history import Act, append
from sharemap.returns.models import Line, Return, Round
from sharemap.returns.prefill import Asked, Held, lead_of, prefill
from sharemap.returns.rows import to_texts
from sharemap.returns.stages import RoundStage


def asked_bodies(of: Round, bodies: Iterable[Body]) -> list[Body]:
    """Those alive on the census day that are of a kind and nation asked; by name."""
    found = [
        each
        for each in bodies
        if of.census_on in each.period
        and each.kind.value in of.kinds
        and (not of.nations or each.nation in of.nations)
    ]
    return sorted(found, key=lambda each: (each.name.casefold(), each.key))


@transaction.atomic
def open_round(of: Round, act: Act) -> Problem | None:
    """One return for each body asked, filled with what the register holds of it today."""
    of = Round.objects.select_for_update().get(pk=of.pk)
    if of.stage != RoundStage.DRAFT:
        return Problem("stage", "main", "", "This round was opened before.", "Nothing was changed.")
    rows = queries.all_rows()
    held = Held(rows)
    bodies = asked_bodies(of, cast(list[Body], rows[Body]))
    returns = Return.objects.bulk_create([Return(round=of, body=body.key) for body in bodies])
    for each in returns:
        _fill(each, of.census_on, held, act)
    of.stage = RoundStage.OPEN.value
    of.save()
    return None


def _fill(of: Return, day: date, held: Held, act: Act) -> None:
    asked = prefill(of.body, day, held)
    lines = [
        Line(of=of, number=number, arrangement=each.line.arrangement, asked=asked_texts(each, held))
        for number, each in enumerate(asked, start=1)
    ]
    Line.objects.bulk_create(lines)
    asked_of = [{"line": each.number, **each.asked} for each in lines]
    # Heads of chains are published. From one that starts with what nobody can guess, no answer can be guessed.
    append(of, "return opened", act, {"lines": asked_of, "salt": secrets.token_hex(16)})


def asked_texts(asked: Asked, held: Held) -> dict[str, object]:
    """What was on record, as a line holds it."""
    return {
        "line": to_texts(asked.line),
        "savings": [to_texts(each) for each in asked.savings],
        "leads": lead_of(asked.line.arrangement, held),
    }


def names_of_bodies() -> dict[str, str]:
    """The names of bodies by key, for letters that are written without a page."""
    return dict(models.Body.objects.values_list("key", "name"))


@transaction.atomic
def close_round(of: Round) -> Problem | None:
    """No more reminders. Corrections are taken until the next round opens."""
    if Round.objects.filter(pk=of.pk, stage=RoundStage.OPEN).update(stage=RoundStage.CLOSED) != 1:
        return Problem("stage", "main", "", "Only an open round can be closed.", "Nothing was changed.")
    return None
