"""The same pictures make the same bytes, whatever memory held before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ffmpeg
import pytest

from newscast.base.binary import find_binary
from newscast.engine import steady
from newscast.engine.perform import Lent
from newscast.step.graph import command

FADE = "testsrc2=s=180x180:d=2:r=30[a];mandelbrot=s=180x180:r=30,trim=end_frame=60[b];[a][b]xfade=fade:duration=2"


@pytest.fixture
def avx512(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "_has_avx512", lambda: True)


def output(**options: Any) -> Any:
    return ffmpeg.output(ffmpeg.input("color", f="lavfi").video, "@output0", **options)


def params_of(args: list[str]) -> list[str]:
    return [args[at + 1] for at, arg in enumerate(args) if arg == "-x264-params"]


@pytest.mark.usefixtures("avx512")
def test_every_output_of_x264_is_told_and_keeps_its_own_parameters() -> None:
    own = {"x264-params": "tff=1", "weightp": 0, "video_track_timescale": 30000}
    args = steady.steadied(command({"a.mp4": output(vcodec="libx264", **own), "b.mov": output(vcodec="prores_ks")}))
    assert params_of(args)[-1] == f"tff=1:{steady.ASM}"
    assert params_of(steady.steadied(["-c:v", "libx264", "a.mp4", "-c:v", "libx264", "b.mp4"])) == [steady.ASM] * 2
    assert not params_of(steady.steadied(["-c:v", "mpeg2video", "a.mxf"]))


def test_a_processor_without_those_instructions_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "_has_avx512", lambda: False)
    assert steady.steadied(["-c:v", "libx264", "a.mp4"]) == ["-c:v", "libx264", "a.mp4"]


@pytest.mark.real
def test_what_new_memory_holds_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools, made = Lent(tmp_path, find_binary().path, None, 1), set()
    encoder = ["-c:v", "libx264", "-preset", "veryfast", "-bf", "2", "-threads", "1", "-fflags", "+bitexact"]
    for filling in ("0", "1", "85", "170", "255"):
        monkeypatch.setenv("MALLOC_PERTURB_", filling)
        path = tmp_path / f"{filling}.mp4"
        tools.ffmpeg(["-filter_complex", FADE, "-pix_fmt", "yuv420p", *encoder, f"file:{path}"])
        made.add(path.read_bytes())
    assert len(made) == 1
