"""Two sounds compared in a few places, whatever their length."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from newscast.qc.decode import COMPARED_RATE, read_pictures
from newscast.qc.offsets import measure_offsets

MINUTES = 20


@pytest.mark.slow
def test_the_loudest_stretch_is_found_and_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).normal(0, 1000, MINUTES * 60 * COMPARED_RATE)
    loud = slice(700 * COMPARED_RATE, 706 * COMPARED_RATE)
    noise[loud] *= 4
    wanted, heard = tmp_path / "wanted.s16", tmp_path / "heard.s16"
    noise.astype(np.int16).tofile(wanted)
    np.concatenate([np.zeros(400), noise]).astype(np.int16).tofile(heard)
    tracemalloc.start()
    offsets = measure_offsets(heard, wanted)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [offset.late for offset in offsets] == [50.0, 50.0, 50.0]
    assert offsets[1].at == 700.0
    assert peak < 20e6


@pytest.mark.slow
def test_pictures_are_counted_as_they_are_read(tmp_path: Path) -> None:
    numbers = tmp_path / "pictures.txt"
    numbers.write_text("".join(f"{1001 * frame} 1/30000\n" for frame in range(200_000) if frame != 100))
    tracemalloc.start()
    count = read_pictures(numbers)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count.frames, count.start, count.uneven) == (199_999, 0, 1)
    assert peak < 1e6
