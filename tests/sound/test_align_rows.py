"""Rows of numbers in a file are those that were put into it, whatever is read at a time."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.align import features, rows, tape
from newscast.sound.align.features import RATE, shapes, voice
from newscast.sound.align.rows import Rows, blocks, kept_of, picked, some_of


@pytest.fixture
def some() -> NDArray[np.float32]:
    return np.arange(60, dtype=np.float32).reshape(20, 3)


@pytest.mark.parametrize("held", [10, 10_000])
def test_rows_and_parts_of_them_are_what_was_put_in(
    held: int, some: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "_HELD", held)
    monkeypatch.setattr(rows, "TOGETHER", 7)
    monkeypatch.setattr(rows, "_PICKED", 2)
    kept = Rows(np.split(some, [4, 4, 9]), 3)
    assert len(kept) == 20 and np.array_equal(np.asarray(kept), some)
    assert np.array_equal(np.asarray(kept[5:18][3:90]), some[8:18])
    assert [len(block) for block in blocks(kept)] == [7, 7, 6]
    places = np.array([2, 2, 5, 17, 19])
    assert np.array_equal(picked(kept, places), some[places])
    assert np.array_equal(np.asarray(kept_of(kept[1:], places[2:] - 1)), some[places[2:]])
    assert picked(kept, places[:0]).shape == (0, 3)


def test_places_that_stand_for_all_are_spread_over_them() -> None:
    places = np.arange(100, 200)
    assert np.array_equal(some_of(places, 100), places)
    assert np.array_equal(some_of(places, 99), places[::2])


def test_shapes_do_not_depend_on_how_many_frames_are_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    loud = np.repeat(random.uniform(0, 1, 12), RATE // 4) ** 3
    ours, theirs = ((random.normal(0, 0.1, len(loud)) * np.roll(loud, shift)).astype(np.float32) for shift in (0, 4000))
    found = []
    for together in (2048, 17):
        monkeypatch.setattr(rows, "TOGETHER", together)
        monkeypatch.setattr(features, "TOGETHER", together)
        found.append([np.asarray(each) for each in shapes(voice([ours]), voice(np.split(theirs, 5)))])
    for one, other in zip(*found, strict=True):
        assert np.allclose(one, other, atol=1e-5)
