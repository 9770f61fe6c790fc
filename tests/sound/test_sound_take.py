"""Takes: what is asked of the makers, exact lengths, and the faults that recordings come with."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from newscast.base.timecode import sample_at
from newscast.media.info import Channel, MediaInfo, SoundInfo
from newscast.show.model import Show
from newscast.sound.chain.report import read_report
from newscast.sound.levels import CEILING, MUSIC, SPEECH, SPEECH_CEILING, amplitude
from newscast.sound.limiter import true_peak
from newscast.sound.normalise import Shape, loudness, normalise
from newscast.sound.take import make_clip_sound, make_voice, take_step
from newscast.sound.wav import Wav, open_wav
from newscast.step.step import Step, Tools
from newscast.timeline.heard import Take

SHOW = Show(show=1, name="Prueba")
RATE = 48_000
Describe = Callable[..., MediaInfo]
Write = Callable[..., Path]
Sound = NDArray[np.float32]


def prepared(step: Step, source: Path, tools: Tools, tmp_path: Path) -> Wav:
    make = {"voice": make_voice, "clip-sound": make_clip_sound}[step.kind]
    make(step.params, [source], tmp_path / "prepared.wav", tools)
    return open_wav(tmp_path / "prepared.wav")


def heard_loudness(found: Wav) -> float:
    samples = found.read(0, found.samples).astype(np.float64)
    stereo = np.repeat(samples, 2, axis=1) if found.channels == 1 else samples
    return float(pyloudnorm.Meter(RATE).integrated_loudness(stereo))


@pytest.fixture
def voice(speech: Callable[..., Sound]) -> Sound:
    return speech((0.2, 2.0), (2.4, 3.8), seconds=4.0)


def noise(count: int, level: float) -> Sound:
    return np.random.default_rng(9).normal(0, amplitude(level), count).astype(np.float32)


FAULTS: dict[str, Callable[[Sound], Sound]] = {
    "mono": lambda x: x,
    "left only": lambda x: np.stack([x, noise(len(x), -80)], axis=1),
    "right only": lambda x: np.stack([0 * x, x], axis=1),
    "antiphase": lambda x: np.stack([x, -x], axis=1),
    "almost antiphase": lambda x: np.stack([x, -0.7 * x + noise(len(x), -60)], axis=1),
    "offset": lambda x: x + 0.2,
    "quiet": lambda x: x * amplitude(-30) + noise(len(x), -95),
    "loud": lambda x: x * 8,
    "clipped": lambda x: np.clip(x * 6, -0.9, 0.9),
    "hum": lambda x: (
        x + sum(0.02 * np.sin(2 * np.pi * k * 60 * np.arange(len(x)) / RATE) for k in (1, 2, 3)).astype(x.dtype)
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_voice_comes_out_at_the_same_level(
    fault: str, voice: Sound, wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    recorded = FAULTS[fault](voice)
    path = wav(recorded)
    step = take_step(Take("voice", path), media(path, recorded.ndim), SHOW)
    found = prepared(step, path, tools, tmp_path)
    samples = found.read(0, found.samples)
    assert (found.channels, found.samples) == (1, len(voice))
    assert heard_loudness(found) == pytest.approx(SPEECH, abs=0.3)
    assert true_peak(samples) <= amplitude(SPEECH_CEILING) * 1.02
    assert abs(samples.mean()) < 1e-4
    assert abs(samples[0]).max() < 1e-3
    assert np.isfinite(samples).all()


@pytest.mark.parametrize("fault", ["left only", "right only", "antiphase"])
def test_a_clip_that_speaks_is_heard_on_both_sides_and_in_mono(
    fault: str, voice: Sound, wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    path = wav(FAULTS[fault](voice))
    facts = media(path, 2, Fraction(4), picture_start=Fraction(0))
    samples = prepared(take_step(Take("sot", path), facts, SHOW), path, tools, tmp_path).read(0, 4 * RATE)
    left, right = samples[RATE : 2 * RATE].T
    assert np.corrcoef(left, right)[0, 1] > 0.99
    assert np.square(left).mean() == pytest.approx(np.square(right).mean(), rel=0.01)


def test_hum_is_taken_out_of_the_pauses(
    speech: Callable[..., Sound], wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    path = wav(FAULTS["hum"](speech((0.2, 2.0), (3.2, 5.0), seconds=5.4)))
    step = take_step(Take("voice", path), media(path), SHOW)
    found = prepared(step, path, tools, tmp_path)
    pause = found.read(int(2.4 * RATE), RATE // 2)
    assert np.sqrt(np.square(pause).mean()) < amplitude(-55)


def test_a_take_that_is_clipped_throughout_is_rebuilt_in_a_bounded_time(
    wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    """A tone, with half of its samples flat: the worst for what solves for all flat samples of a window at once."""
    tone = np.clip(1.6 * np.sin(2 * np.pi * 220 * np.arange(RATE) / RATE), -0.7, 0.7)
    path = wav(tone)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    found = prepared(take_step(Take("voice", path), media(path), SHOW), path, tools, tmp_path)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 5
    assert read_report(found.path)[0].stage == "clipping"
    middle = found.read(RATE // 4, RATE // 2)
    # A flat top is at its highest for half of the time, a rebuilt one is not.
    assert np.mean(np.abs(middle) > 0.97 * np.abs(middle).max()) < 0.3


def test_a_quiet_stretch_is_brought_nearer_to_a_loud_one(
    speech: Callable[..., Sound], wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    sound = speech((0.2, 9.8), (10.4, 19.8), seconds=20.0)
    sound[: 10 * RATE] *= amplitude(-12)
    path = wav(sound)
    apart = {}
    for compress in (True, False):
        show = Show.model_validate({"show": 1, "name": "x", "voice": {"compress": compress}})
        found = prepared(take_step(Take("voice", path), media(path), show), path, tools, tmp_path)
        quiet, loud = (np.square(found.read(at * RATE, 5 * RATE)).mean() for at in (3, 13))
        apart[compress] = 10 * np.log10(loud / quiet)
    assert apart[False] == pytest.approx(12, abs=0.5)
    assert apart[True] < 7


def test_two_people_on_two_channels_are_both_heard(
    speech: Callable[..., Sound], wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    one = speech((0.2, 1.8), seconds=4.0)
    other = speech((2.2, 3.8), seconds=4.0, seed=2) * 0.25
    path = wav(np.stack([one, other], axis=1))
    found = prepared(take_step(Take("voice", path), media(path, 2), SHOW), path, tools, tmp_path)
    first, second = (np.square(found.read(at * RATE // 2, RATE)).mean() for at in (1, 5))
    assert abs(10 * np.log10(first / second)) < 6


def test_a_clip_is_cut_in_sync_to_the_sample(wav: Write, media: Describe, tools: Tools, tmp_path: Path) -> None:
    sound = noise(3 * RATE, -60)
    place = sample_at(40, SHOW.rate) + round(0.2 * RATE)
    sound[place] = 0.5
    path = wav(np.stack([sound, sound], axis=1))
    facts = media(path, 2, Fraction(28, 10), picture_start=Fraction(1, 5))
    found = prepared(take_step(Take("package", path, start=30, frames=25), facts, SHOW), path, tools, tmp_path)
    assert found.samples == sample_at(55, SHOW.rate) - sample_at(30, SHOW.rate)
    heard = np.abs(found.read(0, found.samples)[:, 0])
    assert int(heard.argmax()) == sample_at(40, SHOW.rate) - sample_at(30, SHOW.rate)


def test_sound_that_starts_late_and_ends_early_is_silent_there(tools: Tools, media: Describe, tmp_path: Path) -> None:
    path = tmp_path / "late.mov"
    tools.ffmpeg([
        "-f", "lavfi", "-i", "testsrc2=s=64x36:r=30:d=3",
        "-itsoffset", "0.5", "-f", "lavfi", "-i", "sine=f=1000:d=1:r=44100",
        "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", f"file:{path}",
    ])  # fmt: skip
    facts = media(path, 1, Fraction(3), picture_start=Fraction(0))
    found = prepared(take_step(Take("package", path), facts, SHOW), path, tools, tmp_path)
    level = np.abs(found.read(0, found.samples)[:, 0])
    assert found.samples == 3 * RATE
    sounding = np.flatnonzero(level > 0.02)
    assert sounding[0] == pytest.approx(0.5 * RATE, abs=100)
    assert sounding[-1] == pytest.approx(1.5 * RATE, abs=100)


def going_on(clip: MediaInfo) -> MediaInfo:
    """A clip whose sound lasts three seconds."""
    assert clip.sound
    return replace(clip, kind="video", sound=replace(clip.sound, end=Fraction(3)))


def test_sound_outside_the_pictures_is_cut_in_sync(wav: Write, media: Describe, tools: Tools, tmp_path: Path) -> None:
    """A take that begins before the first picture begins with a whole frame, and may so begin before the file does."""
    sound = noise(3 * RATE, -60)
    first_picture, last = round(0.45 * RATE), round(2.9 * RATE)
    sound[first_picture] = sound[last] = 0.5
    path = wav(np.stack([sound, sound], axis=1))
    facts = going_on(media(path, 2, Fraction(1), picture_start=Fraction(45, 100)))
    found = prepared(take_step(Take("package", path, start=-14, frames=14 + 78), facts, SHOW), path, tools, tmp_path)
    assert found.samples == sample_at(78, SHOW.rate) - sample_at(-14, SHOW.rate)
    heard = np.abs(found.read(0, found.samples)[:, 0])
    zero = -sample_at(-14, SHOW.rate)
    assert list(np.flatnonzero(heard > 0.2)) == [zero, zero + last - first_picture]
    assert zero > first_picture and not heard[: zero - first_picture - 100].any()


def test_a_voice_in_a_video_is_heard_to_its_end(wav: Write, media: Describe, tools: Tools, tmp_path: Path) -> None:
    path = wav(noise(3 * RATE, -30))
    facts = going_on(media(path, 1, Fraction(1), picture_start=Fraction(0)))
    assert prepared(take_step(Take("voice", path), facts, SHOW), path, tools, tmp_path).samples == 3 * RATE


def test_late_sound_of_a_broadcast_stream_is_in_sync(tools: Tools, wav: Write, media: Describe, tmp_path: Path) -> None:
    sound = noise(2 * RATE, -60)
    sound[RATE : RATE + 50] = 0.5
    source, path = wav(sound, "whole.wav"), tmp_path / "late.ts"
    tools.ffmpeg([
        "-f", "lavfi", "-i", "testsrc2=s=64x36:r=30:d=3", "-itsoffset", "0.5", "-i", f"file:{source}",
        "-map", "0:v", "-map", "1:a", "-c:v", "mpeg2video", "-c:a", "mp2", f"file:{path}",
    ])  # fmt: skip
    with av.open(str(path)) as container:
        streams = (container.streams.video[0], container.streams.audio[0])
        picture, heard = (stream.start_time * stream.time_base for stream in streams)
    facts = media(path, 1, Fraction(3), picture_start=Fraction(0))
    assert facts.sound
    facts = replace(facts, container="mpegts", sound=replace(facts.sound, start=heard - picture))
    found = prepared(take_step(Take("package", path), facts, SHOW), path, tools, tmp_path)
    loud = np.abs(found.read(0, found.samples)[:, 0])
    assert int(loud.argmax()) == pytest.approx(1.5 * RATE, abs=100)


def test_a_hole_in_the_sound_does_not_move_what_follows(
    tools: Tools, media: Describe, wav: Write, tmp_path: Path
) -> None:
    sound = noise(4 * RATE, -70)
    sound[3 * RATE] = 0.9
    source, path = wav(sound, "whole.wav"), tmp_path / "hole.mkv"
    tools.ffmpeg([
        "-i", f"file:{source}", "-c:a", "pcm_s16le", "-bsf:a", r"noise=drop=between(pts*tb\,1\,2)", f"file:{path}",
    ])  # fmt: skip
    facts = media(path, 1, Fraction(4), picture_start=Fraction(0))
    found = prepared(take_step(Take("natural", path), facts, SHOW), path, tools, tmp_path)
    assert int(np.abs(found.read(0, found.samples)[:, 0]).argmax()) == pytest.approx(3 * RATE, abs=48)


def test_the_centre_of_five_channels_is_kept(
    tools: Tools, media: Describe, wav: Write, voice: Sound, tmp_path: Path
) -> None:
    six = np.zeros((len(voice), 6), np.float32)
    six[:, 2] = voice
    path = tmp_path / "surround.wav"
    tools.ffmpeg([
        "-i", f"file:{wav(six, 'six.wav')}", "-af", "pan=5.1|c0=c0|c1=c1|c2=c2|c3=c3|c4=c4|c5=c5", f"file:{path}",
    ])  # fmt: skip
    facts = media(path, 6, Fraction(4), picture_start=Fraction(0))
    found = prepared(take_step(Take("sot", path), facts, SHOW), path, tools, tmp_path)
    assert found.channels == 2
    assert heard_loudness(found) == pytest.approx(SPEECH, abs=0.3)


def test_a_clip_without_sound_is_silence_of_its_length(
    media: Describe, wav: Write, tools: Tools, tmp_path: Path
) -> None:
    path = wav(np.zeros(10, np.float32))
    facts = media(path, 0, Fraction(2), picture_start=Fraction(0))
    found = prepared(take_step(Take("natural", path, start=10, frames=20), facts, SHOW), path, tools, tmp_path)
    assert found.samples == sample_at(30, SHOW.rate) - sample_at(10, SHOW.rate)
    assert not found.read(0, found.samples).any()


def test_silence_stays_silence(media: Describe, wav: Write, tools: Tools, tmp_path: Path) -> None:
    path = wav(np.zeros(RATE, np.float32))
    found = prepared(take_step(Take("voice", path), media(path), SHOW), path, tools, tmp_path)
    assert not found.read(0, found.samples).any()


@pytest.mark.filterwarnings("error")
def test_nothing_is_left_of_a_sound_that_was_a_cut_edge(wav: Write, tmp_path: Path) -> None:
    edge = np.zeros(RATE, np.float32)
    edge[:2] = 1.0
    source = open_wav(wav(edge))
    assert loudness(source) > -60
    normalise(source, tmp_path / "out.wav", SPEECH, Shape(CEILING, fade=480, bits=24))
    left = open_wav(tmp_path / "out.wav")
    assert np.abs(left.read(0, left.samples)).max() < amplitude(-40)


@pytest.mark.parametrize("chain", ["music", "natural"])
def test_music_and_places_off_zero_are_set_upon_it(
    chain: Any, media: Describe, wav: Write, tools: Tools, voice: Sound, tmp_path: Path
) -> None:
    path = wav(np.stack([voice + 0.1, voice - 0.05], 1), "off.wav")
    found = prepared(take_step(Take(chain, path), media(path), SHOW), path, tools, tmp_path)
    assert np.abs(found.read(0, found.samples).mean(axis=0)).max() < 1e-3


@pytest.mark.parametrize("factor", [0.01, 0.05, 4.0])
def test_music_is_as_loud_as_any_other_however_it_was_recorded_and_keeps_its_edges(
    factor: float, media: Describe, wav: Write, tools: Tools, voice: Sound, tmp_path: Path
) -> None:
    path = wav(voice * factor, "music.wav")
    found = prepared(take_step(Take("music", path), media(path), SHOW), path, tools, tmp_path)
    assert heard_loudness(found) == pytest.approx(MUSIC, abs=0.2)
    edge = found.read(0, 240)[:, 0]
    gain = np.linalg.norm(found.read(0, found.samples)[:, 0]) / np.linalg.norm(voice)
    assert edge == pytest.approx(voice[:240] * gain, abs=2e-3)


def test_natural_sound_is_lowered_but_never_lifted(
    media: Describe, wav: Write, tools: Tools, voice: Sound, tmp_path: Path
) -> None:
    levels = {}
    for name, factor in (("quiet", 0.05), ("loud", 5.0)):
        path = wav(voice * factor, f"{name}.wav")
        found = prepared(take_step(Take("natural", path), media(path), SHOW), path, tools, tmp_path)
        levels[name] = heard_loudness(found)
    assert levels["loud"] == pytest.approx(SPEECH, abs=0.3)
    assert levels["quiet"] < SPEECH - 10


def test_the_same_take_is_the_same_step(media: Describe, wav: Write, voice: Sound) -> None:
    path = wav(voice)
    facts = media(path)
    one, other = (take_step(Take("voice", path), facts, SHOW) for _ in range(2))
    assert one == other
    assert one != take_step(Take("voice", path, start=3), facts, SHOW)
    cleaned = take_step(Take("voice", path, clean=(("hum", "none"),)), facts, SHOW)
    assert one != cleaned and "hum" not in cleaned.params["stages"]


def test_a_recording_without_facts_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="media"):
        take_step(Take("voice", tmp_path / "x.wav"), None, SHOW)


def test_two_people_hard_panned_stay_so_in_a_sot_however_seldom_one_speaks(
    speech: Callable[..., Sound], wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    one = speech((0.2, 10.0), seconds=12.0)
    other = speech((10.4, 10.9), seconds=12.0, seed=2) * amplitude(-8)
    path = wav(np.stack([one, other], axis=1))
    facts = media(path, 2, Fraction(12), picture_start=Fraction(0))
    found = prepared(take_step(Take("sot", path), facts, SHOW), path, tools, tmp_path)
    early, late = found.read(2 * RATE, RATE), found.read(int(10.5 * RATE), RATE // 4)
    assert np.square(early[:, 0]).mean() > 1000 * np.square(early[:, 1]).mean()
    assert np.square(late[:, 1]).mean() > 1000 * np.square(late[:, 0]).mean()
    assert np.square(late[:, 1]).mean() > amplitude(-45) ** 2


def tracks(facts: MediaInfo, *sounds: SoundInfo) -> MediaInfo:
    return replace(facts, sound=sounds[0], further=sounds[1:])


@pytest.mark.parametrize("chain", ["voice", "sot"])
def test_the_report_says_that_one_side_alone_had_the_voice(
    chain: Any, voice: Sound, wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    """Unless somebody asked for that side."""
    path = wav(np.stack([noise(len(voice), -80), voice], axis=1))
    said = Channel(((3_200, 60_000),), (-20,) * 4, 64_000)
    stereo = SoundInfo("pcm_f32le", RATE, 2, "stereo", heard=(Channel((), (-80,) * 4, 64_000), said))
    facts = tracks(media(path), stereo)
    for asked, told in (((), True), ((2,), False)):
        found = prepared(take_step(Take(chain, path, channels=asked), facts, SHOW), path, tools, tmp_path)
        done = [(each.stage, each.done) for each in read_report(found.path)]
        assert (("channels", "empty") in done) == told
        assert found.channels == (1 if chain == "voice" else 2)


@pytest.mark.parametrize("count", [3, 6, 8, 9, 10, 16])
@pytest.mark.parametrize("chain", ["voice", "sot", "package", "natural"])
def test_a_channel_of_many_is_heard_alone(
    count: int, chain: Any, voice: Sound, wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    recorded = np.repeat(noise(len(voice), -20)[:, None], count, axis=1)
    recorded[:, count - 1] = voice
    path = wav(recorded)
    facts = tracks(media(path), SoundInfo("pcm_f32le", RATE, count, f"{count} channels"))
    found = prepared(take_step(Take(chain, path, channels=(count,)), facts, SHOW), path, tools, tmp_path)
    assert (found.channels, found.samples) == (1 if chain == "voice" else 2, len(voice))
    pause = found.read(int(2.1 * RATE), int(0.2 * RATE))
    assert np.sqrt(np.square(pause).mean()) < amplitude(-60)


def test_channels_are_left_and_right_or_mixed(
    voice: Sound, wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    recorded = np.zeros((len(voice), 10), np.float32)
    recorded[: 2 * RATE, 1] = voice[: 2 * RATE]
    recorded[2 * RATE :, 7] = voice[2 * RATE :]
    recorded[:, 9] = 0.1 * voice
    path = wav(recorded)
    facts = tracks(media(path), SoundInfo("pcm_f32le", RATE, 10, "10 channels"))
    both = prepared(take_step(Take("package", path, channels=(2, 8)), facts, SHOW), path, tools, tmp_path)
    early, late = both.read(RATE // 2, RATE), both.read(int(2.6 * RATE), RATE)
    assert early[:, 0].any() and not early[:, 1].any() and late[:, 1].any() and not late[:, 0].any()
    mixed = prepared(take_step(Take("voice", path, channels=(2, 8, 10)), facts, SHOW), path, tools, tmp_path)
    assert mixed.channels == 1 and mixed.read(RATE // 2, RATE).any() and mixed.read(int(2.6 * RATE), RATE).any()


def test_mono_tracks_of_one_programme_are_left_and_right(
    voice: Sound, wav: Write, media: Describe, tools: Tools, tmp_path: Path
) -> None:
    left, right = wav(voice, "left.wav"), wav(np.roll(voice, RATE), "right.wav")
    path = tmp_path / "pair.mov"
    tools.ffmpeg(
        ["-i", f"file:{left}", "-i", f"file:{right}", "-map", "0", "-map", "1", "-c:a", "pcm_f32le", f"file:{path}"]
    )
    said = Channel(((3_200, 60_000),), (-20,) * 4, 64_000)
    mono = SoundInfo("pcm_f32le", RATE, 1, "mono", heard=(said,))
    facts = tracks(media(path), mono, replace(mono, stream="a:1"))
    found = prepared(take_step(Take("sot", path, frames=119), facts, SHOW), path, tools, tmp_path)
    sides = found.read(0, found.samples)
    assert found.channels == 2
    assert np.argmax(np.correlate(sides[::8, 1], sides[: 2 * RATE : 8, 0])) == pytest.approx(RATE // 8, abs=2)
