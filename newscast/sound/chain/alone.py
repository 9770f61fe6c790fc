"""Whether a moment stands alone, as a click does: foretold from neither side, and gone at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.flattening import BESIDE, USUAL
from newscast.sound.chain.grains import GRAIN, Grains
from newscast.sound.chain.patching import Span
from newscast.sound.chain.prediction import error_beside
from newscast.sound.chain.unforeseen import bends
from newscast.sound.wav import Wav

AROUND = 30
"""Milliseconds on either side from which is worked out what a voice foretells."""
_LEFT_OUT = (2, 6)
"""Milliseconds before and behind a moment from which it is not: a click would foretell its own ringing."""
_ORDERS = {6: 12, 4: 14, 3: 16, 2: 20, 1: 32}
"""Of the prediction where one of so many samples tells all: 1.5 samples a millisecond for each formant, and some for
the voice."""
_MOMENT, _BEGINS, _ENDS = 3, 1.5, 4
"""Milliseconds around a moment in which what is left over is most; and before and behind that, which are its own."""
_NEAR = 15
"""Milliseconds around it in which it is held against what is left over."""
_GONE = (3, 6)
"""Milliseconds behind it by which a click is gone."""
_SHUT, _OPEN = (-20, -3), (3, 8)
"""Milliseconds before the burst of a stop in which the mouth is shut, and after it in which it breathes."""
_BREATHES, _AUDIBLY = 6.0, 0.005
"""Times as much power as while it was shut, and of the burst's own, that its breath has: so do four of 3,291 clicks
where a mouth may have closed."""
_LONGER = (4, 6)
"""Milliseconds before and behind it from which all else begins."""
_OWN, _BEHIND = 4, 25
"""Milliseconds behind a moment from which on it sounds on, and up to which."""
_WORDS = 97.0
"""Percentile of the milliseconds of a take that says how loud words are."""
_NOTHING = 1e-14
"""Power that is none."""


@dataclass(frozen=True)
class Left:
    """What neither side of a moment foretells, as amounts at so many samples a millisecond."""

    amount: NDArray[np.float64]
    ms: int

    @cached_property
    def place(self) -> int:
        """Where it is most."""
        first = len(self.amount) // 2 - _MOMENT * self.ms
        return first + int(self.amount[first : first + (2 * _MOMENT + 1) * self.ms].argmax())

    @cached_property
    def near(self) -> float:
        """The most that is left over near by."""
        before, after = self._within(-_NEAR, -_BEGINS), self._within(_ENDS, _NEAR + 1)
        return float(max(self.amount[before].max(), self.amount[after].max()))

    @property
    def nearer(self) -> float:
        """Times as much as that."""
        return float(self.amount[self.place]) / (self.near + _NOTHING)

    @property
    def alone(self) -> float:
        """Times as much as in all else that is left over, times how much more power than shortly behind it."""
        power, longer = self._power, np.convolve(np.square(self.amount), np.ones(2 * self.ms), "same")
        before, after = longer[self.ms : self.place - _LONGER[0] * self.ms], longer[self.place + _LONGER[1] * self.ms :]
        over = longer[self._within(-2, 3)].max() / (max(before.max(), after[: -self.ms].max()) + _NOTHING)
        return float(np.sqrt(over) * power[self.place] / (power[self._within(*_GONE)].max() + _NOTHING))

    @property
    def breathes(self) -> bool:
        """Whether it breathes on, as what opens a mouth for a t or k does."""
        return self._usual(_OPEN) > max(_BREATHES * self._usual(_SHUT), _AUDIBLY * float(self._power[self.place]))

    @property
    def opening(self) -> float:
        """Times as much power as before that is left over behind it."""
        return (self._usual(_OPEN) + _NOTHING) / (self._usual(_SHUT) + _NOTHING)

    @cached_property
    def _power(self) -> NDArray[np.float64]:
        return np.convolve(np.square(self.amount), np.ones(self.ms), "same")

    def _usual(self, within: tuple[float, float]) -> float:
        return float(np.median(self._power[self._within(*within)]))

    @property
    def broken(self) -> Span:
        """Where it stands out, from the middle."""
        own, most = self._within(-_BEGINS, _ENDS), float(self.amount[self.place])
        found = np.flatnonzero(self.amount[own] > min(max(self.near, most / 4), most / 2)) + own.start
        return int(found[0]) - len(self.amount) // 2, int(found[-1]) + 1 - len(self.amount) // 2

    def _within(self, first: float, last: float) -> slice:
        """From one millisecond to another, counted from where it is most."""
        return slice(self.place + int(first * self.ms), self.place + int(last * self.ms))


@dataclass(frozen=True)
class Surroundings:
    """A take of which one of `rate` samples tells all."""

    wav: Wav
    grains: Grains
    rate: int

    @cached_property
    def words(self) -> float:
        """How loud words are."""
        return float(np.percentile(self.grains.peak, _WORDS))

    @cached_property
    def whole(self) -> Surroundings:
        """The take in its whole band."""
        return self if self.rate == 1 else replace(self, rate=1)

    def left(self, middle: int) -> Left | None:
        """What is left over around a sample; None where nothing sounds."""
        order, ms, reach = _ORDERS[self.rate], GRAIN // self.rate, AROUND * GRAIN
        read = self.wav.read(middle - reach - order * self.rate, 2 * reach + order * self.rate)
        sound = read[:: self.rate].astype(np.float64)
        centre = order + AROUND * ms
        gap = slice(centre - _LEFT_OUT[0] * ms - order // 2, centre + _LEFT_OUT[1] * ms)
        amount = np.zeros(len(sound) - order)
        for channel in sound.T:
            error = error_beside(channel, gap, order)
            if error is not None:
                amount = np.maximum(amount, np.abs(np.convolve(channel, error, "valid")))
        return Left(amount, ms) if amount.any() else None

    def stands(self, left: Left, middle: int) -> float:
        """How alone a moment stands: the louder it is, and the more it is louder than what follows, the more; 0 where
        it bends no more than most of what is around, and so is no click to anybody."""
        if not self._bends(middle):
            return 0.0
        grain = middle // GRAIN
        peak = self.grains.peak
        loud = float(peak[max(0, grain - 1) : grain + 3].max())
        behind = max(float(peak[grain + _OWN + 1 : grain + _BEHIND + 1].max(initial=0.0)), 1e-3 * loud)
        return left.alone * loud / float(np.sqrt(self.words * behind))

    def _bends(self, middle: int) -> bool:
        first, last = middle - 2 * GRAIN, middle + 5 * GRAIN
        bent = bends(self.wav.read(first - BESIDE, last - first + 2 * BESIDE))
        beside = np.concatenate([bent[: BESIDE - GRAIN // 2], bent[-BESIDE + GRAIN // 2 :]])
        return bool(bent[BESIDE:-BESIDE].max() > np.percentile(beside, USUAL))
