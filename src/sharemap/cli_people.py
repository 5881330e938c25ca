"""The part of the `sharemap` command that is about people: the team, reminders, forgetting, and who did what."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands on people: who is of the team, who is reminded, whether what they did is on record."""
    team = commands.add_parser("team", help="who may decide on corrections: the register team")
    team.add_argument(
        "act",
        choices=["add", "remove", "reset", "administrator", "reviewer"],
        help="reset: a new password and no passkeys; the last two: what they may do",
    )
    team.add_argument("name", metavar="NAME", help="what they sign in with; it is published nowhere")
    team.set_defaults(run=_team)

    forget = commands.add_parser("forget", help="names, addresses and letters of people whose time is over")
    forget.add_argument("--commit", action="store_true", help="erase them; without it they are only counted")
    forget.set_defaults(run=_forget)

    remind = commands.add_parser("remind", help="the reminders that the open round's schedule asks for today")
    remind.add_argument("--commit", action="store_true", help="send them; without it nothing is sent")
    remind.set_defaults(run=_remind)

    audit = commands.add_parser("audit", help="whether the history of arrangements and returns is as it was written")
    audit.add_argument("act", choices=["verify"])
    audit.add_argument(
        "--heads", type=Path, metavar="FILE", help="an edition's heads.json that was kept elsewhere, to compare with"
    )
    audit.add_argument(
        "--elsewhere",
        action="append",
        default=[],
        metavar="EDITION",
        help="an edition whose files are kept elsewhere; any other that is not here is a fault; may be repeated",
    )
    audit.set_defaults(run=_audit)


def _team(args: argparse.Namespace) -> int:
    from sharemap.corrections.commands import team_command

    return team_command(args.act, args.name)


def _audit(args: argparse.Namespace) -> int:
    from django.conf import settings

    from sharemap.editions.commands import RECORDS
    from sharemap.editions.heads import Places
    from sharemap.returns.commands import audit_command

    places = Places(settings.EDITIONS, settings.DATA / RECORDS, args.heads, frozenset(args.elsewhere))
    return audit_command(places, sys.stdout)


def _forget(args: argparse.Namespace) -> int:
    from sharemap.accounts.commands import forget_command

    return forget_command(args.commit, sys.stdout)


def _remind(args: argparse.Namespace) -> int:
    from sharemap.returns.commands import remind_command

    return remind_command(args.commit, sys.stdout)
