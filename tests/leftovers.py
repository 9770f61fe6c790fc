"""What a test leaves in its own process: threads that go on, and files that stay open."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

Leftover = threading.Thread | tuple[str, str]
"""A thread, or the number of an open file and what it leads to."""


class Leftovers:
    """What there is now and was not when this was made.

    What others end meanwhile does not count. Numbers of threads and of files are no measure: what an earlier test left
    is collected or ends at any moment, and a thread that Python did not begin, and that is no more, is counted until
    another one happens to get its number.
    """

    def __init__(self) -> None:
        self._before = _present()

    def now(self) -> set[Leftover]:
        return _present() - self._before


def _present() -> set[Leftover]:
    return {*_threads(), *_open_files()}


def _threads() -> set[threading.Thread]:
    """Those that were begun in Python."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _open_files() -> set[tuple[str, str]]:
    """None where the system does not say."""
    found = set()
    with suppress(FileNotFoundError):
        for number in os.listdir("/proc/self/fd"):  # noqa: PTH208
            with suppress(FileNotFoundError):
                found.add((number, os.readlink(f"/proc/self/fd/{number}")))  # noqa: PTH115
    return found
