"""Hum: the mains' frequency and its multiples are taken out where they stand out as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.following import without_lines
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav, in_mono

NAME = "hum"
_MAINS = (50.0, 60.0)
_ALL, _THERE = (12.0, 5.0, 18.0), (16.0, 9.0, 22.0)
"""dB above what is beside it by which a line says that there is hum, by which a further line belongs to a hum that is
certain, and by which the mains' own line does where it is the only one: in the whole of a take; and in a stretch of it,
of which fewer windows tell, where a hum began on the way."""
_LOUDER = 6.0
"""dB by which lines stand out more there than in the whole, so that they are looked for there."""
_TELLING = 8
"""Multiples that can say that there is hum; one further up is as likely a fan or a screen."""
_MULTIPLES = 50
"""Multiples that are taken out: to 2.5 or 3 kHz."""
_PAUSES = 15.0
"""dB between words and quiet parts that say the quiet parts are pauses."""
_SIZE = 16384
"""Samples of a window in which hum is looked for: 2.9 Hz of resolution."""
_HOP = _SIZE // 2
_WINDOWS = 700
"""Windows that are looked at: two minutes, in pieces of ten seconds from all of a long take."""
_RUN = 60
"""Windows of such a piece, half a window apart."""
_STRONGEST, _LISTENED = 4, 120
"""Lines by which the mains' own frequency is found, and windows in which they are followed: twenty seconds."""
_QUIETEST, _FEWEST = 8, 6
"""The share of windows that are pauses, one in so many; and how many there have to be."""
_FEWEST_WINDOWS = 9
"""What is shorter says nothing of its pauses."""
_FARTHEST = 2.5
"""Hz between a line and where it would be: what is farther could be on either side of it, seen window by window."""
_SHAPE = np.hanning(_SIZE)


_Needed = tuple[float, float, float]


@dataclass(frozen=True)
class _Lines:
    """The lines of a hum by how many dB each stands out, and the windows they were found in."""

    mains: float
    heights: dict[float, float]
    places: list[int]

    @property
    def certainty(self) -> float:
        return sum(self.heights.values())

    @property
    def loudest(self) -> float:
        return max(self.heights.values(), default=0.0)


def measure(heard: Heard) -> Finding | None:
    """The lines of a hum in the quiet parts of a take, or else of the stretch of it in which they stand out most."""
    places = _places(heard.wav)
    powers = _powers(heard.wav, places)
    runs = (slice(start, start + _RUN) for start in range(0, len(places), _RUN // 2))
    stretches = [_found(powers[run], places[run], _THERE) for run in runs]
    somewhere = max((each for each in stretches if each), key=lambda each: each.loudest, default=None)
    found = _found(powers, places, _ALL) or somewhere
    if not found:
        return None
    if somewhere and somewhere.loudest > found.loudest + _LOUDER:
        found = somewhere
    base = _base(heard.wav, found)
    exact = [round(round(line / found.mains) * base, 2) for line in found.heights]
    details = {"base": round(base, 3), "lines": exact}
    return Finding(NAME, "followed", found.mains, "Hz", found.loudest, details)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    lines = finding.details["lines"]
    multiples = [round(line / finding.measured) for line in lines]
    return without_lines(heard.wav, finding.details["base"], multiples)


def tell(finding: Finding) -> str:
    return _("A hum of {frequency:.0f} Hz was removed.").format(frequency=finding.measured)


def _found(powers: NDArray[np.float64], places: list[int], needed: _Needed) -> _Lines | None:
    """The lines in these windows, of those mains whose multiples stand out most."""
    if len(places) < _FEWEST_WINDOWS:
        return None
    quiet, depth = _quiet(powers)
    both = [_Lines(mains, _lines(quiet, depth, mains, needed), places) for mains in _MAINS]
    found = max(both, key=lambda each: each.certainty)
    return found if found.heights else None


def _base(wav: Wav, found: _Lines) -> float:
    """The mains' own frequency, to a hundredth of a hertz, by the lines that stand out most."""
    # A weak line may be a voice's.
    heights = found.heights
    clear = [line for line in heights if heights[line] > max(heights.values()) / 2]
    strongest = sorted(clear, key=lambda line: -heights[line])[:_STRONGEST]
    weights = np.array([line * heights[line] for line in strongest])
    exact = np.array([_exact(wav, found.places[:_LISTENED], line) * found.mains / line for line in strongest])
    return float(weights @ exact / weights.sum())


def _lines(quiet: NDArray[np.float64], depth: float, mains: float, needed: _Needed) -> dict[float, float]:
    """The multiples of the mains that stand out, and by how much; none where that is no hum."""
    certain, further, single = needed
    multiples = range(1, _MULTIPLES + 1)
    heights = dict(zip(multiples, _prominences(quiet, [k * mains for k in multiples]), strict=True))
    telling = [k for k in range(1, _TELLING + 1) if heights[k] > certain]
    # A voice that never pauses may hum on one note too, but not on the mains' own.
    several = len(telling) >= 2 and (depth > _PAUSES or 1 in telling)
    alone = telling == [1] and heights[1] > single and depth > _PAUSES
    if not (several or alone):
        return {}
    return {k * mains: height for k, height in heights.items() if height > further}


def _places(wav: Wav) -> list[int]:
    """Where windows begin: runs in which each begins in the middle of the one before."""
    last = (wav.samples - _SIZE) // _HOP
    if last < _WINDOWS:
        return [place * _HOP for place in range(last + 1)]
    starts = np.linspace(0, last - _RUN, _WINDOWS // _RUN).astype(int)
    return [(int(start) + place) * _HOP for start in starts for place in range(_RUN)]


def _powers(wav: Wav, places: list[int]) -> NDArray[np.float64]:
    """Power below 3.1 kHz of each window, shape (windows, bins)."""
    bins = _SIZE * 3100 // SAMPLE_RATE
    found = [np.square(np.abs(rfft(_mono(wav, place) * _SHAPE)[:bins])) for place in places]
    return np.array(found).reshape(len(places), bins)


def _quiet(powers: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Median power of the quietest windows, and by how many dB the words (150 to 1000 Hz) stand out from it."""
    loudness = powers[:, 50:341].sum(axis=1)
    order = np.argsort(loudness, kind="stable")
    quiet, loud = order[: max(_FEWEST, len(order) // _QUIETEST)], order[-len(order) // 3 :]
    depth = 10 * np.log10((loudness[loud].mean() + 1e-12) / (loudness[quiet].mean() + 1e-12))
    return np.median(powers[quiet], axis=0), float(depth)


def _mono(wav: Wav, place: int) -> NDArray[np.float64]:
    return in_mono(wav.read(place, _SIZE).astype(np.float64))


def _prominences(spectrum: NDArray[np.float64], tones: Sequence[float]) -> list[float]:
    """dB by which each tone stands above what is 10 to 20 Hz beside it."""
    width = SAMPLE_RATE / _SIZE
    near, far = round(10 / width), round(20 / width)
    beside = np.concatenate([np.arange(-far, -near), np.arange(near, far)])
    at = np.array([round(tone / width) for tone in tones])[:, None]
    lines = spectrum[at + np.arange(-1, 2)].max(axis=1)
    found = 10 * np.log10((lines + 1e-12) / (np.median(spectrum[at + beside], axis=1) + 1e-12))
    return [float(height) for height in found]


def _exact(wav: Wav, places: list[int], line: float) -> float:
    """The frequency of a line near `line`, to some hundredths of a hertz, by how its phase moves on from window to
    window. Speech moves on by chance, and cancels out.
    """
    turn = _SHAPE * np.exp(-2j * np.pi * line / SAMPLE_RATE * np.arange(_SIZE))
    phasors = [complex(turn @ _mono(wav, place)) for place in places]
    expected = np.exp(-2j * np.pi * line * _HOP / SAMPLE_RATE)
    advance = sum(
        (later * earlier.conjugate() / (abs(later * earlier) + 1e-12)) * expected
        for (place, earlier), (following, later) in zip(
            zip(places, phasors, strict=True), zip(places[1:], phasors[1:], strict=False), strict=False
        )
        if following == place + _HOP
    )
    moved = float(np.angle(advance)) * SAMPLE_RATE / (2 * np.pi * _HOP)
    return line + float(np.clip(moved, -_FARTHEST, _FARTHEST))
