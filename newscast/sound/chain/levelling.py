"""Levelling: loud and quiet stretches of a take, and people who speak in it, are brought nearer to each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.meter import STEP, integrated, lufs
from newscast.sound.wav import BLOCK, Samples, Wav

NAME = "levelling"
_EVENED = 0.6
"""How much of a stretch's difference from the take's level is taken away."""
_MOST = 8.0
"""dB of evening out at most."""
_WINDOW = 15
"""Steps of 100 ms over which levels are looked at (standard deviation), so that words keep their stress."""


def measure(heard: Heard) -> Finding | None:
    curve = evening(heard.energies)
    return Finding(NAME, "evened", float(np.ptp(curve)), "dB", plan=curve) if curve.any() else None


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    return gained(heard.wav, finding.plan)


def tell(finding: Finding) -> str:
    return _("Loud and quiet stretches were evened out.")


def gained(wav: Wav, curve: NDArray[np.float64]) -> Iterator[Samples]:
    """The take with a gain in dB for the middle of each 100 ms."""
    middles = (np.arange(len(curve)) + 0.5) * STEP
    for start in range(0, wav.samples, BLOCK):
        places = np.arange(start, min(start + BLOCK, wav.samples))
        factor = 10 ** (np.interp(places, middles, curve) / 20)
        yield (wav.read(start, len(places)) * factor[:, None]).astype(np.float32)


def evening(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    """A gain curve in dB for each 100 ms that brings loud and quiet stretches of speech nearer to each other.

    Pauses take the gain of the speech around them, so noise is not pulled up.
    """
    levels = np.asarray(lufs(energies))
    whole = integrated(energies)
    spoken = levels > max(whole - 15.0, -70.0) if np.isfinite(whole) else np.zeros(len(levels), bool)
    if spoken.sum() < 10:
        return np.zeros(len(levels))
    weight = gaussian_filter1d(spoken.astype(float), _WINDOW, mode="constant")
    energy = gaussian_filter1d(np.where(spoken, energies, 0.0), _WINDOW, mode="constant")
    near = np.asarray(lufs(energy[spoken] / weight[spoken]))
    middle = float(lufs(float(energies[spoken].mean())))
    gains = np.clip(_EVENED * (middle - near), -_MOST, _MOST)
    return np.interp(np.arange(len(levels)), np.flatnonzero(spoken), gains)
