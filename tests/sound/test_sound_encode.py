"""Files for listeners: tags, lengths, and AAC in sync to the sample."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3

from newscast.sound.encode import aac_step, make_aac, make_mp3, make_wav, mp3_step, wav_step
from newscast.step.step import Tools, step

RATE = 48_000
MASTER = step("master", {}, suffix=".wav")
PINGS = (20_000, 60_001, 90_000)
PING = 0.5 * np.hanning(400) * np.sin(np.arange(400) * 0.4)
DATE = datetime.date(2026, 11, 20)


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
    asked = mp3_step(MASTER, "INFO LEÓN, viernes", "INFO LEÓN", DATE, step("cover", {}, suffix=".jpg"))
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
    make_mp3(mp3_step(MASTER, "x", "y", DATE).params, [wav(sound, bits=24)], tmp_path / "show.mp3", tools)
    raw = tools.decode(["-i", f"file:{tmp_path / 'show.mp3'}", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"])
    heard = np.frombuffer(raw, "<f4").reshape(-1, 2)
    assert len(heard) == len(sound)
    assert 10 * np.log10(np.square(heard).mean() / np.square(sound).mean()) == pytest.approx(0, abs=0.05)


def test_mp3_is_the_same_every_time(master: Path, tools: Tools, tmp_path: Path) -> None:
    params = mp3_step(MASTER, "x", "y", DATE).params
    for name in ("a.mp3", "b.mp3"):
        make_mp3(params, [master], tmp_path / name, tools)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_wav_says_what_it_is_and_holds_the_master(master: Path, tools: Tools, tmp_path: Path) -> None:
    air = datetime.datetime(2026, 11, 20, 7, 0)
    make_wav(wav_step(MASTER, "Edición", "INFO LEÓN", DATE, air=air).params, [master], tmp_path / "show.wav", tools)
    data = (tmp_path / "show.wav").read_bytes()
    bext = data[data.index(b"bext") + 8 :]
    assert bext[:7] == b"Edicion"
    assert bext[256:265] == b"INFO LEON"
    assert bext[320:338] == b"2026-11-2007:00:00"
    assert int.from_bytes(bext[338:346], "little") == 7 * 3600 * RATE
    pcm = ["-f", "s24le", "-c:a", "pcm_s24le", "pipe:1"]
    assert tools.decode(["-i", f"file:{tmp_path / 'show.wav'}", *pcm]) == tools.decode(["-i", f"file:{master}", *pcm])
