"""How much memory one process of several outputs needs: not more for a longer segment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newscast.base.content import File

pytestmark = pytest.mark.slow

RENDER = """
import resource, sys
from pathlib import Path
import ffmpeg
from newscast.base.binary import find_binary
from newscast.step.graph import ffmpeg_step
from newscast.engine.keys import Keys
from newscast.engine.perform import perform
from newscast.engine.plan import make_job, make_plan
from newscast.store.store import Store
from newscast.base.content import File

store, clip, digest, seconds = sys.argv[1:]
source, binary = File(Path(clip), digest), find_binary()
video = ffmpeg.input(source.ref, stream_loop=int(seconds) - 1).video.filter("scale", 160, 90)
layer = ffmpeg.input(source.ref).video.filter("scale", 40, 20).filter("trim", end_frame=1)
options = {"threads": 1, "preset": "ultrafast", "vcodec": "libx264"}
pictures = [ffmpeg.overlay(video, layer).filter("scale", width, 90) for width in (160, 90)]
steps = [ffmpeg_step([picture], options, [source], suffix=".mp4", group="g") for picture in pictures]
keys = Keys(binary)
for planned in make_plan(steps, Store(Path(store)), keys).jobs:
    perform(make_job(planned, keys), Store(Path(store)), binary.path)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def megabytes(folder: Path, clip: File, seconds: int) -> int:
    command = [sys.executable, "-c", RENDER, str(folder / f"{seconds}"), str(clip.path), clip.digest, str(seconds)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_two_minutes_need_no_more_than_twenty_seconds(tmp_path: Path, clip: File) -> None:
    short, long = megabytes(tmp_path, clip, 20), megabytes(tmp_path, clip, 120)
    assert 20 < short < 300
    assert long <= 1.1 * short + 3
