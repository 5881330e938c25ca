"""Starts the real thing as a reader of the README would, on a free port and with folders of its own, and stops it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_WITHIN = 120.0
STOP_WITHIN = 15.0
COMMAND = str(Path(sys.executable).parent / "sharemap")


def environment_of(var: Path) -> dict[str, str]:
    """What a command is told that works where a server does."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | {"SHAREMAP_VAR": str(var), "DJANGO_SETTINGS_MODULE": "sharemap.config.settings.base"}


@contextmanager
def served(start: Path | None = None) -> Iterator[str]:
    """Run `sharemap serve` and give its address. Raises, with what it printed, if it does not come up.

    In an empty folder, or in a copy of `start`.
    """
    with tempfile.TemporaryDirectory(prefix="sharemap-browser-") as folder:
        if start:
            shutil.copytree(start, folder, dirs_exist_ok=True)
        port = _free_port()
        log = Path(folder) / "log"
        command, environment = [COMMAND, "serve", "--port", str(port)], environment_of(Path(folder))
        with log.open("w") as out, subprocess.Popen(command, env=environment, stdout=out, stderr=out) as server:
            try:
                _wait_for(f"http://127.0.0.1:{port}/", server, log)
                yield f"http://127.0.0.1:{port}"
            finally:
                _stop(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Ask until it answers: at most START_WITHIN seconds, and no longer than the server lives."""
    give_up = time.monotonic() + START_WITHIN
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up:\n{log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
