"""Files for listeners: tags, lengths, and AAC in sync to the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.mp3 import MP3

from newscast.sound.encode import (
    aac_step,
    flac_step,
    make_aac,
    make_flac,
    make_mp2,
    make_mp3,
    mp2_step,
    mp3_step,
)
from newscast.step.step import Tools, step
from newscast.wrappers.id3.tags import Chapter, Tags

RATE = 48_000
MASTER = step("master", {}, suffix=".wav")
PINGS = (20_000, 60_001, 90_000)
PING = 0.5 * np.hanning(400) * np.sin(np.arange(400) * 0.4)
CHAPTERS = (Chapter(0, 900, "INFO LEÓN"), Chapter(900, 2016, "¿Qué pasó?"))
TAGS = Tags("INFO LEÓN, viernes", "INFO LEÓN", date="2026-11-20", language="spa", length=2016, chapters=CHAPTERS)


@pytest.fixture
def master(wav: Callable[..., Path]) -> Path:
    sound = np.random.default_rng(1).normal(0, 1e-4, (2 * RATE + 777, 2))
    for place in PINGS:
        sound[place - 200 : place + 200] += PING[:, None]
    return wav(sound, "master.wav", bits=24)


@pytest.mark.parametrize(("bitrate", "least"), [(192, 25), (384, 35)])
def test_aac_is_near_the_master(master: Path, tools: Tools, tmp_path: Path, bitrate: int, least: float) -> None:
    """In dB of signal to noise, sample by sample."""
    make_aac(aac_step(MASTER, bitrate).params, [master], tmp_path / "sound.aac", tools)
    pcm = ["-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"]
    sounds = [tmp_path / "sound.aac", master]
    heard, meant = (np.frombuffer(tools.decode(["-i", f"file:{path}", *pcm]), "<f4") for path in sounds)
    noise = heard[: len(meant)] - meant
    assert 10 * np.log10(np.square(meant).mean() / np.square(noise).mean()) > least


def test_aac_copied_into_mp4_without_edit_list_is_in_sync(master: Path, tools: Tools, tmp_path: Path) -> None:
    make_aac(aac_step(MASTER).params, [master], tmp_path / "sound.aac", tools)
    video, film = tmp_path / "video.mp4", tmp_path / "film.mp4"
    tools.ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=64x36:r=30:d=2", "-c:v", "libx264", "-bf", "2", f"file:{video}"])
    copied = ["-map", "0:v", "-map", "1:a", "-c", "copy"]
    flags = ["-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0"]
    tools.ffmpeg(["-i", f"file:{video}", "-i", f"file:{tmp_path / 'sound.aac'}", *copied, *flags, f"file:{film}"])
    raw = tools.decode(["-i", f"file:{film}", "-map", "0:a", "-f", "f32le", "pipe:1"])
    by_ffmpeg = np.frombuffer(raw, "<f4").reshape(-1, 2)[:, 0]
    with av.open(str(film)) as container:
        frames = list(container.decode(audio=0))
        assert container.streams.video[0].start_time == 0
    by_pyav = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    assert frames[0].pts == 0
    assert b"elst" not in film.read_bytes()
    for heard in (by_ffmpeg, by_pyav):
        assert 0 <= len(heard) - (2 * RATE + 777) < 1024
        for place in PINGS:
            near = np.correlate(heard[place - 300 : place + 300], PING, "valid")
            assert int(near.argmax()) == 100


def test_mp3_carries_its_tags_and_cover(master: Path, tools: Tools, tmp_path: Path) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    asked = mp3_step(MASTER, TAGS, step("cover", {}, suffix=".jpg"))
    make_mp3(asked.params, [master, cover], tmp_path / "show.mp3", tools)
    file = MP3(str(tmp_path / "show.mp3"))
    assert file.info.bitrate == 192_000
    assert file.info.sample_rate == RATE
    assert file.tags is not None
    assert file.tags.version == (2, 3, 0)
    assert str(file.tags["TIT2"]) == "INFO LEÓN, viernes"
    assert str(file.tags["TPE1"]) == "INFO LEÓN"
    assert file.tags["APIC:"].data == cover.read_bytes()


def test_mp3_is_as_loud_as_the_master(
    speech: Callable[..., Any], wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    sound = np.repeat(speech((0.1, 4.9), seconds=5.0)[:, None], 2, axis=1)
    make_mp3(mp3_step(MASTER, TAGS).params, [wav(sound, bits=24)], tmp_path / "show.mp3", tools)
    raw = tools.decode(["-i", f"file:{tmp_path / 'show.mp3'}", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"])
    heard = np.frombuffer(raw, "<f4").reshape(-1, 2)
    assert len(heard) == len(sound)
    assert 10 * np.log10(np.square(heard).mean() / np.square(sound).mean()) == pytest.approx(0, abs=0.05)


def test_mp3_is_the_same_every_time(master: Path, tools: Tools, tmp_path: Path) -> None:
    params = mp3_step(MASTER, TAGS).params
    for name in ("a.mp3", "b.mp3"):
        make_mp3(params, [master], tmp_path / name, tools)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def heard_of(path: Path, tools: Tools) -> np.ndarray[Any, np.dtype[np.float32]]:
    raw = tools.decode(["-i", f"file:{path}", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"])
    return np.frombuffer(raw, "<f4").reshape(-1, 2)


@pytest.mark.parametrize("form", ["mp3", "mp2", "flac"])
def test_every_file_begins_with_the_first_sample(master: Path, tools: Tools, tmp_path: Path, form: str) -> None:
    """So chapters and cues are where they are said to be, to the sample."""
    asked, make = {
        "mp3": (mp3_step(MASTER, TAGS), make_mp3),
        "mp2": (mp2_step(MASTER, "x"), make_mp2),
        "flac": (flac_step(MASTER, TAGS), make_flac),
    }[form]
    path = tmp_path / f"show.{form}"
    make(asked.params, [master], path, tools)
    heard = heard_of(path, tools)[:, 0]
    assert 0 <= len(heard) - (2 * RATE + 777) < 1152
    for place in PINGS:
        near = np.correlate(heard[place - 300 : place + 300], PING, "valid")
        assert int(near.argmax()) == 100


def test_flac_is_the_master_with_chapters_and_cover(master: Path, tools: Tools, tmp_path: Path) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    path = tmp_path / "show.flac"
    make_flac(flac_step(MASTER, TAGS, step("cover", {}, suffix=".jpg")).params, [master, cover], path, tools)
    pcm = ["-f", "s24le", "-c:a", "pcm_s24le", "pipe:1"]
    assert tools.decode(["-i", f"file:{path}", *pcm]) == tools.decode(["-i", f"file:{master}", *pcm])
    file = FLAC(str(path))
    assert (file["title"], file["language"]) == (["INFO LEÓN, viernes"], ["spa"])
    assert file.pictures[0].data == cover.read_bytes()
    with av.open(str(path)) as container:
        found = [
            (int(each["start"] * each["time_base"] * 1000), each["metadata"]["title"]) for each in container.chapters()
        ]
    assert found == [(each.start, each.title) for each in CHAPTERS]


def test_mono_is_as_loud_as_its_master(
    speech: Callable[..., Any], wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    sound = speech((0.1, 4.9), seconds=5.0)
    make_mp3(mp3_step(MASTER, TAGS, bitrate=96, channels=1).params, [wav(sound, bits=24)], tmp_path / "one.mp3", tools)
    assert MP3(str(tmp_path / "one.mp3")).info.channels == 1
    raw = tools.decode(["-i", f"file:{tmp_path / 'one.mp3'}", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"])
    heard = np.frombuffer(raw, "<f4")
    assert 10 * np.log10(np.square(heard).mean() / np.square(sound).mean()) == pytest.approx(0, abs=0.05)
