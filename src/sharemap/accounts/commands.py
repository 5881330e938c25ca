"""`sharemap forget`: personal data whose time is over. A dry run unless told to commit."""

from __future__ import annotations

from typing import TextIO

import django
from django.core.management import call_command


def forget_command(commit: bool, out: TextIO) -> int:
    """Print how much is past its time, and with `commit` be rid of it."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)

    from django.utils import timezone

    from sharemap.accounts.forgetting import forget

    for name, count in forget(timezone.now(), commit).items():
        print(f"{name}: {count}", file=out)
    print("They are erased." if commit else "Nothing was erased. With --commit it is.", file=out)
    return 0
