"""What a build says: events, read strictly, one a line; and what it writes for people, kept in a file with a bound."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from newscast.base.records import read_record
from newscast.episode.events import BuiltEvent, Event, ProblemEvent, ProgressEvent, SharedEvent

_EVENTS: dict[str, type[Event]] = {
    "progress": ProgressEvent,
    "problem": ProblemEvent,
    "built": BuiltEvent,
    "shared": SharedEvent,
}
_MOST_LINE = 1 << 20
_BLOCK = 1 << 16
_MOST_HEAD, _MOST_TAIL = 512 << 10, 256 << 10
"""Bytes at the start and at the end of what a build writes that are kept."""


def read_event(line: bytes) -> Event:
    """The event that a line tells. Raises ValueError for what is none."""
    try:
        told = json.loads(line, parse_constant=_refused)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(told, dict) or not isinstance(kind := told.pop("event", None), str) or kind not in _EVENTS:
        raise ValueError("not an event")
    event: Event = read_record(_EVENTS[kind], told, kind)
    if isinstance(event, ProgressEvent) and not 0 <= event.done <= 1:
        raise ValueError("not a share")
    return event


def lines_of(pipe: IO[bytes]) -> Iterator[bytes]:
    """The lines of a pipe as they come, until it ends; what is longer than any event comes in pieces."""
    rest = b""
    while block := _read(pipe):
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
        if len(rest) > _MOST_LINE:
            yield rest
            rest = b""
    if rest:
        yield rest


class Log:
    """A file with all that is written, or the start and the end of it. A disk that is full keeps less, or nothing."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path
        self._file: IO[bytes] | None = None
        self._written = 0
        self._left_out = 0
        self._tail: deque[bytes] = deque()
        self._tail_bytes = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb", buffering=0)
        except OSError:
            self.path = None

    def follow(self, pipe: IO[bytes]) -> None:
        """Keep what comes through a pipe, until it ends."""
        while block := _read(pipe):
            self.add(block)

    def add(self, content: bytes) -> None:
        room = max(0, _MOST_HEAD - self._written)
        self._write(content[:room])
        if rest := content[room:]:
            self._tail.append(rest)
            self._tail_bytes += len(rest)
            while self._tail_bytes - len(self._tail[0]) > _MOST_TAIL:
                gone = len(self._tail.popleft())
                self._tail_bytes -= gone
                self._left_out += gone

    def say(self, words: str) -> None:
        """Add a line of our own."""
        self.add(words.encode(errors="backslashreplace") + b"\n")

    def close(self) -> None:
        if self._left_out:
            self._write(f"\n[{self._left_out} bytes are left out here]\n".encode())
        for part in self._tail:
            self._write(part)
        self._tail.clear()
        if self._file:
            with suppress(OSError):
                self._file.close()

    def _write(self, content: bytes) -> None:
        self._written += len(content)
        if self._file:
            with suppress(OSError, ValueError):
                self._file.write(content)


def _read(pipe: IO[bytes]) -> bytes:
    try:
        return os.read(pipe.fileno(), _BLOCK)
    except (OSError, ValueError):
        return b""


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")
