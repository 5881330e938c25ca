"""`sharemap remind`: the reminders that the open round's schedule asks for today, for a host's daily timer."""

from __future__ import annotations

from typing import TextIO

import django
from django.core.management import call_command


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
