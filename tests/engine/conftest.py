"""What the tests of the engine share: a short clip, steps on it, and kinds of steps that misbehave."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import ffmpeg
import pytest

from newscast.base.binary import Binary, find_binary
from newscast.base.content import File
from newscast.engine import local, makers, nursery
from newscast.engine.nursery import close_nursery
from newscast.step.graph import ffmpeg_step
from newscast.step.join import join_step
from newscast.step.step import Step

MADE_UP = """
import os, time
from pathlib import Path
from newscast.engine.makers import KINDS, Kind
from newscast.base.errors import FilesError, MachineError, Place, Problem

def make_text(params, inputs, output, tools):
    time.sleep(params.get("seconds", 0))
    if "log" in params:
        with open(params["log"], "a") as log:
            log.write(params["text"] + "\\n")
    output.write_text(params["text"] + "".join(path.read_text() for path in inputs))

def make_bug(params, inputs, output, tools):
    raise KeyError("a bug of ours")

def make_problems(params, inputs, output, tools):
    raise FilesError([Problem("mal", "hint", Place(Path("a.yaml"), 3, 4), code="yaml"), Problem("peor", code="font")])

def make_refusal(params, inputs, output, tools):
    raise MachineError("no", "the log")

def make_death(params, inputs, output, tools):
    with open(params["log"], "a") as log:
        log.write("x")
    if os.path.getsize(params["log"]) <= params["times"]:
        os.kill(os.getpid(), 9)
    output.write_text("alive")

def make_large(params, inputs, output, tools):
    with output.open("wb") as file:
        for _ in range(params["megabytes"]):
            file.write(os.urandom(1 << 20))

def make_copy(params, inputs, output, tools):
    output.write_bytes(inputs[0].read_bytes())
    if "then" in params:
        inputs[0].write_text(params["then"])

def make_nothing(params, inputs, output, tools):
    pass

for name in ("text", "bug", "problems", "refusal", "death", "large", "nothing", "copy"):
    KINDS[f"test-{name}"] = Kind(f"made_up:make_{name}", ffmpeg=False)
"""


@pytest.fixture(scope="session")
def binary() -> Binary:
    return find_binary()


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start as they do where nobody keeps any, and a nursery ends with those who opened it."""
    monkeypatch.setattr(nursery, "_nursery", None)
    for module in (nursery, local):
        monkeypatch.setattr(module, "close_nursery", close_nursery)


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Kinds `test-text`, `test-bug`..., known here and in every worker; the value is the folder they live in."""
    folder = tmp_path / "made-up"
    folder.mkdir()
    (folder / "made_up.py").write_text(MADE_UP)
    (folder / "sitecustomize.py").write_text("import made_up\n")
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
    before = dict(makers.KINDS)
    exec(MADE_UP, ModuleType("made_up").__dict__)
    yield folder
    for name in set(makers.KINDS) - set(before):
        del makers.KINDS[name]
    sys.modules.pop("made_up", None)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory, binary: Binary) -> File:
    """One second of 320x180 at 30000/1001, with B-frames."""
    import subprocess

    path = tmp_path_factory.mktemp("clip") / "un clip ñ'1.mp4"
    source = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001:d=1"]
    command = [str(binary.path), "-loglevel", "error", *source, "-pix_fmt", "yuv420p", str(path)]
    subprocess.run(command, check=True)
    return File(path, hashlib.sha256(path.read_bytes()).hexdigest())


EXACT = {"fflags": "+bitexact", "flags:v": "+bitexact", "threads": 1}
H264 = {"vcodec": "libx264", "preset": "ultrafast", **EXACT}
MPEG2 = {"vcodec": "mpeg2video", "b:v": "2M", **EXACT}


def fitted(clip: File, width: int, height: int, **extra: Any) -> Any:
    """The clip at another size, as a stream."""
    stream = ffmpeg.input(clip.ref).video.filter("scale", width, height, flags="bicubic+accurate_rnd+bitexact")
    for name, argument in extra.items():
        stream = stream.filter(name, argument)
    return stream.filter("setsar", "1").filter("format", "yuv420p")


def encoded(clip: File, width: int, height: int, options: dict[str, Any], group: str = "g") -> Step:
    suffix = ".mp4" if options["vcodec"] == "libx264" else ".mxf"
    return ffmpeg_step([fitted(clip, width, height)], options, [clip], suffix=suffix, group=group, weight=2)


@pytest.fixture
def encode() -> Callable[..., Step]:
    """encode(clip, width, height, options, group): a step of H.264 by default."""
    return lambda clip, width, height, options=H264, group="g": encoded(clip, width, height, options, group)


@pytest.fixture
def small_episode(clip: File) -> Callable[[str], list[Step]]:
    """Two encodings of one canvas and one of another, and the first joined three times; `group` "" is not fused."""

    def steps(group: str = "g") -> list[Step]:
        first = encoded(clip, 160, 90, H264, group)
        second = encoded(clip, 160, 90, MPEG2, group)
        third = encoded(clip, 90, 160, H264, group)
        options = {"c": "copy", "fflags": "+bitexact"}
        joined = join_step([first, first, first], [], options, suffix=".mp4", label="joined", weight=1)
        return [first, second, third, joined]

    return steps
