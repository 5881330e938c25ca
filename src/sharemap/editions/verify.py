"""Whether an edition's files are those that its manifest names. Nothing is served that is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sharemap.core.problem import Problem
from sharemap.editions.manifest import File, Manifest, read_manifest
from sharemap.editions.read import MANIFEST

_FIX = "Put the edition back from a copy of it, or fetch or publish it again."


def verified(folder: Path) -> Manifest | list[Problem]:
    """The manifest of an edition whose files are all as it says; otherwise all that is wrong."""
    manifest = read_manifest(folder)
    if isinstance(manifest, Problem):
        return [manifest]
    return list(faults(folder, manifest)) or manifest


def faults(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Files that are missing, not as the manifest says, or not named in it."""
    for file in manifest.files:
        if found := fault_of(folder, file):
            where = f"{manifest.name}/{file.name}"
            yield Problem("not as named", where, found, "The file must be the one that the manifest names.", _FIX)
    known = {file.name for file in manifest.files} | {MANIFEST}
    for path in sorted(folder.iterdir()):
        if path.name not in known:
            needed = "An edition holds only what its manifest names."
            yield Problem("not named", f"{manifest.name}/{path.name}", "a file of that name", needed, "Take it away.")


def fault_of(folder: Path, file: File) -> str:
    """What was found in place of the file; blank if it is the one."""
    try:
        text = (folder / file.name).read_bytes()
    except OSError as trouble:
        return f"nothing ({trouble.strerror})"
    if len(text) != file.size:
        return f"{len(text):,} bytes, not {file.size:,}"
    return "" if hashlib.sha256(text).hexdigest() == file.sha256 else "other bytes"
