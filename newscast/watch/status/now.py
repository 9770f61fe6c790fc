"""What a watcher is doing at this moment, in a file for `newscast status` and whoever else asks."""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newscast.base.files import content_of
from newscast.base.records import as_json, read_record

NOW = "watching.json"
_EVERY = 0.5
"""Seconds between two writings of nothing but progress."""


@dataclass(frozen=True)
class Now:
    """`host` and `process` watch since `since`, and told so last at `told` (seconds since 1970).

    `job` is the number of the job being built, `done` from 0 to 1 how far, `label` what is done. `paused` says in the
    user's language why nothing is built.
    """

    host: str
    process: int
    since: float
    told: float
    polled: bool
    paused: str = ""
    job: int | None = None
    done: float = 0.0
    seconds_left: float | None = None
    label: str = ""


def read_now(desk: Path) -> Now | None:
    """What the watcher of a desk said last; None where it said nothing, or nothing that can be read."""
    try:
        return read_record(Now, json.loads(content_of(desk / NOW)))
    except (OSError, ValueError):
        return None


class Board:
    """Where a watcher writes what it is doing. It is of no use after a loss of power, and not synced."""

    def __init__(self, desk: Path) -> None:
        self._path = desk / NOW
        self._who = (socket.gethostname(), os.getpid(), time.time())
        self._written: tuple[object, object] = (None, None)
        self._at = 0.0
        self.now = Now(*self._who, told=time.time(), polled=False)

    def show(
        self, paused: str, job: int | None, done: float, seconds_left: float | None, label: str, polled: bool
    ) -> None:
        """Say so; it is written at once where more than the progress is new."""
        self.now = Now(*self._who, time.time(), polled, paused, job, done, seconds_left, label)
        head, tail, since = (paused, job, polled), (done, seconds_left, label), time.monotonic() - self._at
        if head != self._written[0] or (tail != self._written[1] and since >= _EVERY):
            self._written, self._at = (head, tail), time.monotonic()
            self._write(self.now)

    def _write(self, now: Now) -> None:
        aside = self._path.with_name(f".{NOW}.{os.getpid()}")
        # It only informs: a disk that is full stops nothing here.
        with suppress(OSError):
            aside.write_text(json.dumps(as_json(now), ensure_ascii=False), encoding="utf-8")
            aside.replace(self._path)

    def clear(self) -> None:
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
