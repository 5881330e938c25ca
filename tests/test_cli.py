"""The `sharemap` command as people call it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from pathlib import Path

import pytest

from sharemap import cli
from sharemap.serving import HOST, port_fault

ROOT = Path(__file__).resolve().parents[1]


def test_resolve_gives_one_json_object_for_each_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("LB Hammersmith & Fulham\n\nno such place at all\n", encoding="utf-8")
    with names.open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert cli.main(["resolve", "--on", "2014-04-01"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["outcome"] for answer in answers] == ["match", "unknown", "unknown"]
    assert answers[0]["key"] == "hammersmith-and-fulham"
    assert set(answers[0]) == {"text", "outcome", "key", "candidates", "reason"}


@pytest.mark.parametrize("argv", [["resolve", "--on", "1 April 2014"], ["resolve"], ["import"], [], ["make-tea"]])
def test_a_wrong_command_is_told_in_words_and_exits_with_two(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(argv)
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_wrong_day_says_what_is_needed_and_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["resolve", "--on", "2014-13-01"])
    assert "a day is needed, such as 2014-04-01; found “2014-13-01”" in capsys.readouterr().err


def test_a_busy_port_is_said_in_one_sentence_with_the_way_out() -> None:
    with socket.socket() as busy:
        busy.bind((HOST, 0))
        busy.listen()
        port = busy.getsockname()[1]
        said = subprocess.run(
            [ROOT / ".venv/bin/sharemap", "serve", "--port", str(port)], capture_output=True, text=True, check=False
        )
    assert said.returncode == 1
    assert said.stderr == (
        f"Port {port} cannot be used (Address already in use). "
        f"Choose another: make run PORT={port + 1}, or sharemap run --port {port + 1}\n"
    )


@pytest.mark.parametrize("port", [-1, 0, 70000])
def test_what_is_no_port_is_told_so(port: int) -> None:
    assert port_fault(port).startswith(f"A port is a number from 1 to 65535; {port} is not.")


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SHAREMAP_VAR", str(ROOT / "README.md" / "var"), "Not a directory"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:9/none", "the database does not answer"),
        ("DATABASE_URL", "no address", "DATABASE_URL"),
        ("DJANGO_SETTINGS_MODULE", "sharemap.config.settings.production", "SHAREMAP_SECRET_KEY must be set"),
    ],
)
def test_trouble_with_the_host_is_said_in_one_line(tmp_path: Path, setting: str, value: str, said: str) -> None:
    environment = {**os.environ, "SHAREMAP_VAR": str(tmp_path), setting: value}
    environment.pop("SHAREMAP_SECRET_KEY", None)
    if setting != "DJANGO_SETTINGS_MODULE":
        environment["DJANGO_SETTINGS_MODULE"] = "sharemap.config.settings.base"
    ran = subprocess.run(
        [ROOT / ".venv/bin/sharemap", "preview"], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("Sharemap stopped: ")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_free_port_is_no_fault() -> None:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    assert port_fault(port) == ""


def test_the_tools_that_make_run_needs_are_named_when_they_are_missing(tmp_path: Path) -> None:
    empty = {"PATH": str(tmp_path)}
    for tool, argument in (("python", "python3"), ("node", "")):
        said = subprocess.run(
            ["/bin/sh", ROOT / "scripts/need", tool, argument], env=empty, capture_output=True, text=True, check=False
        )
        assert said.returncode == 1
        assert said.stderr.count("\n") == 1
        assert "apt-get install" in said.stderr


def test_a_version_that_is_too_old_is_named_with_what_was_found(tmp_path: Path) -> None:
    for name, script in (("node", 'case "$1" in --version) echo v16.1.0;; *) exit 1;; esac'), ("npm", "true")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    said = subprocess.run(
        ["/bin/sh", ROOT / "scripts/need", "node"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == "Node 18 or later is needed; found v16.1.0. Install a newer one.\n"


def test_an_export_says_what_is_wrong_with_the_day_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"as_at": "soon"}', encoding="utf-8")
    environment = {**os.environ, "SHAREMAP_VAR": str(tmp_path / "var"), "SHAREMAP_DATA": str(tmp_path)}
    ran = subprocess.run(
        [ROOT / ".venv/bin/sharemap", "export", "--to", tmp_path / "out"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("datapackage.json: It must be JSON, with as_at")
    assert not (tmp_path / "out").exists()
