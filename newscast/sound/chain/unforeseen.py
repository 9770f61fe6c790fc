"""Moments that nothing before them foretells: a voice, with its pulses, is flat in what prediction leaves over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.patching import Span
from newscast.sound.chain.prediction import AROUND, left_over
from newscast.sound.wav import Wav

_REACH, _SIDE = 15, 2
"""Milliseconds around a moment that it is held against, and those that are its own on either side."""
_ALONE = 2.0
"""Times as sharp as all of these, from which a moment is worth being looked at: one in two seconds of speech is."""
_BEYOND, _FARTHER = 4.0, 2.5
"""Times as much left over as anywhere within 15 ms, and within 25. Of 3,694 moments of speech that are sharper than all
within 15 ms, in recordings and synthetic voices, four are, one of them a click; of clicks of the whole band nine in
ten."""
_LITTLE = 3.0
"""Times as much as within 15 ms, below which a voice may have done it: of 940 clicks 19 in 20 leave 3.5 times as much,
of what recordings of clean speech had that looked like a click, half leave less than this."""
_EDGE = 6
"""Samples on either side that go with it."""


def unforeseen(wav: Wav, jump: NDArray[np.float32], floor: NDArray[np.float64]) -> Iterator[Span]:
    """Where they are, as samples, in order; `jump` is how sharp each grain is, what is below `floor` is not heard
    there."""
    edge = AROUND // GRAIN + 1
    for grain in np.flatnonzero((_alone(jump) & (jump > floor))[: len(jump) - edge]):
        if grain < edge:
            continue
        middle = int(grain) * GRAIN + GRAIN // 2
        span = _of(left_over(wav, middle))
        if span is not None:
            yield middle + span[0], middle + span[1]


def foretold(wav: Wav, span: Span) -> bool:
    """Whether what breaks in a span is what voices do: little more of it is left over than of what is within 15 ms."""
    middle, reach = sharpest(wav, span), _REACH * GRAIN
    left = left_over(wav, middle)
    first, last = (AROUND + edge - middle for edge in span)
    first, last = min(first, AROUND - _SIDE * GRAIN), max(last, AROUND + _SIDE * GRAIN)
    near = np.concatenate([left[AROUND - reach : first], left[last : AROUND + reach]])
    return bool(left[first:last].max() < _LITTLE * near.max(initial=0.0))


def sharpest(wav: Wav, span: Span) -> int:
    """The sample of a span at which it bends most."""
    first, last = span
    samples = wav.read(first - 1, last - first + 2)
    return first + int(bends(samples).argmax())


def bends(samples: NDArray[Any]) -> NDArray[Any]:
    """How sharply a sound bends at each sample but the first and the last, in the channel in which it does most."""
    return np.asarray(np.abs(np.diff(samples, 2, axis=0)).max(axis=1))


def _alone(jump: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which grains are far sharper than those around them, and no less than their neighbours."""
    length = _REACH - _SIDE + 1
    most = maximum_filter1d(np.pad(jump, _REACH), length)[length // 2 :]
    around = np.maximum(most[: len(jump)], most[_REACH + _SIDE :][: len(jump)])
    nearest = np.pad(jump, 1)
    return np.asarray((jump > _ALONE * around) & (jump >= nearest[:-2]) & (jump >= nearest[2:]))


def _of(left: NDArray[np.float64]) -> Span | None:
    """From the middle, where what is left over stands out from what is around it, if it does."""
    own, reach = _SIDE * GRAIN, _REACH * GRAIN
    inside = left[AROUND - own : AROUND + own]
    outside = np.concatenate([left[: AROUND - own], left[AROUND + own :]])
    near = np.concatenate([left[AROUND - reach : AROUND - own], left[AROUND + own : AROUND + reach]])
    if inside.max() <= max(_BEYOND * near.max(), _FARTHER * outside.max()):
        return None
    broken = np.flatnonzero(inside > np.maximum(near.max(), inside.max() / _BEYOND)) - own
    return int(broken[0]) - _EDGE, int(broken[-1]) + 1 + _EDGE
