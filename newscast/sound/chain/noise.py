"""Noise: what goes on behind a voice is lowered, by DeepFilterNet, or by ffmpeg's afftdn where that has no library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound import afftdn, deepfilter
from newscast.sound.chain import levelling
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav, in_mono

NAME = "noise"
_NEEDED = 30.0
"""dB of the words over the noise from which noise is no trouble on air."""
_LIMITS = (15.0, 18.0)
"""dB that little noise and much is lowered by at most: 12 to 18 sounds natural, beyond that pauses are dead."""
_UNDER = 42.0
"""dB under the words where noise is to be, between these limits."""
_WINDOW = 960
"""Samples of a window: 20 ms, about the closure of a p or t."""
_SHAPE = np.hanning(_WINDOW)
_BANDS = (120, 300, 600, 1200, 2400, 4800, 9600, 20000)
"""Hz of the edges of bands in which noise is looked for: somebody who never pauses leaves some of them empty."""
_SILENCE = 1e-10
"""Energy of a window (-100 dBFS) below which a recorder or a phone was mute: that says nothing of the noise."""
_FEWEST = 25
"""Windows that it takes to tell noise from words."""
_STEADY = 6.0
"""dB from the quietest thirtieth to the tenth of a take. Words that run into each other rise faster than noise."""
_TENTH = 5
"""Windows in a tenth of a second."""
_WORDS = 15.0
"""dB below a take's loud moments down to which a window counts as words."""
_PIECES = (60 * SAMPLE_RATE // _WINDOW, 10 * SAMPLE_RATE // _WINDOW)
"""Windows of pieces that are looked at on their own: of a minute, and of ten seconds for noise that swells."""
_LONG, _SHARE = 60 * SAMPLE_RATE // _WINDOW, 0.2
"""Windows of a take in which they are looked at, and how many of the pieces need it."""
_MOST_GAIN = 6.0
"""dB that words are raised by at most, to be as loud as they were."""


@dataclass(frozen=True)
class Levels:
    """Energy in windows of a take, within _BANDS: of the noise, and of those with words, which `words` marks.

    `quietest` is the first sample of the quietest tenth of a second.
    """

    noise: float
    heard: float
    words: NDArray[np.bool_]
    quietest: int

    @property
    def depth(self) -> float:
        """dB of the words themselves over the noise behind them."""
        return float(10 * np.log10(max(self.heard / self.noise - 1, 1e-3)))


def measure(heard: Heard) -> Finding | None:
    """How far the noise is below the words, where it is steady, near enough, and somebody speaks.

    Words that levelling will raise count as loud as they are: the noise behind them is raised with them.
    """
    lift = levelling.lift(heard) if levelling.NAME in heard.settings else 0.0
    levels = _levels(_energies(heard.wav), lift)
    if levels is None or not heard.somebody:
        return None
    depth = levels.depth - lift
    limit = round(float(np.clip(_UNDER - depth, *_LIMITS)), 1)
    tool = "DeepFilterNet" if deepfilter.is_here() else "afftdn"
    return Finding(NAME, "lowered", depth, "dB", limit, {"tool": tool}, levels)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    """Noise lowered, then the words brought back to their own level, without what noise had added to it."""
    levels: Levels = finding.plan
    if finding.details["tool"] == "afftdn":
        lower = afftdn.denoised(heard.wav, finding.amount, levels.quietest, levels.noise, heard.tools)
    else:
        lower = deepfilter.denoised(heard.wav.blocks(), finding.amount, levels.heard)
    quieter = heard.treated(lower, heard.tools.scratch / "quieter.wav").wav
    left = float(_energies(quieter).sum(axis=1)[levels.words].mean())
    gain = np.sqrt(max(levels.heard - levels.noise, 0.0) / max(left, _SILENCE))
    gain = np.float32(np.clip(gain, 1.0, 10 ** (_MOST_GAIN / 20)))
    for block in quieter.blocks():
        yield block * gain


def tell(finding: Finding) -> str:
    if finding.measured < 1:
        text = _("Noise was as loud as the voice; it was lowered by up to {amount:.0f} dB.")
    else:
        text = _("Noise was only {depth:.0f} dB below the voice; it was lowered by up to {amount:.0f} dB.")
    return text.format(depth=finding.measured, amount=finding.amount)


def _levels(bands: NDArray[np.float64], lift: float) -> Levels | None:
    """Of the whole take, or of those pieces of a long one that have noise: a place or two may differ from the rest."""
    whole = levels_of(bands, lift)
    if whole is not None or len(bands) < _LONG:
        return whole
    found = (_in_pieces(bands, lift, size) for size in _PIECES)
    return next((levels for levels in found if levels is not None), None)


def _in_pieces(bands: NDArray[np.float64], lift: float, size: int) -> Levels | None:
    """Of the pieces of that size that have noise; None where they are few among those in which somebody speaks: where
    nobody does, what is heard of a room is near nobody's words."""
    starts = range(0, len(bands) - size + 1, size)
    loud = _loud(bands.sum(axis=1)) / _times(_WORDS + lift)
    spoken = [start for start in starts if _loud(bands[start : start + size].sum(axis=1)) > loud]
    noisy = {start: levels_of(bands[start : start + size], lift) for start in spoken}
    found = {start: levels for start, levels in noisy.items() if levels is not None}
    if not found or len(found) < _SHARE * len(noisy):
        return None
    words = np.zeros(len(bands), bool)
    for start, levels in found.items():
        words[start : start + size] = levels.words
    noise, heard = (float(np.mean([getattr(each, name) for each in found.values()])) for name in ("noise", "heard"))
    start, first = next(iter(found.items()))
    return Levels(noise, heard, words, start * _WINDOW + first.quietest)


def levels_of(bands: NDArray[np.float64], lift: float) -> Levels | None:
    """What the energies of a take's windows, shape (windows, bands), say; None where there is no steady noise near.

    `lift` is how many dB quieter the words are that are to stand out from it.
    """
    whole = bands.sum(axis=1)
    audible = bands[whole > _SILENCE]
    if len(audible) < _FEWEST:
        return None
    loud = _loud(whole)
    words = whole > loud / _times(_WORDS)
    heard = float(whole[words].mean())
    lowest, low = np.percentile(audible, (3, 10), axis=0)
    if low.sum() > lowest.sum() * _times(_STEADY) or heard > lowest.sum() * _times(_NEEDED + lift):
        return None
    noise = sum(
        float(band[band <= most].mean()) for band, most in zip(audible.T, lowest * _times(_STEADY), strict=True)
    )
    stretches = np.convolve(np.where(whole > _SILENCE, whole, loud), np.ones(_TENTH), "valid")
    return Levels(noise, heard, words, int(stretches.argmin()) * _WINDOW)


def _loud(energies: NDArray[np.float64]) -> float:
    """What windows have where a take is loud; 0 where nothing is heard."""
    audible = energies[energies > _SILENCE]
    return float(np.percentile(audible, 95)) if len(audible) else 0.0


def _times(decibels: float) -> float:
    return float(10 ** (decibels / 10))


def _energies(wav: Wav) -> NDArray[np.float64]:
    """Mean square of each window in each band, over all channels: shape (windows, bands)."""
    edges = np.array(_BANDS) * _WINDOW // SAMPLE_RATE
    found = [np.zeros((0, len(_BANDS) - 1))]
    for block in wav.blocks(_WINDOW * 1000):
        windows = block[: len(block) // _WINDOW * _WINDOW].reshape(-1, _WINDOW, wav.channels)
        lines = np.abs(np.fft.rfft(windows.swapaxes(1, 2) * _SHAPE)) ** 2
        scaled = in_mono(lines.swapaxes(1, 2)) * 2 / (_WINDOW * np.square(_SHAPE).sum())
        found.append(np.add.reduceat(scaled, edges, axis=1)[:, :-1])
    return np.concatenate(found)
