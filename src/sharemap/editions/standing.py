"""Which published editions stand in a folder, which of them is the latest, and which corrects which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sharemap.core.problem import Problem
from sharemap.editions.manifest import Manifest, Number, number_of, read_manifest

CURRENT = "current"
"""The file that names the preview which is served, here; in a store, the latest published edition."""
PUBLISHED = "published"
"""The file that names the latest published edition here."""


def numbered(editions: Path) -> list[tuple[Number, Path]]:
    """The folders that have the name of a published edition, oldest first."""
    if not editions.is_dir():
        return []
    found = ((number_of(path.name), path) for path in editions.iterdir() if path.is_dir())
    return sorted((number, path) for number, path in found if number)


def published(editions: Path) -> list[Manifest]:
    """What stands there under a number and says what it is, oldest first."""
    read = (read_manifest(path) for _, path in numbered(editions))
    return [manifest for manifest in read if not isinstance(manifest, Problem)]


def standing(editions: Path, name: str) -> Manifest | None:
    """The published edition of that name; None if none stands there."""
    manifest = read_manifest(editions / name) if number_of(name) else None
    return manifest if isinstance(manifest, Manifest) else None


def corrections(manifests: Iterable[Manifest]) -> Mapping[str, Manifest]:
    """The edition that corrects another, by the name of the other."""
    return {manifest.corrects: manifest for manifest in manifests if manifest.corrects}
