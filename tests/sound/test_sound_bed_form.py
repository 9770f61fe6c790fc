"""A bed as it is heard: on its own ending, led into what follows, repeated where it is alike, at its level."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import correlate

from newscast.sound.bed_form import bed_form_step, make_bed_form, read_bed_form
from newscast.sound.levels import BED_UNDER_SPEECH, MUSIC, SPEECH
from newscast.sound.looping import Rhythm, found_loop
from newscast.sound.meter import Meter, lufs
from newscast.sound.mix import make_mix, mix_step
from newscast.sound.riding import ride
from newscast.sound.runs import BedRun
from newscast.sound.underlay import BedSteps, described, played
from newscast.sound.wav import open_wav
from newscast.step.step import Source, Step, Tools, step
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment, Timeline
from newscast.timeline.spans import Span

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


def uneven(level: float) -> NDArray[np.float32]:
    """Four bars as they are, four `level` dB off, and so on."""
    recording = piece(24)
    for bar in range(4, 24, 8):
        recording[bar * BAR : (bar + 4) * BAR] *= 10 ** (level / 20)
    return recording


@pytest.mark.parametrize("level", [-14.0, 10.0])
def test_a_bed_that_is_louder_here_and_softer_there_is_as_far_under_words_all_along(
    wav: Callable[..., Path], tools: Tools, level: float
) -> None:
    speech = Span(2 * SECOND, 38 * SECOND)
    heard = alone(wav, tools, uneven(level), 40, speech)
    window = 3 * SECOND
    under = [loudness(heard[at : at + window]) - SPEECH for at in range(speech.start, speech.end - window, SECOND)]
    assert np.median(under) == pytest.approx(BED_UNDER_SPEECH, abs=0.9)
    assert max(under) < -17
    assert np.percentile(under, 10) > -24


def test_a_bed_of_strokes_is_nineteen_under_words_over_three_seconds(wav: Callable[..., Path], tools: Tools) -> None:
    stroke = np.exp(-np.arange(SECOND) / SECOND * 12) * np.random.default_rng(3).normal(0, 0.2, SECOND)
    recording = np.zeros((9 * SECOND, 2))
    for at in range(9):
        recording[at * SECOND : (at + 1) * SECOND] += stroke[:, None]
    recording *= 10 ** ((MUSIC - loudness(recording.astype(np.float32))) / 20)
    speech = Span(2 * SECOND, 28 * SECOND)
    heard = alone(wav, tools, recording.astype(np.float32), 30, speech).astype(np.float64)
    under = []
    for at in range(speech.start, speech.end - 3 * SECOND, SECOND):
        meter = Meter(2)
        meter.add(heard[at : at + 3 * SECOND].astype(np.float32))
        under.append(float(lufs(meter.energies().mean())) - SPEECH)
    assert -20 < np.median(under) < -18


def test_music_that_moves_little_moves_as_it_was_played() -> None:
    """Two decibels from bar to bar, and a beat that is six louder."""
    played = np.where(np.arange(300) // 20 % 2, -20.0, -22.0) + np.where(np.arange(300) % 5, 0.0, 6.0)
    gain = ride(10 ** ((played + 0.691) / 10), [Span(0, 30 * SECOND)])
    assert np.ptp(gain) < 0.5


def test_a_bed_begins_where_its_recording_is_heard(wav: Callable[..., Path], tools: Tools) -> None:
    """Fourteen seconds that begin with three of silence, in a story of thirteen."""
    recording = np.concatenate([np.zeros((3 * SECOND, 2), np.float32), piece(5)])
    heard = alone(wav, tools, recording, 13)
    levels = [loudness(heard[at : at + SECOND]) for at in range(SECOND // 2, 12 * SECOND, SECOND // 2)]
    assert min(levels) > max(levels) - 8


@pytest.mark.parametrize("bars", [None, 4])
def test_a_recording_of_whole_bars_repeats_as_a_whole_without_a_gap(
    wav: Callable[..., Path], tools: Tools, bars: int | None
) -> None:
    """The end of the fourth bar leads into the first beat, whose attack is whole."""
    recording = piece(4)[: 4 * BAR]
    source, form = wav(recording, "bed.wav"), tools.scratch / "form.json"
    bed_step = step("clip-sound", {}, suffix=".wav")
    make_bed_form(bed_form_step(bed_step, 120, bars).params, [source], form, tools)
    loop = read_bed_form(form).loop
    assert (loop.first, loop.last) == (0, 4 * BAR)
    timeline = Timeline(Fraction(30), (placed("story", 0, 40, "show"),))
    mix = mix_step(timeline, {}, {}, {"show": BedSteps(bed_step, bed_form_step(bed_step, 120, bars))})
    paths = [form if isinstance(each, Step) and each.kind == "bed-form" else source for each in mix.inputs]
    make_mix(mix.params, paths, tools.scratch / "mix.wav", tools)
    heard = open_wav(tools.scratch / "mix.wav").read(0, 40 * SECOND)
    middle = heard[8 * BAR : 12 * BAR]
    ratio = float(np.linalg.norm(middle) / np.linalg.norm(recording))
    assert np.abs(middle - recording * ratio).max() < 0.01 * np.abs(middle).max()


def test_a_loop_that_ends_in_silence_keeps_its_time(wav: Callable[..., Path], tools: Tools) -> None:
    """Strokes on each beat of four bars, the last of which has died away before its beat is over."""
    recording = np.zeros((4 * BAR, 2), np.float32)
    stroke = np.exp(-np.arange(BEAT) / SECOND * 40)[:, None] * np.random.default_rng(3).normal(0, 0.3, (BEAT, 2))
    for beat in range(16):
        recording[beat * BEAT : (beat + 1) * BEAT] = stroke
    source = open_wav(wav(recording[: -BEAT // 2], "bed.wav"))
    loop = found_loop(source, 0, source.samples, Rhythm(Fraction(BEAT), 4))
    assert loop.last - loop.first == 4 * BAR


def test_bars_that_are_too_few_to_compare_repeat_on_them_all_the_same(wav: Callable[..., Path]) -> None:
    recording = piece(3)[: 2 * BAR + BAR // 2]
    source = open_wav(wav(recording, "bed.wav"))
    loop = found_loop(source, 0, source.samples, Rhythm(Fraction(BEAT), 4))
    assert (loop.last - loop.first) % BAR == 0
    assert loop.last - loop.first == 2 * BAR


def test_music_that_never_comes_again_alike_repeats_in_time(wav: Callable[..., Path]) -> None:
    """Strokes on the beat over noise that is another one in each bar: no two waves of it are alike."""
    random = np.random.default_rng(8)
    recording = random.normal(0, 0.02, (24 * SECOND, 2))
    decay = np.exp(-np.arange(BEAT) / SECOND * 25)[:, None]
    for beat in range(48):
        loud = 0.3 if beat % 4 == 0 else 0.12
        recording[beat * BEAT : (beat + 1) * BEAT] += random.normal(0, loud, (BEAT, 2)) * decay
    loop = found_loop(open_wav(wav(recording, "bed.wav")), 0, 24 * SECOND)
    assert not loop.alike
    beats = (loop.last - loop.first) / BEAT
    assert abs(beats - round(beats)) * BEAT < 0.006 * SECOND


def test_a_recording_of_a_second_repeats_nearly_all_of_it(wav: Callable[..., Path]) -> None:
    source = open_wav(wav(np.random.default_rng(2).normal(0, 0.05, (SECOND, 2)), "bed.wav"))
    loop = found_loop(source, 0, SECOND)
    assert loop.last - loop.first >= 0.7 * SECOND


def test_in_a_long_pause_the_bed_is_up_within_a_second_and_stays(wav: Callable[..., Path], tools: Tools) -> None:
    heard = alone(wav, tools, piece(12), 20, Span(0, 4 * SECOND))
    under = loudness(heard[SECOND : 4 * SECOND])
    for second in range(5, 18):
        assert loudness(heard[second * SECOND : (second + 2) * SECOND]) > under + 8


@pytest.mark.parametrize("rhythm", [None, Rhythm(Fraction(BEAT), 4)])
def test_it_repeats_on_a_whole_number_of_bars(wav: Callable[..., Path], rhythm: Rhythm | None) -> None:
    source = open_wav(wav(piece(16), "bed.wav"))
    loop = found_loop(source, 0, 16 * BAR, rhythm)
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


def gap(recording: NDArray[np.float32], first: float, last: float) -> NDArray[np.float32]:
    """A recording that is silent between two seconds."""
    left = recording.copy()
    left[int(first * SECOND) : int(last * SECOND)] = 0
    return left


def rising(seconds: float) -> NDArray[np.float32]:
    """The recording, faded in for so many seconds by 60 dB."""
    curve = 10 ** (-3 * (1 - np.arange(int(seconds * SECOND)) / (seconds * SECOND)))
    recording = piece(12)
    recording[: len(curve)] *= curve[:, None].astype(np.float32)
    return recording


HOLES: dict[str, Callable[[], NDArray[Any]]] = {
    "a break of two seconds": lambda: gap(piece(12), 7, 9),
    "a break of ten seconds": lambda: gap(piece(14), 7, 17),
    "three breaks": lambda: gap(gap(gap(piece(14), 5, 8), 13, 14.5), 20, 24),
    "hiss in a break": lambda: gap(piece(12), 7, 12) + np.random.default_rng(4).normal(0, 1e-4, (26 * SECOND, 2)),
    "nine seconds, two of them a break": lambda: gap(piece(4), 4, 6)[: 9 * SECOND],
    "a long way in": lambda: rising(6),
    "silence at both ends": lambda: np.pad(piece(8), ((3 * SECOND, 2 * SECOND), (0, 0))),
}


@pytest.mark.parametrize("holed", HOLES.values(), ids=HOLES.keys())
def test_what_is_silent_in_a_bed_is_left_out(
    wav: Callable[..., Path], tools: Tools, holed: Callable[[], NDArray[Any]]
) -> None:
    """A story of forty seconds in which nobody speaks, up to the bed's last notes."""
    heard = alone(wav, tools, holed().astype(np.float32), 40)[SECOND : 39 * SECOND]
    quietest = [np.sqrt(np.square(heard[at : at + SECOND]).mean()) for at in range(0, 37 * SECOND, SECOND // 4)]
    assert 20 * np.log10(min(quietest)) > -45
    assert np.abs(np.diff(heard, axis=0)).max() < 1.5 * np.abs(np.diff(piece(12), axis=0)).max() * 10 ** (-8 / 20)


def test_after_a_break_a_bed_goes_on_in_time(wav: Callable[..., Path], tools: Tools) -> None:
    """Whole bars are left out of it where its tempo is known, so that beats stay where they were."""
    recording = gap(piece(12), 7, 9.3)
    made = tools.scratch / "form.json"
    make_bed_form(
        bed_form_step(step("clip-sound", {}, suffix=".wav"), 120, 1).params, [wav(recording, "bed.wav")], made, tools
    )
    before, after = read_bed_form(made).kept
    assert (after.start - before.end) % BAR == 0
    assert before.end <= 7 * SECOND and after.start == pytest.approx(9.3 * SECOND, abs=SECOND // 20)


def test_strokes_far_from_each_other_stay_where_they_are(wav: Callable[..., Path], tools: Tools) -> None:
    recording = np.zeros((24 * SECOND, 2), np.float32)
    for second in range(0, 24, 3):
        recording[second * SECOND : second * SECOND + SECOND // 2] = piece(1)[: SECOND // 2]
    made = tools.scratch / "form.json"
    make_bed_form({"built_in": False}, [wav(recording, "bed.wav")], made, tools)
    assert not read_bed_form(made).kept


def test_what_is_told_of_a_bed_is_where_the_mix_has_it(wav: Callable[..., Path], tools: Tools) -> None:
    """Its recording, laid from what is told of it, is the mix but for levels and where two places meet."""
    recording, made = gap(piece(10), 7, 10), tools.scratch / "form.json"
    heard = alone(wav, tools, recording, 40)
    bed = step("clip-sound", {}, suffix=".wav")
    story = placed("story", 0, 40, "show")
    timeline = Timeline(Fraction(30), (story, placed("close", 1200, 5, None)))
    (run,) = mix_step(timeline, {}, {}, {"show": BedSteps(bed, bed_form_step(bed))}).params["beds"]
    make_bed_form({"built_in": False}, [wav(recording, "bed.wav")], made, tools)
    told = list(played(run, read_bed_form(made)))
    assert all(start + samples == other[0] for (start, samples, _at), other in pairwise(told))
    for start, samples, at in told:
        inner = slice(SECOND // 4, samples - SECOND // 4)
        one, other = heard[start : start + samples][inner, 0], recording[at : at + samples][inner, 0]
        assert len(one) == len(other)
        assert np.corrcoef(one, other)[0, 1] > 0.98
