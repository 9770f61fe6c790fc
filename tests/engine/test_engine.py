"""The engine with real workers: what is made once, what goes wrong in a worker, and bytes that never differ."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newscast.base.binary import Binary
from newscast.base.content import File, file_at
from newscast.base.errors import FilesError, MachineError
from newscast.base.status import status_of
from newscast.engine.answers import WorkerBugError
from newscast.engine.engine import Engine
from newscast.engine.job import Job
from newscast.engine.keys import Keys
from newscast.engine.perform import perform
from newscast.engine.plan import make_job, make_plan
from newscast.step.step import Step, step
from newscast.store.store import Result, Store

Episode = Callable[..., list[Step]]


def made_up_step(kind: str, *inputs: Step, **params: object) -> Step:
    return step(f"test-{kind}", params, inputs, suffix=".txt", label=f"{kind} step")


def engine(tmp_path: Path, binary: Binary, jobs: int = 2) -> Engine:
    return Engine(Store(tmp_path / "store"), binary, jobs)


def contents(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(store.glob("objects/*/*"))}


def test_each_step_is_made_once_inputs_first(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    log = tmp_path / "log"
    base = made_up_step("text", text="base ", log=str(log))
    ends = [made_up_step("text", base, text=f"{name} ", log=str(log)) for name in "ab"]
    last = made_up_step("text", *ends, base, text="last ", log=str(log))
    with engine(tmp_path, binary) as first:
        first.make([last])
        assert first.path(last).read_text() == "last a base b base base "
        assert (first.rendered, first.reused) == (4, 0)
    with engine(tmp_path, binary) as second:
        second.make([last, *ends])
        assert (second.rendered, second.reused) == (0, 3)
    lines = log.read_text().splitlines()
    assert lines[0] == "base " and lines[-1] == "last " and len(lines) == 4


def test_nothing_is_left_in_scratch(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    with engine(tmp_path, binary) as works, pytest.raises(WorkerBugError):
        works.make([made_up_step("text", text="x", seconds=5), made_up_step("bug")])
    assert list((tmp_path / "store/tmp").iterdir()) == []


def test_a_bug_comes_with_its_traceback(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    with engine(tmp_path, binary) as works, pytest.raises(WorkerBugError, match=r"made_up.py(.|\n)*a bug of ours"):
        works.make([made_up_step("bug")])


def test_problems_in_files_arrive_as_they_are(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    with engine(tmp_path, binary) as works, pytest.raises(FilesError) as raised:
        works.make([made_up_step("problems")])
    assert [str(problem) for problem in raised.value.problems] == ["a.yaml:3:4: mal hint", "peor"]


def test_what_the_machine_refused_arrives_with_its_log(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    with engine(tmp_path, binary) as works, pytest.raises(MachineError, match="no") as raised:
        works.make([made_up_step("refusal")])
    assert raised.value.log == "the log"


def test_a_file_saved_over_while_a_step_reads_it_leaves_no_result(
    tmp_path: Path, binary: Binary, made_up: Path
) -> None:
    path = tmp_path / "nota.txt"
    path.write_text("first")
    first = file_at(path)
    before = step("test-copy", {}, [first], suffix=".txt")
    during = step("test-copy", {"then": "second"}, [first], suffix=".txt")
    with engine(tmp_path, binary) as works:
        works.make([before])
        with pytest.raises(MachineError, match=r"nota\.txt was changed during the build"):
            works.make([during])
        assert not works.has(during)
        assert works.path(before).read_text() == "first"


def test_a_step_without_a_result_is_an_error(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    with engine(tmp_path, binary) as works, pytest.raises(MachineError, match="without a result: nothing step"):
        works.make([made_up_step("nothing")])


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    log = tmp_path / "log"
    target = made_up_step("death", log=str(log), times=2)
    with engine(tmp_path, binary) as works:
        works.make([target])
        assert works.path(target).read_text() == "alive"
    assert log.read_text() == "xxx"


def test_a_job_that_kills_every_worker_is_given_up(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    log = tmp_path / "log"
    with engine(tmp_path, binary) as works, pytest.raises(MachineError, match=r"ended from outside.*death step"):
        works.make([made_up_step("death", log=str(log), times=99)])
    assert log.read_text() == "xxx"


def test_a_maker_that_fails_on_a_file_is_no_bug(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    missing = step("test-text", {"text": "x"}, [File(tmp_path / "gone.wav", "a" * 64)], suffix=".txt", label="voz")
    with engine(tmp_path, binary) as works, pytest.raises(MachineError, match=r"voz: No such file.*gone.wav"):
        works.make([missing])


@pytest.mark.parametrize("error", [FilesError([]), MachineError("no", "log"), WorkerBugError("text")])
def test_errors_survive_the_way_between_processes(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


@pytest.mark.slow
def test_the_same_bytes_fused_or_not_with_any_number_of_jobs(
    tmp_path: Path, binary: Binary, small_episode: Episode
) -> None:
    made = []
    for name, group, jobs in [("a", "g", 1), ("b", "g", 2), ("c", "", 1), ("d", "", 4)]:
        with engine(tmp_path / name, binary, jobs) as works:
            works.make(small_episode(group))
        made.append(contents(tmp_path / name / "store"))
    assert len(made[0]) == 4
    assert all(each == made[0] for each in made[1:])


@pytest.fixture
def damaged(clip: File, tmp_path: Path) -> File:
    """The clip with bytes overwritten here and there inside its pictures."""
    content = bytearray(clip.path.read_bytes())
    for start in range(4000, len(content) - 8000, 3000):
        content[start : start + 30] = bytes(range(100, 130))
    path = tmp_path / "damaged.mp4"
    path.write_bytes(content)
    return File(path, hashlib.sha256(content).hexdigest())


@pytest.mark.slow
@pytest.mark.parametrize("source", ["clip", "damaged"])
def test_the_same_bytes_with_any_number_of_threads(
    tmp_path: Path, binary: Binary, encode: Callable[..., Step], source: str, request: pytest.FixtureRequest
) -> None:
    """Of a damaged clip, decoders with several threads make something else every time."""
    steps = [encode(request.getfixturevalue(source), width, 90) for width in (160, 144)]
    made = []
    for number, threads in enumerate((1, 2, 5, 5, 1)):
        store, keys = Store(tmp_path / f"{number}"), Keys(binary)
        for planned in make_plan(steps, store, keys).jobs:
            perform(make_job(planned, keys), store, binary.path, threads)
        made.append(contents(store.folder))
    assert all(each == made[0] for each in made)


def test_a_broken_graph_says_what_ffmpeg_said(tmp_path: Path, binary: Binary, clip: File) -> None:
    args = ("-i", f"@{clip.digest}", "-vf", "nosuchfilter", "@output0")
    clip = replace(clip, status=status_of(clip.path))
    job = Job("ffmpeg", "{}", (), {clip.digest: clip}, (Result("a" * 64, ".mp4"),), args, "un corte")
    with pytest.raises(MachineError, match="ffmpeg failed") as raised:
        perform(job, Store(tmp_path), binary.path)
    assert "nosuchfilter" in raised.value.log
    assert str(raised.value).startswith("un corte: ") and raised.value.media == (clip.path,)
    assert not list(tmp_path.glob("tmp/*/*"))


def test_of_several_files_the_one_that_ffmpeg_names_is_at_fault(tmp_path: Path, binary: Binary, clip: File) -> None:
    other = tmp_path / "otro.mp4"
    other.write_bytes(b"no clip")
    places = {
        clip.digest: replace(clip, status=status_of(clip.path)),
        "c" * 64: File(other, "c" * 64, status_of(other)),
    }
    args = ("-i", f"@{clip.digest}", "-i", f"@{'c' * 64}", "@output0")
    job = Job("ffmpeg", "{}", (), places, (Result("a" * 64, ".mp4"),), args, "un corte")
    with pytest.raises(MachineError) as raised:
        perform(job, Store(tmp_path / "store"), binary.path)
    assert raised.value.media == (other,)


def test_makers_have_a_path_where_the_environment_has_none(
    tmp_path: Path, binary: Binary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(params: Any, inputs: Any, output: Path, tools: Any) -> None:
        output.write_text(os.environ["PATH"], encoding="utf-8")

    monkeypatch.delenv("PATH")
    monkeypatch.setattr("newscast.engine.perform.maker_of", lambda kind: told)
    store, result = Store(tmp_path), Result("a" * 64, ".txt")
    perform(Job("text", "{}", (), {}, (result,)), store, binary.path)
    assert store.path(result).read_text(encoding="utf-8") == os.defpath
