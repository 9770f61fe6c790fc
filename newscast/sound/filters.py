"""IIR filters of second-order sections, and the designs that are used, by numpy alone: scipy takes a second to load.

A filter runs over blocks of 64 samples at once. What a block makes of the state it starts from, of its own samples,
and of the state for the next is three small matrices; the states follow from each other by doubling steps.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.timecode import SAMPLE_RATE

Sections = NDArray[np.float64]
"""Shape (n, 6): b0 b1 b2 1 a1 a2 of each section, as scipy has them."""
Matrix = NDArray[np.float64]

_BLOCK = 64
_PIECE = 240 * _BLOCK
"""Samples that are worked on at a time: arrays under 128 KB stay in the processor's cache and in the C library's heap,
which returns larger ones to the system each time."""
_AT_ONCE = 1 << 17
"""Multiplications asked of BLAS in one go: it shares more of them out to threads, which costs many times as much."""


class Filter:
    """A filter at rest. Called with sound of shape (n, channels) or (n,), it goes on from where it was."""

    def __init__(self, sections: Sections) -> None:
        self._matrices = _matrices(sections.astype(np.float64).tobytes())
        self._states: dict[int, NDArray[np.float64]] = {}

    def __call__(self, sound: NDArray[Any]) -> NDArray[np.float64]:
        """The filtered sound, of the same shape."""
        heard = np.empty(sound.shape)
        sides = [(sound, heard)] if sound.ndim == 1 else list(zip(sound.T, heard.T, strict=True))
        for side, (given, made) in enumerate(sides):
            for start in range(0, len(given), _PIECE):
                made[start : start + _PIECE] = self._piece(given[start : start + _PIECE], side)
        return heard

    def _piece(self, sound: NDArray[Any], side: int) -> NDArray[np.float64]:
        made = self._matrices
        state = self._states.get(side, np.zeros(made.order))
        whole = len(sound) // _BLOCK * _BLOCK
        blocks = np.ascontiguousarray(sound[:whole], np.float64).reshape(-1, _BLOCK)
        states = _followed(np.concatenate([state[None], _times(blocks, made.kept)]), made.powers[_BLOCK])
        heard = _times(blocks, made.heard)
        heard += _times(states[:-1], made.ringing)
        rest = sound[whole:].astype(np.float64)
        left = len(rest)
        self._states[side] = made.powers[left] @ states[-1] + made.kept[:, _BLOCK - left :] @ rest
        if not left:
            return heard.reshape(-1)
        return np.concatenate([heard.reshape(-1), made.heard[:left, :left] @ rest + made.ringing[:left] @ states[-1]])


def filtered(sections: Sections, sound: NDArray[Any]) -> NDArray[np.float64]:
    """A whole sound through a filter at rest."""
    return Filter(sections)(sound)


def both_ways(sections: Sections, sound: NDArray[Any]) -> NDArray[np.float64]:
    """A whole sound forwards and backwards through a filter, which takes away its delay."""
    return filtered(sections, filtered(sections, sound)[::-1])[::-1]


def butter(order: int, cutoff: float | tuple[float, float], kind: str) -> Sections:
    """A Butterworth filter; `kind` is lowpass, highpass or bandpass (of twice the order), `cutoff` in Hz.

    Analogue poles on a circle, moved to the cutoff, then the bilinear transform with the cutoff kept in its place.
    """
    circle = np.exp(1j * np.pi * (2 * np.arange(order) + order + 1) / (2 * order))
    warped = 2 * np.tan(np.pi * np.atleast_1d(np.array(cutoff, np.float64)) / SAMPLE_RATE)
    if kind == "bandpass":
        half = circle * (warped[1] - warped[0]) / 2
        root = np.sqrt(half**2 - warped[0] * warped[1])
        poles, zeros, center = np.concatenate([half + root, half - root]), (1.0, -1.0), np.sqrt(warped[0] * warped[1])
    elif kind == "highpass":
        poles, zeros, center = warped[0] / circle, (1.0, 1.0), np.inf
    else:
        poles, zeros, center = warped[0] * circle, (-1.0, -1.0), 0.0
    sections = _sections((2 + poles) / (2 - poles), zeros)
    # Full scale where the filter lets all through: at the middle of a band, at no frequency or at the highest.
    through = np.exp(2j * np.arctan(center / 2)) ** -np.arange(3)
    sections[:, :3] /= np.abs((sections[:, :3] @ through) / (sections[:, 3:] @ through))[:, None]
    return sections


def notch(frequency: float, quality: float) -> Sections:
    """A notch at a frequency in Hz; its width at -3 dB is `frequency / quality`."""
    turn = 2 * np.pi * frequency / SAMPLE_RATE
    gain = 1 / (1 + np.tan(turn / quality / 2))
    middle = -2 * gain * np.cos(turn)
    return np.array([[gain, middle, gain, 1.0, middle, 2 * gain - 1]])


def _sections(poles: NDArray[np.complex128], zeros: tuple[float, float]) -> Sections:
    """Poles with their conjugates, two and two, each pair with both zeros; a single real pole with one of them."""
    upper = poles[poles.imag > 1e-12]
    pairs = [[1.0, -sum(zeros), zeros[0] * zeros[1], 1.0, -2 * pole.real, abs(pole) ** 2] for pole in upper]
    single = [[1.0, -zeros[0], 0.0, 1.0, -pole.real, 0.0] for pole in poles[np.abs(poles.imag) <= 1e-12]]
    return np.array(pairs + single)


class _Matrices:
    """What a filter does to a block: `order` numbers are its state."""

    def __init__(self, sections: Sections) -> None:
        self.order = 2 * len(sections)
        steps = [_step(sections, state, 0.0) for state in np.eye(self.order)]
        self._out = np.array([out for _state, out in steps])
        turned = np.array([state for state, _out in steps]).T.reshape(self.order, self.order)
        self._taken, self._through = _step(sections, np.zeros(self.order), 1.0)
        powers = [np.eye(self.order)]
        for _ in range(_BLOCK):
            powers.append(turned @ powers[-1])
        self.powers = np.array(powers)

    @cached_property
    def ringing(self) -> Matrix:
        """(_BLOCK, order): what is heard of the state at the block's start."""
        return np.asarray(self._out @ self.powers[:_BLOCK])

    @cached_property
    def heard(self) -> Matrix:
        """(_BLOCK, _BLOCK): what is heard of the block's own samples."""
        response = np.concatenate([[self._through], self.ringing[:-1] @ self._taken])
        places = np.subtract.outer(np.arange(_BLOCK), np.arange(_BLOCK))
        return np.where(places >= 0, response[places], 0.0)

    @cached_property
    def kept(self) -> Matrix:
        """(order, _BLOCK): what the block's samples leave in the state at its end."""
        return np.asarray((self.powers[:_BLOCK] @ self._taken)[::-1].T)


@lru_cache(maxsize=32)
def _matrices(sections: bytes) -> _Matrices:
    return _Matrices(np.frombuffer(sections).reshape(-1, 6))


def _step(sections: Sections, state: NDArray[np.float64], sample: float) -> tuple[NDArray[np.float64], float]:
    """One sample through all sections (transposed direct form II): the state after it, and what is heard."""
    after = np.empty_like(state)
    for number, (b0, b1, b2, _one, a1, a2) in enumerate(sections):
        first, second = state[2 * number : 2 * number + 2]
        heard = b0 * sample + first
        after[2 * number] = b1 * sample - a1 * heard + second
        after[2 * number + 1] = b2 * sample - a2 * heard
        sample = heard
    return after, sample


def _followed(states: Matrix, turned: Matrix) -> Matrix:
    """Each row plus what became of the row before it, in place and in about log2(rows) steps."""
    reach = 1
    while reach < len(states):
        states[reach:] += _times(states[:-reach], turned)
        turned = turned @ turned
        reach *= 2
    return states


def _times(rows: Matrix, matrix: Matrix) -> Matrix:
    """`rows @ matrix.T`, so many rows at a time."""
    product = np.empty((len(rows), len(matrix)))
    height = _AT_ONCE // matrix.size
    even = len(rows) // height * height
    groups = rows[:even].reshape(-1, height, rows.shape[1])
    np.matmul(groups, matrix.T, out=product[:even].reshape(-1, height, len(matrix)))
    np.matmul(rows[even:], matrix.T, out=product[even:])
    return product
