"""Holds back the search for cycles of garbage where many small objects are made or held that form none.

Python searches again and again while their number grows, which takes as long as the work itself; and what is held for
long it searches from time to time, while nothing else is done.
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


@contextmanager
def lasting() -> Iterator[None]:
    """For what is made once and held until the next such takes its place: it is left out of the search till then.

    An edition of 100,000 arrangements is five million objects. To search them takes a second and a half, in which
    nobody is answered.
    """
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
