"""Workers that are forked: they do what others do, fail as others do, and none of them lives on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newscast.base.binary import Binary
from newscast.base.errors import FilesError
from newscast.engine import nursery
from newscast.engine.engine import Engine
from newscast.engine.loading import ALL, loaded_for
from newscast.engine.nursery import Forked, Nursery, forked
from newscast.engine.worker import Worker
from newscast.step.step import Step, step
from newscast.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is none elsewhere")


@pytest.fixture
def forking(made_up: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nursery]:
    monkeypatch.setattr(nursery, "_nursery", None)
    found = nursery.open_nursery()
    assert found
    yield found
    found.close()


def children(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def gone(process: int, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_forked_workers_make_the_same_bytes(
    tmp_path: Path, binary: Binary, small_episode: Callable[..., list[Step]], forking: Nursery
) -> None:
    steps = [*small_episode(), step("test-text", {"text": "hola"}, suffix=".txt")]
    made = []
    for folder in ("forked", "started"):
        with Engine(Store(tmp_path / folder), binary, 2) as works:
            works.make(steps)
            made.append([works.path(each).read_bytes() for each in steps])
            kinds = {type(worker._process) for worker in works._crew._workers}  # type: ignore[union-attr]
            assert kinds == ({Forked} if folder == "forked" else {subprocess.Popen})
        assert nursery._nursery is None and gone(forking._process.pid), "it ended with the crew"
    assert made[0] == made[1]


def test_a_forked_worker_that_dies_is_replaced_and_what_it_says_is_heard(
    tmp_path: Path, binary: Binary, forking: Nursery
) -> None:
    with Engine(Store(tmp_path / "store"), binary, 1) as works:
        death = step("test-death", {"log": str(tmp_path / "log"), "times": 2}, suffix=".txt")
        works.make([death])
        assert works.path(death).read_text() == "alive"
        with pytest.raises(FilesError, match="mal"):
            works.make([step("test-problems", {}, suffix=".txt")])
    assert len((tmp_path / "log").read_text()) == 3


def test_where_the_nursery_is_gone_workers_start_as_ever(tmp_path: Path, binary: Binary, forking: Nursery) -> None:
    forking._process.kill()
    forking._process.wait()
    with Engine(Store(tmp_path / "store"), binary, 2) as works:
        hello = step("test-text", {"text": "hola"}, suffix=".txt")
        works.make([hello])
        assert works.path(hello).read_text() == "hola"
    assert nursery._nursery is None


@pytest.mark.real
def test_a_forked_worker_ends_with_the_nursery_and_that_with_its_parent(made_up: Path, tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "from multiprocessing.connection import Pipe\n"
        "from newscast.engine.nursery import Nursery\n"
        f"near, far = Pipe(); nursery = Nursery(); made = nursery.worker(far.fileno(), ('x', {str(tmp_path)!r}, 'y'))\n"
        "print(nursery._process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    brood = int(parent.stdout.readline())
    (worker,) = children(brood)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert gone(brood) and gone(worker)


def test_a_worker_can_be_ended_while_it_is_wanted(tmp_path: Path, binary: Binary, forking: Nursery) -> None:
    worker = Worker(binary.path, Store(tmp_path / "store"))
    worker.end()
    with pytest.raises(EOFError):
        worker._start()


@pytest.mark.real
def test_it_prepares_and_goes_on_serving(forking: Nursery, tmp_path: Path) -> None:
    near, far = os.pipe()
    forking.prepare()
    made = forking.worker(near, ("x", str(tmp_path), "y"))
    assert made.poll() is None
    made.kill()
    made.kill()
    assert made.wait() == 0 == made.poll()
    os.close(near)
    os.close(far)


@pytest.mark.parametrize(
    ("kinds", "modules"),
    [
        (["digest", "alignment", "closeness"], set()),
        (["cues", "layer"], {"newscast.graphics.raster"}),
        (["measure", "facts"], set()),
        (["measure", "ffmpeg"], {"scipy.signal"}),
        (["mix"], {"scipy.signal"}),
        (["voice", "opener"], {"scipy.signal", "newscast.graphics.raster"}),
    ],
)
def test_what_is_loaded_is_what_the_steps_use(kinds: list[str], modules: set[str]) -> None:
    assert {"scipy.signal", "newscast.graphics.raster"} & {*loaded_for(kinds)} == modules


def loaded_by(process: int, library: str) -> bool:
    return library in Path(f"/proc/{process}/maps").read_text()


@pytest.mark.real
def test_workers_have_what_was_asked_for_and_once_all_are_there_no_more_is_loaded(
    forking: Nursery, tmp_path: Path
) -> None:
    """What is loaded after that is nobody's: a quarter of what a correction's planning takes."""
    near, far = os.pipe()
    forking.prepare(["scipy.ndimage"])
    brood = forking._process.pid
    end = time.monotonic() + 60
    while not loaded_by(brood, "/scipy/ndimage/") and time.monotonic() < end:
        time.sleep(0.01)
    for _each in range(os.cpu_count() or 1):
        forking.worker(near, ("x", str(tmp_path), "y"))
    workers = children(brood)
    assert all(loaded_by(each, "/scipy/ndimage/") for each in workers)
    os.kill(brood, signal.SIGSTOP)
    forking.prepare(["PIL.Image", "scipy.signal"])
    asked = threading.Thread(target=forking.worker, args=(near, ("x", str(tmp_path), "y")))
    asked.start()
    time.sleep(0.1)
    os.kill(brood, signal.SIGCONT)
    asked.join(60)
    time.sleep(1)
    assert not loaded_by(brood, "/scipy/signal/")
    os.close(near)
    os.close(far)


def test_without_one_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "_nursery", None)
    assert forked(0, ()) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert nursery.open_nursery() is None


@pytest.mark.real
def test_who_is_in_a_hurry_has_one_that_loads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []

    class Asked(Nursery):
        def __init__(self) -> None:
            super().__init__()
            self._socket.close()
            self._socket = type(
                "Line",
                (),
                {
                    "send": lambda _self, words: sent.append(words),
                    "shutdown": lambda _self, _how: None,
                    "close": lambda _self: None,
                },
            )()

    monkeypatch.setattr(nursery, "_nursery", None)
    monkeypatch.setattr(nursery, "Nursery", Asked)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    nursery.hasten()
    assert nursery._nursery is None and not sent, "one processor has enough to do"
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    nursery.hasten(loaded_for(["alignment", "captioned"]))
    assert "scipy.signal" not in json.loads(sent[0]), "words are heard, and put in, without it"
    nursery.hasten()
    nursery.hasten()
    first, second = map(json.loads, sent)
    assert sorted([*first, *second]) == sorted(ALL), "each is asked for once"
    nursery.close_nursery()
    assert nursery._nursery is None


@pytest.mark.real
def test_it_waits_for_its_workers_so_that_what_they_used_is_known(forking: Nursery, tmp_path: Path) -> None:
    near, far = os.pipe()
    forking.worker(near, ("x", str(tmp_path), "y"))
    (worker,) = children(forking._process.pid)
    forking.close()
    assert gone(worker) and forking._process.returncode == 0, "it was not killed"
    os.close(near)
    os.close(far)


@pytest.mark.real
def test_a_worker_that_ended_is_waited_for_while_the_nursery_serves(forking: Nursery, tmp_path: Path) -> None:
    """Where nobody takes note it stands in the table of processes, and what it used counts nowhere."""
    near, far = os.pipe()
    forking.worker(near, ("x", str(tmp_path), "y"))
    (worker,) = children(forking._process.pid)
    os.close(far)
    assert gone(worker) and forking._process.poll() is None
    os.close(near)


@pytest.mark.real
@pytest.mark.parametrize(("busy", "waiting"), [("0.3", "_take_note"), ("60", "_end_workers")])
def test_what_a_worker_used_counts_among_what_its_parent_did(busy: str, waiting: str) -> None:
    code = (
        "import os, resource, time\n"
        "from newscast.engine import nursery\n"
        "near, far = os.pipe()\n"
        "child = os.fork()\n"
        "while child == 0 and time.process_time() < 0.1: pass\n"
        "if child == 0: os.write(far, b'x')\n"
        f"while child == 0 and time.process_time() < {busy}: pass\n"
        "if child == 0: os._exit(0)\n"
        "nursery._workers.add(child)\n"
        "os.read(near, 1)\n"
        f"while nursery._workers: nursery.{waiting}()\n"
        "print(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 0.05
