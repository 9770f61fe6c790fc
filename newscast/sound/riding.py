"""Riding: the gain that keeps a bed at its level under words, though its recording is louder here and softer there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, maximum_filter1d, uniform_filter1d

from newscast.sound import levels
from newscast.sound.bed import Piece
from newscast.sound.envelope import Envelope
from newscast.sound.meter import SHORT_TERM, STEP, lufs
from newscast.timeline.spans import Span

_NEAR, _AHEAD = 15, 7
"""Steps of 100 ms over which the gain looks at levels, and by how many it goes down before the recording gets louder
and comes up after it gets softer. Between strokes that are up to 2.5 s apart it stays."""
_SMOOTH = 4.0
"""Steps (standard deviation) of a change of gain: about a second, in which nobody hears it move."""
_FREE = 1.5
"""dB either side of its middle level in which music moves as it was played."""
_LOUD = 2.0
"""dB by which the loudest tenth of what lies under words may be over the level of music."""
_LOWERED, _RAISED = 15.0, 12.0
"""dB by which a stretch is lowered and raised at most against the middle one: what is far softer was meant to be."""
_MOST = 12.0
"""dB by which all of a bed is brought to its level at most."""
_EVERY = 5
"""Steps between points of the gain."""
_SILENT = 1e-9
"""Energy that nobody hears: -90 LUFS."""

Energies = NDArray[np.float64]
"""K-weighted energy of each 100 ms of a run, from its start."""


def ride(energies: Energies, spoken: Iterable[Span]) -> NDArray[np.float64]:
    """dB for each 100 ms of a bed that is heard with these energies, after which it has the level of music where
    somebody speaks, or everywhere if nobody does. `spoken` is in samples of the run."""
    counted = _counted(energies, spoken)
    if not counted.any():
        return np.zeros(len(energies))
    near = maximum_filter1d(_levels(energies, _NEAR), 2 * _AHEAD + 1, mode="nearest")
    off = near - float(np.median(near[counted]))
    beyond = np.sign(off) * np.maximum(np.abs(off) - _FREE, 0.0)
    moved = gaussian_filter1d(-np.clip(beyond, -_RAISED, _LOWERED), _SMOOTH, mode="nearest")
    middle, loud = np.percentile(_levels(energies * 10 ** (moved / 10), SHORT_TERM)[counted], (50, 90))
    return np.asarray(moved + np.clip(levels.MUSIC - max(middle, loud - _LOUD), -_MOST, _MOST))


def _counted(energies: Energies, spoken: Iterable[Span]) -> NDArray[np.bool_]:
    """The steps whose level decides: with words, where anything is heard within the time of a level."""
    heard = uniform_filter1d(energies, SHORT_TERM, mode="nearest") > _SILENT
    said = np.zeros(len(energies), bool)
    for span in spoken:
        said[span.start // STEP : -(-span.end // STEP)] = True
    return np.asarray(heard & said if (heard & said).any() else heard)


def _levels(energies: Energies, steps: int) -> NDArray[np.float64]:
    """LUFS of so many steps around each."""
    return np.asarray(lufs(np.maximum(uniform_filter1d(energies, steps, mode="nearest"), 0.0)))


def heard_energies(found: Iterable[Piece], recorded: Sequence[float], samples: int) -> Energies:
    """The energies of a run of so many samples that is made of these pieces of a recording."""
    source = np.array(recorded, np.float64)
    total = np.zeros(-(-samples // STEP))
    for piece in found:
        first = -(-piece.start // STEP)
        steps = np.arange(first, min(len(total), (piece.start + piece.samples) // STEP))
        places = (steps * STEP - piece.start + piece.offset) // STEP
        inside = (places >= 0) & (places < len(source))
        since = steps[inside] * STEP - piece.start
        share = np.minimum(_share(since, piece.rise), _share(piece.samples - since, piece.fall))
        total[steps[inside]] += source[places[inside]] * share
    return total


def _share(samples: NDArray[np.int64], fade: int) -> NDArray[np.float64]:
    """How much of a piece's power is heard so far from its end."""
    return np.clip(samples / fade, 0.0, 1.0) if fade else np.ones(len(samples))


def ridden(curve: NDArray[np.float64], start: int) -> Envelope:
    """A gain in dB for each 100 ms from a sample of the episode on, as an envelope."""
    steps = range(0, len(curve), _EVERY)
    points = [(start + step * STEP + STEP // 2, levels.amplitude(round(float(curve[step]), 1))) for step in steps]
    kept = [
        point
        for number, point in enumerate(points)
        if not 0 < number < len(points) - 1 or {points[number - 1][1], points[number + 1][1]} != {point[1]}
    ]
    return tuple(kept) or ((start, 1.0),)
