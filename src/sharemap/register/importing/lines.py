"""Reads a file line by line without ever holding a line longer than a record can be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 1 << 20
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its ending. `content` is None where it is longer than `LONGEST_LINE` bytes."""

    number: int
    digest: str
    content: bytes | None

    @property
    def blank(self) -> bool:
        return self.content is not None and not self.content.strip()


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Every line, numbered from 1. The digest is the first 16 hexadecimal digits of its SHA-256, ending left off."""
    number = 0
    while start := stream.readline(LONGEST_LINE + 2):
        number += 1
        content = start.rstrip(b"\r\n")
        if start.endswith(b"\n") or len(start) < LONGEST_LINE + 2:
            yield Line(number, _digest(content), content if len(content) <= LONGEST_LINE else None)
        else:
            yield Line(number, _skip(stream, start), None)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _skip(stream: BinaryIO, start: bytes) -> str:
    """The digest of a line too long to hold, read to its end in pieces."""
    running = hashlib.sha256(start)
    while piece := stream.readline(_CHUNK):
        running.update(piece.rstrip(b"\r\n"))
        if piece.endswith(b"\n"):
            break
    return running.hexdigest()[:16]
