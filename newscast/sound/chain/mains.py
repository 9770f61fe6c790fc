"""The lines of the mains in the pauses of a take: whether some stand out, which, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.fft import rfft

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain import buzzing
from newscast.sound.wav import Wav, in_mono

SIZE = 16384
"""Samples of a window in which hum is looked for: 2.9 Hz of resolution."""
HOP = SIZE // 2
MAINS = (50.0, 60.0)
"""Hz that there are."""
ALL, THERE = (12.0, 5.0, 18.0), (16.0, 9.0, 22.0)
"""dB above what is beside it by which a line says that there is hum, by which a further line belongs to a hum that is
certain, and by which the mains' own line does where it is the only one: in the whole of a take; and in a stretch of it,
of which fewer windows tell, where a hum began on the way."""
_UNPAUSED = 6.0
"""dB by which that one line stands out further where nobody pauses; no voice is so low, but a bass may be."""
_CONSTANT, _FAINT, _EXACTLY = 3.0, -4.0, 0.25
"""That line is enough too if it changes by so few dB (standard deviation) from pause to pause, stands out by so much
more than others have to, and is so near in Hz to the mains. In 38 minutes of clean speech what is there changed by 3.4
dB or more and stood out by 3.5. A bass plays 49.0 and 61.7 Hz."""
_TELLING = 8
"""Multiples that can say that there is hum; one further up is as likely a fan or a screen."""
_LOWEST = 3
"""The multiple of which one up to it is among them: what has higher ones alone is a voice on one note."""
_FOUND = range(1, 51)
"""Multiples by which a hum is found line by line, to 2.5 or 3 kHz. Those that stand out are taken out further up: a
dimmer's or a rectifier's reach 10 kHz."""
_HIGHEST = round((_FOUND[-1] * max(MAINS) + 30) * SIZE / SAMPLE_RATE)
"""The bin up to which these and what is beside them lie."""
_LITTLE = 3.0
"""dB by which lines of a buzz stand out that say where it begins and ends."""
_PAUSED = 15.0
"""dB between words and quiet parts that say the quiet parts are pauses."""
_STEADY = 8.0
"""dB (standard deviation) by which a line changes from pause to pause at most: one that swells does by 4, what a voice
leaves behind by 25 and more."""
_HIGH = 6.0
"""dB by which lines further up stand out: there are many that may by chance."""
_STRONGEST, _LISTENED = 4, 120
"""Lines by which the mains' own frequency is found, and windows in which they are followed: twenty seconds."""
_QUIETEST, _FEWEST = 8, 6
"""The share of windows that are pauses, one in so many; and how many there have to be."""
_FEWEST_WINDOWS = 9
"""What is shorter says nothing of its pauses."""
_FARTHEST = 2.5
"""Hz between a line and where it would be: what is farther could be on either side of it, seen window by window."""
_SHAPE = np.hanning(SIZE)
_SHAPE32 = _SHAPE.astype(np.float32)
_WIDTH = SAMPLE_RATE / SIZE
_BINS = round(buzzing.HIGHEST / _WIDTH)
LOW = round(1030 / _WIDTH)
"""Bins that say how loud a window is, and which low lines it has."""
_AT_ONCE = 16
"""Windows whose spectra are taken together: half the time that they take one by one."""
_BETWEEN = np.array(
    [bin_ for bin_ in range(50, 341) if all(abs(bin_ * _WIDTH - round(bin_ * _WIDTH / m) * m) > 9 for m in MAINS)]
)
"""Bins from 150 to 1000 Hz that no line falls into: a window with a hum is no louder for it."""
_ASIDE = np.concatenate([np.arange(-7, -3), np.arange(3, 7)])
"""Bins 10 to 20 Hz beside one."""
_NOTHING = 1e-12

Needed = tuple[float, float, float]


@dataclass(frozen=True)
class Windows:
    """Stretches of a take that follow one another: where each begins, and its power, shape (windows, bins)."""

    places: list[int]
    powers: NDArray[np.float32]

    def __getitem__(self, some: slice) -> Windows:
        return Windows(self.places[some], self.powers[some])


@dataclass(frozen=True)
class Lines:
    """The lines of a hum by how many dB each stands out, and the windows they were found in."""

    mains: float
    heights: dict[float, float]
    levels: dict[float, float]
    """Power of each in the pauses."""
    places: list[int]
    pauses: list[int]
    """Those of them in which it is quiet."""
    base: float | None
    """The mains' own frequency where all multiples together say that there is a buzz."""

    @property
    def loudest(self) -> float:
        return max(self.heights.values(), default=0.0)


def windows_of(wav: Wav, places: list[int], bins: int = _BINS) -> Windows:
    """The power of these windows, of which those that follow one another begin in the middle of the one before."""
    powers = np.zeros((len(places), bins), np.float32)
    edges = [0, *(i for i in range(1, len(places)) if places[i] != places[i - 1] + HOP), len(places)]
    for begin, end in pairwise(edges):
        for first in range(begin, end, _AT_ONCE):
            last = min(first + _AT_ONCE, end)
            heard = in_mono(wav.read(places[first], (last - first - 1) * HOP + SIZE))
            spectra = rfft(sliding_window_view(heard, SIZE)[::HOP] * _SHAPE32)[:, :bins]
            powers[first:last] = np.square(spectra.real) + np.square(spectra.imag)
    return Windows(places, powers)


def lines_of(
    wav: Wav,
    windows: Windows,
    needed: Needed,
    which: tuple[float, ...] = MAINS,
    many: bool = True,
    known: float | None = None,
) -> Lines | None:
    """The lines in these windows, of that one of some mains whose multiples stand out most; `many` asks for a buzz as
    well, of other lines than the multiples of a `known` tone, which were taken out."""
    if len(windows.places) < _FEWEST_WINDOWS:
        return None
    order, depth = _quiet(windows.powers)
    pauses = _Pauses(wav, windows.places, windows.powers[order], depth)
    base = buzzing.base_of(pauses.powers, _WIDTH, which, known) if many else None
    mains, heights = _of_one(pauses, base) if base else _of_any(pauses, needed, which)
    if not heights:
        return None
    levels = {line: float(at(pauses.power, line)) for line in heights}
    return Lines(mains, heights, levels, windows.places, [windows.places[each] for each in order], base)


def base_of(wav: Wav, found: Lines) -> float:
    """The mains' own frequency, to a hundredth of a hertz, by the lines that stand out most."""
    if found.base is not None:
        return found.base
    # A weak line may be a voice's.
    heights = found.heights
    clear = [line for line in heights if heights[line] > max(heights.values()) / 2]
    strongest = sorted(clear, key=lambda line: -heights[line])[:_STRONGEST]
    weights = np.array([line * heights[line] for line in strongest])
    exact = np.array([_exact(wav, found.places, line) * found.mains / line for line in strongest])
    return float(weights @ exact / weights.sum())


def further_up(wav: Wav, found: Lines, base: float) -> list[int]:
    """The multiples that stand out above those by which a hum is found."""
    spectra = [np.square(np.abs(rfft(mono(wav, place) * _SHAPE))) for place in found.pauses[:_LISTENED]]
    multiples = range(_FOUND[-1] + 1, buzzing.MULTIPLES + 1)
    heights = _prominences(np.median(spectra, axis=0), [multiple * base for multiple in multiples])
    return [multiple for multiple, height in zip(multiples, heights, strict=True) if height > _HIGH]


def at(powers: NDArray[np.floating], line: float) -> NDArray[np.float64]:
    """The power of a line, in each spectrum."""
    bin_ = round(line / _WIDTH)
    return np.asarray(powers[..., bin_ - 1 : bin_ + 2].max(axis=-1), np.float64)


def beside(powers: NDArray[np.floating], line: float) -> NDArray[np.float64]:
    """The usual power 10 to 20 Hz beside a line, in each spectrum."""
    bin_ = round(line / _WIDTH)
    return np.asarray(np.median(powers[..., bin_ + _ASIDE], axis=-1), np.float64)


def is_quiet(windows: Windows) -> NDArray[np.bool_]:
    """Which windows are of the quietest third."""
    loudness = windows.powers[:, _BETWEEN].sum(axis=1)
    return np.asarray(loudness <= np.quantile(loudness, 1 / 3))


def mono(wav: Wav, place: int, size: int = SIZE) -> NDArray[np.float64]:
    return in_mono(wav.read(place, size).astype(np.float64))


@dataclass(frozen=True)
class _Pauses:
    """What is heard in the quietest of some windows; `depth` is by how many dB the words stand out from it."""

    wav: Wav
    places: list[int]
    """Of all these windows."""
    powers: NDArray[np.float32]
    depth: float

    @cached_property
    def power(self) -> NDArray[np.float64]:
        """Up to where lines are looked for one by one."""
        return np.asarray(np.median(self.powers[:, :_HIGHEST], axis=0), np.float64)

    def heights(self, base: float) -> dict[int, float]:
        """dB by which each multiple of a tone stands out."""
        return dict(zip(_FOUND, _prominences(self.power, [multiple * base for multiple in _FOUND]), strict=True))

    def changes(self, line: float) -> float:
        """dB (standard deviation) by which a line changes from pause to pause."""
        return float((10 * np.log10(at(self.powers, line) + _NOTHING)).std())


def _of_one(pauses: _Pauses, base: float) -> tuple[float, dict[float, float]]:
    """Which mains have this frequency, and their multiples that stand out a little at least."""
    mains = min(MAINS, key=lambda each: abs(each - base))
    return mains, {k * mains: height for k, height in pauses.heights(base).items() if height > _LITTLE}


def _of_any(pauses: _Pauses, needed: Needed, which: tuple[float, ...]) -> tuple[float, dict[float, float]]:
    """The mains whose multiples stand out most, line by line, and those; none where that is no hum."""
    tried = [(mains, _lines(pauses, mains, needed)) for mains in which]
    return max(tried, key=lambda each: sum(each[1].values()))


def _lines(pauses: _Pauses, mains: float, needed: Needed) -> dict[float, float]:
    """The multiples of these mains that stand out, and by how much; none where that is no hum."""
    certain, further, single = needed
    heights, paused = pauses.heights(mains), pauses.depth > _PAUSED
    telling = [k for k in range(1, _TELLING + 1) if heights[k] > certain and pauses.changes(k * mains) < _STEADY]
    # A voice that never pauses may hum on one note too, but not on the mains' own for long.
    own = 1 in telling and pauses.changes(mains) < _CONSTANT
    several = len(telling) >= 2 and (telling[0] <= _LOWEST if paused else own)
    alone = telling == [1] and heights[1] > single + (0.0 if paused else _UNPAUSED)
    if not (several or alone or _is_constant(pauses, mains, heights[1] - certain)):
        return {}
    return {k * mains: height for k, height in heights.items() if height > further}


def _is_constant(pauses: _Pauses, mains: float, over: float) -> bool:
    """Whether the mains' own line is there all the time, which stands out by so much more than others have to."""
    if over < _FAINT or pauses.changes(mains) > _CONSTANT:
        return False
    return abs(_exact(pauses.wav, pauses.places, mains) - mains) < _EXACTLY


def _quiet(powers: NDArray[np.float32]) -> tuple[NDArray[np.int64], float]:
    """The quietest windows, and by how many dB the words stand out from them, between 150 and 1000 Hz and the lines."""
    loudness = powers[:, _BETWEEN].sum(axis=1)
    order = np.argsort(loudness, kind="stable")
    quiet, loud = order[: max(_FEWEST, len(order) // _QUIETEST)], order[-len(order) // 3 :]
    depth = 10 * np.log10((loudness[loud].mean() + _NOTHING) / (loudness[quiet].mean() + _NOTHING))
    return quiet, float(depth)


def _prominences(spectrum: NDArray[np.float64], tones: Sequence[float]) -> list[float]:
    """dB by which each tone stands above what is 10 to 20 Hz beside it."""
    places = np.array([round(tone / _WIDTH) for tone in tones])[:, None]
    lines = spectrum[places + np.arange(-1, 2)].max(axis=1)
    found = 10 * np.log10((lines + _NOTHING) / (np.median(spectrum[places + _ASIDE], axis=1) + _NOTHING))
    return [float(height) for height in found]


def _exact(wav: Wav, places: list[int], line: float) -> float:
    """The frequency of a line near `line`, to some hundredths of a hertz, by how its phase moves on from window to
    window. Speech moves on by chance, and cancels out.
    """
    places = places[:_LISTENED]
    turn = _SHAPE * np.exp(-2j * np.pi * line / SAMPLE_RATE * np.arange(SIZE))
    phasors = [complex(turn @ mono(wav, place)) for place in places]
    expected = np.exp(-2j * np.pi * line * HOP / SAMPLE_RATE)
    advance = sum(
        (later * earlier.conjugate() / (abs(later * earlier) + _NOTHING)) * expected
        for (place, earlier), (following, later) in zip(
            zip(places, phasors, strict=True), zip(places[1:], phasors[1:], strict=False), strict=False
        )
        if following == place + HOP
    )
    moved = float(np.angle(advance)) * SAMPLE_RATE / (2 * np.pi * HOP)
    return line + float(np.clip(moved, -_FARTHEST, _FARTHEST))
