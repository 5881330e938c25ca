"""Finds an edition in the folder of editions by the name that people give, for commands and pages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from sharemap.core.problem import Problem
from sharemap.editions.manifest import Manifest, read_manifest
from sharemap.editions.standing import CURRENT, published


def offered(editions: Path) -> dict[str, Manifest]:
    """The editions that one may ask for, by name: the published ones, oldest first, then the one that is served."""
    found = [*published(editions), *_served(editions)]
    return {manifest.name: manifest for manifest in found}


def _served(editions: Path) -> list[Manifest]:
    pointer = editions / CURRENT
    if not pointer.is_file():
        return []
    manifest = read_manifest(editions / pointer.read_text(encoding="utf-8").strip())
    return [manifest] if isinstance(manifest, Manifest) else []


def find(editions: Path, name: str) -> Manifest | Problem:
    """The edition of that name; `current`: the one that is served."""
    if name == CURRENT:
        return next(iter(_served(editions)), None) or _unknown(name, ())
    known = offered(editions)
    return known.get(name) or _unknown(name, known)


def _unknown(name: str, known: Iterable[str]) -> Problem:
    held = tuple(known)
    needed = "The edition must be one that stands here."
    fix = nearest(name, held) if held else "Cut one first: sharemap preview"
    return Problem("edition", "the edition", f"“{name[:60]}”", needed, fix)


def nearest(name: str, known: Iterable[str]) -> str:
    """The names that are spelt most like one that is not known, as advice; all of them where none is like it."""
    held = list(known)
    like = get_close_matches(name, held, n=3, cutoff=0.5)
    return f"Nearest: {', '.join(like)}." if like else f"There are: {', '.join(held)}."
