"""Levelling: loud and quiet stretches of a take, and people who speak in it, are brought nearer to each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, percentile_filter

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.turns import Turns
from newscast.sound.meter import SHORT_TERM, STEP, lufs
from newscast.sound.wav import BLOCK, Samples, Wav

NAME = "levelling"
_SHORTEST = 10
"""Steps of 100 ms of the window in a short take."""
_SHORTER = 0.7
"""Power by which the spread of even speech grows as windows get shorter: measured on takes of four and five seconds."""
_EVEN, _SHARED = 3.0, 1.5
"""LU of spread up to which a take is even, and stays as it is; and the same where people speak who are apart."""
_PEOPLE = 3.5
"""dB from which they are: phrases of one voice reach 3.1 in takes that are even."""
_AIM = 2.0
"""LU of spread at which levelling ends."""
_EFFORTS = ((41, 0.0), (41, 0.5), (41, 0.7), (41, 0.85), (31, 0.85), (31, 1.0), (21, 1.0), (13, 1.0))
"""What is tried once turns are as loud as each other, the gentlest first: steps over which levels are looked at, and
how much of a difference is taken."""
_WORDS = 70
"""Percentile of the levels around that is their level: stressed syllables count, not how weak the others are."""
_MOST = 20.0
"""dB that a stretch is raised or lowered at most."""
_RAMP = 0.8
"""Steps of a change of gain (standard deviation): speakers change within a syllable."""


def measure(heard: Heard) -> Finding | None:
    """The spread of a take, and the gain that takes it away."""
    apart = _uneven(heard)
    if not apart:
        return None
    energies, turns = heard.energies, heard.turns
    found, plan = apart, np.zeros(len(energies))
    for reach, share in _EFFORTS:
        curve = evening(energies, turns, reach, share)
        left = spread(energies * 10 ** (curve / 10), turns.speech)
        if left < found:
            found, plan = left, curve
        if left <= _AIM:
            break
    if not plan.any():
        return None
    return Finding(NAME, "evened", apart, "LU", float(np.ptp(plan)), {"left": round(found, 2)}, plan)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    return gained(heard.wav, finding.plan)


def tell(finding: Finding) -> str:
    return _("Loud and quiet stretches were {apart:.0f} LU apart; they were evened out.").format(apart=finding.measured)


def lift(heard: Heard) -> float:
    """dB that quiet stretches of a take come nearer to loud ones: 0 where it is even."""
    return max(0.0, _uneven(heard) - _AIM)


def _uneven(heard: Heard) -> float:
    """The spread of a take that is to be levelled; 0 for one that is even, in which nobody looks for turns."""
    apart = spread(heard.energies, heard.speech)
    # The shorter the windows, the more even speech differs from one to the next.
    usual = (SHORT_TERM / _window(int(heard.speech.sum()))) ** _SHORTER
    if apart <= _SHARED * usual:
        return 0.0
    most = _SHARED if heard.turns.apart(heard.energies) > _PEOPLE else _EVEN
    return apart if apart > most * usual else 0.0


def spread(energies: NDArray[np.float64], speech: NDArray[np.bool_]) -> float:
    """LU from the quiet stretches of speech to the loud ones, after EBU Tech 3342: from the 10th to the 95th percentile
    of short-term loudness, here of what is spoken, pauses cut out.

    Windows are shorter in a take of less than nine seconds; 0 for less than two seconds of speech.
    """
    said = energies[speech]
    if len(said) < 2 * _SHORTEST:
        return 0.0
    window = _window(len(said))
    windows = np.convolve(said, np.full(window, 1 / window), "valid")
    low, high = np.percentile(lufs(windows), (10, 95))
    return float(high - low)


def _window(steps: int) -> int:
    return min(SHORT_TERM, max(_SHORTEST, steps // 3))


def evening(energies: NDArray[np.float64], turns: Turns, window: int, share: float) -> NDArray[np.float64]:
    """A gain in dB for each 100 ms that takes away a `share` of how far speech is from the take's middle level.

    Levels are percentiles over a `window` of speech: words keep their stress, and where one person stops and another
    begins the gain changes there and then. Pauses lead from the gain before them to that after them.
    """
    places = turns.places
    gains = turns.gains(energies)
    levels = np.asarray(lufs(energies[places])) + gains
    near = percentile_filter(levels, _WORDS, min(window, len(levels) // 2 * 2 - 1), mode="nearest")
    gains = gains + np.clip(share * (float(np.median(near)) - near), -_MOST, _MOST)
    # Voices differ in how far their stress is above their loudness.
    gains = gains + turns.gains(energies * 10 ** (_everywhere(len(energies), places, gains) / 10))
    # A pause has room for a change: only what follows at once is led over.
    pauses = np.flatnonzero(np.diff(places) > 1) + 1
    gains = np.concatenate([gaussian_filter1d(said, _RAMP, mode="nearest") for said in np.split(gains, pauses)])
    return np.asarray(np.round(_everywhere(len(energies), places, gains), 2))


def _everywhere(steps: int, places: NDArray[np.int64], gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gains of the steps in which somebody speaks, and between them."""
    return np.asarray(np.interp(np.arange(steps), places, gains))


def gained(wav: Wav, curve: NDArray[np.float64]) -> Iterator[Samples]:
    """The take with a gain in dB for the middle of each 100 ms."""
    middles = (np.arange(len(curve)) + 0.5) * STEP
    for start in range(0, wav.samples, BLOCK):
        places = np.arange(start, min(start + BLOCK, wav.samples))
        factor = 10 ** (np.interp(places, middles, curve) / 20)
        yield (wav.read(start, len(places)) * factor[:, None]).astype(np.float32)
