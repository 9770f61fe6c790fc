"""A disk that cannot give a recording to its end, and a share that is away for a moment, while something is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ffmpeg
import pytest

from newscast.base.binary import find_binary
from newscast.base.content import File, file_at
from newscast.base.errors import MachineError
from newscast.base.misread import refuse_unreadable
from newscast.engine import nursery
from newscast.engine.engine import Engine
from newscast.media.listening import listen
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.store.store import Store

pytestmark = pytest.mark.slow

FAULT = Path(__file__).parent.parent / "faulty_disk.c"
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web]
segments:
  - story: uno
    headline: Uno
    parts:
      - sot: charla.mp4
        transcript: Buenos días a todos los que nos escuchan.
"""


@pytest.fixture(scope="module")
def preloaded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of programs for which FAULT_FILE has an end that cannot be read."""
    compiler, library = shutil.which("cc"), tmp_path_factory.mktemp("fault") / "fault.so"
    if not compiler or not sys.platform.startswith("linux"):
        pytest.skip("only where something can be preloaded that was compiled here")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(FAULT), "-ldl"], check=True)
    return {"LD_PRELOAD": str(library)}


@pytest.fixture
def faulty(recordings: Path, tmp_path: Path, preloaded: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> File:
    """A clip of 3 s, of which programs that are started from now on get half."""
    monkeypatch.setattr(nursery, "_nursery", None)
    clip = file_at(Path(shutil.copy(recordings / "cfr.mp4", tmp_path / "mala.mp4")))
    for name, value in {**preloaded, **fault(clip.path)}.items():
        monkeypatch.setenv(name, value)
    return clip


def fault(clip: Path) -> dict[str, str]:
    return {"FAULT_FILE": clip.name, "FAULT_AT": str(clip.stat().st_size // 2)}


def pictures(clip: File) -> Step:
    return ffmpeg_step([ffmpeg.input(clip.ref).video], {"vcodec": "rawvideo", "threads": 1}, [clip], suffix=".avi")


def made(clip: File, store: Store) -> bytes:
    with Engine(store, find_binary(), 1) as engine:
        engine.make([pictures(clip)])
        return engine.path(pictures(clip)).read_bytes()


def test_half_a_recording_is_never_kept(faulty: File, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with Engine(store, find_binary(), 1) as engine:
        with pytest.raises(MachineError, match=r"mala\.mp4 could not be read to its end") as refused:
            engine.make([pictures(faulty)])
        assert refused.value.media == (faulty.path,) and not engine.has(pictures(faulty))


def test_a_share_that_was_away_for_a_moment_does_not_show(
    faulty: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "away"
    away.touch()
    monkeypatch.setenv("FAULT_ONCE", str(away))
    found = made(faulty, Store(tmp_path / "store"))
    assert not away.exists(), "it was away"
    monkeypatch.delenv("LD_PRELOAD")
    assert found == made(faulty, Store(tmp_path / "other"))


def test_what_was_heard_of_a_share_that_was_away_is_all_there_is(
    faulty: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away, binary, track = tmp_path / "away", find_binary().path, {"stream": "a:0", "channels": 1, "zero": "0"}
    away.touch()
    monkeypatch.setenv("FAULT_ONCE", str(away))
    found = listen(faulty.path, track, 1, binary)
    assert not away.exists(), "it was away"
    monkeypatch.delenv("LD_PRELOAD")
    assert found == listen(faulty.path, track, 1, binary)


def test_a_build_of_it_ends_with_its_name_and_publishes_nothing(
    sala: Any, own_store: Path, preloaded: Mapping[str, str]
) -> None:
    rundown, clip = sala.write(RUNDOWN), sala.root / "rundowns/charla.mp4"
    command = [sys.executable, "-c", "from newscast.cli.main import main; main()"]
    known = subprocess.run([*command, "check", str(rundown)], capture_output=True, text=True)
    assert known.returncode == 0, known.stdout + known.stderr
    environment = {**os.environ, **preloaded, **fault(clip)}
    done = subprocess.run([*command, "build", str(rundown)], env=environment, capture_output=True, text=True)
    assert done.returncode == 74, done.stderr
    assert "rundowns/hoy.yaml:9:14: " in done.stderr and "charla.mp4 could not be read to its end" in done.stderr
    assert not list(sala.root.glob("output/*/*/*")), "nothing has a final name"


def test_what_is_wrong_with_the_file_itself_is_no_fault_of_its_disk(tmp_path: Path) -> None:
    refuse_unreadable([tmp_path / "gone.mp4", tmp_path])
