"""Writes that outlast a power cut: bytes reach the disk before a name leads to them."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Have what a file or folder holds on the disk."""
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def replace(path: Path, text: bytes) -> None:
    """Put a file with this text in the place of what was there, in one step."""
    new = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        new.write_bytes(text)
        sync(new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    sync(path.parent)
