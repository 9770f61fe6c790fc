"""How far the work is: a share that never falls, whatever turns out to be more or less than was thought."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import exp
from typing import Protocol


class Progress(Protocol):
    """What the engine tells of its work, in units of step weight (about seconds)."""

    def expect(self, weight: float) -> None:
        """So much is to be done now."""

    def begin(self, job: int, label: str) -> None:
        """A job starts."""

    def advance(self, job: int, done: float) -> None:
        """So much of the job's weight is done."""

    def end(self, job: int, weight: float) -> None:
        """A job of this weight is finished."""


class Silent:
    """Tells nothing."""

    def expect(self, weight: float) -> None: ...

    def begin(self, job: int, label: str) -> None: ...

    def advance(self, job: int, done: float) -> None: ...

    def end(self, job: int, weight: float) -> None: ...


@dataclass(frozen=True)
class Standing:
    """How far the work is: `done` from 0 to 1, `seconds_left` where that can be told, and what is being done."""

    done: float
    seconds_left: float | None
    label: str


class Teller(Protocol):
    """Shows people or programs how far the work is."""

    def tell(self, standing: Standing) -> None:
        """The work has come so far."""

    def close(self) -> None:
        """Nothing is told for now; other words may come."""


class Nobody:
    """Shows nothing."""

    def tell(self, standing: Standing) -> None: ...

    def close(self) -> None: ...


ALMOST = 0.999
"""What is shown at most before the work is said to be complete."""
_FADING = 60.0
"""Seconds in which what was learned of the speed of the work loses most of its weight."""
_SOON = 2.0
"""Seconds of work before anything is said of the time that is left."""


class Work:
    """All that a command has to do, in parts that are foreseen; a Progress for the engine.

    Every piece of work that is done takes its share of what was still to be shown. When a part turns out larger or
    smaller than was foreseen, only what remains is stretched or shrunk: the share that is shown never falls.
    """

    def __init__(self, teller: Teller | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.done = 0.0
        self._teller = teller or Nobody()
        self._clock = clock
        self._left: dict[object, float] = {}
        self._part: object = None
        self._expected = False
        self._running: dict[int, float] = {}
        self._label = ""
        self._speed = _Speed(clock())

    def foresee(self, part: object, weight: float) -> None:
        """Think of a part that is to come as so much work. Any value names a part."""
        self._left[part] = weight

    @contextmanager
    def part(self, part: object, label: str) -> Iterator[None]:
        """While this context lasts, that part is being done; when it is left in peace, all of it is."""
        self._part, self._expected = part, False
        self._running.clear()
        self._say(label)
        yield
        self._do(self._left.get(part, 0.0))
        self._left.pop(part, None)
        self._part = None
        self._say(label)

    def expect(self, weight: float) -> None:
        """The first time within a part, this takes the place of what was foreseen of it."""
        known = self._left.get(self._part, 0.0) if self._expected else 0.0
        self._left[self._part] = known + weight
        self._expected = True

    def begin(self, job: int, label: str) -> None:
        self._running[job] = 0.0
        self._say(label)

    def advance(self, job: int, done: float) -> None:
        before = self._running.get(job, 0.0)
        if done > before:
            self._running[job] = done
            self._do(done - before)
            self._say(self._label)

    def end(self, job: int, weight: float) -> None:
        self.advance(job, weight)
        self._running.pop(job, None)

    def complete(self) -> None:
        """Everything is done."""
        self.done = 1.0
        self._teller.tell(Standing(1.0, 0.0, self._label))

    def _do(self, weight: float) -> None:
        left = sum(self._left.values())
        weight = min(weight, self._left.get(self._part, 0.0))
        if weight > 0:
            self.done = min(ALMOST, self.done + (1 - self.done) * weight / left)
            self._left[self._part] -= weight
            self._speed.hear(weight, self._clock())

    def _say(self, label: str) -> None:
        self._label = label
        left = sum(self._left.values())
        self._teller.tell(Standing(self.done, self._speed.seconds(left), label))


class _Speed:
    """How much is done a second, lately."""

    def __init__(self, now: float) -> None:
        self._began = self._last = now
        self._time = 0.0
        self._weight = 0.0

    def hear(self, weight: float, now: float) -> None:
        passed, self._last = now - self._last, now
        kept = exp(-passed / _FADING)
        self._time = self._time * kept + passed
        self._weight = self._weight * kept + weight

    def seconds(self, weight: float) -> float | None:
        """How long so much work takes; None as long as there is too little to judge by."""
        return weight * self._time / self._weight if self._weight and self._last - self._began >= _SOON else None
