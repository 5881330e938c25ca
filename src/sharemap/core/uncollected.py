"""Holds back the search for cycles of garbage while many small objects are made that form none.

Python searches again and again while their number grows, which takes as long as the work itself.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For work whose size is bounded: what is no longer referred to still goes at once, cycles go afterwards.

    Collecting is a matter of the whole process. Whoever stopped it starts it again, so that it never stays off.
    """
    stopped = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stopped:
            gc.enable()
