"""`sharemap resolve`: names in, one a line; answers out, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TextIO

from sharemap.bodies.directory import read_directory
from sharemap.bodies.resolve import Resolver


def resolve_command(day: date, names: Iterable[str], out: TextIO, data: Path) -> int:
    """Resolve each name on `day` with the tables of the folder `data`; returns the exit code.

    Writes one object a line (`text, outcome, key, candidates, reason`), as many as there are names: for an
    empty line too. Trouble in the tables is told in their place, and nothing is resolved.
    """
    directory, problems = read_directory(data)
    if problems:
        out.writelines(f"{problem}\n" for problem in problems)
        return 1
    resolver = Resolver(directory)
    for name in names:
        answer = resolver.resolve(name.rstrip("\r\n"), day)
        out.write(json.dumps(asdict(answer), ensure_ascii=False) + "\n")
    return 0
