"""Clicks that have no more band than the recording: found where they stand alone, and no voice does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from scipy.signal import butter, resample_poly, sosfiltfilt

from newscast.sound.chain import clicks
from newscast.sound.chain.alone import Surroundings
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.narrow import rate_of
from newscast.sound.chain.openings import opens_voice
from newscast.sound.chain.outstanding import outstanding
from newscast.sound.wav import Wav
from tests.sound.throats import PERIOD, RATE, Sound, telephone, voice

Take = Callable[[Sound], Wav]
PAUSE = slice(48_000, 84_000)


def heard(wav: Wav) -> Heard:
    return Heard(wav, {}, True, None, None)  # type: ignore[arg-type]


def found(wav: Wav, known: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    take = heard(wav)
    around = Surroundings(wav, take.grains, rate_of(take.spectrum))
    return list(outstanding(around, np.ones(len(take.grains.peak), bool), known))


def paused_voice(seed: int = 3) -> Sound:
    """A voice that is silent but for the room for three quarters of a second."""
    length = PAUSE.stop - PAUSE.start
    gain = np.ones(len(spoken := voice(seed)))
    gain[PAUSE] = 1 - np.sin(np.linspace(0, np.pi, length)) ** 0.1
    return np.asarray(spoken * gain + np.random.default_rng(seed).normal(0, 2e-4, len(spoken)))


def step(place: int, amplitude: float) -> Sound:
    """A record's: it falls back within a millisecond."""
    sound = np.zeros(len(voice()))
    sound[place : place + 60] = amplitude * np.exp(-np.arange(60) / 15)
    return sound


@pytest.mark.parametrize(("band", "rate"), [(3900, 6), (5300, 4), (7500, 3), (9900, 2), (24_000, 1)])
def test_a_take_is_looked_at_at_the_rate_of_its_band(band: int, rate: int, take: Take) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 96_000)
    limited = sosfiltfilt(butter(20, band, fs=RATE, output="sos"), noise) if band < 24_000 else noise
    assert rate_of(heard(take(limited)).spectrum) == rate


@pytest.mark.parametrize("place", [58_888, 63_210, 71_717])
def test_a_faint_step_in_a_pause_of_a_telephone_is_found_where_it_is(place: int, take: Take) -> None:
    clicked = take(telephone(paused_voice() + step(place, 0.006)))
    plan = clicks.measure(heard(clicked))
    assert plan is not None and any(begin < place + 24 < end for begin, end in plan.plan)
    assert clicks.measure(heard(take(telephone(paused_voice())))) is None


def test_what_breathes_on_in_a_pause_is_left_alone(take: Take) -> None:
    """The same step, and a breath of 50 ms behind it: somebody opened a mouth."""
    breathed = paused_voice() + step(66_000, 0.006)
    breathed[66_050:68_450] += 0.0006 * np.random.default_rng(2).normal(0, 1, 2400)
    assert not found(take(telephone(breathed)))


def test_a_voice_has_none(take: Take) -> None:
    assert not found(take(telephone(voice())))
    assert not found(take(np.asarray(resample_poly(resample_poly(voice(5), 1, 3), 3, 1))))


def test_a_nose_that_opens_into_a_vowel_is_no_click(take: Take) -> None:
    """An m hums below 400 Hz; the first pulse of the vowel is far sharper than all before it, and its next ones are
    nearly as sharp."""
    spoken, opens = voice(), 200 * PERIOD
    hum = sosfiltfilt(butter(6, 400, fs=RATE, output="sos"), spoken)
    opened = np.concatenate([hum[:opens], spoken[opens:]])
    jump, loud = heard(take(opened)).grains.jump, np.ones(len(opened) // 48, bool)
    grain = opens // 48
    assert opens_voice(jump, loud, grain, grain + 3)
    ticked = hum.copy()
    ticked[opens : opens + 6] += 0.05
    assert not opens_voice(heard(take(ticked)).grains.jump, loud, grain, grain + 3)


def stopped(place: int, amplitude: float, samples: int, breath: tuple[int, float]) -> Sound:
    """A voice whose mouth closes for 125 ms; a burst in it, behind which it breathes for so many samples, so loud."""
    random, gain = np.random.default_rng(6), np.ones(len(spoken := voice()))
    gain[60_000:66_000] = 1 - np.sin(np.linspace(0, np.pi, 6_000)) ** 0.1
    taken = spoken * gain + random.normal(0, 2e-4, len(spoken))
    burst = random.normal(0, 1, samples) * np.exp(-np.arange(samples) / samples * 3)
    taken[place : place + samples] += burst * amplitude / np.abs(burst).max()
    length, loud = breath
    taken[place : place + length] += random.normal(0, loud, length) * np.linspace(1, 0.5, length)
    return np.asarray(taken)


def test_the_burst_of_a_stop_stays_however_loud_it_is_where_it_breathes(take: Take) -> None:
    """A telephone passes little of its breath, so that it looks as alone as a click."""
    assert clicks.measure(heard(take(telephone(stopped(64_400, 0.5, 96, (1440, 0.04)))))) is None
    bridged = clicks.measure(heard(take(telephone(stopped(64_400, 0.5, 96, (1440, 0.0))))))
    assert bridged is not None and any(first < 64_430 < last for first, last in bridged.plan)


def test_what_is_faint_in_a_closure_stays_where_it_may_be_a_burst(take: Take) -> None:
    """Words cover a tongue that leaves its place, and a lip's burst: of -26 dB against their peaks."""
    for amplitude, there in ((0.03, False), (0.2, True)):
        clicked = stopped(63_000, amplitude, 48, (4000, 0.0012))
        assert (clicks.measure(heard(take(telephone(clicked)))) is not None) == there


def tick(amplitude: float) -> Sound:
    """One, 4 ms after its beginning."""
    sound = np.zeros(768)
    sound[192:198], sound[198:204] = 1, -1
    sound = telephone(sound)
    return np.asarray(amplitude * sound / np.abs(sound).max())


def ringing(amplitude: float) -> Sound:
    """Lips in a telephone: 3 ms of 2 kHz that dies away, which foretells itself once it began."""
    time = np.arange(576) / RATE
    sound = np.concatenate([np.zeros(192), np.sin(2 * np.pi * 2000 * time) * np.exp(-time * 900)])
    return np.asarray(amplitude * sound / np.abs(sound).max())


@pytest.mark.parametrize("click", [tick, ringing])
@pytest.mark.parametrize("place", [30_100, 52_700, 77_777, 96_050, 120_333])
def test_a_click_in_a_telephones_voice_is_found_where_it_is(
    place: int, click: Callable[[float], Sound], take: Take
) -> None:
    clicked = telephone(voice())
    clicked[place - 192 :][:768] += click(2.5 * np.abs(clicked[place - 1200 : place + 1200]).max())
    (first, last) = found(take(clicked))[0]
    assert place - 144 < first < place + 12 < last < place + 192
    assert not found(take(clicked), [(first, last)])


@pytest.mark.parametrize("breath", [0.01, 0.02])
def test_what_opens_a_mouth_is_none(breath: float, take: Take) -> None:
    """The same tick where a mouth was closed for 80 ms, half as loud as words, and breath behind it: a k."""
    spoken = voice()
    for place in (40_000, 70_000, 100_000):
        spoken[place - 3840 : place + 960] *= 0.003
        spoken[place + 48 : place + 1200] += breath * np.random.default_rng(place).normal(0, 1, 1152)
        spoken[place - 192 :][:768] += tick(0.09)
    assert clicks.measure(heard(take(telephone(spoken)))) is None


@pytest.mark.parametrize("place", [30_100, 77_777, 96_050, 120_333])
def test_a_click_of_more_band_than_the_recording_is_found(place: int, take: Take) -> None:
    """A hoarse voice of 12 kHz in a file of 16: its breath hides the click in its own band, and there is none above."""
    breath = np.random.default_rng(5).normal(0, 0.03, len(voice()))
    spoken = resample_poly(resample_poly(voice() + breath, 1, 4), 4, 1)
    clicked = spoken.copy()
    loud = 2 * np.abs(spoken[place - 1200 : place + 1200]).max()
    clicked[place - 192 :][:576] += loud * resample_poly(np.eye(1, 192, 64)[0], 3, 1)
    (span,) = found(take(clicked))
    assert place - 48 < span[0] < place < span[1] < place + 48
    assert not found(take(spoken))
