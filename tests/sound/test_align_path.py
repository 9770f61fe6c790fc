"""The way of a recording through a reference, in frames that are made up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.path import Known, follow, states_of

COUNT = 900
"""Frames of the reference: words of 30."""
STARTS = np.arange(0, COUNT, 30)


def sounds(seed: int, count: int) -> NDArray[np.float32]:
    """Frames as far apart as those of different sounds."""
    return np.asarray(np.random.default_rng(seed).normal(0, 2, (count, 26)), np.float32)


def test_a_guide_leads_through_what_is_like_nothing() -> None:
    """Five seconds that are like no frame of the reference last twice as long as there: beyond any reach."""
    reference = sounds(1, COUNT)
    heard = np.concatenate([reference[:100], sounds(2, 1000), reference[600:]])
    states, firsts = states_of(STARTS, COUNT)
    about = np.concatenate([np.arange(100), np.linspace(100, 600, 1000), np.arange(600, COUNT)]).astype(np.int64)
    guide = about + np.searchsorted(STARTS, about, side="right")
    known = Known(reference, np.ones(COUNT, np.float32))
    way = follow(known, states, heard, np.ones(len(heard), np.float32), guide)
    assert np.all(np.abs(way - guide) <= 151)
    assert np.array_equal(states[way[1200:]], np.arange(700, COUNT))
    assert np.all(np.diff(way) >= 0)
    assert np.searchsorted(way, firsts[25]) == 100 + 1000 + 150


def test_a_word_with_a_drowned_beginning_begins_before_what_is_heard_of_it() -> None:
    reference, noise = sounds(1, 60), sounds(3, 60)
    starts = np.array([0, 30])
    heard = np.concatenate([reference[:30], noise[:50], reference[42:]])
    speech = np.concatenate([np.ones(30), np.full(50, -1), np.ones(18)]).astype(np.float32)
    states, firsts = states_of(starts, 60)
    audible = np.ones(60, np.float32)
    begun = []
    for drowned in (1.0, 0.0):
        audible[30:42] = drowned
        begun.append(int(np.searchsorted(follow(Known(reference, audible), states, heard, speech), firsts[1])))
    assert begun[1] == 30 + 50 - 12
    assert begun[0] > begun[1]
