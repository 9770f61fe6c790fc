"""Hum: the mains' frequency and its multiples are taken out where they stand out as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft
from scipy.ndimage import minimum_filter1d

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
_UNPAUSED = 6.0
"""dB by which that one line stands out further where nobody pauses; no voice is so low, but a bass may be."""
_LOUDER = 6.0
"""dB by which lines stand out more there than in the whole, so that they are looked for there."""
_TELLING = 8
"""Multiples that can say that there is hum; one further up is as likely a fan or a screen."""
_MULTIPLES, _BUZZING = 50, 200
"""Multiples by which a hum is found, to 2.5 or 3 kHz; and up to which those that stand out are taken out: a dimmer's or
a rectifier's reach 10 kHz."""
_BUZZ = 24
"""Lines that say a hum is a buzz, which has all multiples, though some do not stand out window by window."""
_HIGH = 6.0
"""dB by which these do: there are many that may by chance."""
_PAUSES = 15.0
"""dB between words and quiet parts that say the quiet parts are pauses."""
_SIZE = 16384
"""Samples of a window in which hum is looked for: 2.9 Hz of resolution."""
_HOP = _SIZE // 2
_WINDOWS = 700
"""Windows that are looked at: two minutes, in pieces of ten seconds from all of a long take."""
_RUN = 60
"""Windows of such a piece, half a window apart."""
_BRIEF = 30
"""Windows of a stretch, five seconds, in which a hum is looked for that comes and goes."""
_STEADY = 8.0
"""dB (standard deviation) by which a line changes from pause to pause at most: one that swells does by 4, what a voice
leaves behind by 25 and more."""
_OFF = 10.0
"""dB under its level in the pauses at which a line is not there."""
_NARROW, _STEP, _STAYS = 2048, 240, 31
"""Samples of a window that says when a hum begins or ends, and between them; and windows in which it stays: 150 ms."""
_STRONGEST, _LISTENED = 4, 120
"""Lines by which the mains' own frequency is found, and windows in which they are followed: twenty seconds."""
_QUIETEST, _FEWEST = 8, 6
"""The share of windows that are pauses, one in so many; and how many there have to be."""
_FEWEST_WINDOWS = 9
"""What is shorter says nothing of its pauses."""
_FARTHEST = 2.5
"""Hz between a line and where it would be: what is farther could be on either side of it, seen window by window."""
_SHAPE = np.hanning(_SIZE)
_WIDTH = SAMPLE_RATE / _SIZE
_BETWEEN = np.array(
    [bin_ for bin_ in range(50, 341) if all(abs(bin_ * _WIDTH - round(bin_ * _WIDTH / m) * m) > 9 for m in _MAINS)]
)
"""Bins from 150 to 1000 Hz that no line falls into: a window with a hum is no louder for it."""


_Needed = tuple[float, float, float]


@dataclass(frozen=True)
class _Lines:
    """The lines of a hum by how many dB each stands out, and the windows they were found in."""

    mains: float
    heights: dict[float, float]
    levels: dict[float, float]
    """Power of each in the pauses."""
    places: list[int]
    pauses: list[int]
    """Those of them in which it is quiet."""

    @property
    def loudest(self) -> float:
        return max(self.heights.values(), default=0.0)


def measure(heard: Heard) -> Finding | None:
    """The lines of a hum in the quiet parts of a take, or else of the stretch of it in which they stand out most."""
    places = _places(heard.wav)
    powers = _powers(heard.wav, places)
    runs = [slice(start, start + size) for size in (_RUN, _BRIEF) for start in range(0, len(places), size // 2)]
    stretches = [_found(powers[run], places[run], _THERE) for run in runs]
    somewhere = max((each for each in stretches if each), key=lambda each: each.loudest, default=None)
    found = _found(powers, places, _ALL) or somewhere
    if not found:
        return None
    if somewhere and somewhere.loudest > found.loudest + _LOUDER:
        found = somewhere
    base = _base(heard.wav, found)
    multiples = [round(line / found.mains) for line in found.heights] + _high(heard.wav, found, base)
    if len(multiples) >= _BUZZ:
        multiples = list(range(1, max(multiples) + 1))
    exact = [round(multiple * base, 2) for multiple in multiples]
    first, last = _extent(heard.wav, powers, places, found)
    details: dict[str, Any] = {"base": round(base, 3), "lines": exact}
    if (first, last) != (0, heard.wav.samples):
        details["from"], details["to"] = round(first / SAMPLE_RATE, 2), round(last / SAMPLE_RATE, 2)
    return Finding(NAME, "followed", found.mains, "Hz", found.loudest, details, (first, last))


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    wav, (first, last) = heard.wav, finding.plan
    lines = finding.details["lines"]
    multiples = [round(line / finding.measured) for line in lines]
    yield from wav.part(0, first).blocks()
    yield from without_lines(wav.part(first, last), finding.details["base"], multiples)
    yield from wav.part(last, wav.samples).blocks()


def tell(finding: Finding) -> str:
    return _("A hum of {frequency:.0f} Hz was removed.").format(frequency=finding.measured)


def _found(powers: NDArray[np.float64], places: list[int], needed: _Needed) -> _Lines | None:
    """The lines in these windows, of those mains whose multiples stand out most."""
    if len(places) < _FEWEST_WINDOWS:
        return None
    order, depth = _quiet(powers)
    quiet = powers[order]
    power = np.median(quiet, axis=0)
    both = [_lines(quiet, power, depth, mains, needed) for mains in _MAINS]
    mains, heights = max(zip(_MAINS, both, strict=True), key=lambda each: sum(each[1].values()))
    if not heights:
        return None
    levels = {line: float(_at(power, line)) for line in heights}
    return _Lines(mains, heights, levels, places, [places[each] for each in order])


def _high(wav: Wav, found: _Lines, base: float) -> list[int]:
    """The multiples further up that stand out."""
    spectra = [np.square(np.abs(rfft(_mono(wav, place) * _SHAPE))) for place in found.pauses[:_LISTENED]]
    multiples = range(_MULTIPLES + 1, _BUZZING + 1)
    heights = _prominences(np.median(spectra, axis=0), [multiple * base for multiple in multiples])
    return [multiple for multiple, height in zip(multiples, heights, strict=True) if height > _HIGH]


def _extent(wav: Wav, powers: NDArray[np.float64], places: list[int], found: _Lines) -> tuple[int, int]:
    """The samples between which there is a hum: all, where it does not go on or off."""
    if places[-1] != (len(places) - 1) * _HOP:
        return 0, wav.samples
    lines = [line for line, height in found.heights.items() if height > found.loudest / 2 and line < 500]
    there = np.mean([_at(powers, line) > found.levels[line] * 10 ** (-_OFF / 10) for line in lines], axis=0) > 0.5
    middle = (places.index(found.places[0]) + places.index(found.places[-1])) // 2
    off = np.flatnonzero(~there[:-1] & ~there[1:])
    before, after = off[off < middle], off[off > middle]
    first = _edge(wav, places[before[-1] + 1], found, min(lines), 1) if len(before) else 0
    last = _edge(wav, places[after[0]] + _SIZE, found, min(lines), -1) if len(after) else wav.samples
    return (first, last) if first < last else (0, wav.samples)


def _edge(wav: Wav, start: int, found: _Lines, line: float, way: int) -> int:
    """The sample from which a line is there, seen from where it is not."""
    whole = np.sqrt(found.levels[line]) * _NARROW / _SIZE
    turn = np.hanning(_NARROW) * np.exp(-2j * np.pi * line / SAMPLE_RATE * np.arange(_NARROW))
    places = start + way * np.arange(0, 2 * _SIZE + _HOP, _STEP)
    heard = np.array([abs(turn @ _mono(wav, int(place) - _NARROW // 2, _NARROW)) for place in places])
    # A syllable that begins has something of all frequencies, for a moment.
    stays = minimum_filter1d(heard, _STAYS, origin=-(_STAYS // 2))[: -_HOP // _STEP] > whole / 2
    return int(np.clip(places[int(stays.argmax())] if stays.any() else start, 0, wav.samples))


def _base(wav: Wav, found: _Lines) -> float:
    """The mains' own frequency, to a hundredth of a hertz, by the lines that stand out most."""
    # A weak line may be a voice's.
    heights = found.heights
    clear = [line for line in heights if heights[line] > max(heights.values()) / 2]
    strongest = sorted(clear, key=lambda line: -heights[line])[:_STRONGEST]
    weights = np.array([line * heights[line] for line in strongest])
    exact = np.array([_exact(wav, found.places[:_LISTENED], line) * found.mains / line for line in strongest])
    return float(weights @ exact / weights.sum())


def _lines(
    quiet: NDArray[np.float64], power: NDArray[np.float64], depth: float, mains: float, needed: _Needed
) -> dict[float, float]:
    """The multiples of the mains that stand out, and by how much; none where that is no hum."""
    certain, further, single = needed
    multiples = range(1, _MULTIPLES + 1)
    heights = dict(zip(multiples, _prominences(power, [k * mains for k in multiples]), strict=True))
    telling = [k for k in range(1, _TELLING + 1) if heights[k] > certain and _is_steady(quiet, k * mains)]
    # A voice that never pauses may hum on one note too, but not on the mains' own.
    several = len(telling) >= 2 and (depth > _PAUSES or 1 in telling)
    alone = telling == [1] and heights[1] > single + (0.0 if depth > _PAUSES else _UNPAUSED)
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


def _is_steady(quiet: NDArray[np.float64], line: float) -> bool:
    return bool((10 * np.log10(_at(quiet, line) + 1e-12)).std() < _STEADY)


def _at(powers: NDArray[np.float64], line: float) -> NDArray[np.float64]:
    """The power of a line, in each spectrum."""
    bin_ = round(line / _WIDTH)
    return np.asarray(powers[..., bin_ - 1 : bin_ + 2].max(axis=-1))


def _quiet(powers: NDArray[np.float64]) -> tuple[NDArray[np.int64], float]:
    """The quietest windows, and by how many dB the words stand out from them, between 150 and 1000 Hz and the lines."""
    loudness = powers[:, _BETWEEN].sum(axis=1)
    order = np.argsort(loudness, kind="stable")
    quiet, loud = order[: max(_FEWEST, len(order) // _QUIETEST)], order[-len(order) // 3 :]
    depth = 10 * np.log10((loudness[loud].mean() + 1e-12) / (loudness[quiet].mean() + 1e-12))
    return quiet, float(depth)


def _mono(wav: Wav, place: int, size: int = _SIZE) -> NDArray[np.float64]:
    return in_mono(wav.read(place, size).astype(np.float64))


def _prominences(spectrum: NDArray[np.float64], tones: Sequence[float]) -> list[float]:
    """dB by which each tone stands above what is 10 to 20 Hz beside it."""
    near, far = round(10 / _WIDTH), round(20 / _WIDTH)
    beside = np.concatenate([np.arange(-far, -near), np.arange(near, far)])
    at = np.array([round(tone / _WIDTH) for tone in tones])[:, None]
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
