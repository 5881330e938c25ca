"""`sharemap backup` and `sharemap restore`: what they are told, and what they say."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

from sharemap.core.problem import Problem
from sharemap.core.turns import one_at_a_time


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help="write database and published editions into one file")
    backup.add_argument("to", type=Path, metavar="FILE", help="or a folder, in which it is named after the time")
    backup.set_defaults(run=lambda args: backup_command(args.to))

    restore = commands.add_parser("restore", help="fill an empty database from a backup, whichever kind wrote it")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--commit", action="store_true", help="restore; without it only see whether it could be")
    restore.set_defaults(run=lambda args: restore_command(args.file, args.commit))


def backup_command(to: Path) -> int:
    """Write a backup and say where. 1 where an edition is damaged and was left out, or a file is in the way."""
    django.setup()
    from sharemap.backup.write import other_version, write_backup
    from sharemap.editions.standing import numbered
    from sharemap.editions.verify import verified

    if problem := other_version():
        return _said([problem])
    now = datetime.now(UTC)
    file = to / f"sharemap-{now:%Y-%m-%dT%H%M%SZ}.backup.zip" if to.is_dir() else to
    # Those that have a store of their own are safe there.
    folders = [] if settings.EDITIONS_URL else [folder for _, folder in numbered(settings.EDITIONS)]
    damaged = {folder: found for folder in folders if isinstance(found := verified(folder), list)}
    held = write_backup(file, [folder for folder in folders if folder not in damaged], now)
    named = f"; editions {', '.join(held.published)}" if held.published else ""
    print(f"{file}: {held.rows:,} rows of {len(held.tables)} tables{named}; {file.stat().st_size:,} bytes")
    print(_PERSONAL)
    return _said([problem for found in damaged.values() for problem in found])


def restore_command(file: Path, commit: bool) -> int:
    """Verify a backup, and restore it if told to. 1, with all reasons, where that cannot be."""
    django.setup()
    from sharemap.backup.restore import hindrances, restore
    from sharemap.backup.verify import verified

    held = verified(file)
    if isinstance(held, list):
        return _said(held)
    print(
        f"{file}: whole; {held.rows:,} rows of {len(held.tables)} tables, written {held.made_at} from {held.engine}"
    )
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(settings.VAR):
        problems = hindrances(file, held, settings.EDITIONS)
        if not problems and commit:
            problems = restore(file, held, settings.EDITIONS)
    if not problems:
        print("It is restored. See whether all is well: sharemap audit verify, sharemap verify." if commit else _DRY)
    return _said(problems)


_PERSONAL = (
    "It holds names and e-mail addresses. Keep it as safe as the database, and for 35 days: see docs/hosting.md."
)
_DRY = "It can be restored here. Nothing was changed. To do it, say the same with --commit."


def _said(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
