"""What published editions wrote down of the past: the last event of each chain, by hash. Read without trust.

Who rewrites a past, every hash and the files of an edition too, does not reach the manifests kept with the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sharemap.core.problem import Problem, Severity
from sharemap.editions.cut import HEADS
from sharemap.editions.manifest import Manifest, read_manifest
from sharemap.editions.standing import numbered
from sharemap.editions.verify import fault_of

_FIX = "Bring the edition back: sharemap fetch, or a copy of it."
_OR_SAY = " If its files are kept elsewhere, say so by --elsewhere {}, and name its heads.json by --heads FILE."


@dataclass(frozen=True, slots=True)
class Places:
    """Where editions stand, where their manifests are kept beside the data, and one file of heads from elsewhere.

    `kept_elsewhere`: the names of editions whose files are not to be looked for here.
    """

    editions: Path
    records: Path
    elsewhere: Path | None = None
    kept_elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Written:
    """Heads by chain, and the words for who wrote them down."""

    by: str
    heads: Mapping[str, str]


def heads_kept(places: Places) -> Iterator[Written | Problem]:
    """The heads of every published edition that is known here, oldest first; what is wrong where there are none."""
    known = {number: path for folder in (places.editions, places.records) for number, path in numbered(folder)}
    for number, path in sorted(known.items()):
        manifest = read_manifest(path)
        if isinstance(manifest, Problem):
            yield manifest
        else:
            yield from _of_edition(manifest, places.editions / str(number), manifest.name in places.kept_elsewhere)
    if places.elsewhere:
        yield _read(places.elsewhere, str(places.elsewhere))


def _of_edition(manifest: Manifest, folder: Path, elsewhere: bool) -> Iterator[Written | Problem]:
    """None, where it was published without."""
    file = manifest.file(HEADS)
    if file is None:
        return
    where = f"{manifest.name}/{HEADS}"
    if not folder.is_dir():
        needed = "Nothing is compared with an edition that is not here."
        if elsewhere:
            yield Problem("not here", where, "that it is kept elsewhere", needed, _FIX, Severity.WARNING)
        else:
            yield Problem("not here", where, "no such folder", needed, _FIX + _OR_SAY.format(manifest.name))
    elif found := fault_of(folder, file):
        yield Problem("heads", where, found, "The file must be the one that the manifest names.", _FIX)
    else:
        yield _read(folder / HEADS, f"Edition {manifest.name}")


def _read(path: Path, by: str) -> Written | Problem:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Written(by, {str(of): str(head) for of, head in said.items()})
    except (ValueError, AttributeError) as unreadable:
        needed = "A file of heads is needed, as an edition has it."
        return Problem("heads", str(path), f"“{unreadable}”", needed, "Take heads.json of a published edition.")
