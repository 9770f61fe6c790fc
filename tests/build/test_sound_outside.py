"""A clip whose sound begins before its first picture and goes on after its last: all is heard, and stays in sync."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from test_lip_sync import BEEP, RATE, flashes_and_beeps, joined, rises, segments_of, sound, tone

from newscast.base.errors import Problem
from newscast.build.door import build
from newscast.build.request import Options

pytestmark = pytest.mark.slow

EARLY, FLASH, LATE = 0.4, 1.8, 3.4
"""Seconds of the sound at which a tone is heard: before the first picture, with a flash, after the last picture."""
FIRST, LAST = 0.8, 2.8
"""Seconds of the sound at which the first picture begins and the last one ends; the sound lasts four."""
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio, NAMES]
segments:
  - story: testimonio
    headline: Prueba
    bed: none
    parts: [{sot: fuera.CONTAINER}]
  - story: pieza
    headline: Prueba
    bed: none
    parts: [{package: fuera.CONTAINER}]
  - spot: fuera.CONTAINER
    slug: anuncio
"""


def outside(path: Path) -> None:
    lit = f"between(T,{FLASH - FIRST - 0.002},{FLASH - FIRST + 0.099})"
    picture = f"color=black:s=320x180:r=25:d={LAST - FIRST},geq=lum='if({lit},235,50)':cb=128:cr=128"
    on = "+".join(f"between(t,{at},{at + 0.099})" for at in (EARLY, FLASH, LATE))
    heard = f"aevalsrc='0.5*sin(2*PI*{BEEP}*t)*({on})+0.004*sin(2*PI*200*t)':s=48000:d=4"
    coders = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "15", "-c:a", "aac"]
    inputs = ["-itsoffset", str(FIRST), "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", heard]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *inputs, *coders, f"file:{path}"]
    subprocess.run(command, check=True)


@pytest.mark.parametrize(
    ("container", "draft", "names"),
    [("mp4", False, ("web", "reel")), ("ts", False, ("web",)), ("mp4", True, ("reel",))],
)
def test_all_of_it_is_heard_and_in_sync(sala: Any, container: str, draft: bool, names: tuple[str, ...]) -> None:
    outside(sala.root / f"rundowns/fuera.{container}")
    said: list[Problem] = []
    text = RUNDOWN.replace("CONTAINER", container).replace("NAMES", ", ".join(names))
    (built,) = build([sala.write(text)], Options(draft=draft, say=said.extend))
    assert not built.failed
    held = [problem.place.line for problem in said if problem.code == "picture-held" and problem.place]
    assert held == [9, 9, 13, 13, 14, 14]
    samples, first = sound(built.folder / "radio/hoy.mp3")
    shown = [(name, segment) for name in names for segment in segments_of(built.folder, name)]
    for name, segment in shown:
        flashes, beeps = flashes_and_beeps(built.folder / f"{name}/hoy.mp4", segment["start"], segment["duration"])
        assert len(flashes) == 1 and len(beeps) == 3, (name, segment["slug"], flashes, beeps)
        assert abs(flashes[0] - beeps[1]) <= 1 / 29.97, (name, segment["slug"], flashes, beeps)
    assert len(shown) == 3 * len(names)
    for segment in segments_of(built.folder, "radio"):
        assert 4 <= segment["duration"] <= 4.1
        begin = int((segment["start"] - float(first)) * RATE)
        stretch = samples[max(0, begin) : begin + int(segment["duration"] * RATE)]
        beeps = joined([at / RATE for at in rises(tone(stretch), 0.01)])
        assert beeps == pytest.approx([EARLY, FLASH, LATE], abs=0.08), segment
