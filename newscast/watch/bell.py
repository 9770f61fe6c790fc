"""What wakes a watcher, and what tells it to end."""

from __future__ import annotations

import threading


class Bell:
    """Rung by whoever noticed something; all of it from any thread, or a signal."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._ending = threading.Event()

    def ring(self) -> None:
        """There is something to look at."""
        self._rung.set()

    def end(self) -> None:
        """There is nothing more to do."""
        self._ending.set()
        self._rung.set()

    @property
    def ended(self) -> bool:
        return self._ending.is_set()

    def hush(self) -> None:
        """What it rang for until now is about to be looked at."""
        self._rung.clear()

    def wait(self, seconds: float) -> bool:
        """Whether it rings within so many seconds."""
        return self._rung.wait(seconds)
