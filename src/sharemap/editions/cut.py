"""Cuts an edition into a folder: its files beside it first, then one rename, so that no half of one is served."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa

import sharemap
from sharemap.core.fields import Row
from sharemap.editions import durable
from sharemap.editions.describe import DESCRIPTOR, descriptor
from sharemap.editions.manifest import Manifest
from sharemap.editions.parquet import write_parquet
from sharemap.editions.read import MANIFEST
from sharemap.editions.standing import CURRENT
from sharemap.editions.verify import verified

HEADS = "heads.json"
Step = Callable[[str], None]
"""Told the name of each step when it is done; tests stop the process there."""


def go_on(_: str) -> None:
    """After a step comes the next."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What an edition is called and stands on.

    `map_size`: width and height of the picture that the outlines are drawn in. `heads`: the last event of each
    arrangement's and each return's chain, by hash. `corrects` and `erratum`: the edition that this one corrects, and
    what was wrong.
    """

    name: str
    preview: bool
    as_at: date
    data_fingerprint: str
    map_size: tuple[int, int]
    heads: Mapping[str, str] = field(default_factory=dict)
    corrects: str = ""
    erratum: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The register as it stands: its rows, the tables made of them, the day it speaks of, and what it stands on."""

    rows: Mapping[type[Row], list[Row]]
    tables: Mapping[str, pa.Table]
    as_at: date
    data_fingerprint: str
    map_size: tuple[int, int]
    heads: Mapping[str, str]

    def previewed_as(self, name: str) -> Naming:
        """A preview holds no heads: they tell a database's history, and it is the same for the same data."""
        return Naming(name, True, self.as_at, self.data_fingerprint, self.map_size)

    def published_as(self, name: str, corrects: str, erratum: str) -> Naming:
        return Naming(name, False, self.as_at, self.data_fingerprint, self.map_size, self.heads, corrects, erratum)


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
    """Whether an edition stands there whole that this code has made."""
    manifest = verified(folder)
    return isinstance(manifest, Manifest) and manifest.code == code_fingerprint()


def cut(tables: Mapping[str, pa.Table], naming: Naming, editions: Path) -> Path:
    """Write the edition `naming.name` below `editions` and give its folder.

    One that stands there is left alone. One that other code has made, or that is damaged, gives way.
    """
    folder = editions / naming.name
    if stands(folder):
        return folder
    with aside(editions, naming.name) as half_made:
        write(tables, naming, half_made)
        put(half_made, folder)
    return folder


@contextmanager
def aside(editions: Path, name: str) -> Iterator[Path]:
    """A hidden folder beside the edition's place; taken away in the end if it was not put there."""
    editions.mkdir(parents=True, exist_ok=True)
    half_made = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=editions))
    try:
        half_made.chmod(0o755)
        yield half_made
    finally:
        shutil.rmtree(half_made, ignore_errors=True)


def put(half_made: Path, folder: Path) -> None:
    """Give the finished folder its name, in the place of one that may stand there."""
    if folder.exists():
        folder.rename(half_made / ".old")
    half_made.rename(folder)
    shutil.rmtree(folder / ".old", ignore_errors=True)
    durable.sync(folder.parent)


def make_current(folder: Path, pointer: str = CURRENT) -> None:
    """Point the public side at this edition, in one step."""
    durable.replace(folder.parent / pointer, folder.name.encode())


def write(tables: Mapping[str, pa.Table], naming: Naming, folder: Path, step: Step = go_on) -> bytes:
    """Write every file of the edition into the folder, the manifest last, and give the manifest's text."""
    for name, table in tables.items():
        write_parquet(table, folder / f"{name}.parquet")
    step("tables")
    files = {f"{name}.parquet": _table(folder, name, table) for name, table in sorted(tables.items())}
    _write_json(folder / DESCRIPTOR, descriptor(naming.name, naming.as_at, files))
    files[DESCRIPTOR] = _digested(folder / DESCRIPTOR)
    if naming.heads:
        _write_json(folder / HEADS, dict(sorted(naming.heads.items())))
        files[HEADS] = _digested(folder / HEADS)
    step("documents")
    text = _write_json(folder / MANIFEST, _manifest(naming, files))
    for path in (*folder.iterdir(), folder):
        durable.sync(path)
    step("written")
    return text


def _manifest(naming: Naming, files: Mapping[str, object]) -> dict[str, object]:
    return {
        "name": naming.name,
        "preview": naming.preview,
        "as_at": naming.as_at.isoformat(),
        "data": naming.data_fingerprint,
        "code": code_fingerprint(),
        "map_size": list(naming.map_size),
        "corrects": naming.corrects,
        "erratum": naming.erratum,
        "files": files,
    }


def _write_json(path: Path, value: object) -> bytes:
    text = (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
    path.write_bytes(text)
    return text


def _digested(path: Path) -> dict[str, object]:
    text = path.read_bytes()
    return {"sha256": hashlib.sha256(text).hexdigest(), "bytes": len(text)}


def _table(folder: Path, name: str, table: pa.Table) -> dict[str, object]:
    schema = {column.name: str(column.type) for column in table.schema}
    return {**_digested(folder / f"{name}.parquet"), "rows": table.num_rows, "schema": schema}
