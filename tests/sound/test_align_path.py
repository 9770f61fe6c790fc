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


@pytest.mark.parametrize("said", ["alone", "behind the pause"])
def test_a_cough_before_a_sentence_is_not_its_first_word(said: str) -> None:
    """A word of a fifth of a second before a pause is what is heard there, unless it is found behind the pause."""
    reference, starts = sounds(1, 110), np.array([0, 20, 65])
    known = Known(reference, np.ones(110, np.float32))
    cough, rest = (reference[:20], reference[20:]) if said == "alone" else (sounds(4, 20), reference)
    heard = np.concatenate([sounds(5, 10), cough, sounds(6, 60), rest, sounds(7, 10)])
    speech = np.concatenate([-np.ones(10), np.ones(20), -np.ones(60), np.ones(len(rest)), -np.ones(10)])
    states, firsts = states_of(starts, 110)
    # As it would be found: the first word at the cough, a pause, the next one from where somebody speaks again.
    held = np.concatenate(
        [np.arange(1, 21), [21] * 60, np.full(len(rest) - 90, 22), np.arange(22, 67), np.arange(68, 113)]
    )
    way = np.concatenate([[0] * 10, held, [len(states) - 1] * 10])
    begins, _stops = placed_again(way, states, firsts, starts, known, heard, speech.astype(np.float32))
    assert list(begins) == ([10, 90, 135] if said == "alone" else [90, 110, 155])
