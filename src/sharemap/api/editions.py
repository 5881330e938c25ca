"""The editions that stand here, each with what its manifest says of it and of its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.editions.manifest import File, Manifest, read_manifest
from sharemap.editions.read import Edition
from sharemap.editions.standing import corrections, published


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """An edition as its manifest describes it."""

    name: Annotated[str, Means("Name of the edition", "2026.1")]
    preview: Annotated[bool, Means("Whether it may still change: it is no published edition")]
    as_at: Annotated[date, Means("Its day")]
    corrects: Annotated[str, Means("Name of the edition that it corrects; blank: none")]
    corrected_by: Annotated[str, Means("Name of the edition that corrects it; blank: none")]
    erratum: Annotated[str, Means("What was wrong in the edition that it corrects; blank: it corrects none")]
    bytes: Annotated[int, Means("Size of all its files together")]
    sha256: Annotated[str, Means("SHA-256 of its manifest, which names those of all its files")]


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file of an edition."""

    name: Annotated[str, Means("Name of the file", "claims.parquet")]
    rows: Annotated[int | None, Means("How many rows it has; blank: it is no table")]
    bytes: Annotated[int, Means("Its size")]
    sha256: Annotated[str, Means("SHA-256 of its bytes")]
    address: Annotated[str, Means("Where on this site it is given out")]


def offered(editions: Path, shown: Edition) -> dict[str, Manifest]:
    """The published editions, oldest first, then the one that is shown; by name."""
    found = {manifest.name: manifest for manifest in published(editions)}
    own = read_manifest(shown.folder)
    return found | {own.name: own} if isinstance(own, Manifest) else found


def listed(manifests: dict[str, Manifest]) -> list[ListedEdition]:
    by = corrections(manifests.values())
    return [_listed(each, by[each.name].name if each.name in by else "") for each in manifests.values()]


def _listed(said: Manifest, corrected_by: str) -> ListedEdition:
    return ListedEdition(
        said.name, said.preview, said.as_at, said.corrects, corrected_by, said.erratum, said.size, said.sha256
    )


def files_of(said: Manifest) -> list[EditionFile]:
    return [_file(said, each) for each in said.files]


def _file(said: Manifest, file: File) -> EditionFile:
    return EditionFile(file.name, file.rows, file.size, file.sha256, f"/data/{said.name}/{file.name}")
