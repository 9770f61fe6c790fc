"""The voice is heard wherever in a file it is, without the silence around it, and the picture stays with it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest

from newscast.build.door import build
from newscast.build.request import Options
from newscast.sound.synth import make_synth

pytestmark = pytest.mark.slow

RATE = 48_000
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: pistas
    headline: Dos pistas
    bed: none
    parts: [{sot: dos.mkv}]
  - story: toma
    headline: Una toma
    bed: none
    parts: [{read: Buenas tardes a todos., camera: toma.mp4}]
  - story: voz
    headline: Una voz
    bed: none
    parts:
      - {vo: Buenas tardes a todos., voice: voz.wav, pictures: [foto.jpg]}
      - {vo: Buenas tardes a todos., voice: {file: voz.wav, trim: false}, pictures: [foto.jpg]}
"""
BEFORE, LENGTH = 2.0, 6.0
"""Seconds before the first word, and of the whole take."""


def ffmpeg(*args: str) -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *args]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, shared_store: Path, salas: Any) -> Iterator[Path]:
    scratch = tmp_path_factory.mktemp("spoken")

    class Tools:
        pass

    Tools.scratch = scratch  # type: ignore[attr-defined]
    words = {"text": "Buenas tardes a todos.", "voice": "es-419", "rate": 150, "pitch": 45}
    make_synth(words, [], scratch / "dicho.wav", Tools())  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(shared_store))
        patch.setenv("NEWSCAST_LANG", "en")
        sala = salas(tmp_path_factory.mktemp("heard").resolve())
        media = sala.root / "rundowns"
        (media / "voz.wav").unlink()
        said = f"adelay={BEFORE * 1000:.0f}:all=1,apad=whole_dur={LENGTH},aresample={RATE}"
        ffmpeg("-i", str(scratch / "dicho.wav"), "-af", said, str(media / "voz.wav"))
        # The picture is black until the voice begins, then white.
        picture = f"color=white:s=320x180:r=30000/1001:d={LENGTH},drawbox=t=fill:c=black:enable='lt(t,{BEFORE})'"
        shown = ("-f", "lavfi", "-i", picture, "-i", str(media / "voz.wav"))
        coded = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
        ffmpeg(*shown, *coded, "-c:a", "pcm_s16le", "-f", "mov", str(media / "toma.mp4"))
        silent = ("-f", "lavfi", "-i", f"anullsrc=r=48000:cl=stereo:d={LENGTH}")
        maps = ("-map", "0:v", "-map", "2:a", "-map", "1:a")
        ffmpeg(*shown, *silent, *maps, *coded, "-c:a", "aac", str(media / "dos.mkv"))
        built = list(build([sala.write(RUNDOWN)], Options(only=("radio", "web"))))
        assert not built[0].failed
        yield built[0].folder


def segment_of(folder: Path, slug: str, deliverable: str = "radio") -> dict[str, Any]:
    timelines = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))["timelines"]
    timeline = next(each for each in timelines if deliverable in each["used_by"])
    return next(segment for segment in timeline["segments"] if segment["slug"] == slug)


def first_sound(folder: Path, slug: str) -> float:
    """Seconds into a segment at which it is first heard."""
    (programme,) = (folder / "radio").glob("*.wav")
    whole = np.frombuffer(ffmpeg("-i", str(programme), "-ac", "1", "-f", "f32le", "pipe:1"), np.float32)
    segment = segment_of(folder, slug)
    start, end = (round(at * RATE) for at in (segment["start"], segment["start"] + segment["duration"]))
    return float(np.flatnonzero(np.abs(whole[start:end]) > 0.02)[0] / RATE)


def test_the_second_track_is_heard_and_that_is_said(folder: Path) -> None:
    assert first_sound(folder, "pistas") == pytest.approx(BEFORE + 0.06, abs=0.1)
    problems = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["problems"]
    assert [each["message"] for each in problems if each["code"] == "sound-chosen"] == [
        "Track 2 of dos.mkv is used: nobody speaks in track 1."
    ]


def test_a_take_begins_shortly_before_its_first_word(folder: Path) -> None:
    sounds = segment_of(folder, "voz")["sounds"]
    assert sounds[0]["cut_before"] == pytest.approx(BEFORE + 0.06 - 0.25, abs=0.15)
    assert sounds[0]["cut_after"] > 1
    assert sounds[1].get("cut_before", 0) == 0 and sounds[1]["samples"] == LENGTH * RATE
    assert first_sound(folder, "voz") == pytest.approx(0.25, abs=0.15)


def test_picture_and_sound_of_a_camera_are_cut_alike(folder: Path) -> None:
    segment = segment_of(folder, "toma", "web")
    (sound,), (shot,) = segment["sounds"], segment["shots"]
    assert shot["offset"] == sound["clip_start"] > 30
    assert 0 <= sound["frames"] - shot["frames"] <= 1
    assert first_sound(folder, "toma") == pytest.approx(0.5, abs=0.15)
    (film,) = (folder / "web").glob("*.mp4")
    middle = ("-ss", str(segment["start"]), "-i", str(film), "-t", "2", "-vf", "crop=8:8,scale=1:1,format=gray")
    lit = np.frombuffer(ffmpeg(*middle, "-f", "rawvideo", "pipe:1"), np.uint8) > 128
    # The picture turns white in the frame of the first word, by the sound to 60 ms.
    turns = BEFORE - sound["clip_start"] * 1001 / 30000
    assert np.flatnonzero(lit)[0] * 1001 / 30000 == pytest.approx(turns, abs=0.05)
