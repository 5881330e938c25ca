"""The editions that stand here, each with what its manifest says of it and of its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.editions.manifest import File, Manifest
from sharemap.editions.standing import corrections


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
