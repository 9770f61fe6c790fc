"""The process that builds for a watcher: what it does is what `newscast build` does, and it ends with who asked."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newscast.episode.folder import read_manifest
from newscast.watch.jobs import warm
from newscast.watch.jobs.building import Builder, Limits, Request, Running
from newscast.watch.jobs.processes import members
from newscast.watch.jobs.warm import Child

STORY = """\
  - story: nota-{n}
    headline: Uno
    bed: none
    parts: [{{vo: {copy}, voice: synth, pictures: [foto.jpg, cfr.mp4]}}]
"""
HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [radio, web]\nsegments:\n"
LIMITS = Limits(nice=0)


def rundown(stories: int, copy: str = "Hola a todas y todos los que nos escuchan.", times: int = 1) -> str:
    return HEAD + "".join(STORY.format(n=n, copy=f"{copy} " * times) for n in range(stories))


class Patient:
    """A builder, and somebody who waits for what it builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._woken = threading.Event()
        self.builder = Builder(root, self._woken.set, LIMITS)

    def start(self, name: str = "hoy", only: tuple[str, ...] = ("radio",)) -> Running:
        return self.builder.start(Request(self.root / f"rundowns/{name}.yaml", True, only, self.root / "log.txt"))

    def until_share(self, build: Running, share: float) -> None:
        """Until so much of it is done."""
        self.until(lambda: build.ending() or (build.standing and build.standing.done >= share))
        assert build.ending() is None

    def until(self, true: Callable[[], Any], seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, (self.root / "log.txt").read_text()
            self._woken.wait(0.01)
            self._woken.clear()


@pytest.fixture
def office(sala: Any) -> Iterator[Patient]:
    patient = Patient(sala.root)
    yield patient
    patient.builder.close()


@pytest.fixture
def child(sala: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a process that waits for a request."""
    started: list[Child] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(Child(sala.root, "en", 3))
        return started[-1].process

    yield start
    for each in started:
        each.dismiss()


def ask(process: subprocess.Popen[bytes], *arguments: str) -> None:
    assert process.stdin
    process.stdin.write(json.dumps(arguments).encode() + b"\n")
    process.stdin.flush()


def test_it_says_what_the_command_says(sala: Any, child: Callable[[], subprocess.Popen[bytes]]) -> None:
    sala.write(rundown(1).replace("headline", "headlin"))
    process = child()
    ask(process, "--draft", "--only", "radio", "--", str(sala.root / "rundowns/hoy.yaml"))
    assert process.stdout and process.stderr
    said = process.stdout.read()
    errors = process.stderr.read()
    command = [sys.executable, "-c", "from newscast.cli.main import main; main()", "build", "--events", "-v", "--draft"]
    known = subprocess.run([*command, str(sala.root / "rundowns/hoy.yaml")], capture_output=True)
    assert (said, errors, process.wait()) == (known.stdout, known.stderr, known.returncode)
    assert known.returncode == 1 and json.loads(said.splitlines()[-1])["code"] == "key-unknown"


def test_one_that_is_asked_for_nothing_sensible_says_so(child: Callable[[], subprocess.Popen[bytes]]) -> None:
    process = child()
    ask(process, "--only", "telegrama", "--", "rundowns/hoy.yaml")
    assert process.stdout
    assert json.loads(process.stdout.read().splitlines()[-1])["code"] == "usage" and process.wait() == 2


def test_it_waits_modestly_and_ends_when_nobody_can_ask_any_more(child: Callable[[], subprocess.Popen[bytes]]) -> None:
    process = child()
    end = time.monotonic() + 30
    while os.getpriority(os.PRIO_PROCESS, process.pid) < 3:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert os.getsid(process.pid) == process.pid
    assert process.stdin and process.stdout
    process.stdin.close()
    assert (process.wait(60), process.stdout.read()) == (0, b"")


def test_it_ends_when_it_has_waited_long_enough(
    child: Callable[[], subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "IDLE_SECONDS", 0.1)
    monkeypatch.setattr(warm, "_MARGIN", 0.1)
    assert child().wait(60) == 0


def test_one_whose_program_was_changed_meanwhile_begins_again(
    sala: Any, child: Callable[[], subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that Python takes libraries from stands for them all."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    starts = tmp_path / "starts"
    code = f"import os; open({str(starts)!r}, 'a').write(f'{{os.getpid()}}\\n')"
    (libraries / "sitecustomize.py").write_text(code)
    paths = [str(libraries), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    time.sleep(0.06)  # What was changed just now is doubtful.
    sala.write(rundown(1).replace("headline", "headlin"))

    def begun(change: bool) -> int:
        """How often the process that waits began."""
        starts.unlink(missing_ok=True)
        process = child()
        while not starts.exists() or not starts.read_text().endswith("\n"):
            time.sleep(0.01)
        assert process.stdout
        if change:
            # It has its program in mind before it waits, and what it imports changes no folder.
            while not Path(f"/proc/{process.pid}/wchan").exists() or not _waits(process.pid):
                time.sleep(0.02)
            (libraries / "new.py").touch()
            time.sleep(0.06)
        ask(process, "--draft", "--", str(sala.root / "rundowns/hoy.yaml"))
        assert json.loads(process.stdout.read().splitlines()[-1])["code"] == "key-unknown"
        assert process.wait() == 1
        return starts.read_text().splitlines().count(str(process.pid))

    assert begun(False) == 1
    assert begun(True) == 2


def _waits(process: int) -> bool:
    """Whether a process has loaded what it needs: it sleeps, and its clock stands still."""
    before = _state(process), _clock(process)
    time.sleep(0.3)
    return before == (_state(process), _clock(process)) and before[0] == "S" and before[1] > 20


def _clock(process: int) -> int:
    return sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]))


@pytest.mark.slow
def test_warm_and_cold_leave_the_same_and_a_failing_medium_is_named(office: Patient, sala: Any) -> None:
    sala.write(rundown(1))
    endings = []
    for ready in (False, True):
        if ready:
            office.builder.ready()
        build = office.start()
        office.until(build.ending)
        endings.append(build.ending())
        sala.write(rundown(1) + "\n# dicho de otro modo\n")
    one, two = endings
    assert one and two and one.exit_code == two.exit_code == 0
    assert (one.version, one.verdict) == (two.version, two.verdict) == (1, "pass")
    assert one.rendered and two.rendered == 0
    assert "warm" in (sala.root / "log.txt").read_text().splitlines()[0]


def _is_whole(folder: Path) -> bool:
    """Whether an episode's folder holds nothing, or all that its manifest lists and no more."""
    there = {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*") if path.parent.name != "history"
    }
    manifest = read_manifest(folder)
    if manifest is None:
        return not there
    listed = {file["path"]: file["sha256"] for each in manifest["deliverables"].values() for file in each["files"]}
    return listed == {path: hashlib.sha256(content).hexdigest() for path, content in there.items()}


def _rendering(session: int) -> list[int]:
    """The processes of a build but itself, and those that only wait for the disk to take what they have written."""
    return [process for process in members(session) if process != session and _state(process) not in ("D", "Z", "")]


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


@pytest.mark.slow
def test_a_build_that_is_stopped_renders_no_more_in_a_moment(office: Patient, sala: Any, own_store: Path) -> None:
    """At moments all through it; what was finished is there for the next one, and nothing half-made is anywhere."""
    store = own_store
    sala.write(rundown(3, times=4))
    stops, finished = [], 0
    for share in (0.0, 0.1, 0.3, 0.6):
        office.builder.ready()
        build = office.start(only=("web",))
        office.until_share(build, share)
        began = time.monotonic()
        build.stop()
        while _rendering(build._process.pid):
            assert time.monotonic() - began < 30
            time.sleep(0.005)
        stops.append(time.monotonic() - began)
        office.until(build.ending, 10)
        ending = build.ending()
        assert ending and members(build._process.pid) == []
        if ending.exit_code == 0:
            # It was done in the moment in which it was stopped.
            break
        assert ending.exit_code == 130
        kept = len(list(store.glob("objects/*/*")))
        assert kept >= finished and not [path for path in store.glob("tmp/*/*") if path.is_file()]
        assert _is_whole(sala.root / "output/hoy/draft")
        finished = kept
    # Half a second where nothing else is done; a machine that has other things to do is late.
    assert len(stops) > 2 and sorted(stops)[len(stops) // 2] < 8, stops
    assert finished > 5
    build = office.start(only=("web",))
    office.until(build.ending)
    ending = build.ending()
    assert ending and ending.exit_code == 0 and _is_whole(sala.root / "output/hoy/draft")
    assert list((sala.root / "output/hoy/draft/web").glob("*.mp4"))


WATCHER = """
import sys, time
from pathlib import Path
from newscast.watch.jobs.building import Builder, Limits, Request
root = Path(sys.argv[1])
builder = Builder(root, lambda: None, Limits(nice=0))
if sys.argv[2] == "warm":
    builder.ready()
build = builder.start(Request(root / "rundowns/hoy.yaml", True, ("web",), root / "log.txt"))
builder.ready()
waiting = builder._warm._child.process.pid
print(build._process.pid, waiting, flush=True)
while not build.standing or build.standing.done < float(sys.argv[3]):
    time.sleep(0.01)
print("now", flush=True)
time.sleep(600)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("how", "share"), [("cold", 0.0), ("warm", 0.3)])
def test_kill_9_of_the_watcher_leaves_no_orphan(sala: Any, own_store: Path, how: str, share: float) -> None:
    sala.write(rundown(3, times=3))
    command = [sys.executable, "-c", WATCHER, str(sala.root), how, str(share)]
    watcher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert watcher.stdout
    build, waiting = map(int, watcher.stdout.readline().split())
    assert watcher.stdout.readline() == "now\n"
    watcher.send_signal(signal.SIGKILL)
    watcher.wait()
    began = time.monotonic()
    while left := members(build) + members(waiting):
        assert time.monotonic() - began < 60, left
        time.sleep(0.01)
    assert not [path for path in own_store.glob("tmp/*/*") if path.is_file()]
    assert _is_whole(sala.root / "output/hoy/draft")
