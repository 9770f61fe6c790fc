"""The storyboards that are looked at: each drawn by one child process, and anew when what it shows was saved.

Nothing here knows what is drawn: see newscast.build.board.boarding for what is asked and answered.
"""

from __future__ import annotations

import json
import logging
import os
import select
import subprocess
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from newscast.base.i18n import _, speaking
from newscast.base.records import as_json, read_record
from newscast.base.status import Seen
from newscast.episode.board import Board, BoardProblem
from newscast.rundown.signed import SignedException

_log = logging.getLogger(__name__)
COMMAND = (sys.executable, "-P", "-m", "newscast.build.board.boarding")
"""Without -P, modules would be looked for in the folder in which the page was started."""
_NICE = 5
_MOST = 12
"""Boards that are known at a time."""
_EVERY = 0.5
"""Seconds for which it is taken that nothing was saved, however many look."""
_STUCK = 180.0
"""Seconds without a word after which the child is ended."""
_AGAIN = 20.0
"""Seconds until what went wrong is tried again where nothing was saved meanwhile."""


@dataclass(frozen=True)
class Wanted:
    """A board: of which rundown, in which language, with what directors signed for it."""

    root: str
    path: str
    language: str
    exceptions: tuple[SignedException, ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a board stands. `board` is the last that could be read, and `mark` another one where that is; `made` and
    `failed` are its stills by key, the latter with the reason; `problems` are why the rundown as it is now cannot be
    shown, `wrong` what went wrong besides. While it is `reading`, what is saved now is not shown yet."""

    state: Literal["reading", "drawing", "done"] = "reading"
    board: Board | None = None
    mark: int = 0
    made: frozenset[str] = frozenset()
    failed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[BoardProblem, ...] = ()
    wrong: str = ""
    seen: Seen | None = None
    at: float = 0.0
    """When it was known last that it is as the files are, as time.monotonic() has it."""

    @property
    def left(self) -> tuple[str, ...]:
        """The keys of the stills that are still to be made."""
        stills = self.board.stills if self.board else ()
        return tuple(dict.fromkeys(s.key for s in stills if s.key not in self.made and s.key not in self.failed))


class Boards:
    """Use it from any thread. The child is started when somebody looks, and ends when nobody does for long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[Wanted, Standing] = OrderedDict()
        self._asked: deque[Wanted] = deque()
        self._new: list[Wanted] = []
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._wake = (-1, -1)
        """A pipe, once somebody has looked."""
        self._heard = time.monotonic()
        self._closed = False

    def look(self, wanted: Wanted) -> Standing:
        """How a board stands now; it is drawn where it is not yet, or where something was saved since."""
        with self._lock:
            known = self._known.setdefault(wanted, Standing())
            self._known.move_to_end(wanted)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
            due = time.monotonic() - known.at > (_AGAIN if known.wrong else _EVERY)
            if self._is_under_way(wanted) or (known.at and not due):
                return known
        # The disk is asked without anybody waiting for that.
        if known.at and known.seen and not known.wrong and known.state == "done" and known.seen.unchanged():
            self._note(wanted, at=time.monotonic())
        else:
            self._want(wanted)
        return self._known.get(wanted, known)

    def holds(self, root: Path, path: Path, key: str) -> bool:
        """Whether a still is on a board of this rundown, in any language, and was made."""
        with self._lock:
            boards = [
                each for wanted, each in self._known.items() if (wanted.root, wanted.path) == (str(root), str(path))
            ]
        return any(key in each.made for each in boards)

    def close(self) -> None:
        """End it for good: nothing that the child has would have to be saved."""
        self._closed = True
        self._poke()
        if child := self._child:
            child.kill()

    def _is_under_way(self, wanted: Wanted) -> bool:
        if wanted in self._new:
            return True
        known = self._known.get(wanted)
        if wanted not in self._asked or known is None:
            return False
        # What is being drawn may be out of date by now: that is looked at, too.
        return known.state == "reading" or time.monotonic() - known.at < _EVERY or self._holds_still(wanted, known)

    def _holds_still(self, wanted: Wanted, known: Standing) -> bool:
        unchanged = known.seen is None or known.seen.unchanged()
        if unchanged:
            self._known[wanted] = replace(known, at=time.monotonic())
        return unchanged

    def _want(self, wanted: Wanted) -> None:
        with self._lock:
            if wanted not in self._new and not self._closed:
                self._new.append(wanted)
                self._known[wanted] = replace(self._known.get(wanted, Standing()), state="reading")
            if self._thread is None:
                # For good: the child ends with the thread that started it.
                self._wake = os.pipe()
                self._thread = threading.Thread(target=self._work, name="boards", daemon=True)
                self._thread.start()
        self._poke()

    def _poke(self) -> None:
        with suppress(OSError):
            os.write(self._wake[1], b".")

    def _note(self, wanted: Wanted, **told: Any) -> None:
        with self._lock:
            if wanted in self._known:
                self._known[wanted] = replace(self._known[wanted], **told)

    def _work(self) -> None:
        read = b""
        while not self._closed:
            self._send()
            out = self._child.stdout.fileno() if self._child and self._child.stdout else None
            ready, _w, _x = select.select([self._wake[0], *([out] if out is not None else [])], [], [], 5.0)
            if self._wake[0] in ready:
                os.read(self._wake[0], 1 << 12)
            if out is not None and out in ready:
                more = os.read(out, 1 << 16)
                read += more
                self._heard = time.monotonic()
                *lines, read = read.split(b"\n")
                for line in lines:
                    self._hear(json.loads(line))
                if not more:
                    read = b""
                    self._lost()
            elif self._asked and time.monotonic() - self._heard > _STUCK:
                _log.warning("no board came for %s s", _STUCK)
                read = b""
                self._lost()

    def _send(self) -> None:
        """Ask for what is wanted; another board that is being drawn is drawn on afterwards."""
        with self._lock:
            new, self._new = self._new, []
            self._asked.extend(new)
        for wanted in new:
            try:
                if self._child is None:
                    self._start()
                assert self._child and self._child.stdin
                self._child.stdin.write(json.dumps(as_json(wanted)).encode() + b"\n")
                self._child.stdin.flush()
            except OSError as error:
                _log.warning("nobody can be asked for a board: %s", error)
                self._lost()
                return
            self._heard = time.monotonic()

    def _start(self) -> None:
        command = [*COMMAND, str(_NICE), str(os.getpid())]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _hear(self, word: Mapping[str, Any]) -> None:
        """A line of the child, about the first of those that were asked for."""
        if not self._asked:
            return
        wanted, now = self._asked[0], time.monotonic()
        known = self._known.get(wanted, Standing())
        if "board" in word:
            self._show(wanted, known, word)
        elif "problems" in word:
            problems = tuple(read_record(BoardProblem, each) for each in word["problems"])
            self._note(wanted, problems=problems, wrong="", seen=Seen(**word["seen"]), at=now)
        elif "wrong" in word:
            _log.warning("no board: %s\n%s", word["wrong"], word.get("log", ""))
            self._note(wanted, state="done", wrong=word["wrong"], seen=Seen(**word["seen"]), at=now)
            self._asked.popleft()
        elif "made" in word:
            self._note(wanted, made=known.made | frozenset(word["made"]), failed=word["failed"])
        elif "stopped" in word:
            self._asked.popleft()
            if wanted not in self._asked:
                self._want(wanted)
        elif "end" in word:
            self._asked.popleft()
            if wanted not in self._asked:
                self._note(wanted, state="done")

    def _show(self, wanted: Wanted, known: Standing, word: Mapping[str, Any]) -> None:
        board: Board = read_record(Board, word["board"])
        self._note(
            wanted,
            state="drawing",
            board=board,
            mark=known.mark + (board != known.board),
            made=frozenset(word["made"]),
            failed=word["failed"],
            problems=(),
            wrong="",
            seen=Seen(**word["seen"]),
            at=time.monotonic(),
        )

    def _lost(self) -> None:
        """The child is gone, or is made to go; whoever waits is told."""
        child, self._child = self._child, None
        if child:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
        asked, self._asked = list(self._asked), deque()
        for wanted in asked:
            self._note(wanted, state="done", wrong=_ended(wanted), at=time.monotonic())


def _ended(wanted: Wanted) -> str:
    with speaking(wanted.language):
        return _("The program that draws it ended. Is there memory left on the server?")
