"""What a backup says of itself: its tables and files with hashes, and the migrations of the database they came from.

The last file of the archive, so that one without it was never finished.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
NAME = "contents.json"
TABLES, EDITIONS = "tables", "editions"
Migration = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the archive: the SHA-256 and the length of what is in it, unpacked."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class HeldTable:
    """A table: its file, the columns in the order of its cells, its rows, the highest number given; 0: none is."""

    file: Held
    columns: tuple[str, ...]
    rows: int
    last: int


@dataclass(frozen=True, slots=True)
class Contents:
    """`made_at`: UTC. `migrations`: application and name of each that the database had. `editions`: files by path."""

    made_at: str
    engine: str
    migrations: tuple[Migration, ...]
    tables: Mapping[str, HeldTable]
    editions: Mapping[str, Held]

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.tables.values())

    @property
    def published(self) -> list[str]:
        """The names of the editions in it."""
        return sorted({path.split("/")[0] for path in self.editions})

    def files(self) -> dict[str, Held]:
        """Every file of the archive but this, by its name there."""
        tables = {table_file(label): each.file for label, each in self.tables.items()}
        return tables | {f"{EDITIONS}/{path}": each for path, each in self.editions.items()}

    def text(self) -> bytes:
        return (json.dumps({"format": FORMAT, **asdict(self)}, indent=1) + "\n").encode()


def table_file(label: str) -> str:
    return f"{TABLES}/{label}.jsonl"


def contents_of(text: bytes) -> Contents:
    """Raises ValueError, KeyError or TypeError where the text is not that of a backup in this format."""
    said: dict[str, Any] = json.loads(text)
    if said["format"] != FORMAT:
        raise ValueError(f"format {said['format']}")
    return Contents(
        made_at=said["made_at"],
        engine=said["engine"],
        migrations=tuple((app, name) for app, name in said["migrations"]),
        tables={label: _table(each) for label, each in said["tables"].items()},
        editions={path: Held(**each) for path, each in said["editions"].items()},
    )


def _table(said: dict[str, Any]) -> HeldTable:
    return HeldTable(Held(**said["file"]), tuple(said["columns"]), said["rows"], said["last"])
