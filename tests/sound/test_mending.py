"""What stays of clicks in a voice: nothing sharper than what is around them, to the end of each, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter

from newscast.sound.chain.mending import foretold_across, mended, stretches
from newscast.sound.chain.ringing import ringing
from newscast.sound.chain.unforeseen import bends
from newscast.sound.wav import Wav

RATE, PERIOD = 48_000, 384
Sound = NDArray[np.float64]
Take = Callable[[Sound], Wav]


def voice(seed: int = 2) -> Sound:
    """A second and a half at 125 Hz; its pulses differ, so that some are far sharper than what is around them."""
    random = np.random.default_rng(seed)
    beats = np.zeros(192 * PERIOD)
    beats[::PERIOD] = 0.2 * random.uniform(0.5, 1, 192)
    for formant, width in ((600, 90), (1500, 120), (2600, 200)):
        pole = np.exp(-np.pi * width / RATE + 2j * np.pi * formant / RATE)
        beats = lfilter([1 - abs(pole)], np.poly([pole, pole.conjugate()]).real, beats)
    return np.asarray(0.3 * beats / np.abs(beats).max() + random.normal(0, 1e-5, len(beats)))


def usual(clean: Sound, first: int, last: int) -> float:
    """How sharp all but the sharpest of the 50 ms on either side is."""
    beside = np.concatenate([clean[first - 2400 : first], clean[last : last + 2400]])
    return float(np.percentile(bends(beside[:, None]), 99.5))


def sharpest(finished: Sound, first: int, last: int) -> float:
    return float(bends(finished[first - 25 : last + 25, None]).max())


def breaks_off(length: int, left: float) -> Sound:
    """Sudden, and cut off where a fiftieth of it is `left`."""
    return np.asarray(left * np.exp(4 - 4 * np.arange(1, length + 1) / length))


def bridged(wav: Wav, *spans: tuple[int, int]) -> Sound:
    found = [each for span in spans for each in ringing(wav, span, 0.0)]
    return mended(wav, (0, wav.samples), sorted(set(found)))[:, 0].astype(np.float64)


@pytest.mark.parametrize("after", [60, 130, 200, 270])
def test_a_click_goes_to_where_it_breaks_off_in_a_voice_with_sharper_pulses(after: int, take: Take) -> None:
    clean, length = voice(), 90
    clicked, place = clean.copy(), 90 * PERIOD + after
    end = place + length
    limit = usual(clean, place, end)
    clicked[place:end] += breaks_off(length, 1.3 * limit)
    broken = bends(clicked[end - 5 : end + 5, None]).max()
    assert 1.05 * limit < broken < 1.15 * bends(clean[place - 2400 : end + 2400, None]).max()
    finished = bridged(take(clicked), (place - 7, place + 31))
    assert sharpest(finished, place, end) <= 1.05 * max(limit, sharpest(clean, place, end))


def test_pulses_of_a_voice_behind_a_bridge_stay(take: Take) -> None:
    clean, place = voice(), 90 * PERIOD + 130
    clicked = clean.copy()
    clicked[place : place + 8] += 0.5
    limit = usual(clean, place, place + 8)
    behind = clean[place + 40 : place + 480, None]
    assert bends(behind).max() > limit
    finished = bridged(take(clicked), (place - 6, place + 14))
    assert np.array_equal(finished[place + 40 : place + 480], clicked[place + 40 : place + 480].astype(np.float32))


@pytest.mark.parametrize("length", [24, 240])
def test_a_bridge_bends_no_more_than_what_is_around_it_though_it_has_to_meet_a_tail(length: int, take: Take) -> None:
    clean = voice()
    places = range(40 * PERIOD, 150 * PERIOD, 5 * PERIOD + 31)
    clicked = clean.copy()
    for place in places:
        clicked[place : place + length + 400] += 0.5 * np.exp(-4 * np.arange(length + 400) / (length + 400))
    wav, sharper = take(clicked), 0
    for place in places:
        span, within = (place - 6, place + length), (place - 2406, place + length + 2400)
        inside = slice(2400 - 2, 2400 + length + 8)
        limit = usual(clicked, *span)
        sharper += bends(foretold_across(wav, within, span)[inside]).max() > limit
        assert bends(mended(wav, within, [span])[inside]).max() <= 1.01 * limit
    assert sharper


def test_a_bridge_beside_another_click_takes_nothing_of_it(take: Take) -> None:
    clean, place = voice(), 90 * PERIOD
    clicked, random = clean.copy(), np.random.default_rng(4)
    spans = [(place, place + 40), (place + 90, place + 150)]
    for first, last in spans:
        clicked[first:last] += random.normal(0, 0.5, last - first)
    wav, within = take(clicked), (0, len(clean))
    alone = clicked.copy()
    for first, last in spans:
        alone[first:last] = mended(wav, within, [(first, last)])[first:last, 0]
    together = mended(wav, within, spans)[:, 0]
    wrong, right = (np.square(sound - clean).sum() for sound in (alone, together))
    assert right < wrong / 2


def test_a_record_that_crackles_all_along_is_mended_a_second_at_a_time() -> None:
    crackle = [(place, place + 300) for place in range(0, 600 * RATE, 1400)]
    found = stretches(crackle)
    assert [span for spans in found.values() for span in spans] == crackle
    assert max(last - first for first, last in found) <= RATE
    assert all((spans[0][0], spans[-1][1]) == stretch for stretch, spans in found.items())
