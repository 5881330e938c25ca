"""Sets of arrangements as whole numbers: bit i stands for the i-th entry of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_NOUGHT, _ONE = b"01"


def bits_of(positions: Iterable[int]) -> int:
    """The set of these positions, in time that grows with their number and not with its square."""
    held = list(positions)
    # A digit for each, the first last: reading digits of base two is the quickest way to a number so large.
    digits = bytearray((_NOUGHT,)) * (max(held, default=0) + 1)
    for position in held:
        digits[~position] = _ONE
    return int(digits, 2)


def positions_of(bits: int) -> Iterator[int]:
    """The positions in a set, in order; what is not asked for is not looked for."""
    digits = f"{bits:b}"[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
