"""A PostgreSQL of its own in a temporary folder, gone afterwards: for tests, and to be killed and started again.

`scripts/with-postgres COMMAND` runs a command with DATABASE_URL naming one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

OWNER = "postgres"
QUICK = ("fsync=off",)
"""For tests of what the database says, which need not outlast a power cut. Without it: as a host has it."""
START_WITHIN = 60.0


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """One that may be running. `settings`: what is not as PostgreSQL has it of itself."""

    folder: Path
    bin: Path
    settings: Sequence[str]

    def url(self, database: str = "postgres") -> str:
        return f"postgres://sharemap@{quote(str(self.folder), safe='')}/{database}"

    def make(self) -> None:
        """It sorts by language, as a host's does, and not by code as SQLite and PostgreSQL in the C locale do."""
        how = ["--username", "sharemap", "--auth", "trust", "--encoding", "UTF8", "--no-sync"]
        self._run("initdb", *how, "--locale-provider", "icu", "--icu-locale", "en-GB")

    def start(self) -> None:
        """Start it, and wait until it answers; after a kill, until those that served with it are gone too."""
        here = ["listen_addresses=", f"unix_socket_directories={self.folder}", *self.settings]
        options = " ".join(f"-c {name}='{value}'" for name, _, value in (each.partition("=") for each in here))
        give_up = time.monotonic() + START_WITHIN
        while True:
            try:
                self._run("pg_ctl", "--wait", "--log", str(self.folder / "log"), "--options", options, "start")
                return
            except subprocess.CalledProcessError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.1)

    def kill(self) -> None:
        """As if it had been torn out: no word to those whom it serves."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        self._run("pg_ctl", "--mode", "immediate", "stop")

    def _run(self, program: str, *told: str) -> None:
        command = [str(self.bin / program), "--pgdata", str(self.folder / "data"), *told]
        # PostgreSQL refuses to run as root.
        as_owner = ["runuser", "-u", OWNER, "--"] if os.getuid() == 0 else []
        quiet = subprocess.DEVNULL
        subprocess.run([*as_owner, *command], cwd=self.folder, check=True, stdout=quiet, stderr=quiet)  # noqa: S603


@contextmanager
def postgres(settings: Sequence[str] = ()) -> Iterator[Cluster]:
    """One that runs until the end. Raises FileNotFoundError where PostgreSQL is not installed."""
    found = programs()
    if found is None:
        raise FileNotFoundError("PostgreSQL is needed and was not found. On Debian: apt-get install postgresql")
    # The name of its socket may have about a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, OWNER)
    cluster = Cluster(folder, found, settings)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main(command: Sequence[str]) -> int:
    try:
        with postgres(QUICK) as cluster:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": cluster.url()}).returncode  # noqa: S603
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
