"""What no voice foretold around a moment, at the rate of a recording's own band: what stands out, what follows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.patching import Span
from newscast.sound.chain.prediction import AROUND, ORDER, error_of
from newscast.sound.wav import Wav

_ORDERS = {6: 12, 4: 14, 3: 16, 2: 20, 1: ORDER}
"""Of the prediction where one of so many samples tells all: 1.5 samples a millisecond for each formant, and some for
the voice."""
_MOMENT, REACH = 3.0, 15.0
"""Milliseconds around a moment in which what stands out began, and around that in which it is held against what is left
over."""
_BEFORE, _BEHIND = 1.5, 3.0
"""Milliseconds before what is left over most, and behind it, that are its own."""
_TAIL = (2.0, 4.0)
"""Milliseconds behind it, by which a click is gone."""
_CLOSED, _OPEN = (-20.0, -3.0), (3.0, 8.0)
"""Milliseconds before the burst of a stop in which the mouth is closed, and after it in which it breathes."""
_BREATHES, _AUDIBLY = 6.0, 0.02
"""Times as much power as while it was closed, and of the burst's own, that its breath has. Those that look like clicks
have 7 to 170 times and a 50th to a 20th; so do six of 1,195 clicks, which fell into
closures."""


@dataclass(frozen=True)
class Left:
    """What is left over around a moment: how much in each sample, its power over a millisecond, where that is most, and
    how many of these samples are a millisecond."""

    amount: NDArray[np.float64]
    power: NDArray[np.float64]
    place: int
    ms: int

    def within(self, first: float, last: float) -> slice:
        """From one millisecond to another, counted from where it is most."""
        return slice(max(0, self.place + int(first * self.ms)), self.place + int(last * self.ms))

    @property
    def sides(self) -> tuple[slice, slice]:
        return self.within(-REACH, -_BEFORE), self.within(_BEHIND, REACH)

    @property
    def tail(self) -> float:
        """Times as much power as in its tail."""
        return self._over(self.power[self.within(*_TAIL)].max())

    @property
    def risen(self) -> float:
        """Times as much power as is usual on either side."""
        return self._over(max(float(np.median(self.power[side])) for side in self.sides))

    @property
    def near(self) -> float:
        """The most that is left over on either side."""
        return max(float(self.amount[side].max()) for side in self.sides)

    @property
    def far(self) -> float:
        """The most that is left over farther away."""
        first, last = self.within(-REACH, REACH).start, self.within(-REACH, REACH).stop
        return float(np.concatenate([self.amount[:first], self.amount[last:]]).max(initial=0.0))

    @property
    def broken(self) -> Span:
        """Where it stands out, from the middle."""
        own = self.within(-_BEFORE, _BEHIND)
        most = float(self.amount[self.place])
        broken = self.amount[own] > min(max(self.near, most / 4), most / 2)
        found = np.flatnonzero(broken) + own.start - len(self.amount) // 2
        return int(found[0]), int(found[-1]) + 1

    @property
    def breathes(self) -> bool:
        """Whether it breathes on, as what opens a mouth for a t or k does."""
        closed, breath = (float(np.median(self.power[self.within(*each)])) for each in (_CLOSED, _OPEN))
        return breath > max(_BREATHES * closed, _AUDIBLY * float(self.power[self.place]))

    def _over(self, power: float) -> float:
        return float(self.power[self.place]) / (power + 1e-20)


def left_around(wav: Wav, middle: int, rate: int) -> Left | None:
    """What is left over around a sample, at the recording's own rate; None where nothing sounds."""
    order, ms = _ORDERS[rate], GRAIN // rate
    sound = wav.read(middle - AROUND - order * rate, 2 * AROUND + order * rate)[::rate].astype(np.float64)
    shape = np.hanning(len(sound) - order)
    amount = np.zeros(len(sound) - order)
    for channel in sound.T:
        error = error_of(channel[order:] * shape, order)
        if error is not None:
            amount = np.maximum(amount, np.abs(np.convolve(channel, error, "valid")))
    if not amount.any():
        return None
    half, moment = len(amount) // 2, int(_MOMENT * ms)
    place = half - moment + int(amount[half - moment : half + moment].argmax())
    return Left(amount, np.convolve(np.square(amount), np.ones(ms), "same"), place, ms)
