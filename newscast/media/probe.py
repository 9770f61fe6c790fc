"""Probing: what each file is, found out once in limited child processes and remembered."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.errors import Problem
from newscast.base.status import note, settled_status, status_in, status_of
from newscast.media.facts import Facts, result_of
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.verdicts import problem

if TYPE_CHECKING:
    import subprocess

__all__ = ["Memory", "probe"]

_BLOCK = 1 << 20
_MOST_CHILDREN = 4
_LOOKS = 3
"""How often a file is looked at that changes meanwhile."""


def probe(files: Sequence[Path], remember: Memory | None = None) -> dict[Path, MediaInfo | Problem]:
    """What each file is, or what is wrong with it; a Problem has no place yet.

    Files that have not changed since `remember` saw them are not opened. The others are looked at in child
    processes (newscast.media.child), one file at a time each, and hashed.
    """
    results: dict[Path, MediaInfo | Problem] = {}
    unknown = list(dict.fromkeys(files))
    for _look in range(_LOOKS):
        opened: dict[Path, os.stat_result] = {}
        for path in unknown:
            answer = _without_opening(path, remember)
            if isinstance(answer, os.stat_result):
                opened[path] = answer
            else:
                results[path] = answer
        results.update(_open(opened, remember))
        # What was looked at and what was hashed may be two contents.
        unknown = [path for path, status in opened.items() if status_of(path) != status_in(status)]
    results.update({path: problem("changing", path) for path in unknown})
    if remember is not None:
        remember.save()
    return {path: results[path] for path in dict.fromkeys(files)}


def _without_opening(path: Path, remember: Memory | None) -> MediaInfo | Problem | os.stat_result:
    note(path)
    try:
        status = path.stat()
    except PermissionError:
        return problem("permission", path)
    except (OSError, ValueError):
        return problem("missing", path)
    if remember is not None and (known := remember.recall(path.absolute(), status)):
        try:
            return result_of(known[0], path, known[1], status_in(status))
        except (KeyError, TypeError, ValueError):
            pass
    return _settled(path, status)


def _settled(path: Path, status: os.stat_result) -> os.stat_result:
    """The status by which every later change shows."""
    if settled_status(path) == status_in(status):
        return status
    try:
        return path.stat()
    except OSError:
        return status


def _open(files: dict[Path, os.stat_result], remember: Memory | None) -> dict[Path, MediaInfo | Problem]:
    """Share the files out to a few children, each led by a thread of ours that also hashes."""
    waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for path in files:
        waiting.put(path)
    found: dict[Path, tuple[Facts, str]] = {}
    children = [_Child() for _ in range(min(len(files), os.cpu_count() or 1, _MOST_CHILDREN))]
    leaders = [threading.Thread(target=_lead, args=(child, waiting, found)) for child in children]
    for leader in leaders:
        leader.start()
    try:
        for leader in leaders:
            leader.join()
    except BaseException:
        _abandon(waiting, children)
        raise
    results: dict[Path, MediaInfo | Problem] = {}
    for path, status in files.items():
        facts, digest = found.get(path, ({"fault": "unreadable"}, ""))
        results[path] = result_of(facts, path, digest, status_in(status))
        if remember is not None and _is_lasting(facts) and status_of(path) == status_in(status):
            remember.keep(path.absolute(), status, facts, digest)
    return results


def _lead(child: _Child, waiting: queue.SimpleQueue[Path], found: dict[Path, tuple[Facts, str]]) -> None:
    try:
        while True:
            path = waiting.get_nowait()
            child.ask(path)
            digest = _digest(path)
            found[path] = child.answer(), digest
    except queue.Empty:
        pass
    finally:
        child.close()


def _abandon(waiting: queue.SimpleQueue[Path], children: Sequence[_Child]) -> None:
    """Leave nothing to do and nobody who does it: the user interrupted."""
    with contextlib.suppress(queue.Empty):
        while True:
            waiting.get_nowait()
    for child in children:
        child.kill()


class _Child:
    """A child process that is started when it is first asked, and again after it broke."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def ask(self, path: Path) -> None:
        import json

        self._process = self._process or _start()
        assert self._process.stdin
        try:
            print(json.dumps(str(path)), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            self.close()

    def answer(self) -> Facts:
        import json

        line = self._process.stdout.readline() if self._process and self._process.stdout else ""
        if not line.endswith("\n"):
            self.close()
            return {"fault": "unreadable"}
        return dict(json.loads(line))

    def kill(self) -> None:
        """End a child that is at work; whoever waits for its answer gets none."""
        if process := self._process:
            process.kill()

    def close(self) -> None:
        """Be done with a child: it holds nothing that would have to be saved."""
        if self._process is None:
            return
        process, self._process = self._process, None
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        process.kill()
        process.wait()


def _start() -> subprocess.Popen[str]:
    import subprocess

    return subprocess.Popen(
        [sys.executable, "-m", "newscast.media.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def _digest(path: Path) -> str:
    """SHA-256 of the content, in hex; empty where it cannot be read, which the child tells about."""
    import hashlib

    content = hashlib.sha256()
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                content.update(block)
    except OSError:
        return ""
    return content.hexdigest()


def _is_lasting(facts: Facts) -> bool:
    """Whether an answer holds as long as the file does not change; a failed look may go better next time."""
    return facts.get("fault") not in ("missing", "permission", "unreadable", "directory", "special")
