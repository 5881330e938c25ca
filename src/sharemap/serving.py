"""From data/ to a running site on this machine: database, preview edition, static files, web server."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.management import call_command

from sharemap.core.turns import one_at_a_time
from sharemap.editions.publish import Order, Place

Say = Callable[[str], None]
HOST = "127.0.0.1"


def serve(host: str, port: int) -> int:
    """Prepare everything and become the web server. 1, with a sentence, where that cannot be."""
    if fault := port_fault(port, host):
        print(fault, file=sys.stderr)
        return 1
    if prepare(print) is None or not _keeps_what_it_is_given():
        return 1
    call_command("collectstatic", interactive=False, verbosity=0)
    print(f"Sharemap is at http://{host}:{port}/ (Ctrl-C stops it)", flush=True)
    command = web_server(host, port, os.environ.get("WEB_CONCURRENCY") or "1")
    os.execv(command[0], command)  # noqa: S606


def _keeps_what_it_is_given() -> bool:
    """Whether the database loses nothing that it has acknowledged; what is wrong is said."""
    faults = run_checks(tags=[Tags.database], databases=["default"])
    for fault in faults:
        print(f"{fault.msg} {fault.hint}", file=sys.stderr)
    return not faults


def web_server(
    host: str, port: int, processes: str, application: str = "sharemap.config.wsgi:application"
) -> list[str]:
    """The command that serves what is prepared."""
    where = ["--interface", "wsgi", "--http", "1", "--host", host, "--port", str(port)]
    many = ["--workers", processes, "--blocking-threads", "4", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *where, *many, "--log-level", "warning", application]


def port_fault(port: int, host: str = HOST) -> str:
    """Why nothing can be served on the port; blank if it can."""
    if not 0 < port < 65536:
        return f"A port is a number from 1 to 65535; {port} is not. {_choose(8000)}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            return f"Port {port} cannot be used ({error.strerror}). {_choose(other)}"
    return ""


def _choose(port: int) -> str:
    return f"Choose another: make run PORT={port}, or sharemap run --port {port}"


def prepare(say: Say) -> Path | None:
    """Bring the database up to data/, fetch what is published elsewhere, and cut the preview edition.

    None, problems said, if data/ is not sound. If the store does not answer, what stands here is served.
    """
    django.setup()
    from sharemap.editions.commands import fetched
    from sharemap.editions.preview import cut_preview

    with one_at_a_time(settings.VAR):
        if not _taken_in(say):
            return None
        for problem in fetched(_place()):
            print(problem, file=sys.stderr)
        return cut_preview(settings.DATA, settings.EDITIONS, say)


def _taken_in(say: Say) -> bool:
    """Whether the database says what data/ says; problems are said."""
    from sharemap.register.intake import take_in

    call_command("migrate", interactive=False, verbosity=0)
    problems = take_in(settings.DATA, say)
    for problem in problems:
        print(problem, file=sys.stderr)
    return not problems


def _place() -> Place:
    from sharemap.editions.commands import place_of

    return place_of(settings.DATA, settings.EDITIONS, settings.EDITIONS_URL)


def publish(order: Order, commit: bool) -> int:
    """Publish the register under a number, after data/ is taken in. 1, problems said, if that cannot be."""
    django.setup()
    from sharemap.editions.commands import Said, publish_command
    from sharemap.editions.freeze import freeze
    from sharemap.returns.history import chain_heads

    said = Said(sys.stdout, sys.stderr)
    with one_at_a_time(settings.VAR):
        taken = _taken_in(said.words)
    if not taken:
        return 1
    return publish_command(freeze(settings.DATA, chain_heads()), _place(), order, commit, said)


def fetch() -> int:
    """Bring the published editions here from the store that SHAREMAP_EDITIONS names."""
    django.setup()
    from sharemap.editions.commands import Said, fetch_command

    return fetch_command(_place(), Said(sys.stdout, sys.stderr))


def verify(name: str) -> int:
    """Whether published editions are what their manifests say; all of them, if `name` is blank."""
    django.setup()
    from sharemap.editions.commands import Said, verify_command

    return verify_command(_place(), name, Said(sys.stdout, sys.stderr))


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
