"""The wheel as a host gets it: in an empty environment and an empty folder it serves what this checkout serves."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
CARRIED = {
    "sharemap": ROOT / "src/sharemap",
    "sharemap/_data": ROOT / "data",
    "sharemap/_frontend": ROOT / "frontend/dist",
}
PATIENCE = 180
HOST = "localhost"
PUBLIC = {
    "DJANGO_SETTINGS_MODULE": "sharemap.config.settings.production",
    "SHAREMAP_SECRET_KEY": "only for this trial of the wheel, and long enough for one",
    "SHAREMAP_HOSTS": "sharemap.example",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A command that serves the site, on which port, and the folder that it is started in."""

    command: Sequence[str | Path]
    port: int
    folder: Path


def main() -> int:
    """Build, install, serve beside the checkout, compare; then serve as a public host does. 1 if it is not so."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sharemap-wheel-") as folder:
        faults = [*tried(Path(folder))]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"The wheel serves what the checkout serves; found out in {time.monotonic() - started:.0f} s.")
    return 1 if faults else 0


def tried(here: Path) -> Iterator[str]:
    """All that is wrong with the wheel."""
    wheel = ROOT / run([ROOT / "scripts/wheel"]).split()[-1]
    yield from not_carried(wheel)
    commands = install(wheel, here / "env")
    empty, bare = here / "empty", {"HOME": str(here / "home")}
    empty.mkdir()
    checkout = Server([ROOT / ".venv/bin/sharemap", "serve"], 8766, ROOT)
    trial = Server([commands / "sharemap", "run"], 8767, empty)
    with served(checkout, bare), served(trial, bare):
        yield from differences(checkout.port, trial.port)
    with served(trial, bare | PUBLIC):
        run([commands / "python", ROOT / "scripts/healthy.py", str(trial.port)], PUBLIC)
    yield from (f"It left {file} in the folder that it was started in." for file in empty.iterdir())


def not_carried(wheel: Path) -> Iterator[str]:
    """Files of the checkout that a running site may read and that the wheel has not."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for place, folder in CARRIED.items():
        for file in folder.rglob("*"):
            name = f"{place}/{file.relative_to(folder).as_posix()}"
            if file.is_file() and not re.search(r"__pycache__|/\.", name) and name not in names:
                yield f"The wheel lacks {name}."


def install(wheel: Path, env: Path) -> Path:
    """Into an environment of its own, with just what the lock names; gives the folder of its commands."""
    run([sys.executable, "-m", "venv", env])
    pip: list[str | Path] = [env / "bin/pip", "--quiet", "--disable-pip-version-check", "install"]
    run([*pip, "--require-hashes", "-r", ROOT / "requirements/run.txt"])
    run([*pip, "--no-deps", wheel])
    return env / "bin"


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> str:
    """What the command prints. Raises where it fails; what it said of that stands above."""
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


@contextmanager
def served(server: Server, env: Mapping[str, str]) -> Iterator[None]:
    """Start it, wait until it answers, and stop it as a host does. Says what it said where that goes wrong."""
    command = [*server.command, "--port", str(server.port)]
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(command, cwd=server.folder, env=env, stdout=log, stderr=log) as process,  # noqa: S603
    ):
        try:
            if not came_up(process, server.port, env):
                raise RuntimeError(f"{command} does not serve.")
            yield
        except BaseException:
            log.seek(0)
            print(log.read()[-2000:], file=sys.stderr)
            raise
        finally:
            process.terminate()
            process.wait(PATIENCE)
    if process.returncode:
        raise RuntimeError(f"{command} stopped with {process.returncode}.")


def came_up(process: subprocess.Popen[bytes], port: int, env: Mapping[str, str]) -> bool:
    """Ask until it answers, and no longer than it lives."""
    give_up = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < give_up:
        if answers(port, env):
            return True
        time.sleep(0.2)
    return False


def answers(port: int, env: Mapping[str, str]) -> bool:
    try:
        httpx.get(f"http://127.0.0.1:{port}/robots.txt", headers={"Host": env.get("SHAREMAP_HOSTS", HOST)}, timeout=9)
    except httpx.HTTPError:
        return False
    return True


def differences(left: int, right: int) -> Iterator[str]:
    """Addresses that the two do not answer alike: pages, what they load, and every table as CSV."""
    with asking(left) as checkout, asking(right) as trial:
        slug = checkout.get("/arrangements.json").json()["arrangements"][0]["slug"]
        loaded = re.findall(r'(?:href|src)="(/static/[^"]+)"', checkout.get("/").text)
        tables = re.findall(r'href="(/data/[^"]+\.csv)"', checkout.get("/data").text)
        if not (loaded and tables):
            yield "The home page loads nothing, or /data offers no CSV."
        for address in (
            "/",
            f"/arrangements/{slug}",
            "/methods",
            "/data",
            "/coverage",
            "/cy/places/cardiff",
            "/search.json?q=SW1A+1AA",
            *loaded,
            *tables,
        ):
            theirs, ours = checkout.get(address), trial.get(address)
            if theirs.status_code != httpx.codes.OK or told(theirs) != told(ours):
                yield f"{address} differs: {theirs.status_code} from the checkout, {ours.status_code} from the wheel."


def asking(port: int) -> httpx.Client:
    """Both are called by the same name: pages and tables hold full addresses."""
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Host": HOST}, timeout=60)


def told(answer: httpx.Response) -> tuple[int, bytes, str, list[str]]:
    """What a visitor gets. The parts of the policy come in any order."""
    policy = answer.headers.get("Content-Security-Policy", "")
    return answer.status_code, answer.content, answer.headers.get("Content-Type", ""), sorted(policy.split("; "))


if __name__ == "__main__":
    sys.exit(main())
