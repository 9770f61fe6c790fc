"""Builds as child processes: what they say, how they end, their limits, and that nothing of them lives on."""

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
from typing import Any

import pytest
from leftovers import Leftovers

from newscast.desk.job import Ending
from newscast.watch.jobs import running, warm
from newscast.watch.jobs.building import Builder, Limits, Request, Running
from newscast.watch.jobs.processes import members, memory_of

SAYING = """
import json, os, signal, subprocess, sys, time
arguments = json.loads(sys.stdin.readline())
def say(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)
def progress(done, label="", seconds_left=None):
    say("progress", done=done, seconds_left=seconds_left, label=label)
def problem(message, code="machine", level="error", **more):
    nothing = dict.fromkeys(("file", "line", "column", "medium"))
    say("problem", **{"level": level, "code": code, "message": message, "hint": "", **nothing, **more})
def built(**more):
    say("built", **{"folder": "/x", "draft": True, "version": 3, "verdict": "pass", "rendered": 2, **more})
def helper(code="import time; time.sleep(60)", **how):
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.DEVNULL, **how)
"""
ROOMY = Limits(memory=4 << 30)


class Desk:
    """A builder whose builds are a script, and who is woken."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.woken = threading.Event()
        self.builders: list[Builder] = []
        patch.setattr(warm, "COMMAND", (sys.executable, "-c", "exec(open('child.py').read())"))

    def script(self, code: str) -> None:
        (self.root / "child.py").write_text(SAYING + code)

    def builder(self, limits: Limits = ROOMY) -> Builder:
        self.builders.append(Builder(self.root, self.woken.set, limits))
        return self.builders[-1]

    def start(
        self, code: str, limits: Limits = ROOMY, rundown: str = "hoy.yaml", only: tuple[str, ...] = ()
    ) -> Running:
        self.script(code)
        return self.builder(limits).start(Request(self.root / rundown, True, only, self.log))

    def ended(self, code: str, **how: Any) -> Ending:
        return self.end(self.start(code, **how))

    def end(self, build: Running, seconds: float = 60) -> Ending:
        """As a watcher waits: it sleeps until it is woken."""
        until = time.monotonic() + seconds
        while (ending := build.ending()) is None:
            assert time.monotonic() < until
            self.woken.wait(1)
            self.woken.clear()
        return ending

    def was_warm(self) -> bool:
        return self.log.read_text().splitlines()[0].endswith(", warm")

    @property
    def log(self) -> Path:
        return self.root / "logs" / "1.log"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    made = Desk(tmp_path, monkeypatch)
    yield made
    for builder in made.builders:
        builder.close()


def until(true: Callable[[], Any], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.real
def test_what_a_build_says_comes_as_it_is_said(desk: Desk) -> None:
    build = desk.start(
        "progress(0.25, 'Mira', 8.5)\nproblem('Falta.', 'file-missing', 'warning', file='a.yaml', line=2, column=3)\n"
        "while not os.path.exists('go'): time.sleep(0.01)\n"
        "progress(1, 'Mira', 0)\nbuilt()\nprint('passed', file=sys.stderr)"
    )
    until(lambda: build.problems)
    assert build.standing and (build.standing.done, build.standing.seconds_left, build.standing.label) == (
        0.25,
        8.5,
        "Mira",
    )
    assert build.ending() is None and desk.woken.is_set()
    (desk.root / "go").touch()
    ending = desk.end(build)
    (said,) = ending.problems
    assert (said.level, said.code, said.message, said.file, said.line, said.column) == (
        "warning", "file-missing", "Falta.", "a.yaml", 2, 3,
    )  # fmt: skip
    assert (ending.exit_code, ending.version, ending.verdict, ending.rendered) == (0, 3, "pass", 2)
    assert (ending.reason, ending.failure, ending.log) == ("", None, str(desk.log))
    first, *rest = desk.log.read_text().splitlines()
    assert "hoy.yaml" in first and "passed" in rest and "exit code 0" in rest[-1]


@pytest.mark.real
@pytest.mark.parametrize(
    "name", ["hoy.yaml", "con\nsalto y 'comillas'.yaml", "-guion ñ.yaml", os.fsdecode(b"medio\xff.yaml")]
)
def test_it_is_asked_for_with_any_name(desk: Desk, name: str) -> None:
    asked = desk.root / "asked"
    desk.ended(f"open({str(asked)!r}, 'w').write(json.dumps(arguments)); built()", rundown=name, only=("web", "radio"))
    assert json.loads(asked.read_text()) == ["--draft", "--only", "web,radio", "--", str(desk.root / name)]


_ALIKE = "ffmpeg a.mp4 Foto: ffmpeg"
FFMPEG = "problem('Foto: ffmpeg failed: [h264 @ 0x55d0c8{0}] bad data at {0}', 'ffmpeg', medium='a.mp4'); sys.exit(74)"


@pytest.mark.real
@pytest.mark.parametrize(
    ("code", "exit_code", "reason", "failure"),
    [
        ("built(verdict='fail'); sys.exit(3)", 3, "", None),
        ("problem('No headline.', 'key-missing', hint='Write one.'); sys.exit(1)", 1, "No headline. Write one.", None),
        ("problem('The disk is full.'); sys.exit(74)", 74, "The disk is full.", None),
        (FFMPEG.format("12"), 74, "Foto: ffmpeg failed: [h264 @ 0x55d0c812] bad data at 12", _ALIKE),
        ("problem('A bug.', 'bug'); sys.exit(70)", 70, "A bug.", None),
        ("problem('Interrupted.', 'interrupted'); sys.exit(130)", 130, "Interrupted.", None),
        ("sys.exit(9)", 9, "The build failed with exit code 9.", None),
        ("pass", 70, "The build ended without saying what it built.", None),
        ("os.kill(os.getpid(), signal.SIGKILL)", 74, "The build was ended from outside (signal 9)", None),
    ],
)  # fmt: skip
def test_how_it_ends(desk: Desk, code: str, exit_code: int, reason: str, failure: str | None) -> None:
    ending = desk.ended(code)
    assert ending.exit_code == exit_code
    assert ending.reason.startswith(reason) and bool(ending.reason) == bool(reason)
    assert (ending.failure or "").startswith(failure or "") and bool(ending.failure) == bool(failure)
    assert "exit code" in desk.log.read_text().splitlines()[-1]


@pytest.mark.real
def test_the_same_failure_has_the_same_name_and_another_one_has_not(desk: Desk) -> None:
    one, two, other = (desk.ended(FFMPEG.format(text)).failure for text in ("12", "7", "7; no such filter"))
    assert one == two != other


@pytest.mark.real
def test_what_is_no_event_harms_nothing(desk: Desk) -> None:
    strange = [
        *(b"\xff\xfe", b"[]", b"[" * 5000, b"x" * 3_000_000),
        *(b'{"event": "explosion"}', b'{"event": ["progress"]}', b'{"event": "progress", "done": NaN}'),
        b'{"event": "progress", "done": 7, "label": "", "seconds_left": null}',
        b'{"event": "built", "folder": "/x", "draft": 1, "version": 1, "verdict": "pass", "rendered": 1}',
    ]
    (desk.root / "strange").write_bytes(b"\n".join(strange) + b"\n")
    ending = desk.ended(
        "os.write(1, b'') ; sys.stdout.buffer.write(open('strange', 'rb').read())\nbuilt(version=8, newer=1)"
    )
    assert (ending.exit_code, ending.version, ending.problems) == (0, 8, ())
    log = desk.log.read_text()
    assert log.count("not an event") >= len(strange) and len(log) < 20_000


@pytest.mark.real
def test_half_characters_of_names_can_be_kept(desk: Desk) -> None:
    (said,) = desk.ended("problem('a\\udcff', 'file-name', file='b\\udcff', medium='c\\udcff'); sys.exit(1)").problems
    for text in (said.message, said.file, said.medium):
        assert text and text.encode()


@pytest.mark.real
def test_a_log_keeps_the_start_and_the_end(desk: Desk) -> None:
    desk.ended("sys.stderr.write('begins\\n' + 'x' * 3_000_000 + '\\nends\\n'); built()")
    content = desk.log.read_text()
    assert "begins" in content[:200] and "\nends\n" in content[-500:] and "bytes are left out here]" in content
    assert len(content) < 900_000


@pytest.mark.real
def test_a_log_that_cannot_be_written_stops_nothing(desk: Desk) -> None:
    (desk.root / "logs").write_text("a file")
    ending = desk.ended("print('x' * 100_000, file=sys.stderr); built()")
    assert (ending.exit_code, ending.log) == (0, None)


STUBBORN = """
signal.signal(signal.SIGTERM, signal.SIG_IGN)
other = helper("import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)", process_group=0)
open('pids', 'w').write(f"{os.getpid()} {other.pid}")
progress(0.5, 'Noche')
time.sleep(60)
"""


@pytest.mark.real
def test_one_that_will_not_stop_renders_no_more_in_half_a_second_and_is_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its workers go long before itself, and nobody waits for that, however slow this machine is."""
    assert running._RENDERING_ENDS + 2 * running._SOON < 0.5
    monkeypatch.setattr(running, "_CLEARED", 60)
    build = desk.start(STUBBORN)
    until(lambda: build.standing)
    leader, other = map(int, (desk.root / "pids").read_text().split())
    build.stop()
    build.stop()
    until(lambda: not lives(other))
    assert lives(leader) and build.ending() is None
    monkeypatch.setattr(running, "_CLEARED", 0)
    ending = desk.end(build)
    assert (ending.exit_code, ending.reason, ending.failure) == (130, "The build was stopped.", None)
    assert not lives(leader) and members(leader) == []


@pytest.mark.real
def test_what_a_build_leaves_behind_is_ended_with_it(desk: Desk) -> None:
    ending = desk.ended("open('pid', 'w').write(str(helper(process_group=0).pid)); built()")
    assert ending.exit_code == 0
    assert not lives(int((desk.root / "pid").read_text()))


@pytest.mark.real
def test_one_that_is_stopped_when_it_is_done_is_done(desk: Desk) -> None:
    build = desk.start("signal.signal(15, lambda *_: (built(), os._exit(0)))\nprogress(1)\ntime.sleep(60)")
    until(lambda: build.standing)
    build.stop()
    assert desk.end(build).exit_code == 0


STANDING = "while True: progress(0.5, 'Noche'); time.sleep(0.05)"
SLOW = "for n in range(9999): progress(n / 9999); time.sleep(0.01)"
GREEDY = "progress(0.5)\nhelper('x = bytearray(300 << 20); import time; time.sleep(60)').wait()"


@pytest.mark.real
@pytest.mark.parametrize(
    ("limits", "code", "reason"),
    [
        (Limits(memory=4 << 30, still=1), STANDING, "it got no further (Noche)."),
        (Limits(memory=4 << 30, long=1), SLOW, "it took longer than"),
        (Limits(memory=200 << 20), GREEDY, "it needed more than 209.7 MB of memory."),
    ],
)
def test_limits(desk: Desk, monkeypatch: pytest.MonkeyPatch, limits: Limits, code: str, reason: str) -> None:
    monkeypatch.setattr(running, "_TICK", 0.1)
    endings = [desk.ended(code, limits=limits) for _ in range(2)]
    for ending in endings:
        assert ending.exit_code == 74 and reason in ending.reason, ending
    assert endings[0].failure == endings[1].failure != None  # noqa: E711
    assert "cut short" in desk.log.read_text()


@pytest.mark.real
def test_memory_is_counted_over_all_processes_but_not_what_they_share() -> None:
    code = "import time; x = bytearray(50 << 20); print(flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert process.stdout and process.stdout.readline()
        assert members(process.pid) == [process.pid]
        assert 50 << 20 < memory_of([process.pid]) < 70 << 20
        assert memory_of([process.pid, 0]) == memory_of([process.pid])
    finally:
        process.kill()
        process.communicate()


@pytest.mark.real
def test_where_no_program_can_be_started_the_build_failed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "COMMAND", (str(desk.root / "gone"),))
    builder = desk.builder()
    builder.ready()
    ending = builder.start(Request(desk.root / "hoy.yaml", True, (), desk.log)).ending()
    assert (
        ending and ending.exit_code == 74 and ending.reason.startswith("The build could not be started: No such file")
    )


@pytest.mark.real
def test_a_warm_child_is_used_once_and_a_cold_one_does_the_same(desk: Desk) -> None:
    desk.script("built()")
    builder = desk.builder()
    builder.ready()
    builder.ready()
    waiting = _waiting(builder)
    first = builder.start(Request(desk.root / "hoy.yaml", True, (), desk.log))
    assert desk.end(first).exit_code == 0
    assert desk.was_warm() and f"process {waiting}" in desk.log.read_text()
    second = builder.start(Request(desk.root / "hoy.yaml", True, (), desk.log))
    assert desk.end(second).exit_code == 0
    assert not desk.was_warm()


@pytest.mark.real
@pytest.mark.parametrize("change", ["it waited too long", "the language", "it died"])
def test_a_warm_child_that_is_of_no_use_is_let_go(desk: Desk, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    if change == "it waited too long":
        monkeypatch.setattr(warm, "IDLE_SECONDS", 0.0)
    desk.script("built()")
    builder = desk.builder()
    builder.ready()
    waiting = _waiting(builder)
    if change == "the language":
        monkeypatch.setenv("NEWSCAST_LANG", "es")
    if change == "it died":
        os.kill(waiting, signal.SIGKILL)
        until(lambda: not lives(waiting))
    builder.idle()
    assert not lives(waiting)
    assert desk.end(builder.start(Request(desk.root / "hoy.yaml", True, (), desk.log))).exit_code == 0
    assert not desk.was_warm()


@pytest.mark.real
def test_closing_ends_builds_and_the_one_that_waits(desk: Desk) -> None:
    build = desk.start("progress(0.1); time.sleep(60)")
    until(lambda: build.standing)
    builder = desk.builders[-1]
    builder.ready()
    waiting = _waiting(builder)
    builder.close()
    ending = build.ending()
    assert ending and ending.exit_code == 130 and not lives(waiting)


@pytest.mark.real
def test_nothing_stays_open_after_many_builds(desk: Desk) -> None:
    desk.script("built()")
    builder = desk.builder()
    left = Leftovers()
    for _ in range(5):
        builder.ready()
        desk.end(builder.start(Request(desk.root / "hoy.yaml", True, (), desk.log)))
    until(lambda: not left.now())


def _waiting(builder: Builder) -> int:
    child = builder._warm._child
    assert child
    return child.process.pid
