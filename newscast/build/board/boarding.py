"""The child process of the page that draws storyboards, one at a time; what it knows of one it keeps for the next.

`python -P -m newscast.build.board.boarding NICE PARENT`. A request is a line of JSON on standard input, see
`Request`. The answers are lines of JSON on standard output: `{"board": ..., "seen": ..., "made": [keys]}` or
`{"problems": [...], "seen": ...}` once it is known what is shown, `{"made": [keys], "failed": {key: words}}` as
stills come, at last `{"end": true}`; `{"wrong": words, "log": text}` where it went wrong. Another request ends the
one before: `{"stopped": true}`. It ends with the process that started it, and when nobody asked for a while; ffmpeg
ends with it.
"""

from __future__ import annotations

import json
import os
import select
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newscast.base.asked import begin
from newscast.base.errors import FilesError, MachineError, Problem
from newscast.base.files import told_from
from newscast.base.i18n import speaking
from newscast.base.records import as_json, read_record
from newscast.base.status import Seen, noting
from newscast.build.board.drawing import Drawn, draw, namer
from newscast.build.board.stills import Memory
from newscast.build.board.storyboard import planned_board
from newscast.build.request import Options
from newscast.engine.nursery import close_nursery, open_nursery
from newscast.episode.board import BoardProblem
from newscast.rundown.signed import SignedException

IDLE_SECONDS = 600.0
_FIRST_VICTIM = 500
"""Where the memory runs out, the system shall end this sooner than the page."""
Say = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Request:
    """The board of the rundown at `path` in the newsroom at `root`, in a language; `exceptions` are those that stand
    for the episode, which only the desk gives."""

    root: str
    path: str
    language: str
    exceptions: tuple[SignedException, ...] = ()


def main() -> None:
    """Draw boards until nobody asks any more."""
    nice, parent = int(sys.argv[1]), int(sys.argv[2])
    say = begin(parent, nice)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_FIRST_VICTIM))
    memory, asking = Memory(), _Asking()
    _be_ready()
    while line := asking.line(IDLE_SECONDS):
        request = read_record(Request, json.loads(line))
        with speaking(request.language):
            say(_answered(request, memory, say, asking))
        _be_ready()
    close_nursery()


class _Asking:
    """Standard input, line by line; what waits there can be known without reading it."""

    def __init__(self) -> None:
        self._read = b""

    def line(self, patience: float) -> bytes:
        """The next line; nothing where none came in time, or nobody is there to ask."""
        while b"\n" not in self._read:
            if not select.select([0], [], [], patience)[0] or not (more := os.read(0, 1 << 16)):
                return b""
            self._read += more
        line, _break, self._read = self._read.partition(b"\n")
        return line

    @property
    def waits(self) -> bool:
        """Whether somebody asks for another board, or is gone."""
        return bool(self._read or select.select([0], [], [], 0)[0])


def _be_ready() -> None:
    """Have workers at hand before somebody waits for them; those of the board before went with it."""
    nursery = open_nursery()
    if nursery:
        nursery.prepare()


def _answered(request: Request, memory: Memory, say: Say, asking: _Asking) -> dict[str, Any]:
    """What is said last of a request."""
    with noting() as seen:
        try:
            return _drawn(request, memory, say, asking, seen)
        except FilesError as error:
            say(
                {
                    "problems": [as_json(_told(each, Path(request.root))) for each in error.problems],
                    "seen": asdict(seen),
                }
            )
            return {"end": True}
        except MachineError as error:
            return {"wrong": str(error), "log": error.log, "seen": asdict(seen)}
        except Exception as error:
            return {"wrong": str(error), "log": traceback.format_exc(), "seen": asdict(seen)}


def _drawn(request: Request, memory: Memory, say: Say, asking: _Asking, seen: Seen) -> dict[str, Any]:
    options = Options(signed=lambda _root, _episode: request.exceptions)
    planned = planned_board(Path(request.path), options, namer, memory, seen)
    drawn = Drawn(planned)
    told: set[str] = set()
    first = {"board": as_json(planned.board), "seen": asdict(seen)}

    def tell(_done: int, _of: int) -> None:
        say({**first, "made": sorted(drawn.made - told), "failed": drawn.failed})
        told.update(drawn.made)
        first.clear()

    draw(drawn, tell, lambda: not asking.waits)
    return {"stopped": True} if drawn.left else {"end": True}


def _told(problem: Problem, root: Path) -> BoardProblem:
    place = problem.place
    return BoardProblem(
        message=problem.message.replace(f"{root}/", ""),
        hint=problem.hint.replace(f"{root}/", ""),
        warning=problem.warning,
        file=told_from(root, place.file) if place else None,
        line=place.line if place else None,
    )


if __name__ == "__main__":
    main()
