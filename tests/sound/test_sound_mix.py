"""The mix: everything where the timeline has it, at its level, whatever the chunks."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.timecode import sample_at
from newscast.sound import levels
from newscast.sound import mix as mix_module
from newscast.sound.bed_form import bed_form_step, make_bed_form
from newscast.sound.envelope import at
from newscast.sound.levels import amplitude
from newscast.sound.mix import make_mix, mix_step
from newscast.sound.underlay import BedSteps
from newscast.sound.wav import WavWriter, open_wav
from newscast.step.step import Step, Tools, step
from newscast.timeline.heard import PlacedSound, Take, TakeInfo, Utterance
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)
SECOND = 48_000
VOICE = Take("voice", text="hola")
MUSIC = Take("music", music="opener")
BED = 0.0493
"""White noise in two channels that is as loud as prepared music, -20 LUFS."""


def prepared(name: str, kind: str = "voice") -> Step:
    return step(kind, {"name": name}, suffix=".wav")


def segment(
    start: int, frames: int, *sounds: PlacedSound, bed: str | None = None, quiet: tuple[Span, ...] = ()
) -> PlacedSegment:
    return PlacedSegment(f"s{start}", "story", "", start, frames, (), (), sounds, (), bed, False, None, quiet)


def mixed(mix: Step, files: dict[str, Path], output: Path, tools: Tools, chunk: int = 1 << 17) -> np.ndarray:
    paths = [_made(source, files, output.parent, tools) for source in mix.inputs if isinstance(source, Step)]
    make_mix(mix.params, paths, output, tools, chunk)
    found = open_wav(output)
    assert found.channels == 2
    return found.read(0, found.samples)


def _made(source: Step, files: dict[str, Path], folder: Path, tools: Tools) -> Path:
    if source.kind != "bed-form":
        return files[source.params["name"]]
    recording = source.inputs[0]
    assert isinstance(recording, Step)
    made = folder / f"{recording.params['name']}.json"
    make_bed_form(source.params, [files[recording.params["name"]]], made, tools)
    return made


def bed(name: str, kind: str = "clip-sound") -> BedSteps:
    recording = prepared(name, kind)
    return BedSteps(recording, bed_form_step(recording))


def test_sounds_are_where_the_timeline_has_them(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    files = {"v": wav(np.full(10_000, 0.5), "v.wav"), "c": wav(np.full((5000, 2), 0.25), "c.wav")}
    clip = Take("sot", Path("c.mp4"))
    first = segment(0, 30, PlacedSound(VOICE, 1000, 10_000))
    second = segment(30, 31, PlacedSound(clip, 700, 5000))
    timeline = Timeline(RATE, (first, second))
    infos = {VOICE: TakeInfo(10_000), clip: TakeInfo(5000)}
    mix = mix_step(timeline, {VOICE: prepared("v"), clip: prepared("c")}, infos, {})
    heard = mixed(mix, files, tmp_path / "mix.wav", tools)
    wanted = np.zeros(sample_at(61, RATE))
    wanted[1000:11_000] = 0.5
    begin = sample_at(30, RATE) + 700
    wanted[begin : begin + 5000] = 0.25
    assert len(heard) == timeline.samples
    assert np.abs(heard - wanted[:, None]).max() < 1e-6


def test_a_take_in_pieces_is_whole_again(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    take = np.random.default_rng(1).normal(0, 0.1, 40_000)
    files = {"v": wav(take, "v.wav")}
    cut = sample_at(10, RATE)
    timeline = Timeline(
        RATE,
        (
            segment(0, 10, PlacedSound(VOICE, 0, cut)),
            segment(10, 20, PlacedSound(VOICE, 0, 40_000 - cut, offset=cut)),
        ),
    )
    mix = mix_step(timeline, {VOICE: prepared("v")}, {VOICE: TakeInfo(40_000)}, {})
    heard = mixed(mix, files, tmp_path / "mix.wav", tools)
    assert np.abs(heard[:40_000, 0] - take).max() < 1e-6


def test_a_take_cut_in_its_middle_is_faded_there(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    files = {"v": wav(np.full(40_000, 0.5), "v.wav")}
    timeline = Timeline(RATE, (segment(0, 30, PlacedSound(VOICE, 0, 20_000, offset=5000)),))
    mix = mix_step(timeline, {VOICE: prepared("v")}, {VOICE: TakeInfo(40_000)}, {})
    heard = mixed(mix, files, tmp_path / "mix.wav", tools)[:, 0]
    assert np.abs(np.diff(heard)).max() < 0.5 / levels.FADE * 1.01
    assert heard[levels.FADE + 10] == pytest.approx(0.5)


@pytest.fixture
def busy(wav: Callable[..., Path]) -> tuple[Step, dict[str, Path], Timeline]:
    """Words, a bed over two segments, a clip, a pause, and music under a greeting."""
    random = np.random.default_rng(5)
    files = {
        "v": wav(random.normal(0, 0.1, 4 * SECOND), "v.wav"),
        "m": wav(random.normal(0, 0.1, (3 * SECOND, 2)), "m.wav"),
        "b": wav(random.normal(0, BED, (30 * SECOND, 2)), "b.wav"),
    }
    quiet = Span(12 * SECOND, 14 * SECOND)
    timeline = Timeline(
        RATE,
        (
            segment(0, 150, PlacedSound(MUSIC, 0, 3 * SECOND), PlacedSound(VOICE, 2 * SECOND, 3 * SECOND)),
            segment(150, 600, PlacedSound(VOICE, 2 * SECOND, 4 * SECOND), bed="show", quiet=(quiet,)),
            segment(750, 600, bed="show"),
        ),
    )
    infos = {
        VOICE: TakeInfo(4 * SECOND, (Span(0, SECOND), Span(3 * SECOND // 2, 4 * SECOND))),
        MUSIC: TakeInfo(3 * SECOND),
    }
    takes = {VOICE: prepared("v"), MUSIC: prepared("m", "music")}
    return mix_step(timeline, takes, infos, {"show": bed("b")}), files, timeline


def test_the_chunks_do_not_matter(busy: tuple[Step, dict[str, Path], Timeline], tools: Tools, tmp_path: Path) -> None:
    mix, files, timeline = busy
    whole = mixed(mix, files, tmp_path / "whole.wav", tools, chunk=1 << 22)
    parts = mixed(mix, files, tmp_path / "parts.wav", tools, chunk=10_007)
    assert len(whole) == timeline.samples
    assert np.array_equal(whole, parts)


def test_the_bed_makes_room(busy: tuple[Step, dict[str, Path], Timeline], tools: Tools, tmp_path: Path) -> None:
    mix, files, _ = busy
    mix = step("mix", {**mix.params, "sounds": []}, mix.inputs, suffix=".wav")
    bed = mixed(mix, files, tmp_path / "bed.wav", tools)
    begin = sample_at(150, RATE)

    def level(start: float, end: float) -> float:
        stretch = bed[begin + int(start * SECOND) : begin + int(end * SECOND)]
        return float(20 * np.log10(np.sqrt(np.square(stretch).mean()) / BED + 1e-9))

    assert level(2, 6) == pytest.approx(levels.BED_UNDER_SPEECH, abs=0.2)
    assert level(7, 11.4) == pytest.approx(levels.BED_ALONE, abs=0.2)
    assert level(12.5, 13.5) < -100
    assert level(15, 39) == pytest.approx(levels.BED_ALONE, abs=0.2)
    assert not bed[:begin].any()
    assert np.abs(bed[-1]).max() < 1e-3


def test_the_bed_ends_on_its_own_ending(
    busy: tuple[Step, dict[str, Path], Timeline], tools: Tools, tmp_path: Path
) -> None:
    mix, files, _ = busy
    bed_alone = step("mix", {**mix.params, "sounds": []}, mix.inputs, suffix=".wav")
    heard = mixed(bed_alone, files, tmp_path / "bed.wav", tools)
    ending = open_wav(files["b"]).read(30 * SECOND - 2 * SECOND, SECOND)
    assert np.allclose(heard[-2 * SECOND : -SECOND], ending * amplitude(levels.BED_ALONE), atol=2e-3)


def test_music_goes_down_under_the_greeting(busy: tuple[Step, dict[str, Path], Timeline]) -> None:
    mix = busy[0]
    opener = next(sound for sound in mix.params["sounds"] if sound["samples"] == 3 * SECOND)
    gains = dict(opener["gain"])
    assert gains[0] == 1
    assert gains[2 * SECOND] == pytest.approx(amplitude(levels.MUSIC_UNDER_SPEECH), rel=1e-4)


def test_words_known_from_the_copy_lower_the_bed_too() -> None:
    said = Utterance("hola", SECOND, SECOND, (Span(SECOND, 2 * SECOND),))
    placed = PlacedSegment("s", "story", "", 0, 300, (), (), (), (said,), "show", False)
    mix = mix_step(Timeline(RATE, (placed,)), {}, {}, {"show": bed("b", "music")})
    gains = dict(mix.params["beds"][0]["gain"])
    assert gains[SECOND] == pytest.approx(amplitude(levels.BED_UNDER_SPEECH), rel=1e-4)


def test_memory_does_not_grow_with_the_length(tools: Tools, tmp_path: Path) -> None:
    """A minute of stereo floats is 23 MB; the mixer may not hold a good part of it."""
    length = 60 * SECOND
    with WavWriter(tmp_path / "long.wav", 2) as writer:
        for _ in range(60):
            writer.write(np.full((SECOND, 2), 0.1, np.float32))
    layer = {"input": 0, "start": 0, "samples": length, "offset": 0, "gain": [[0, 1.0], [length, 0.5]]}
    params = {"samples": length, "sounds": [layer], "beds": []}
    tracemalloc.start()
    make_mix(params, [tmp_path / "long.wav"], tmp_path / "mix.wav", tools)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert open_wav(tmp_path / "mix.wav").samples == length
    assert peak < 10e6


def test_a_gain_that_stays_is_worked_out_once_and_is_the_same() -> None:
    random = np.random.default_rng(4)
    points = np.sort(random.choice(60_000, 40, replace=False)).astype(float)
    factors = np.repeat(random.uniform(0, 1, 20), 2).round(7)
    curve = np.stack([points, factors], axis=1)
    for first, last in ((0, 70_000), (int(points[3]), int(points[4])), (int(points[5]) + 1, int(points[9]) - 1)):
        pieces = [
            (begin, end, mix_module._factor(curve, begin, end))
            for begin, end in mix_module._stretches(curve, first, last)
        ]
        whole = np.concatenate([np.broadcast_to(factor, (end - begin, 1)) for begin, end, factor in pieces])[:, 0]
        assert np.array_equal(whole, np.interp(np.arange(first, last), points, factors).astype(np.float32))
    assert any(len(factor) == 1 for _begin, _end, factor in pieces)


def test_music_that_the_end_of_the_programme_cuts_off_fades_out() -> None:
    cut_off, ending = (
        mix_step(
            Timeline(RATE, (segment(0, frames, PlacedSound(MUSIC, 0, 3 * SECOND)),)),
            {MUSIC: prepared("m", "music")},
            {MUSIC: TakeInfo(3 * SECOND)},
            {},
        ).params["sounds"][0]["gain"]
        for frames in (60, 90)
    )
    end = sample_at(60, RATE)
    assert [tuple(each) for each in cut_off[-2:]] == [(end - levels.ENDING, 1), (end, 0)]
    assert {factor for _sample, factor in ending} == {1}


def test_a_sting_is_whole_though_words_come_soon_after_it() -> None:
    """1.6 s between the last word and the next one: a bed stays down in so short a pause."""
    sting = Take("music", music="sting")
    speech = TakeInfo(2 * SECOND, (Span(0, 2 * SECOND),))
    placed = (
        segment(0, 60, PlacedSound(VOICE, 0, 2 * SECOND)),
        segment(60, 48, PlacedSound(sting, -28_800, 105_600)),
        segment(108, 60, PlacedSound(VOICE, 0, 2 * SECOND)),
    )
    timeline = Timeline(Fraction(30), placed)
    takes, infos = {VOICE: prepared("v"), sting: prepared("m", "music")}, {VOICE: speech, sting: TakeInfo(105_600)}
    gain = next(each for each in mix_step(timeline, takes, infos, {}).params["sounds"] if each["samples"] == 105_600)
    heard = tuple((sample, factor) for sample, factor in gain["gain"])
    assert at(heard, 2 * SECOND) == pytest.approx(1)
    assert at(heard, 3 * SECOND) == pytest.approx(1)
    assert at(heard, 2 * SECOND - SECOND // 2) == pytest.approx(amplitude(levels.MUSIC_UNDER_SPEECH), rel=1e-3)


@pytest.mark.parametrize(("gain", "alone"), [(-18.0, -8.0), (-4.0, 0.0), (3.0, 3.0)])
def test_natural_sound_comes_up_in_long_pauses_and_never_over_its_own_level(
    gain: float, alone: float, wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    """Somebody speaks from 1 to 4 s, from 5.5 to 6 s and from 10 to 11 s; the street goes on from 0.5 to 15 s."""
    random = np.random.default_rng(3)
    street = Take("natural", Path("calle.mp4"))
    files = {"v": wav(np.zeros(12 * SECOND), "v.wav"), "n": wav(random.normal(0, 0.1, (30 * SECOND, 2)), "n.wav")}
    spoken = tuple(Span(round(a * SECOND), round(b * SECOND)) for a, b in ((1, 4), (5.5, 6), (10, 11)))
    sounds = (
        PlacedSound(VOICE, 0, 12 * SECOND),
        PlacedSound(street, SECOND // 2, 29 * SECOND // 2, offset=SECOND, gain=gain),
    )
    timeline = Timeline(RATE, (segment(0, 460, *sounds),))
    infos = {VOICE: TakeInfo(12 * SECOND, spoken), street: TakeInfo(30 * SECOND)}
    mix = mix_step(timeline, {VOICE: prepared("v"), street: prepared("n")}, infos, {})
    heard = mixed(mix, files, tmp_path / "mix.wav", tools)

    def level(start: float, end: float) -> float:
        stretch = heard[round(start * SECOND) : round(end * SECOND)]
        return float(20 * np.log10(np.sqrt(np.square(stretch).mean()) / 0.1))

    words = [level(*each) for each in ((1, 4), (4, 5.5), (5.5, 6), (10, 11))]
    assert words == pytest.approx([gain] * 4, abs=0.3)
    # Up within a second of the last word, and down again when the next one begins.
    assert [level(7, 9.6), level(12, 14.9)] == pytest.approx([alone, alone], abs=0.3)
    assert np.abs(heard[: SECOND // 2]).max() == 0 and np.abs(heard[15 * SECOND :]).max() == 0
