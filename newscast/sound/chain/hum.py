"""Hum: the mains' frequency and its multiples are taken out where they stand out as lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.following import without_lines
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav

NAME = "hum"
_MAINS = (50.0, 60.0)
_CERTAIN = 12.0
"""dB above what is beside it by which a line says that there is hum."""
_ALONE = 18.0
"""The same for the mains' own line, where it is the only one."""
_LINE = 5.0
"""The same for a further line of a hum that is certain: all that is to be heard of it goes."""
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
_FARTHEST = 2.5
"""Hz between a line and where it would be: what is farther could be on either side of it, seen window by window."""
_SHAPE = np.hanning(_SIZE)


def measure(heard: Heard) -> Finding | None:
    """The lines of a hum in the quiet parts of a take."""
    places = _places(heard.wav)
    found = _quiet_spectrum(heard.wav, places)
    if found is None:
        return None
    quiet, depth = found
    found_lines = {mains: _lines(quiet, depth, mains) for mains in _MAINS}
    mains = max(_MAINS, key=lambda each: sum(_prominence(quiet, line) for line in found_lines[each]))
    lines = found_lines[mains]
    if not lines:
        return None
    base = _base(heard.wav, places, lines, {line: _prominence(quiet, line) for line in lines}, mains)
    exact = [round(round(line / mains) * base, 2) for line in lines]
    loudest = max(_prominence(quiet, line) for line in lines)
    return Finding(NAME, "followed", mains, "Hz", loudest, {"base": round(base, 3), "lines": exact})


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    lines = finding.details["lines"]
    multiples = [round(line / finding.measured) for line in lines]
    return without_lines(heard.wav, finding.details["base"], multiples)


def tell(finding: Finding) -> str:
    return _("A hum of {frequency:.0f} Hz was removed.").format(frequency=finding.measured)


def _base(wav: Wav, places: list[int], lines: list[float], heights: dict[float, float], mains: float) -> float:
    """The mains' own frequency, to a hundredth of a hertz, by the lines that stand out most."""
    # A weak line may be a voice's.
    clear = [line for line in lines if heights[line] > max(heights.values()) / 2]
    strongest = sorted(clear, key=lambda line: -heights[line])[:_STRONGEST]
    weights = np.array([line * heights[line] for line in strongest])
    found = np.array([_exact(wav, places[:_LISTENED], line) * mains / line for line in strongest])
    return float(weights @ found / weights.sum())


def _lines(quiet: NDArray[np.float64], depth: float, mains: float) -> list[float]:
    """The multiples of the mains that stand out; none where that is no hum."""
    heights = {k: _prominence(quiet, k * mains) for k in range(1, _MULTIPLES + 1)}
    telling = [k for k in range(1, _TELLING + 1) if heights[k] > _CERTAIN]
    # A voice that never pauses may hum on one note too, but not on the mains' own.
    certain = len(telling) >= 2 and (depth > _PAUSES or 1 in telling)
    alone = telling == [1] and heights[1] > _ALONE and depth > _PAUSES
    if not (certain or alone):
        return []
    return [k * mains for k, height in heights.items() if height > _LINE]


def _places(wav: Wav) -> list[int]:
    """Where windows begin: runs in which each begins in the middle of the one before."""
    last = (wav.samples - _SIZE) // _HOP
    if last < _WINDOWS:
        return [place * _HOP for place in range(last + 1)]
    starts = np.linspace(0, last - _RUN, _WINDOWS // _RUN).astype(int)
    return [(int(start) + place) * _HOP for start in starts for place in range(_RUN)]


def _quiet_spectrum(wav: Wav, places: list[int]) -> tuple[NDArray[np.float64], float] | None:
    """Median power of the quietest windows below 3.1 kHz; None for a short take.

    Also by how many dB the words (150 to 1000 Hz) stand out from it.
    """
    bins = _SIZE * 3100 // SAMPLE_RATE
    if len(places) < 9:
        return None
    found = np.array([np.square(np.abs(rfft(_mono(wav, place) * _SHAPE)[:bins])) for place in places])
    loudness = found[:, 50:341].sum(axis=1)
    order = np.argsort(loudness, kind="stable")
    quiet, loud = order[: max(_FEWEST, len(found) // _QUIETEST)], order[-len(found) // 3 :]
    depth = 10 * np.log10((loudness[loud].mean() + 1e-12) / (loudness[quiet].mean() + 1e-12))
    return np.median(found[quiet], axis=0), float(depth)


def _mono(wav: Wav, place: int) -> NDArray[np.float64]:
    channels = wav.read(place, _SIZE).T.astype(np.float64)
    # Row by row: numpy's mean over rows of one or two numbers takes ten times as long.
    mono: NDArray[np.float64] = sum(channels[1:], channels[0]) / len(channels)
    return mono


def _prominence(spectrum: NDArray[np.float64], tone: float) -> float:
    """dB by which a tone stands above what is 10 to 20 Hz beside it."""
    width = SAMPLE_RATE / _SIZE
    at = round(tone / width)
    near, far = round(10 / width), round(20 / width)
    beside = np.concatenate([spectrum[max(0, at - far) : at - near], spectrum[at + near : at + far]])
    return float(10 * np.log10((spectrum[at - 1 : at + 2].max() + 1e-12) / (np.median(beside) + 1e-12)))


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
