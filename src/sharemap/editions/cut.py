"""Cuts an edition into a folder: its files beside it first, then one rename, so that no half of one is served."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import sharemap
from sharemap.editions.read import MANIFEST
from sharemap.editions.tables import TABLES, schema_of

CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Naming:
    """What an edition is called and stands on.

    `map_size`: width and height of the picture that the outlines are drawn in.
    """

    name: str
    preview: bool
    as_at: date
    data_fingerprint: str
    map_size: tuple[int, int]


def preview_name(fingerprint: str) -> str:
    return f"preview-{fingerprint[:12]}"


@cache
def code_fingerprint() -> str:
    """Twelve digits of the SHA-256 over the code that editions are made by: with other code, other files."""
    package = Path(sharemap.__file__).parent
    rooms = (package / room for room in ("core", "bodies", "register", "editions"))
    made_by = sorted(path for room in rooms for ending in ("*.py", "*.sql") for path in room.rglob(ending))
    said = hashlib.sha256()
    for path in made_by:
        said.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return said.hexdigest()[:12]


def stands(folder: Path) -> bool:
    """Whether an edition stands there that this code has made."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return bool(manifest["code"] == code_fingerprint())


def cut(tables: Mapping[str, pa.Table], naming: Naming, editions: Path) -> Path:
    """Write the edition `naming.name` below `editions` and give its folder.

    One that stands there is left alone; one that other code has made gives way.
    """
    folder = editions / naming.name
    if stands(folder):
        return folder
    editions.mkdir(parents=True, exist_ok=True)
    half_made = Path(tempfile.mkdtemp(prefix=f".{naming.name}-", dir=editions))
    try:
        _write(tables, naming, half_made)
        half_made.chmod(0o755)
        if folder.exists():
            folder.rename(half_made / ".old")
        half_made.rename(folder)
        shutil.rmtree(folder / ".old", ignore_errors=True)
    finally:
        shutil.rmtree(half_made, ignore_errors=True)
    return folder


def make_current(folder: Path) -> None:
    """Point the public side at this edition, in one step."""
    pointer = folder.parent / CURRENT
    new = folder.parent / f".{CURRENT}-{os.getpid()}"
    new.write_text(folder.name, encoding="utf-8")
    new.replace(pointer)


def _write(tables: Mapping[str, pa.Table], naming: Naming, folder: Path) -> None:
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    manifest = {
        "name": naming.name,
        "preview": naming.preview,
        "as_at": naming.as_at.isoformat(),
        "data": naming.data_fingerprint,
        "code": code_fingerprint(),
        "map_size": list(naming.map_size),
        "files": {f"{name}.parquet": _described(folder, name, table) for name, table in sorted(tables.items())},
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _described(folder: Path, name: str, table: pa.Table) -> dict[str, object]:
    return {
        "sha256": hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest(),
        "rows": table.num_rows,
        "schema": {field.name: str(field.type) for field in schema_of(TABLES[name])},
    }
