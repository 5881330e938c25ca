"""Starts what is measured over HTTP, each on a free port and for as long as it is needed: the site, its peers."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from sharemap.serving import web_server

START_WITHIN = 300.0
BIN = Path(sys.executable).parent
READY = "ready-"
"""So begin the names of the files by which processes say that they have read their edition: see `served_at_once`."""


@contextmanager
def real_site() -> Iterator[tuple[str, Path]]:
    """The real register, as `make run` serves it: its address without a slash at the end, its edition's folder."""
    with TemporaryDirectory(prefix="sharemap-bench-") as var:
        port = _free_port()
        command = [str(BIN / "sharemap"), "serve", "--port", str(port)]
        with _running(command, f"http://127.0.0.1:{port}/", {"SHAREMAP_VAR": var}) as address:
            editions = Path(var) / "editions"
            yield address, editions / (editions / "current").read_text().strip()


@contextmanager
def site_of(editions: Path, workers: int) -> Iterator[str]:
    """The current edition of a folder, by as many processes; each has read it when the address is given."""
    with TemporaryDirectory(prefix="sharemap-bench-") as var:
        port = _free_port()
        told = {
            "SHAREMAP_VAR": var,
            "SHAREMAP_EDITIONS": str(editions),
            "DJANGO_SETTINGS_MODULE": "sharemap.config.settings.base",
        }
        subprocess.run(
            [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"],
            env={**os.environ, **told},
            check=True,
        )
        command = web_server("127.0.0.1", port, str(workers), "bench.served_at_once:application")
        with _running(command, f"http://127.0.0.1:{port}/api/v1/editions", told) as address:
            _wait_for_all(Path(var), workers)
            yield address


@contextmanager
def datasette(database: Path, metadata: Path, settings: Mapping[str, int]) -> Iterator[str]:
    """Datasette on a file that never changes, whose tables it has counted beforehand."""
    counts = database.with_suffix(".counts.json")
    subprocess.run([BIN / "datasette", "inspect", database, "--inspect-file", counts], check=True)  # noqa: S603
    port = _free_port()
    told = [each for name, value in settings.items() for each in ("--setting", name, str(value))]
    files = ["-i", str(database), "--inspect-file", str(counts), "--metadata", str(metadata)]
    command = [str(BIN / "datasette"), "serve", *files, "--port", str(port), *told]
    with _running(command, f"http://127.0.0.1:{port}/", {}) as address:
        yield address


@contextmanager
def files_of(folder: Path) -> Iterator[str]:
    """A folder's files, each compressed as a delivery network would."""

    class Files(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = folder / self.path.lstrip("/")
            packed = gzip.compress(file.read_bytes()) if file.is_file() else b""
            self.send_response(200 if packed else 404)
            kinds = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}
            self.send_header("Content-Type", kinds.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: object) -> None:
            """Nothing: the measuring says what it does."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: Sequence[str], asked: str, told: Mapping[str, str]) -> Iterator[str]:
    """A server that answers at an address, until it is needed no more."""
    with subprocess.Popen(  # noqa: S603
        command, env={**os.environ, **told}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as server:
        try:
            _wait_for(asked, server)
            yield "/".join(asked.split("/")[:3])
        finally:
            server.terminate()


def _wait_for_all(var: Path, workers: int) -> None:
    give_up = time.monotonic() + START_WITHIN
    while len(list(var.glob(f"{READY}*"))) < workers:
        if time.monotonic() > give_up:
            raise RuntimeError(f"Not all {workers} processes have read their edition.")
        time.sleep(0.2)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + START_WITHIN
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer: {server.stderr.read().decode() if server.stderr else ''}")
