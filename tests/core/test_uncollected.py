"""Collecting garbage is stopped for a while and never for good."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from sharemap.core.uncollected import lasting, uncollected


def test_it_is_stopped_until_the_outermost_has_ended() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_what_was_off_before_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_lasts_is_left_out_of_the_search_until_the_next_takes_its_place() -> None:
    with lasting():
        held: list[object] = [[number] for number in range(10_000)]
    searched = {id(each) for each in gc.get_objects()}
    assert not any(id(each) in searched for each in held)
    with lasting():
        assert id(held) in {id(each) for each in gc.get_objects()}


def test_cycles_that_lasted_are_collected_once_another_took_their_place() -> None:
    class Held:
        """What is referred to weakly, and by itself."""

        own: Held

    with lasting():
        held = Held()
        held.own = held
    gone = ref(held)
    del held
    gc.collect()
    assert gone()
    with lasting():
        gc.collect()
    assert gone() is None
