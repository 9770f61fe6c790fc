"""What a worker answers, as plain data that is read strictly: it opens files that nobody vouches for.

An answer is one JSON object: `{"progress": seconds}`, `{"done": true}`, or what went wrong, which is one of
`{"problems": [[message, hint, [file, line, column] | null, warning, code, medium | null], ...]}`,
`{"machine": [message, log]}`, `{"medium": [message, log, [path, ...]]}` (the machine failed at these of the user's
files), `{"ffmpeg": [message, log, [path, ...]]}` (ffmpeg did, perhaps at none of them) and `{"bug": traceback}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newscast.base.errors import FfmpegError, FilesError, MachineError, Place, Problem

MOST_BYTES = 4 << 20
"""Of one answer; what is longer is none."""
_MOST_TEXT = 64 << 10
_MOST_MEDIA = 50
_MOST_SECONDS = 1e9
DONE = b'{"done": true}'

Answer = float | Exception | None
"""Seconds of output that are done, what went wrong, or None: all is done."""


class WorkerBugError(Exception):
    """An unexpected exception in a worker; its text is the traceback there."""


def progress(seconds: float) -> bytes:
    """So much of the output is done."""
    return json.dumps({"progress": float(seconds)}).encode()


def failure(error: Exception, trace: str) -> bytes:
    """This went wrong; `trace` is told of what should not have."""
    if isinstance(error, FilesError):
        return json.dumps({"problems": [_told(problem) for problem in error.problems]}).encode()
    if isinstance(error, MachineError):
        told = [str(error)[:_MOST_TEXT], error.log[-_MOST_TEXT:]]
        media = [str(path) for path in error.media[:_MOST_MEDIA]]
        if isinstance(error, FfmpegError):
            return json.dumps({FfmpegError.code: [*told, media]}).encode()
        return json.dumps({"medium": [*told, media]} if media else {"machine": told}).encode()
    return json.dumps({"bug": trace[-_MOST_TEXT:]}).encode()


def read_answer(content: bytes) -> Answer:
    """What an answer says. Raises ValueError for what is none."""
    try:
        told = json.loads(content, parse_constant=_refused)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(told, dict) or len(told) != 1:
        raise ValueError("not an answer")
    ((word, value),) = told.items()
    if word not in _READ:
        raise ValueError("not an answer")
    return _READ[word](value)


def is_seconds(value: Any) -> bool:
    """Whether it is a number of seconds."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _MOST_SECONDS


def _told(problem: Problem) -> list[Any]:
    place = problem.place
    where = [str(place.file), place.line, place.column] if place else None
    medium = None if problem.medium is None else str(problem.medium)
    return [problem.message, problem.hint, where, problem.warning, problem.code, medium]


def _seconds(value: Any) -> float:
    if not is_seconds(value):
        raise ValueError("not a number of seconds")
    return float(value)


def _done(value: Any) -> None:
    if value is not True:
        raise ValueError("neither done nor not")


def _problems(value: Any) -> FilesError:
    if not isinstance(value, list) or not value:
        raise ValueError("not a list of problems")
    return FilesError([_problem(each) for each in value])


def _problem(value: Any) -> Problem:
    message, hint, where, warning, code, medium = _listed(value, 6)
    if not isinstance(warning, bool):
        raise ValueError("not a problem")
    place = None if where is None else _place(where)
    path = None if medium is None else Path(_text(medium))
    return Problem(_text(message), _text(hint), place, warning, code=_text(code), medium=path)


def _place(value: Any) -> Place:
    file, line, column = _listed(value, 3)
    if not all(type(number) is int and number > 0 for number in (line, column)):
        raise ValueError("not a place")
    return Place(Path(_text(file)), line, column)


def _machine(value: Any) -> MachineError:
    message, log = _listed(value, 2)
    return MachineError(_text(message), _text(log))


def _medium(value: Any) -> MachineError:
    message, log, media = _listed(value, 3)
    if not media:
        raise ValueError("not a list of files")
    return MachineError(_text(message), _text(log), _files(media))


def _ffmpeg(value: Any) -> FfmpegError:
    message, log, media = _listed(value, 3)
    return FfmpegError(_text(message), _text(log), _files(media))


def _files(value: Any) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list of files")
    return tuple(Path(_text(path)) for path in value)


def _bug(value: Any) -> WorkerBugError:
    return WorkerBugError(_text(value))


def _listed(value: Any, count: int) -> list[Any]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError("not a list of so many")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


_READ: dict[str, Callable[[Any], Answer]] = {
    "progress": _seconds,
    "done": _done,
    "problems": _problems,
    "machine": _machine,
    "medium": _medium,
    FfmpegError.code: _ffmpeg,
    "bug": _bug,
}
