"""A bed as it is heard: on its own ending, led into what follows, repeated where it is alike, at its level."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import correlate

from newscast.sound.bed_form import bed_form_step, make_bed_form, read_bed_form
from newscast.sound.levels import BED_UNDER_SPEECH, MUSIC, SPEECH
from newscast.sound.looping import found_loop
from newscast.sound.meter import Meter
from newscast.sound.mix import make_mix, mix_step
from newscast.sound.runs import BedRun
from newscast.sound.underlay import BedSteps, described
from newscast.sound.wav import open_wav
from newscast.step.step import Source, Step, Tools, step
from newscast.timeline.model import PlacedPart, PlacedSegment, Span, Timeline, Utterance

SECOND = 48_000
BEAT = SECOND // 2
BAR = 4 * BEAT
"""A bar at 120 beats a minute."""


def loudness(sound: NDArray[np.float32]) -> float:
    meter = Meter(2)
    meter.add(sound)
    return meter.integrated()


def piece(bars: int, level: float = MUSIC) -> NDArray[np.float32]:
    """Plucked chords that come round every four bars over one long tune, and two seconds of a last chord."""
    notes = [220, 262, 330, 294, 247, 392, 349, 196]
    sound = np.zeros(((bars + 1) * BAR, 2))
    for beat in range(bars * 4):
        at = np.arange(BEAT) / SECOND
        pluck = np.sin(2 * np.pi * notes[(beat // 2) % 8] * at) + 0.5 * np.sin(2 * np.pi * 880 * at * (1 + beat % 4))
        sound[beat * BEAT : (beat + 1) * BEAT] += (pluck * np.exp(-3 * at))[:, None]
    at = np.arange(BAR) / SECOND
    sound[bars * BAR :] += (sum(np.sin(2 * np.pi * note * at) for note in (220, 277, 330)) * np.exp(-2.5 * at))[:, None]
    factor = 10 ** ((level - loudness(sound.astype(np.float32))) / 20)
    found: NDArray[np.float32] = (sound * factor).astype(np.float32)
    return found


def alone(
    wav: Callable[..., Path], tools: Tools, recording: NDArray[np.float32], seconds: int, speech: Span | None = None
) -> NDArray[np.float32]:
    """The bed of a story of so many seconds that leads into a closing of five, without any other sound."""
    said = (Utterance("a", speech.start, speech.length, (speech,)),) if speech else ()
    story = placed("story", 0, seconds, "show", utterances=said)
    closing = placed("close", seconds * 30, 5, None)
    timeline = Timeline(Fraction(30), (story, closing))
    return mixed(wav, tools, timeline, recording)


def placed(
    kind: str, start: int, seconds: int, bed: str | None, utterances: tuple[Utterance, ...] = ()
) -> PlacedSegment:
    quiet = (Span(0, seconds * SECOND),) if kind != "story" else ()
    parts = (PlacedPart(kind, "", 0, seconds * 30),)
    name, frames = f"{kind}{start}", seconds * 30
    return PlacedSegment(name, kind, "", start, frames, (), (), (), utterances, bed, False, quiet=quiet, parts=parts)


def mixed(
    wav: Callable[..., Path], tools: Tools, timeline: Timeline, recording: NDArray[np.float32]
) -> NDArray[np.float32]:
    source, form = wav(recording, "bed.wav"), tools.scratch / "form.json"
    bed = step("clip-sound", {}, suffix=".wav")
    mix = mix_step(timeline, {}, {}, {"show": BedSteps(bed, bed_form_step(bed))})
    make_bed_form({"built_in": False}, [source], form, tools)
    paths = [form if each.kind == "bed-form" else source for each in mix.inputs if isinstance(each, Step)]
    make_mix(mix.params, paths, tools.scratch / "mix.wav", tools)
    heard = open_wav(tools.scratch / "mix.wav")
    return heard.read(0, heard.samples)


def test_a_bed_holds_to_the_end_and_its_own_ending_leads_into_the_closing(
    wav: Callable[..., Path], tools: Tools
) -> None:
    recording = piece(8)
    heard = alone(wav, tools, recording, 10)
    body, last = loudness(heard[2 * SECOND : 7 * SECOND]), loudness(heard[8 * SECOND : 10 * SECOND])
    assert last > body - 2
    ending, closing = recording[8 * BAR : 8 * BAR + SECOND, 0], heard[8 * SECOND : 13 * SECOND, 0]
    at = int(np.argmax(correlate(closing, ending, "valid")))
    assert np.corrcoef(closing[at : at + SECOND], ending)[0, 1] > 0.95
    assert 9 * SECOND < 8 * SECOND + at <= 10 * SECOND
    assert np.abs(heard[13 * SECOND :]).max() < 1e-3


def test_a_story_has_no_hole_and_a_bed_that_is_short_repeats_without_a_click(
    wav: Callable[..., Path], tools: Tools
) -> None:
    heard = alone(wav, tools, piece(8), 60)[: 60 * SECOND, 0]
    window = 4 * SECOND // 10
    levels = [20 * np.log10(np.sqrt(np.square(heard[at : at + window]).mean())) for at in range(0, 59 * SECOND, window)]
    assert min(levels) > -50
    steps = np.abs(np.diff(heard))
    for start in range(0, len(steps) - SECOND, SECOND):
        stretch = steps[start : start + SECOND]
        assert stretch.max() < 8 * np.percentile(stretch, 99.5)


@pytest.mark.parametrize("level", [-20.0, -24.0, -16.5])
def test_a_bed_is_nineteen_under_words_whatever_its_recording_is_like(
    wav: Callable[..., Path], tools: Tools, level: float
) -> None:
    speech = Span(3 * SECOND, 9 * SECOND)
    heard = alone(wav, tools, piece(8, level), 12, speech)
    assert loudness(heard[speech.start : speech.end]) == pytest.approx(MUSIC + BED_UNDER_SPEECH, abs=0.4)


@pytest.mark.parametrize("drums", [0.0, 2.5])
def test_in_the_headlines_the_bed_is_a_little_louder_however_loud_its_drums_are(
    wav: Callable[..., Path], tools: Tools, drums: float
) -> None:
    plain, beaten = wav(piece(12), "plain.wav"), wav(piece(12, MUSIC + drums), "beaten.wav")
    speech = (Span(2 * SECOND, 9 * SECOND), Span(12 * SECOND, 19 * SECOND))
    steps = []
    for name, recording in (("plain", plain), ("beaten", beaten)):
        source = step("music", {"name": name}, suffix=".wav")
        form = bed_form_step(source)
        make_bed_form({"built_in": False}, [recording], tools.scratch / f"{name}.json", tools)
        steps.append(BedSteps(source, form))
    stretches = (("beaten", Span(0, 10 * SECOND)), ("plain", Span(10 * SECOND, 20 * SECOND)))
    run = BedRun("beaten", Span(0, 20 * SECOND), 20 * SECOND, 0, (), (Span(0, 10 * SECOND),), stretches)
    inputs: list[Source] = []
    found = described(run, speech, {"plain": steps[0], "beaten": steps[1]}, inputs)
    files = {"plain": plain, "beaten": beaten}
    named = [(steps[n].recording, files[name]) for n, name in enumerate(files)]
    named += [(steps[n].form, tools.scratch / f"{name}.json") for n, name in enumerate(files)]
    paths = [next(path for source, path in named if source == wanted) for wanted in inputs]
    make_mix({"samples": 20 * SECOND, "sounds": [], "beds": [found]}, paths, tools.scratch / "mix.wav", tools)
    mix = open_wav(tools.scratch / "mix.wav").read(0, 20 * SECOND)
    headlines, story = (loudness(mix[span.start : span.end]) - SPEECH for span in speech)
    assert story == pytest.approx(BED_UNDER_SPEECH, abs=0.4)
    assert -20 < story < headlines < -18


def test_in_a_long_pause_the_bed_is_up_within_a_second_and_stays(wav: Callable[..., Path], tools: Tools) -> None:
    heard = alone(wav, tools, piece(12), 20, Span(0, 4 * SECOND))
    under = loudness(heard[SECOND : 4 * SECOND])
    for second in range(5, 18):
        assert loudness(heard[second * SECOND : (second + 2) * SECOND]) > under + 8


@pytest.mark.parametrize("bar", [None, Fraction(BAR)])
def test_it_repeats_on_a_whole_number_of_bars(wav: Callable[..., Path], bar: Fraction | None) -> None:
    source = open_wav(wav(piece(16), "bed.wav"))
    loop = found_loop(source, 16 * BAR, bar)
    assert loop.alike
    length = (loop.last - loop.first) / BAR
    assert length >= 4
    assert abs(length - round(length)) * BAR < 480


def test_a_recording_too_short_to_repeat_well_has_a_loop_all_the_same(wav: Callable[..., Path], tools: Tools) -> None:
    source = wav(np.random.default_rng(2).normal(0, 0.05, (4 * SECOND, 2)), "bed.wav")
    make_bed_form({"built_in": False}, [source], tools.scratch / "form.json", tools)
    loop = read_bed_form(tools.scratch / "form.json").loop
    assert 0 < loop.cross <= loop.first < loop.last <= 4 * SECOND


def test_two_stories_with_a_sting_between_have_no_hole(wav: Callable[..., Path], tools: Tools) -> None:
    segments = (placed("story", 0, 5, "show"), placed("sting", 150, 2, None), placed("story", 210, 5, "show"))
    heard = mixed(wav, tools, Timeline(Fraction(30), segments), piece(8))
    before, after = heard[4 * SECOND : 5 * SECOND], heard[7 * SECOND : 8 * SECOND]
    assert loudness(before) == pytest.approx(loudness(after), abs=4)
    assert np.sqrt(np.square(heard[6 * SECOND + SECOND // 2 : 7 * SECOND]).mean()) > 10 ** (-50 / 20)
