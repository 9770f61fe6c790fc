"""The watcher's log, desk/watch.log: a line for everything that it tells, in English, in files that stay small."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from newscast.base.moments import local
from newscast.desk.job import Ending, Job
from newscast.watch.telling.told import Told

LOG = "watch.log"
_MOST, _KEPT = 2_000_000, 5
"""Bytes of one file, and how many earlier ones are kept."""


class Log:
    """Writes to a desk's folder; what cannot be written is left out, since a log stops nobody. From any thread."""

    def __init__(self, desk: Path, most: int = _MOST, kept: int = _KEPT) -> None:
        handler = _Handler(
            desk / LOG, maxBytes=most, backupCount=kept, encoding="utf-8", errors="backslashreplace", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
        # Of its own, outside the tree of loggers: what libraries say may hold passwords.
        self._logger = logging.Logger("newscast.watch", logging.INFO)
        self._logger.addHandler(handler)

    def told(self, told: Told) -> None:
        self.note(line(told))

    def note(self, text: str) -> None:
        """One more line."""
        self._logger.info("%s", " ".join(text.split()))

    def close(self) -> None:
        for handler in list(self._logger.handlers):
            handler.close()


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - a name of the library
        """The disk is full, or the desk is not there: nothing is printed over what a terminal shows."""


def line(told: Told) -> str:
    """What was told on one line, such as `done episode="hoy" job=12 draft=true deliverables=web version=3`."""
    return " ".join(
        [told.kind, *(f"{name}={_value(value)}" for name, value in _values(told) if value not in ("", None))]
    )


def _values(told: Told) -> Iterator[tuple[str, object]]:
    yield "episode", told.episode
    if told.job:
        yield from _of_job(told.job)
    yield "path", told.path
    yield "stories", ",".join(told.stories)
    yield "deliverables", ",".join(told.deliverables)
    yield "who", ",".join(told.who)
    yield "when", _time(told.when)
    yield "reason", told.reason
    for each in told.problems:
        yield "problem", f"{each.level} {each.code} {each.file}:{each.line}:{each.column} {each.message}"


def _of_job(job: Job) -> Iterator[tuple[str, object]]:
    yield "job", job.id
    yield "draft", job.lane.draft
    yield "deliverables", ",".join(job.lane.deliverables)
    yield "by", job.ask.by
    yield "state", job.state
    yield "tries", job.tries or None
    yield "air", _time(job.ask.air)
    yield "waits_for", ",".join(job.ask.waits_for)
    yield "not_before", _time(job.not_before)
    if job.ending and job.ended is not None:
        yield "seconds", round(job.ended - job.began, 1) if job.began is not None else None
        yield from _of_ending(job.ending)


def _of_ending(ending: Ending) -> Iterator[tuple[str, object]]:
    yield "exit", ending.exit_code
    yield "version", ending.version
    yield "verdict", ending.verdict
    yield "rendered", ending.rendered
    yield "failure", ending.failure
    yield "reason", ending.reason
    yield "log", ending.log
    for each in ending.problems:
        yield "problem", f"{each.level} {each.code} {each.file}:{each.line}:{each.column} {each.message}"


def _time(when: float | None) -> str | None:
    return None if when is None else local(when).isoformat(timespec="seconds")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    plain = bool(text) and not set(text) & set(' "=')
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
