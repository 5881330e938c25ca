"""Lays out in which parts of a dimension each subject lies: one bit for each part, eight parts to a byte.

Subjects are numbers. Of claims not each one lies in a part, but each sort: see `Claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sharemap.editions.definitions import Dimension

Bytes: TypeAlias = npt.NDArray[np.uint8]
Flags: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a dimension by their words, in order, and the subjects that may lie in them or do for certain.

    `possible`, `certain`: a row for each eight parts, in it a byte for each subject, the first part in its lowest
    bit. One and the same where nothing is in doubt.
    """

    words: Sequence[str]
    possible: Bytes
    certain: Bytes

    def eights(self) -> Iterator[Parts]:
        """The same for eight parts at a time."""
        for at in range(len(self.possible)):
            possible = self.possible[at : at + 1]
            certain = self.certain[at : at + 1] if self.doubtful else possible
            yield Parts(self.words[8 * at : 8 * at + 8], possible, certain)

    @property
    def doubtful(self) -> bool:
        """Whether a subject may lie elsewhere."""
        return self.certain is not self.possible

    def numbers(self) -> Numbers:
        """The part of each subject, where each lies in one."""
        return np.argmax(unpacked(self.possible), axis=0) if self.words else np.zeros(0, np.int64)

    def of(self, subjects: Numbers) -> Parts:
        """The same parts of some of the subjects."""
        possible = self.possible[:, subjects]
        return Parts(self.words, possible, self.certain[:, subjects] if self.doubtful else possible)


def whole() -> Parts:
    """The one part in which all lies, as number 0."""
    everything = np.ones((1, 1), np.uint8)
    return Parts([""], everything, everything)


def laid_out(connection: duckdb.DuckDBPyConnection, each: Dimension, subjects: int) -> Parts:
    """The parts of a dimension. ValueError where it says that they add, and a subject lies in none or in several."""
    told = connection.sql(f"select subject, part, certain from ({each.sql})").to_arrow_table()
    subject, certain = told["subject"].to_numpy(), told["certain"].to_numpy().astype(bool)
    words, number = _in_order(told["part"])
    possible = _packed(number, subject, len(words), subjects)
    if each.adds and not (len(subject) == subjects and (np.bincount(subject, minlength=subjects) == 1).all()):
        raise ValueError(f"{each.name}.sql must give each {each.subject} one part, since it says that they add")
    if certain.all():
        return Parts(words, possible, possible)
    return Parts(words, possible, _packed(number[certain], subject[certain], len(words), subjects))


def unpacked(packed: Bytes) -> Bytes:
    """For each part, and some that are none, and each subject whether it lies there: 1 or 0."""
    return np.unpackbits(packed, axis=0, bitorder="little")


def _in_order(column: pa.ChunkedArray) -> tuple[list[str], Numbers]:
    """The words of a column in order, and the place of each row's among them."""
    held = column.cast(pa.string()).combine_chunks().dictionary_encode()
    words = held.dictionary.to_pylist()
    places = np.argsort(np.argsort(np.array(words, dtype=object)))
    return sorted(words), places[held.indices.to_numpy()] if words else np.empty(0, np.int64)


def _packed(part: Numbers, subject: Numbers, parts: int, subjects: int) -> Bytes:
    """Each pair of part and subject comes once, so that bits may be added."""
    rows = -(-parts // 8)
    bits = np.bincount((part >> 3) * subjects + subject, weights=1 << (part & 7), minlength=rows * subjects)
    return bits.astype(np.uint8).reshape(rows, subjects)
