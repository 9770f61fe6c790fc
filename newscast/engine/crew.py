"""Where jobs run: on this machine or on a cluster. The engine decides what is done next; a crew does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from newscast.engine.job import Job

Tell = Callable[[str, Any], None]
"""Hears ("progress", seconds of output done), then ("done", None) or ("error", exception). Called from any thread."""


class Crew(Protocol):
    """Takes jobs whose inputs are in the store, and sees that their outputs get there."""

    @property
    def size(self) -> int:
        """How many jobs it works on at a time."""

    def give(self, job: Job, threads: int, tell: Tell) -> None:
        """Have the job done, with so many threads for its filters; returns at once."""

    def close(self) -> None:
        """End what is running, at once."""
