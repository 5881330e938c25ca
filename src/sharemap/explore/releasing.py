"""`sharemap release`: the drafted news release of an edition, printed or written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sharemap.core.problem import Problem
from sharemap.explore.drafting import drafted
from sharemap.explore.release.docx import docx
from sharemap.explore.release.render import as_json, markdown
from sharemap.explore.release.values import Release


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drafted, in which form, and where it goes. `to` None: it is printed."""

    name: str
    since: str
    form: str
    to: Path | None
    site: str


def release_command(asked: Asked, pointer: Path, out: TextIO, err: TextIO) -> int:
    """Draft and write it. `pointer`: the file that names the edition which the site shows."""
    if asked.form == "docx" and asked.to is None:
        err.write("A Word document cannot be printed here: name a file, such as --to release.docx\n")
        return 2
    shown = pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""
    found = drafted(pointer.parent, asked.name, asked.since, shown)
    if isinstance(found, Problem):
        err.write(f"{found}\n")
        return 2
    text = _written(found, asked)
    if asked.to is None:
        out.write(text.decode())
    else:
        asked.to.write_bytes(text)
    return 0


def _written(release: Release, asked: Asked) -> bytes:
    site = asked.site.rstrip("/")
    if asked.form == "docx":
        return docx(release, site)
    return (as_json(release, site) if asked.form == "json" else markdown(release, site)).encode()
