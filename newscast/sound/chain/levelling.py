"""Levelling: loud and quiet stretches of a take, and people who speak in it, are brought nearer to each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, percentile_filter

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.turns import turn_gains, turns_of
from newscast.sound.meter import STEP, lufs
from newscast.sound.wav import BLOCK, Samples, Wav

NAME = "levelling"
_SHORT_TERM = 30
"""Steps of 100 ms: the window of short-term loudness (EBU Tech 3341)."""
_SHORTEST = 10
"""Steps of the window in a short take."""
_SHORTER = 0.7
"""Power by which the spread of even speech grows as windows get shorter: measured on takes of four and five seconds."""
_EVEN, _SHARED = 3.0, 2.5
"""LU of spread up to which a take is even, and stays as it is; and the same where people take turns in it."""
_PEOPLE = 4.0
"""dB between turns that say that it is people."""
_AIM = 2.0
"""LU of spread at which levelling ends."""
_EFFORTS = ((41, 0.0), (41, 0.5), (41, 0.7), (41, 0.85), (31, 0.85), (31, 1.0), (21, 1.0), (13, 1.0))
"""What is tried once turns are as loud as each other, the gentlest first: steps over which levels are looked at, and
how much of a difference is taken."""
_WORDS = 70
"""Percentile of the levels around that is their level: stressed syllables count, not how weak the others are."""
_MOST = 20.0
"""dB that a stretch is raised or lowered at most."""
_DEPTH = 28.0
"""dB under loud words at which speech ends at the latest: somebody far from the microphone is still heard."""
_RISE = 0.4
"""How far from the noise's level to that of loud words, in dB, speech begins."""
_FARTHER = 18.0
"""dB under loud words at which somebody who speaks from farther away still counts, whatever the noise."""
_LIFT = 6.0
"""dB that speech stands out from noise at least."""
_PAUSES = 15.0
"""dB under loud words at which a take's quietest moments are pauses at the earliest."""
_RAMP = 0.8
"""Steps of a change of gain (standard deviation): speakers change within a syllable."""


def measure(heard: Heard) -> Finding | None:
    """The spread of a take, and the gain that takes it away."""
    energies = heard.energies
    speech = spoken(energies)
    apart = _uneven(energies, speech)
    if not apart:
        return None
    found, plan = apart, np.zeros(len(energies))
    for reach, share in _EFFORTS:
        curve = evening(energies, reach, share)
        left = spread(energies * 10 ** (curve / 10), speech)
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


def lift(energies: NDArray[np.float64]) -> float:
    """dB that quiet stretches of a take come nearer to loud ones: 0 where it is even."""
    return max(0.0, _uneven(energies, spoken(energies)) - _AIM)


def _uneven(energies: NDArray[np.float64], speech: NDArray[np.bool_]) -> float:
    """The spread of a take that is to be levelled; 0 for one that is even."""
    apart = spread(energies, speech)
    # The shorter the windows, the more even speech differs from one to the next.
    most = _SHARED if _taken_in_turns(energies, speech) else _EVEN
    return apart if apart > most * (_SHORT_TERM / _window(int(speech.sum()))) ** _SHORTER else 0.0


def spread(energies: NDArray[np.float64], speech: NDArray[np.bool_] | None = None) -> float:
    """LU from the quiet stretches of speech to the loud ones, after EBU Tech 3342: from the 10th to the 95th percentile
    of short-term loudness, here of what is spoken, pauses cut out.

    Windows are shorter in a take of less than nine seconds; 0 for less than two seconds of speech.
    """
    said = energies[spoken(energies) if speech is None else speech]
    if len(said) < 2 * _SHORTEST:
        return 0.0
    window = _window(len(said))
    windows = np.convolve(said, np.full(window, 1 / window), "valid")
    low, high = np.percentile(lufs(windows), (10, 95))
    return float(high - low)


def _taken_in_turns(energies: NDArray[np.float64], speech: NDArray[np.bool_]) -> bool:
    """Whether turns are so far apart that different people speak."""
    places = np.flatnonzero(speech)
    return len(places) >= 10 and float(np.ptp(turn_gains(energies, places, turns_of(energies, places)))) > _PEOPLE


def _window(steps: int) -> int:
    return min(_SHORT_TERM, max(_SHORTEST, steps // 3))


def spoken(energies: NDArray[np.float64]) -> NDArray[np.bool_]:
    """In which of the steps somebody speaks."""
    levels = np.asarray(lufs(energies))
    sounding = levels[levels > -90]
    if not len(sounding):
        return np.zeros(len(levels), bool)
    noise, loud = np.percentile(levels, 5), np.percentile(sounding, 90)
    if loud - noise < _PAUSES:
        # What is so near to the loud words is somebody else, in a take without pauses.
        return np.asarray(levels > loud - _DEPTH)
    above = min(noise + _RISE * (loud - noise), loud - _FARTHER)
    return np.asarray(levels > max(above, noise + _LIFT, loud - _DEPTH, -70.0))


def evening(energies: NDArray[np.float64], window: int, share: float) -> NDArray[np.float64]:
    """A gain in dB for each 100 ms that takes away a `share` of how far speech is from the take's middle level.

    Levels are percentiles over a `window` of speech: words keep their stress, and where one person stops and another
    begins the gain changes there and then. Pauses lead from the gain before them to that after them.
    """
    speech = spoken(energies)
    places = np.flatnonzero(speech)
    if len(places) < 10:
        return np.zeros(len(energies))
    turns = turns_of(energies, places)
    gains = turn_gains(energies, places, turns)
    levels = np.asarray(lufs(energies[places])) + gains
    near = percentile_filter(levels, _WORDS, min(window, len(levels) // 2 * 2 - 1), mode="nearest")
    gains = gains + np.clip(share * (float(np.median(near)) - near), -_MOST, _MOST)
    # Voices differ in how far their stress is above their loudness.
    gains = gains + turn_gains(energies * 10 ** (_everywhere(len(energies), places, gains) / 10), places, turns)
    gains = gaussian_filter1d(gains, _RAMP, mode="nearest")
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
