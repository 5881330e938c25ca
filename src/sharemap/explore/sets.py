"""Sets of arrangements: place i stands for the i-th entry of the edition.

They are roaring bitmaps, so that a filter of 100,000 arrangements with all its counts takes a few milliseconds.
"""

from pyroaring import FrozenBitMap as Set

NOTHING = Set()

__all__ = ["NOTHING", "Set"]
