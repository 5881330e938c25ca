"""The drill: a database is lost, and a backup brings it back whole, into the same kind and into the other."""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bench.standing import Standing, standing
from tests.faults.conftest import BODIES
from tests.register.conftest import write_small
from tests.register.samples import dossier

pytestmark = pytest.mark.django_db
New = Callable[[str], Standing]


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[New]:
    """A place with an empty database of a kind: SQLite, or PostgreSQL where the tests run on it."""
    data = write_small(
        tmp_path_factory.mktemp("register") / "data", [dossier(key, members=BODIES) for key in ("a1", "a2")], BODIES
    )
    with ExitStack() as stack:

        def place(kind: str) -> Standing:
            told = {"SHAREMAP_DATA": str(data)}
            if kind == "postgresql":
                told["DATABASE_URL"] = stack.enter_context(_database())
            return stack.enter_context(standing(told))

        yield place


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty database beside that of the tests; gone afterwards."""
    server = os.environ["DATABASE_URL"]
    word = f"drill_{secrets.token_hex(8)}"
    name = sql.Identifier(word)
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(sql.SQL("CREATE DATABASE {}").format(name))
    yield f"{server.rpartition('/')[0]}/{word}"
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def here() -> str:
    return "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"


@pytest.fixture(scope="module")
def lost(new: New) -> Standing:
    """A year of work, and an edition that was published of it."""
    site = new(here())
    site.prepare(len(BODIES))
    assert site.said("tests.backup.desk", "fill") == "filled"
    site.said("tests.backup.desk", "cut", str(site.var / "editions"))
    return site


@pytest.fixture(scope="module")
def backup(lost: Standing) -> Path:
    done = run(lost, "backup", str(lost.var))
    assert (done.returncode, done.stderr) == (0, "")
    assert "It holds names and e-mail addresses." in done.stdout
    (file,) = lost.var.glob("*.backup.zip")
    return file


def run(site: Standing, *told: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "sharemap"), *told]
    return subprocess.run(command, env=site.environment, capture_output=True, text=True, check=False)


def test_only_its_owner_may_read_it_and_nobody_stays_signed_in_by_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with zipfile.ZipFile(backup) as archive:
        assert "tables/people.person.jsonl" in archive.namelist()
        assert not [name for name in archive.namelist() if "session" in name]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_all_comes_back_and_cuts_the_same_edition(
    new: New, lost: Standing, backup: Path, kind: str, tmp_path: Path
) -> None:
    if kind == "postgresql" and here() == "sqlite":
        pytest.skip("DATABASE_URL names no PostgreSQL; scripts/with-postgres gives one")
    site = new(kind)
    rehearsed = run(site, "restore", str(backup))
    assert (rehearsed.returncode, "Nothing was changed" in rehearsed.stdout) == (0, True)
    done = run(site, "restore", str(backup), "--commit")
    assert (done.returncode, done.stderr) == (0, "")
    cuts = [each.said("tests.backup.desk", "cut", str(tmp_path / each.var.name)) for each in (lost, site)]
    assert cuts[0] == cuts[1]
    for command in (["audit", "verify"], ["verify"]):
        verified = run(site, *command)
        assert verified.returncode == 0, verified.stdout
    states = [each.said("tests.backup.desk", "state") for each in (lost, site)]
    assert states[0] == states[1]
    assert site.said("tests.backup.desk", "newcomer") == states[0]["last of the team"] + 1
    again = run(site, "restore", str(backup), "--commit")
    assert again.returncode == 1
    assert "A backup is restored into an empty database only." in again.stderr


def test_what_is_in_the_way_is_never_written_over(lost: Standing, backup: Path) -> None:
    before = backup.read_bytes()
    done = run(lost, "backup", str(backup))
    assert (done.returncode, "already" in done.stderr) == (1, True)
    assert backup.read_bytes() == before


def test_a_damaged_one_is_refused_and_changes_nothing(new: New, backup: Path, tmp_path: Path) -> None:
    site = new("sqlite")
    for name, harm in HARMS.items():
        damaged = tmp_path / "damaged.zip"
        harm(backup, damaged)
        done = run(site, "restore", str(damaged), "--commit")
        assert done.returncode == 1, name
        assert "Take another backup" in done.stderr or "Install the version" in done.stderr, (name, done.stderr)
    with closing(sqlite3.connect(site.var / "sharemap.sqlite3")) as there:
        assert there.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def _cut_short(whole: Path, damaged: Path) -> None:
    damaged.write_bytes(whole.read_bytes()[:-100])


def _rewritten(change: Callable[[str, bytes], bytes | None]) -> Callable[[Path, Path], None]:
    def harm(whole: Path, damaged: Path) -> None:
        with zipfile.ZipFile(whole) as held, zipfile.ZipFile(damaged, "w") as out:
            for name in held.namelist():
                if (text := change(name, held.read(name))) is not None:
                    out.writestr(name, text)

    return harm


HARMS: dict[str, Callable[[Path, Path], None]] = {
    "cut short": _cut_short,
    "an event altered": _rewritten(
        lambda name, text: text.replace(b"team-1", b"team-9") if name == "tables/register.event.jsonl" else text
    ),
    "a table left out": _rewritten(lambda name, text: None if name == "tables/returns.line.jsonl" else text),
    "never finished": _rewritten(lambda name, text: None if name == "contents.json" else text),
    "of a later version": _rewritten(
        lambda name, text: text.replace(b'"0001_initial"', b'"0999_later"') if name == "contents.json" else text
    ),
}
