"""The near end of the child processes that read rundowns as they are, or would be: newscast.build.page.consulting."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from newscast.base.i18n import language
from newscast.base.records import as_json, read_record
from newscast.base.status import Seen
from newscast.episode.consulted import Consulted
from newscast.review.episode.suspended import exceptions_at

Kind = Literal["read", "plan"]
_log = logging.getLogger(__name__)
_LONGEST = {"read": 30.0, "plan": 900.0}
"""Seconds after which a child is given up. A plan looks through media that nobody has looked at yet."""
_KNOWN = 200


def consult(
    kind: Kind, root: Path, rundown: Path, patience: float, contents: Mapping[Path, bytes] | None = None
) -> Consulted | None:
    """What is known of a rundown: what is written is `read`, or when everything will be is a `plan`; with `contents` as
    if files, by their path with links resolved, had these bytes. What is the same is found out once. None where it is
    not known within `patience` seconds; it will be later, then, unless nothing can be found out at all.
    """
    told = {os.fspath(path): base64.b64encode(data).decode() for path, data in (contents or {}).items()}
    request: dict[str, object] = {
        "kind": kind,
        "root": str(root),
        "path": str(rundown),
        "language": language(),
        "contents": told,
    }
    if kind == "plan" and (exceptions := exceptions_at(root, rundown.stem)):
        request["exceptions"] = as_json(exceptions)
    answer = _READERS[kind].ask(json.dumps(request, sort_keys=True))
    try:
        return answer.result(patience)
    except LateError:
        return None


@dataclass(frozen=True)
class _Answer:
    """What is being found out, or was; and what has to be the same for it to be true still."""

    future: Future[Consulted | None] = field(default_factory=Future)
    seen: list[Seen] = field(default_factory=list)

    def holds(self) -> bool:
        return not self.future.done() or (bool(self.seen) and self.seen[0].certain and self.seen[0].unchanged())


class _Reader:
    """One child, started when it is first asked and again after it ended, by a thread that lasts as long."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _Answer] = OrderedDict()
        self._asked: SimpleQueue[tuple[str, _Answer]] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None

    def ask(self, request: str) -> Future[Consulted | None]:
        with self._lock:
            answer = self._known.get(request)
            if answer is None or not answer.holds():
                answer = self._known[request] = _Answer()
                self._asked.put((request, answer))
                if self._thread is None:
                    # For good: the child ends with the thread that started it.
                    self._thread = threading.Thread(target=self._work, name=f"reader-{self._kind}", daemon=True)
                    self._thread.start()
            self._known.move_to_end(request)
            while len(self._known) > _KNOWN:
                self._known.popitem(last=False)
            return answer.future

    def _work(self) -> None:
        while True:
            request, answer = self._asked.get()
            found: Consulted | None = None
            try:
                found = self._found(request)
            except Exception:
                # Whoever waits is told that it is not known, and the next one is answered.
                _log.exception("a rundown was not read")
            if found and found.seen:
                answer.seen.append(Seen(**found.seen))
            answer.future.set_result(found)

    def _found(self, request: str) -> Consulted | None:
        for _try in range(2):
            # One that nobody asked for long may end at this very moment.
            if line := self._line(request):
                word = json.loads(line)
                if "told" in word:
                    return read_record(Consulted, word["told"])
                _log.warning("a rundown was not read: %s\n%s", word.get("failed"), word.get("log", ""))
                return None
        return None

    def _line(self, request: str) -> str:
        """The answer as it comes; "" where the child ended."""
        if self._process is None or self._process.poll() is not None:
            self._process = _started()
        process = self._process
        assert process.stdin and process.stdout
        limit = threading.Timer(_LONGEST[self._kind], process.kill)
        limit.daemon = True
        limit.start()
        try:
            print(request, file=process.stdin, flush=True)
            return process.stdout.readline()
        except OSError as error:
            _log.warning("nobody can be asked to read a rundown: %s", error)
            return ""
        finally:
            limit.cancel()


def _started() -> subprocess.Popen[str]:
    # Without -P, modules would be looked for in the folder in which the page was started.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "newscast.build.page.consulting", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


_READERS: Mapping[Kind, _Reader] = {"read": _Reader("read"), "plan": _Reader("plan")}
