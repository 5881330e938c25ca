"""`sharemap remind`: reminders that are due. `sharemap audit verify`: whether history proves itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import django
from django.core.management import call_command

from sharemap.core import chain
from sharemap.core.problem import Problem, Severity
from sharemap.editions.heads import Places, heads_kept


def remind_command(commit: bool, out: TextIO) -> int:
    """Print what would go, or send it; 1 where a mail server did not take a letter."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)

    from django.utils import timezone

    from sharemap.returns import mailing
    from sharemap.returns.models import Round
    from sharemap.returns.rounds import names_of_bodies
    from sharemap.returns.stages import RoundStage

    today, names, failed = timezone.localdate(), names_of_bodies(), 0
    rounds = Round.objects.filter(stage=RoundStage.OPEN).order_by("year")
    due = [(each, mailing.reminder_due(each, today)) for each in rounds]
    for each, what in ((each, what) for each, what in due if what):
        found = mailing.sending(each, what, today, lambda key: names.get(key, key))
        print(f"{each}: {what}, letters due: {len(found.letters)}", file=out)
        if commit:
            sent, problems = mailing.send(found.letters, what, timezone.now())
            failed += len(problems)
            print(f"{each}: {sent} sent, {len(problems)} not taken by the mail server", file=out)
    if not any(what for _, what in due):
        print("No reminder is due today.", file=out)
    elif not commit:
        print("Nothing was sent. With --commit it is.", file=out)
    return 1 if failed else 0


def audit_command(places: Places, out: TextIO) -> int:
    """Print what is wrong with the chains of arrangements and returns; 1 if anything is."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    found = list(faults(places))
    for problem in found:
        print(problem, file=out)
    count = sum(problem.severity is Severity.ERROR for problem in found)
    print(f"Faults found: {count}." if count else "Every chain is whole.", file=out)
    return 1 if count else 0


def faults(places: Places) -> Iterator[Problem]:
    """What is wrong within each chain, between a return's and an arrangement's, and with what editions wrote down."""
    from sharemap.register import auditing
    from sharemap.returns import history
    from sharemap.returns.models import Return

    yield from auditing.faults()
    for each in Return.objects.select_related("round").order_by("round__year", "body"):
        yield from history.faults(each)
    of_arrangements = auditing.hashes()
    for where, arrangement, digest in history.leads():
        yield from chain.lost({arrangement: digest}, of_arrangements, where)
    held = {**of_arrangements, **history.hashes()}
    for written in heads_kept(places):
        if isinstance(written, Problem):
            yield written
        else:
            yield from chain.lost(written.heads, held, written.by)
