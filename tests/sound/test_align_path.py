"""The way of a recording through a reference, in frames that are made up."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.align.path import Known, follow, states_of
from newscast.sound.align.strays import placed_again

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


@pytest.mark.parametrize(("alone", "moved"), [(True, False), (False, True)])
def test_a_cough_before_a_sentence_is_not_its_first_word(alone: bool, moved: bool) -> None:
    """A word of a fifth of a second before a pause is what is heard there, unless it is found behind the pause too."""
    reference, starts = sounds(1, 110), np.array([0, 20, 65])
    burst = reference[:20] if alone else sounds(4, 20)
    heard = np.concatenate([sounds(5, 10), burst, sounds(6, 60), reference[20:] if alone else reference, sounds(7, 10)])
    spoken = [-1.0] * 10 + [1.0] * 20 + [-1.0] * 60 + [1.0] * (len(heard) - 100) + [-1.0] * 10
    known, speech = Known(reference, np.ones(110, np.float32)), np.array(spoken, np.float32)
    begins, stops = np.array([10, 90, 135 if alone else 155]), np.array([30, 135 if alone else 155, len(heard) - 10])
    found, _stops = placed_again(begins, stops, starts, known, heard, speech)
    assert (found[0] == 90) == moved and found[1] == (110 if moved else 90)
    assert found[2] == begins[2]
