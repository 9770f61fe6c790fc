"""Answers of workers are plain data: what is anything else harms nothing and is a clear failure."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from newscast.base.binary import Binary
from newscast.base.errors import FfmpegError, FilesError, MachineError, Place, Problem
from newscast.engine import worker
from newscast.engine.answers import DONE, MOST_BYTES, WorkerBugError, failure, progress, read_answer
from newscast.engine.engine import Engine
from newscast.graphics.template import TemplateError
from newscast.step.step import step
from newscast.store.store import Store

STRANGE = """
import os, sys
from multiprocessing.connection import Connection
pipe = Connection(int(sys.argv[1]))
pipe.recv_bytes()
content = bytes.fromhex({content!r})
os.write(pipe.fileno(), content) if {raw} else pipe.send_bytes(content)
pipe.recv_bytes()
"""


class Bomb:
    """An object whose unpickling runs a command."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        import os

        return os.system, (f"touch {self.mark}",)


def made_by(content: bytes, folder: Path, binary: Binary, patch: pytest.MonkeyPatch, raw: bool = False) -> MachineError:
    """What a build says of a worker that answers so."""
    patch.setenv("NEWSCAST_LANG", "en")
    patch.setattr(worker, "_FAR_END", STRANGE.format(content=content.hex(), raw=raw))
    with Engine(Store(folder / "store"), binary, 1) as works, pytest.raises(MachineError) as raised:
        works.make([step("digest", {}, suffix=".json", label="voice")])
    return raised.value


def test_a_worker_that_sends_a_pickle_runs_nothing(
    tmp_path: Path, binary: Binary, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "harm"
    for content in (pickle.dumps(Bomb(mark)), pickle.dumps(("error", Bomb(mark)))):
        error = made_by(content, tmp_path, binary, monkeypatch)
        assert str(error) == "A worker process gave an answer that makes no sense while making: voice."
        assert not mark.exists()
    pickle.loads(pickle.dumps(Bomb(mark)))
    assert mark.exists(), "the bomb is one"


@pytest.mark.parametrize(
    "content, raw",
    [
        (b"garbage", False),
        (b"", False),
        (b'{"done": "yes"}', False),
        (b'{"error": ["os.system", "true"]}', False),
        (b"[" * 20_000, False),
        (b"\x7f\xff\xff\xff" + b"x" * 100, True),
    ],
)
def test_garbage_is_a_clear_failure(
    content: bytes, raw: bool, tmp_path: Path, binary: Binary, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = made_by(content, tmp_path, binary, monkeypatch, raw)
    assert "makes no sense while making: voice" in str(error)


def test_what_went_wrong_arrives_as_it_was() -> None:
    problems = (
        Problem("mal", "así", Place(Path("ñ.yaml"), 3, 4), code="yaml", medium=Path("ñ.mp4")),
        Problem("ojo", warning=True, code="font"),
    )
    files = read_answer(failure(FilesError(problems), ""))
    assert isinstance(files, FilesError) and files.problems == problems
    assert isinstance(read_answer(failure(TemplateError("why"), "")), FilesError)
    machine = read_answer(failure(MachineError("no", "log"), ""))
    assert isinstance(machine, MachineError) and (str(machine), machine.log) == ("no", "log")
    medium = read_answer(failure(MachineError("no", "log", (Path("ñ.mp4"),)), ""))
    assert isinstance(medium, MachineError) and (str(medium), medium.media) == ("no", (Path("ñ.mp4"),))
    for media in ((Path("ñ.mp4"),), ()):
        ffmpeg = read_answer(failure(FfmpegError("no", "log", media), ""))
        assert type(ffmpeg) is FfmpegError and (str(ffmpeg), ffmpeg.log, ffmpeg.media) == ("no", "log", media)
    assert type(machine) is type(medium) is MachineError
    bug = read_answer(failure(KeyError("x"), "trace"))
    assert isinstance(bug, WorkerBugError) and str(bug) == "trace"
    assert read_answer(progress(1.5)) == 1.5 and read_answer(DONE) is None
    assert len(failure(MachineError("no", "x" * MOST_BYTES), "")) < MOST_BYTES


@pytest.mark.parametrize(
    "told",
    [
        '{"progress": "1"}',
        '{"progress": true}',
        '{"progress": -1}',
        '{"progress": NaN}',
        '{"progress": 1e999}',
        '{"progress": 1' + "0" * 400 + "}",
        '{"done": true, "bug": "x"}',
        '{"done": 1}',
        "{}",
        "null",
        '{"problems": []}',
        '{"problems": [["m", "h", null, 0]]}',
        '{"problems": [["m", "h", ["f", 0, 1], false]]}',
        '{"problems": [["m", "h", ["f", 1.0, 1], false]]}',
        '{"problems": [["m", 1, null, false]]}',
        '{"machine": ["m"]}',
        '{"machine": "ml"}',
        '{"medium": ["m", "l"]}',
        '{"medium": ["m", "l", []]}',
        '{"medium": ["m", "l", [1]]}',
        '{"ffmpeg": ["m", "l"]}',
        '{"ffmpeg": ["m", "l", {}]}',
        '{"bug": ["x"]}',
        '{"bug": "\xff"}',
    ],
)
def test_what_is_not_an_answer_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        read_answer(told.encode("latin-1") if "\xff" in told else told.encode())


def test_an_answer_is_json() -> None:
    assert json.loads(failure(MachineError("no", "log"), "")) == {"machine": ["no", "log"]}
