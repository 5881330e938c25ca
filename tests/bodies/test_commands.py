"""`sharemap resolve`: one answer a line for one name a line."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

from sharemap.bodies.commands import resolve_command

DAY = date(2014, 4, 1)


def test_every_line_gets_one_answer(data_folder: Path) -> None:
    out = io.StringIO()
    names = ["Adur DC\n", "\n", "Ynys Môn\r\n", "Newcastle"]
    assert resolve_command(DAY, names, out, data_folder / "bodies") == 0
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer["outcome"] for answer in answers] == ["match", "unknown", "match", "ask"]
    assert answers[0] == {
        "text": "Adur DC",
        "outcome": "match",
        "key": "adur",
        "candidates": ["adur"],
        "reason": "Adur District Council: found by a known name.",
    }
    assert answers[1]["reason"] == "No name is given."
    assert "Ynys Môn" in out.getvalue()


def test_a_folder_without_tables_is_told_and_resolves_nothing(tmp_path: Path) -> None:
    out = io.StringIO()
    assert resolve_command(DAY, ["Adur"], out, tmp_path) == 1
    assert "bodies.csv: This file must be there to read." in out.getvalue()
    assert '"outcome"' not in out.getvalue()
