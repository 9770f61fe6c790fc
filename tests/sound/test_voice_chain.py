"""The voice chain: what each stage finds and takes away, what it leaves alone, and what it tells of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from realtools import RealTools
from scipy.signal import butter, resample_poly, sosfilt, stft

from newscast.base.i18n import speaking
from newscast.show.voice import STAGES as SETTINGS
from newscast.show.voice import VoiceChain, stages_of
from newscast.sound.chain import hum
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.report import read_report
from newscast.sound.chain.stages import ALWAYS, STAGES, TOGETHER, sentence
from newscast.sound.chain.turns import turns_of
from newscast.sound.chain.way import prepare
from newscast.sound.levels import SPEECH, amplitude
from newscast.sound.normalise import loudness
from newscast.sound.wav import WavWriter, open_wav

RATE = 48_000
Sound = NDArray[np.float64]


def voice(seconds: float = 9.0, seed: int = 4) -> Sound:
    """Syllables of a gliding pitch with formants, an s now and then, pauses of half a second, faint hiss; one's own."""
    return _voice(seconds, seed).copy()


@lru_cache(maxsize=4)
def _voice(seconds: float, seed: int) -> Sound:
    random, time = np.random.default_rng(seed), np.arange(int(seconds * RATE)) / RATE
    pitch = 130 + 25 * np.sin(2 * np.pi * 0.9 * time) + 9 * np.sin(2 * np.pi * 0.31 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    heard = sum(np.sin(k * phase) * (1 / k if k < 25 else 0) for k in range(1, 40)) * 0.1
    heard *= 0.55 + 0.45 * np.sin(2 * np.pi * 4.1 * time) ** 2
    esses = sosfilt(butter(4, (4500, 9000), "bandpass", fs=RATE, output="sos"), random.normal(0, 0.03, len(time)))
    heard += esses * np.clip(20 * np.sin(2 * np.pi * 1.3 * time) - 18, 0, 1)
    gate = ((time % 2.5) > 0.5).astype(float)
    gate = np.convolve(gate, np.hanning(1441) / np.hanning(1441).sum(), "same")
    return np.asarray(heard * gate + random.normal(0, 3e-4, len(time)))


Chain = Callable[..., tuple[tuple[Finding, ...], Sound]]


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    """A sound through the chain: what was found, and the finished take. Nothing here may need ffmpeg."""

    def go(sound: Sound, mono: bool = True, **kit: Any) -> tuple[tuple[Finding, ...], Sound]:
        def cut(raw: Path, filters: Any) -> None:
            assert not filters
            with WavWriter(raw, 1 if sound.ndim == 1 else sound.shape[1]) as writer:
                writer.write(sound.reshape(len(sound), -1).astype(np.float32))

        output = tmp_path / "finished.wav"
        settings = stages_of(VoiceChain.model_validate(kit), {})
        found = prepare(cut, settings, mono, output, RealTools(tmp_path))
        wav = open_wav(output)
        assert [each.told() for each in read_report(output)] == [each.told() for each in found]
        return found, wav.read(0, wav.samples).astype(np.float64)

    return go


def stages(found: tuple[Finding, ...]) -> list[str]:
    return [each.stage for each in found]


def difference(before: Sound, after: Sound) -> float:
    """dB of what is left of `after` without `before` at its level, the faded ends left out."""
    one, other = before[4800:-4800], after[4800:-4800].mean(axis=1)
    left = other - one * (one @ other) / (one @ one)
    return float(10 * np.log10((left @ left) / (other @ other) + 1e-15))


def test_every_setting_is_a_stage_and_every_stage_a_setting() -> None:
    names = [stage.NAME for stage in STAGES]
    assert len(set(names)) == len(names)
    assert {*names} - ALWAYS - {*TOGETHER} == {*SETTINGS}
    assert {*TOGETHER} <= {*names} and {*TOGETHER.values()} <= {*SETTINGS}


@pytest.mark.parametrize("level", [-30, 0])
def test_a_clean_take_is_left_alone(level: float, chain: Chain) -> None:
    clean = voice() * amplitude(level)
    found, finished = chain(clean)
    assert {*stages(found)} <= {"level"}
    assert difference(clean, finished) < -60
    assert loudness_of(finished) == pytest.approx(SPEECH, abs=0.1)


@pytest.mark.parametrize("speaks", [True, False])
@pytest.mark.parametrize("loud", [-51.0, -63.0, -72.0])
def test_a_faint_voice_is_as_loud_as_others_and_what_is_not_raised_is_told(
    loud: float, speaks: bool, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A voice by up to 48 dB, also where a meter takes it for silence; what has none by 32, and silence not at all."""
    monkeypatch.setattr("newscast.sound.chain.heard.speaks", lambda wav: speaks)
    clean = voice()
    faint = clean * amplitude(loud - loudness_of(clean[:, None]))
    found, finished = chain(faint, levelling="none", noise="none")
    raised = min(SPEECH - loud, 48.0) if speaks else 32.0 if loud > -65 else 0.0
    lacks = max(0.0, SPEECH - loud - raised)
    gain = 20 * np.log10(np.linalg.norm(finished) / np.linalg.norm(faint))
    assert gain == pytest.approx(min(raised, SPEECH - loud), abs=0.2)
    assert found[-1].details.get("lacks", 0.0) == pytest.approx(lacks, abs=0.2)
    with speaking("en"):
        assert ("too quiet" in sentence(found[-1])) == (lacks > 0)


def test_a_clean_take_keeps_its_peaks(chain: Chain) -> None:
    """18 dB over the loudness, as voices have."""
    clean = voice()
    for second in (1.3, 3.8, 6.2):
        stressed = clean[round(second * RATE) :][: RATE // 10]
        stressed *= 1 + 3 * np.hanning(len(stressed))
    crest = 20 * np.log10(np.abs(clean).max()) - loudness_of(clean[:, None])
    assert 17 < crest < 19
    _found, finished = chain(clean, levelling="none")
    assert difference(clean, finished) < -60
    assert np.abs(finished).max() == pytest.approx(amplitude(SPEECH + crest), rel=0.01)


def loudness_of(sound: Sound) -> float:
    import pyloudnorm

    return float(pyloudnorm.Meter(RATE).integrated_loudness(np.repeat(sound, 2, axis=1)))


def lines(sound: Sound, frequencies: list[float]) -> float:
    """dB by which the greatest of the lines stands over what is 8 to 20 Hz beside it, in the quietest quarter."""
    places, _times, found = stft(sound, RATE, nperseg=16384, noverlap=8192)
    power = np.square(np.abs(found))
    voiced = power[(places > 150) & (places < 3000)].sum(axis=0)
    power = power[:, np.argsort(voiced)[: max(4, len(voiced) // 4)]].mean(axis=1)
    heights = []
    for frequency in frequencies:
        at = round(frequency / places[1])
        beside = np.concatenate([power[at - 7 : at - 3], power[at + 4 : at + 8]])
        heights.append(10 * np.log10(power[at - 1 : at + 2].max() / np.median(beside)))
    return float(max(heights))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mains", "multiples", "level"),
    [
        (60.0, (1, 2, 3, 4), -40),
        (50.03, (1, 2, 3, 5, 7, 11, 14), -36),
        (60.0, (2, 4, 6, 8, 10), -45),
        (50.0, (1,), -36),
    ],
)
def test_a_hum_goes_with_all_its_lines(mains: float, multiples: tuple[int, ...], level: float, chain: Chain) -> None:
    clean, frequencies = voice(), [mains * k for k in multiples]
    time = np.arange(len(clean)) / RATE
    humming = clean + sum(
        amplitude(level) / k**0.3 * np.sin(2 * np.pi * f * time + k) for k, f in enumerate(frequencies, 1)
    )
    assert lines(humming, frequencies) > 12
    found, finished = chain(humming)
    assert stages(found)[0] == "hum" and round(found[0].measured) == round(mains)
    # A voice may stand on a line by itself, as this one does at 120 Hz.
    assert lines(finished[:, 0], frequencies) < max(6, lines(clean, frequencies) + 1.5)
    # The first tenth of a second too.
    assert np.abs(finished[1500:4800, 0]).max() < amplitude(-45)


@pytest.mark.slow
@pytest.mark.parametrize(("mains", "drift", "left"), [(60.15, 0.0, 1.5), (49.95, 0.05, 1.5), (50.0, 0.25, 6.0)])
def test_a_hum_goes_that_is_off_or_wavers_and_the_words_stay(
    mains: float, drift: float, left: float, chain: Chain
) -> None:
    clean = voice()
    time = np.arange(len(clean)) / RATE
    phase = 2 * np.pi * np.cumsum(mains + drift * np.sin(2 * np.pi * time / 9)) / RATE
    hum = sum(amplitude(-42) / k**0.4 * np.sin(k * phase + k) for k in range(1, 11))
    found, finished = chain(clean + hum)
    assert "hum" in stages(found)
    frequencies = [mains * k for k in range(1, 11)]
    assert lines(clean + hum, frequencies) > 25
    assert lines(finished[:, 0], frequencies) < max(6, lines(clean, frequencies) + left)
    assert difference(clean, finished) < -14, "a notch as wide as the drift takes words with it"


@pytest.mark.slow
@pytest.mark.parametrize(("begins", "ends"), [(13.2, 24.0), (5.1, 10.3)])
def test_a_hum_goes_that_is_in_a_part_and_what_is_before_and_after_stays(
    begins: float, ends: float, chain: Chain
) -> None:
    clean, frequencies = voice(24.0), [60.0 * k for k in range(1, 9)]
    time = np.arange(len(clean)) / RATE
    hum = sum(amplitude(-42) / k**0.4 * np.sin(2 * np.pi * f * time + k) for k, f in enumerate(frequencies, 1))
    found, finished = chain(clean + hum * ((time > begins) & (time < ends)))
    assert "hum" in stages(found)
    there, out = slice(round((begins - 0.2) * RATE), round((ends + 0.2) * RATE)), round((begins - 1) * RATE)
    assert lines(finished[there, 0], frequencies) < max(6, lines(clean[there], frequencies) + 1.5)
    assert difference(clean[:out], finished[:out]) < -35


@pytest.mark.slow
def test_a_buzz_goes_up_to_its_highest_lines(chain: Chain) -> None:
    """A dimmer's pulses, a hundred times a second or more: lines as high as the first, up to 7 kHz."""
    clean, frequencies = voice(), [60.02 * k for k in range(1, 117)]
    time = np.arange(len(clean)) / RATE
    buzz = amplitude(-62) * sum(np.cos(2 * np.pi * frequency * time) for frequency in frequencies)
    found, finished = chain(clean + buzz)
    high = frequencies[70:]
    assert found[0].stage == "hum"
    assert lines(clean + buzz, high) > 25
    assert lines(finished[:, 0], high) < lines(clean, high) + 4, "what of the voice is in the quietest windows stays"


@pytest.mark.slow
def test_a_voice_on_one_low_note_is_no_hum(tmp_path: Path) -> None:
    time, random = np.arange(12 * RATE) / RATE, np.random.default_rng(3)
    phase = 2 * np.pi * 120 * time + 1.2 * np.sin(2 * np.pi * 0.7 * time)
    note = sum(np.sin(k * phase + k * k) / k for k in range(1, 25)) * 0.1
    gate = np.convolve((time % 2.1) > 0.6, np.hanning(4801) / 2400, "same")
    with WavWriter(tmp_path / "note.wav", 1) as writer:
        writer.write((note * gate + random.normal(0, 3e-4, len(time))).astype(np.float32)[:, None])
    heard = Heard(open_wav(tmp_path / "note.wav"), {}, True, RealTools(tmp_path), lambda _filters: open_wav(tmp_path))
    assert hum.measure(heard) is None


@pytest.mark.slow
def test_offset_and_rumble_go_only_where_they_are(chain: Chain) -> None:
    clean, random = voice(), np.random.default_rng(1)
    found, finished = chain(clean + 0.1)
    assert stages(found) == ["offset"] and found[0].measured == pytest.approx(10, abs=0.1)
    assert difference(clean, finished) < -50 and abs(finished.mean()) < 1e-4
    low = sosfilt(butter(4, 50, fs=RATE, output="sos"), random.normal(0, 0.6, len(clean)))
    found, finished = chain(clean + low)
    assert "rumble" in stages(found)
    pause = finished[6000:20000, 0]
    assert np.sqrt(np.square(pause).mean()) < amplitude(-45)
    assert "rumble" not in stages(chain(clean + low, high_pass=0)[0])


@pytest.mark.slow
def test_a_voice_above_a_rumble_stays_as_it_is_in_phase_too(chain: Chain) -> None:
    """Its fundamental is 96 Hz at the lowest."""
    clean = voice()
    time = np.arange(len(clean)) / RATE
    low = sum(0.05 * np.sin(2 * np.pi * frequency * time) for frequency in (19.0, 31.0, 43.0))
    found, finished = chain(clean + low)
    assert "rumble" in stages(found) and difference(clean, clean[:, None] + low[:, None]) > -10
    assert difference(clean, finished) < -40


def test_a_burst_in_the_closure_of_a_stop_stays_and_the_same_sound_without_breath_goes(chain: Chain) -> None:
    """What opens for a t sounds as lips that part; but it stands where a mouth was closed, and breathes on. Pauses
    begin at multiples of 2.5 s and last for 0.5 s; a closure lasts for some 60 ms."""
    clean, random = voice(), np.random.default_rng(3)
    time = np.arange(round(0.003 * RATE)) / RATE
    burst = 0.05 * np.sin(2 * np.pi * 3500 * time) * np.exp(-time * 1500)
    breath = random.normal(0, 0.004, 1200) * np.linspace(1, 0, 1200)
    spoken, clicks = (2.575, 2.94, 5.07, 7.945), (2.75, 5.27, 7.57)
    for second in (*spoken, *clicks):
        clean[round(second * RATE) :][: len(burst)] += burst
    for second in spoken:
        clean[round(second * RATE) :][: len(breath)] += breath
    found, finished = chain(clean)
    assert found[0].stage == "clicks"
    assert found[0].details["at"] == pytest.approx(clicks, abs=0.01)
    gain = (clean @ finished[:, 0]) / (clean @ clean)
    left = [np.abs(finished[round(at * RATE) :][: len(burst), 0]).max() / gain for at in (*spoken, *clicks)]
    assert min(left[: len(spoken)]) > 0.035 and max(left[len(spoken) :]) < 0.005


def test_clicks_are_bridged_and_breaths_stay(chain: Chain) -> None:
    clean, random = voice(), np.random.default_rng(5)
    breath = np.zeros(len(clean))
    at = round(5.1 * RATE)
    breath[at : at + 14400] = random.normal(0, 0.004, 14400) * np.hanning(14400)
    clean += breath
    clicked, places = clean.copy(), [round(second * RATE) for second in (0.3, 1.41, 3.3, 4.2, 6.7, 7.7)]
    for place in places:
        clicked[place : place + 6] += 0.25 * np.array([0.4, -1, 1, -0.8, 0.5, -0.2])
    found, finished = chain(clicked)
    assert found[0].stage == "clicks" and found[0].measured == len(places)
    bent = np.abs(np.diff(finished[:, 0], 2))
    for place in places:
        around = bent[place - 2400 : place + 2400]
        assert bent[place - 20 : place + 26].max() <= 1.5 * np.percentile(around, 99.5)
    assert difference(clean, finished) < difference(clean, clicked[:, None]) - 12
    rest = np.ones(len(clean), bool)
    for place in places:
        rest[place - 300 : place + 300] = False
    gain = (clean @ finished[:, 0]) / (clean @ clean)
    assert np.abs(finished[:, 0] - gain * clean)[rest][4800:-4800].max() < 2e-3


def smack(amplitude: float) -> Sound:
    time = np.arange(round(0.0025 * RATE)) / RATE
    return np.asarray(amplitude * np.sin(2 * np.pi * 3100 * time + 1) * np.exp(-time * 1300))


def crack(amplitude: float) -> Sound:
    """A cable: at once, and back to rest within a millisecond."""
    return np.asarray(amplitude * np.exp(-np.arange(96) * 3000 / RATE))


@pytest.mark.parametrize("shape", [smack, crack])
def test_a_click_goes_with_its_tail_in_pauses_beside_words_and_in_them(
    shape: Callable[[float], Sound], chain: Chain
) -> None:
    """Pauses begin at multiples of 2.5 s and last for 0.5 s."""
    clean = voice()
    clicked = clean.copy()
    places = {0.25: 0.06, 2.73: 0.06, 5.04: 0.5, 7.96: 0.5, 3.71: 0.6, 6.4: 0.2}
    for second, loud in places.items():
        sound = shape(loud)
        clicked[round(second * RATE) :][: len(sound)] += sound
    found, finished = chain(clicked)
    assert found[0].stage == "clicks" and found[0].measured == len(places)
    bent = np.abs(np.diff(finished[:, 0], 2))
    for second in places:
        at = round(second * RATE)
        around = np.concatenate([bent[at - 2400 : at - 48], bent[at + 168 : at + 2400]])
        # Of so many samples of noise one may lie above it.
        assert bent[at - 2 : at + 120].max() <= 1.3 * np.percentile(around, 99.5), second


def test_a_tick_that_is_no_sharper_than_the_voice_is_told_by_what_the_voice_foretells(chain: Chain) -> None:
    """A bright voice: its own pulses bend as sharply as the ticks do."""
    clean = resample_poly(resample_poly(voice(), 1, 3), 3, 1)
    bent = np.abs(np.diff(clean, 2))
    clicked, places = clean.copy(), [round(second * RATE) for second in (1.31, 1.9, 3.62, 4.41, 6.43, 8.8)]
    for place in places:
        clicked[place] += 1.3 * np.percentile(bent[place - 2400 : place + 2400], 99.5)
    found, finished = chain(clicked)
    assert found[0].stage == "clicks"
    assert found[0].details["at"] == pytest.approx([place / RATE for place in places], abs=0.01)
    left = np.abs(np.diff(finished[:, 0], 2))
    for place in places:
        around = np.concatenate([left[place - 2400 : place - 24], left[place + 24 : place + 2400]])
        assert left[place - 12 : place + 12].max() <= np.percentile(around, 99.5)


def test_what_a_click_leaves_behind_it_in_a_pause_goes_with_it(chain: Chain) -> None:
    """A cable that falls back to rest a while after it cracked: the second break is a hundredth of the first."""
    clean = voice()
    clicked, place = clean.copy(), round(5.25 * RATE)
    clicked[place : place + 200] += 0.5 * np.exp(-np.arange(200) / 50)
    bent = np.abs(np.diff(clean, 2))
    usual = np.percentile(bent[place - 2400 : place + 2400], 99.5)
    assert np.abs(np.diff(clicked, 2))[place + 196 : place + 202].max() > 3 * usual
    found, finished = chain(clicked)
    assert found[0].stage == "clicks" and found[0].measured == 1
    left = np.abs(np.diff(finished[:, 0], 2))
    gain = (clean @ finished[:, 0]) / (clean @ clean)
    assert left[place - 24 : place + 240].max() <= 1.4 * gain * usual


def test_a_click_in_a_pause_is_heard_that_is_far_fainter_than_words(chain: Chain) -> None:
    """In a quiet room: 0.04 % of full scale, and a thirtieth of how sharp words are."""
    clean = voice()
    pause = np.convolve((np.arange(len(clean)) / RATE % 2.5) < 0.5, np.full(4800, 1 / 4800), "same")
    clean *= 1 - 0.95 * pause
    clicked, place = clean.copy(), round(5.25 * RATE)
    clicked[place] += 0.0004
    found, _finished = chain(clicked)
    assert stages(found)[:1] == ["clicks"] and found[0].details["at"] == pytest.approx([5.25], abs=0.01)
    assert "clicks" not in stages(chain(clean)[0])


def test_a_take_that_is_cut_off_in_a_word_has_no_click_at_its_ends(chain: Chain) -> None:
    clean = voice()
    whole = clean[round(0.8 * RATE) : round(8.2 * RATE)]
    assert min(np.abs(whole[0]), np.abs(whole[-1])) > 10 * np.percentile(np.abs(np.diff(whole, 2)), 75)
    assert "clicks" not in stages(chain(whole)[0])


def smack(seed: int = 1, milliseconds: int = 18) -> Sound:
    """Lips that part: bright, and over within a moment."""
    time = np.arange(milliseconds * RATE // 1000) / RATE
    noise = np.random.default_rng(seed).normal(0, 1, len(time))
    bright = sosfilt(butter(2, (1500, 6000), "bandpass", fs=RATE, output="sos"), noise)
    heard = bright * np.minimum(1, time / 0.001) * np.exp(-time * 200)
    return np.asarray(heard / np.abs(heard).max())


@pytest.mark.parametrize("second", [2.8, 5.25])
def test_a_smack_of_the_lips_in_a_pause_is_lowered_and_all_else_stays(second: float, chain: Chain) -> None:
    before = voice()
    at = round(second * RATE)
    loud = before.copy()
    place = slice(at, at + len(smack()))
    loud[place] += 0.025 * smack()
    found, finished = chain(loud, levelling="none", noise="none")
    assert [each.details["at"] for each in found if each.stage == "smacks"] == [[pytest.approx(second, abs=0.02)]]
    gain = np.linalg.norm(finished) / np.linalg.norm(loud)
    left = np.abs(finished[place] / gain - before[place]).max()
    assert left < 0.025 / 4
    around = np.ones(len(loud), bool)
    around[at - RATE // 100 : at + RATE // 20] = False
    assert difference(loud[around], finished[around]) < -60


def test_two_ticks_of_the_same_lips_are_one_smack(chain: Chain) -> None:
    loud = voice()
    for number, second in enumerate((2.75, 2.766)):
        tick = 0.025 * smack(seed=number + 1, milliseconds=6)
        loud[round(second * RATE) :][: len(tick)] += tick
    (found,) = [each for each in chain(loud, levelling="none", noise="none")[0] if each.stage == "smacks"]
    assert found.measured == 1 and found.details["at"] == [pytest.approx(2.75, abs=0.02)]


@pytest.mark.parametrize(
    ("second", "milliseconds", "share"),
    [(2.54, 18, 0.025), (2.8, 80, 0.025), (2.8, 18, 0.12), (4.2, 18, 0.025), (2.97, 18, 0.025)],
    ids=["the release of a stop behind a word", "a breath", "a loud one", "in words", "just before a word"],
)
def test_what_may_be_said_is_no_smack(second: float, milliseconds: int, share: float, chain: Chain) -> None:
    loud = voice()
    at = round(second * RATE)
    heard = smack(milliseconds=milliseconds)
    if milliseconds > 40:
        heard = np.random.default_rng(3).normal(0, 0.3, len(heard)) * np.hanning(len(heard))
    loud[at : at + len(heard)] += share * heard
    found, _finished = chain(loud, levelling="none", noise="none")
    assert "smacks" not in stages(found)


def test_smacks_stay_where_clicks_are_to_stay(chain: Chain) -> None:
    loud = voice()
    loud[round(2.8 * RATE) :][: len(smack())] += 0.025 * smack()
    assert "smacks" not in stages(chain(loud, clicks="none")[0])


def test_a_popping_p_is_lowered(chain: Chain) -> None:
    clean = voice()
    popped, thump = clean.copy(), np.arange(7200) / RATE
    for second in (1.0, 3.4, 6.2):
        at = round(second * RATE)
        popped[at : at + 7200] += (
            0.5 * np.sin(2 * np.pi * 40 * thump) * np.exp(-thump / 0.03) * np.minimum(thump / 0.005, 1)
        )
    found, finished = chain(popped)
    assert stages(found) == ["plosives"] and found[0].measured == 3
    assert difference(clean, finished) < difference(clean, popped[:, None]) - 10


def test_a_thump_that_nobody_hears_beside_words_stays(chain: Chain) -> None:
    """Of 40 Hz and -5 dB against the power of words."""
    clean = voice()
    words = float(np.sqrt(np.square(clean).mean()))
    thump = np.sin(2 * np.pi * 40 * np.arange(4800) / RATE) * np.hanning(4800)
    thumped = clean.copy()
    thumped[163_200:168_000] += words * np.sqrt(2) * 10 ** (-5 / 20) * thump
    assert "plosives" not in stages(chain(thumped)[0])
    thumped[163_200:168_000] += words * np.sqrt(2) * 10 ** (3 / 20) * thump
    assert "plosives" in stages(chain(thumped)[0])


def test_an_s_is_lowered_only_where_it_is_too_sharp(chain: Chain) -> None:
    clean = voice()
    treble = sosfilt(butter(4, 4500, "highpass", fs=RATE, output="sos"), clean)
    # As sharp as the sharpest readers have it: 6 dB under the words.
    assert "sibilance" not in stages(chain(clean + 2.6 * treble)[0])
    sharp = clean + 6 * treble
    found, finished = chain(sharp)
    assert "sibilance" in stages(found)
    high = butter(6, 4500, "highpass", fs=RATE, output="sos")
    before = np.square(sosfilt(high, sharp)).sum() / np.square(sharp).sum()
    after = np.square(sosfilt(high, finished[:, 0])).sum() / np.square(finished).sum()
    assert 10 * np.log10(after / before) < -2
    assert "sibilance" not in stages(chain(sharp, sibilance="none")[0])


def test_a_telephone_is_warmed_and_nothing_is_invented(chain: Chain) -> None:
    narrow = resample_poly(
        resample_poly(sosfilt(butter(2, 300, "highpass", fs=RATE, output="sos"), voice()), 1, 6), 6, 1
    )
    found, finished = chain(narrow)
    assert "band" in stages(found)
    above = butter(8, 4500, "highpass", fs=RATE, output="sos")
    over = [np.square(sosfilt(above, x)).sum() / np.square(x).sum() for x in (narrow, finished[:, 0])]
    assert over[1] < over[0] * 1.5
    low = butter(4, (150, 300), "bandpass", fs=RATE, output="sos")
    share = [np.square(sosfilt(low, x)).sum() / np.square(x).sum() for x in (narrow, finished[:, 0])]
    assert share[1] > share[0] * 1.2


@pytest.mark.slow
@pytest.mark.parametrize("apart", [5, 15])
def test_two_people_of_whom_one_is_far_come_within_one_lu(apart: float, chain: Chain) -> None:
    """Each of their turns, that ends in a pause."""
    turns = voice(20.0)
    far = [slice(begin * RATE, (begin + 5) * RATE) for begin in (0, 10)]
    for turn in far:
        turns[turn] *= amplitude(-apart)
    found, finished = chain(turns)
    assert stages(found)[-1] == "levelling"
    heard = [loudness_of(finished[round((begin + 0.5) * RATE) : (begin + 5) * RATE]) for begin in (0, 5, 10, 15)]
    assert np.ptp(heard) < 1.0
    assert loudness_of(finished) == pytest.approx(SPEECH, abs=0.1)
    if apart == 15:
        assert "levelling" not in stages(chain(turns, compress=False)[0])
        assert "levelling" not in stages(chain(turns, levelling="none")[0])


def test_a_turn_begins_after_a_pause_where_the_level_changes_by_five_decibels() -> None:
    random, steps = np.random.default_rng(3), np.arange(240)
    speech = steps % 25 > 2
    places = steps[speech]
    energies = 10 ** (random.normal(-20, 3, 240) / 10)
    even = turns_of(energies, speech)
    assert even.apart(energies) == 0 and np.ptp(even.gains(energies)) < 1
    energies[75:150] *= 10**-0.5
    turns = turns_of(energies, speech)
    assert [places[turn] for turn in turns.edges[:-1]] == [3, 78, 153]
    assert turns.people[0] == turns.people[2] != turns.people[1]
    gains = turns.gains(energies)
    assert gains.min() == pytest.approx(0, abs=0.1) and gains[places == 100] == pytest.approx(5, abs=1)
    assert turns.apart(energies) == pytest.approx(5, abs=1)


@pytest.mark.parametrize("level", [-20, -64])
def test_a_turn_under_the_gate_of_loudness_is_a_turn_like_others(level: float) -> None:
    speech = np.arange(90) % 30 > 2
    energies = np.full(90, 10 ** (level / 10))
    energies[30:60] *= 0.1
    turns = turns_of(energies, speech)
    assert turns.edges == (0, 27, 54, 81)
    assert turns.gains(energies) == pytest.approx(np.repeat([0.0, 10.0, 0.0], 27), abs=0.01)


def test_a_short_answer_is_a_turn_and_as_loud_as_that_person_is_otherwise() -> None:
    """Somebody 9 dB lower says a second, then yes twice, once louder and once softer than the rest."""
    answers = {"sentence": (60, 70, -29.0), "loud": (80, 84, -27.0), "soft": (100, 104, -31.0)}
    speech, energies = np.ones(140, bool), np.full(140, 1e-2)
    for first, last, level in answers.values():
        speech[[first - 2, first - 1, last, last + 1]] = False
        energies[first:last] = 10 ** (level / 10)
    energies[~speech] = 1e-9
    turns = turns_of(energies, speech)
    gains = np.zeros(140)
    gains[turns.places] = turns.gains(energies)
    for first, last, _level in answers.values():
        assert gains[first:last] == pytest.approx(9, abs=2)
    assert abs(gains[80] - gains[100]) < 3 and gains[50] == pytest.approx(0, abs=0.5)


def test_a_breath_is_nobodys_turn() -> None:
    """It stands by itself between two pauses, 15 dB under the words: it stays as far under them."""
    speech, energies = np.ones(100, bool), np.full(100, 1e-2)
    energies[50:54] = 10**-3.5
    speech[[48, 49, 54, 55]] = False
    turns = turns_of(energies, speech)
    gains = turns.gains(energies)
    assert np.ptp(gains[(turns.places < 48) | (turns.places > 55)]) < 0.5
    assert gains[turns.places == 52][0] - gains[0] < 6


def test_a_report_is_behind_the_samples_and_says_it_in_both_languages(chain: Chain, tmp_path: Path) -> None:
    found, finished = chain(voice() * amplitude(-26))
    assert stages(found) == ["level"]
    with speaking("en"):
        assert sentence(found[0]).startswith("It was recorded ")
    path = tmp_path / "finished.wav"
    wav = open_wav(path)
    assert wav.samples == len(finished) and path.stat().st_size > wav.data + 3 * wav.samples
    assert int.from_bytes(path.read_bytes()[4:8], "little") == path.stat().st_size - 8
    assert loudness(wav) == pytest.approx(SPEECH, abs=0.1)


def test_a_take_may_differ_from_its_kit() -> None:
    kit = VoiceChain.model_validate({"hum": "none", "high_pass": 100})
    assert "hum" not in stages_of(kit, {})
    assert stages_of(kit, {"hum": "auto", "clicks": "none"}) == {
        name: "auto" for name in SETTINGS if name != "clicks"
    } | {"high_pass": 100}
    assert stages_of(kit, dict.fromkeys(SETTINGS, "none")) == {}


def test_the_end_of_a_report_is_whatever_the_stages_say() -> None:
    for stage in STAGES:
        for done in ("gusts", "steady", "empty", "opposed", "quiet", "loud", "joined"):
            assert isinstance(stage.tell(Finding(stage.NAME, done, 2, "", 3)), str)
