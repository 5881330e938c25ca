"""Lays out in which parts of a dimension each subject lies: one bit for each part, eight parts to a byte.

Subjects are numbers. Of claims not each one lies in a part, but each sort: see `Claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sharemap.editions.definitions import Dimension

Bytes: TypeAlias = npt.NDArray[np.uint8]
Flags: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.signedinteger]
Taken = TypeVar("Taken", bound=npt.NDArray[Any])


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a dimension by their words, in order, and the subjects that may lie in them or do for certain.

    `possible`, `certain`: a row for each eight parts, in it a byte for each subject, the first part in its lowest
    bit. One and the same where nothing is in doubt.
    """

    words: Sequence[str]
    possible: Bytes
    certain: Bytes

    def some(self, times: int) -> Iterator[Parts]:
        """The same for `times` parts at a time, eight or four, as numbers of so many bits."""
        for at in range(0, len(self.words), times):
            possible = self._bits(self.possible, at, times)
            yield Parts(
                self.words[at : at + times],
                possible,
                self._bits(self.certain, at, times) if self.doubtful else possible,
            )

    def _bits(self, packed: Bytes, at: int, times: int) -> Bytes:
        row = packed[at // 8 : at // 8 + 1]
        return row if times == 8 else (row >> np.uint8(at % 8)) & np.uint8((1 << times) - 1)

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


def whole(subjects: int = 1) -> Parts:
    """The one part in which all lies."""
    everything = np.ones((1, subjects), np.uint8)
    return Parts([""], everything, everything)


def joined(several: Sequence[Parts]) -> Parts:
    """The parts of several dimensions of the same subjects, one after the other, which take fewer bytes together."""
    words = [word for each in several for word in each.words]
    possible = _joined([(len(each.words), each.possible) for each in several])
    if not any(each.doubtful for each in several):
        return Parts(words, possible, possible)
    return Parts(words, possible, _joined([(len(each.words), each.certain) for each in several]))


def _joined(several: Sequence[tuple[int, Bytes]]) -> Bytes:
    held = np.zeros((sum(len(packed) for _, packed in several) + 1, several[0][1].shape[1]), np.uint8)
    at = 0
    for parts, packed in several:
        for row, place in enumerate(range(at // 8, at // 8 + len(packed))):
            held[place] |= packed[row] << at % 8
            held[place + 1] |= packed[row] >> (8 - at % 8) if at % 8 else 0
        at += parts
    return held[: -(-at // 8)]


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


def taken(held: Taken, places: Numbers) -> Taken:
    """What stands at places. Arrow takes from large arrays in half the time of numpy."""
    return pa.array(held).take(pa.array(places)).to_numpy()  # type: ignore[no-any-return]


def lying(packed: Bytes) -> tuple[Numbers, Numbers]:
    """The part and the subject of each one that lies in a part. Of many parts nearly all are empty."""
    row, subject = np.nonzero(packed)
    at, bit = np.nonzero(np.unpackbits(packed[row, subject][:, np.newaxis], axis=1, bitorder="little"))
    return row[at] * 8 + bit, subject[at]


def unpacked(packed: Bytes) -> Bytes:
    """For each part, and some that are none, and each subject whether it lies there: 1 or 0."""
    return np.unpackbits(packed, axis=0, bitorder="little")


def _in_order(column: pa.ChunkedArray) -> tuple[list[str], Numbers]:
    """The words of a column in order, and the place of each row's among them."""
    held = column.cast(pa.string()).combine_chunks().dictionary_encode()
    words = held.dictionary.to_pylist()
    places = np.argsort(np.argsort(np.array(words, dtype=object))).astype(np.int32)
    return sorted(words), taken(places, held.indices.to_numpy())


def _packed(part: Numbers, subject: Numbers, parts: int, subjects: int) -> Bytes:
    """A bit for each pair of part and subject, however often it comes."""
    rows = -(-parts // 8)
    lies = np.zeros(subjects * rows * 8, np.bool_)
    lies[np.multiply(subject, rows * 8, dtype=np.int64) + part] = True
    return np.ascontiguousarray(np.packbits(lies, bitorder="little").reshape(subjects, rows).T)
