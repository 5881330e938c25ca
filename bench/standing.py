"""A site as a public host has it, with a round open in it, that can be killed and started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from sharemap.serving import HOST, web_server

NAME = "sharemap.example"
HEADERS = {"Host": NAME, "X-Forwarded-Proto": "https", "Referer": f"https://{NAME}/", "Accept-Encoding": "gzip"}
"""What the proxy says of each request, and a browser of where a form came from."""
START_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Seated:
    """A body with its lines, and the cookies of two people who act for it."""

    body: str
    lines: tuple[int, ...]
    coordinator: str
    signatory: str


@dataclass(slots=True)
class Standing:
    """`told`: the environment beside what a public host needs."""

    var: Path
    told: Mapping[str, str]
    port: int = field(default_factory=lambda: _free_port())
    server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        public = {
            "DJANGO_SETTINGS_MODULE": "sharemap.config.settings.production",
            "SHAREMAP_SECRET_KEY": "only for measuring and for tests, and long enough for one",
            "SHAREMAP_HOSTS": NAME,
            "SHAREMAP_VAR": str(self.var),
        }
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**inherited, **public, **self.told}

    def prepare(self, bodies: int) -> list[Seated]:
        """Take in data/, open a round, and let two people in for each of so many bodies."""
        return [
            Seated(**{**each, "lines": tuple(each["lines"])}) for each in self.said("bench.officers", str(bodies))
        ]

    def said(self, module: str, *told: str) -> Any:
        """What a module prints as JSON when it is run where this site is."""
        command = [sys.executable, "-m", module, *told]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
        return json.loads(done.stdout)

    def count(self, saves: Sequence[tuple[str, int, int]]) -> dict[str, Any]:
        """What became of acknowledged saves: see bench.officers."""
        listed = self.var / "saves.json"
        listed.write_text(json.dumps(saves), encoding="utf-8")
        found: dict[str, Any] = self.said("bench.officers", "count", str(listed))
        return found

    def start(self) -> None:
        """Serve, and wait until it answers."""
        with (self.var / "log").open("ab") as log:
            command = web_server(HOST, self.port, self.environment.get("WEB_CONCURRENCY", "1"))
            self.server = subprocess.Popen(  # noqa: S603
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        give_up = time.monotonic() + START_WITHIN
        while time.monotonic() < give_up and self.server.poll() is None:
            try:
                httpx.get(f"{self.address}/api/v1/editions", headers=HEADERS, timeout=10)
                return
            except httpx.TransportError:
                time.sleep(0.05)
        raise RuntimeError(f"it did not come up:\n{self.log()}")

    def kill(self, by: signal.Signals = signal.SIGKILL) -> None:
        """Every process that serves, at once and without a word."""
        if self.server:
            os.killpg(self.server.pid, by)
            self.server.wait()

    def log(self) -> str:
        return (self.var / "log").read_text(encoding="utf-8", errors="replace")


@contextmanager
def standing(told: Mapping[str, str]) -> Iterator[Standing]:
    """A place for a site; what was started there is stopped in the end."""
    with TemporaryDirectory(prefix="sharemap-standing-") as var:
        site = Standing(Path(var), told)
        try:
            yield site
        finally:
            site.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
