"""What an edition says of itself: its name, day and files, and what it corrects. Read without trust; no Django."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sharemap.core.problem import Problem
from sharemap.editions.read import MANIFEST

_NUMBER = re.compile(r"(2\d{3})\.([1-9]\d{0,3})")
_HASH = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"[a-z][a-z_]*\.(parquet|json)")
_TEXTS = ("name", "as_at", "data", "code", "corrects", "erratum")


@dataclass(frozen=True, order=True, slots=True)
class Number:
    """The name of a published edition: 2026.1."""

    year: int
    n: int

    def __str__(self) -> str:
        return f"{self.year}.{self.n}"


def number_of(name: str) -> Number | None:
    """The number that the name is; None if it is none."""
    found = _NUMBER.fullmatch(name)
    return Number(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class File:
    """A file of an edition. `rows` is None where it is no table."""

    name: str
    sha256: str
    size: int
    rows: int | None

    @property
    def table(self) -> str:
        return self.name.removesuffix(".parquet") if self.name.endswith(".parquet") else ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that is well-formed. Its own hash stands for the whole edition: it names those of all files."""

    name: str
    preview: bool
    as_at: date
    data: str
    code: str
    corrects: str
    erratum: str
    files: tuple[File, ...]
    sha256: str

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def tables(self) -> tuple[File, ...]:
        return tuple(file for file in self.files if file.table)

    @property
    def documents(self) -> tuple[File, ...]:
        return tuple(file for file in self.files if not file.table)

    def file(self, name: str) -> File | None:
        return next((file for file in self.files if file.name == name), None)


def read_manifest(folder: Path) -> Manifest | Problem:
    """The manifest in an edition's folder, which must have its name."""
    try:
        text = (folder / MANIFEST).read_bytes()
    except OSError as trouble:
        return _fault(folder.name, str(trouble.strerror))
    return manifest_of(text, folder.name)


def manifest_of(text: bytes, name: str) -> Manifest | Problem:
    """The manifest of the edition `name`, or what is wrong with it."""
    try:
        said = json.loads(text)
        manifest = _manifest(said, hashlib.sha256(text).hexdigest())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return _fault(name, f"“{error}”")
    if manifest.name != name:
        return _fault(name, f"the name “{manifest.name}”")
    return manifest


def _fault(name: str, found: str) -> Problem:
    needed = "A manifest.json is needed, as `sharemap publish` writes it."
    return Problem("manifest", f"{name}/{MANIFEST}", found, needed, "Put the edition back from a copy of it.")


def _manifest(said: Mapping[str, Any], sha256: str) -> Manifest:
    texts = {key: said[key] for key in _TEXTS}
    if wrong := [key for key, value in texts.items() if not isinstance(value, str)]:
        raise TypeError(f"{wrong[0]} is no text")
    if bool(texts["corrects"]) != bool(texts["erratum"]):
        raise ValueError("corrects and erratum go together")
    if not isinstance(said["preview"], bool) or (not said["preview"] and not number_of(texts["name"])):
        raise ValueError(f"{texts['name']} is neither a preview nor a number")
    files = tuple(_file(name, each) for name, each in sorted(said["files"].items()))
    day = date.fromisoformat(texts.pop("as_at"))
    return Manifest(preview=said["preview"], as_at=day, files=files, sha256=sha256, **texts)


def _file(name: str, said: Mapping[str, Any]) -> File:
    if not _FILE.fullmatch(name) or name == MANIFEST:
        raise ValueError(f"{name} is no name of a file")
    if not _HASH.fullmatch(said["sha256"]):
        raise ValueError(f"{name} has no SHA-256")
    size, rows = int(said["bytes"]), said.get("rows")
    return File(name, said["sha256"], size, None if rows is None else int(rows))
