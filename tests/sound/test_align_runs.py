"""Where a recording may leave its text, in frames that are made up."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.align import runs

COUNT = 250
"""Frames of 40 ms: ten seconds."""
WORDS, WORD = 200, 36
"""Words of a text, and the frames of 10 ms that each takes."""


def sounds(seed: int, spread: float, count: int = COUNT) -> NDArray[np.float32]:
    return np.asarray(np.random.default_rng(seed).normal(0, spread, (count, 26)), np.float32)


@pytest.mark.parametrize(("frames", "weak"), [(0, False), (6, False), (40, True)])
def test_a_second_that_is_less_alike_than_the_rest_is_weak(frames: int, weak: bool) -> None:
    """Of the 25 by which each frame is likelier at most, the difference of the voices takes 13, and other words 26."""
    reference = sounds(1, 1)
    heard = reference + sounds(2, 1)
    heard[100 : 100 + frames] += sounds(3, 1, frames)
    states = np.arange(COUNT)
    surely = np.ones(COUNT, np.float32)
    coarse = runs._Coarse(reference, surely, heard, surely, states, np.array([0, COUNT - 1]))
    learnt = runs._Learnt(reference, heard, np.full(COUNT, 25, np.float32))
    assert runs._is_weak(coarse, learnt, states) == weak


@pytest.mark.parametrize("seconds", [0, 5, 30])
def test_sound_cut_to_nothing_before_a_long_text_costs_none_of_it(seconds: int) -> None:
    """In the middle of words far ahead the mouth is closed, which is nearest to what an editor has silenced."""
    reference = np.repeat(sounds(1, 1, WORDS * WORD // runs.EACH), runs.EACH, axis=0)
    places = np.arange(len(reference))
    closed = (places % WORD // runs.EACH == 4) & (places > 60 * WORD)
    reference[closed] = -6
    starts = np.arange(WORDS) * WORD
    spoken = np.where(closed, np.float32(0), np.float32(1))
    said = reference + np.repeat(sounds(2, 0.7, len(reference) // runs.EACH), runs.EACH, axis=0)
    nothing = np.full((seconds * 100, reference.shape[1]), -6, np.float32)
    speech = np.concatenate([np.full(len(nothing), -1, np.float32), spoken])
    found, gaps, _guide = runs.runs_of(reference, spoken, starts, np.concatenate([nothing, said]), speech)
    assert gaps == []
    assert [(run.first, run.last) for run in found] == [(0, WORDS)]
