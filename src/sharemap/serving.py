"""From data/ to a running site on this machine: database, preview edition, static files, web server."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

Say = Callable[[str], None]
HOST = "127.0.0.1"


def serve(port: int) -> int:
    """Prepare everything and become the web server. 1, with a sentence, where that cannot be."""
    if fault := port_fault(port):
        print(fault, file=sys.stderr)
        return 1
    if prepare(print) is None:
        return 1
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"Sharemap is at http://{HOST}:{port}/ (Ctrl-C stops it)", flush=True)
    server = Path(sys.executable).parent / "gunicorn"
    options = ["--bind", f"{HOST}:{port}", "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    os.execv(server, [str(server), *options, "sharemap.config.wsgi"])  # noqa: S606


def port_fault(port: int) -> str:
    """Why nothing can be served on the port; blank if it can."""
    if not 0 < port < 65536:
        return f"A port is a number from 1 to 65535; {port} is not. Choose another: make run PORT=8000"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            return f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT={other}"
    return ""


def prepare(say: Say) -> Path | None:
    """Bring the database up to data/ and cut the preview edition. None, problems said, if data/ is not sound."""
    django.setup()
    from sharemap.editions.preview import cut_preview
    from sharemap.register.intake import take_in

    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two starts at once take turns
        call_command("migrate", interactive=False, verbosity=0)
        problems = take_in(settings.DATA, say)
        for problem in problems:
            print(problem, file=sys.stderr)
        return None if problems else cut_preview(settings.DATA, settings.EDITIONS, say)


def export(folder: Path) -> int:
    """Write what the database holds as the files of data/, with the day that data/ says. 1 if it says none."""
    django.setup()
    from sharemap.register.data import day_of, reference_rows, write_data
    from sharemap.register.queries import all_rows

    day, problems = day_of(settings.DATA)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        write_data(all_rows() | reference_rows(settings.DATA), day, folder)
    return 1 if problems else 0
