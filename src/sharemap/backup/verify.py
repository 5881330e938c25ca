"""Whether a backup is whole: every file is there, is what its contents say, and nothing else is in it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sharemap.backup.contents import NAME, Contents, Held, contents_of
from sharemap.core.problem import Problem

_FIX = "Take another backup: this one was damaged, or was never finished."
_PIECE = 1 << 20
# What zipfile and zlib raise for a damaged archive; NotImplementedError: for a way to compress that they do not know.
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def verified(file: Path) -> Contents | list[Problem]:
    """What is in the backup; otherwise all that is wrong with it."""
    try:
        with ZipFile(file) as archive:
            held = contents_of(archive.read(NAME))
            return list(_faults(archive, held)) or held
    except (*_BROKEN, ValueError, KeyError, TypeError) as trouble:
        needed = "This must be a file that `sharemap backup` has written."
        return [Problem("not a backup", str(file), f"“{trouble}”", needed, _FIX)]


def _faults(archive: ZipFile, held: Contents) -> Iterator[Problem]:
    files, there = held.files(), archive.namelist()
    for name in sorted({*there} - {*files, NAME} | {each for each in there if there.count(each) > 1}):
        yield Problem("not named", name, "a file that was added", "It holds only what its contents name.", _FIX)
    for name, file in files.items():
        if found := _found(archive, name, file):
            yield Problem("not as named", name, found, "The file must be the one that the contents name.", _FIX)


def _found(archive: ZipFile, name: str, file: Held) -> str:
    """What was found in place of a file; blank if it is the one."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except (*_BROKEN, KeyError) as trouble:
        return f"“{trouble}”"
    if size != file.bytes:
        return f"{size:,} bytes, not {file.bytes:,}"
    return "" if digest.hexdigest() == file.sha256 else "other bytes"
