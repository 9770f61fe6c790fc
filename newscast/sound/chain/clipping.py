"""Clipping: peaks that the recorder cut off are rebuilt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav

NAME = "clipping"
_FLAT = 0.97
"""Of the highest sample: at and above it a peak counts as flat."""
_SHARE = 0.05
"""Percent of all samples that must be flat; a well recorded voice has none in runs."""
_RUN = 3
_HIGHER = 1.01
"""Times as high as before that rebuilt peaks reach at least; a voice that is pressed together has runs too."""
_MUCH = 5.0
"""Percent above which short windows are rebuilt. What a window costs grows with the third power of the flat samples in
it: 3 s of a voice with 18 % of them were not done after 40 s in windows of 55 ms, and took 0.5 s in those of 10 ms."""
_FILTERS = {False: "adeclip", True: "adeclip=w=10:o=50"}


def measure(heard: Heard) -> Finding | None:
    """Whether many runs of samples lie against the take's highest or lowest value, and something is above it once they
    are rebuilt: at the file's own sample rate, where they are still flat."""
    wav = heard.wav
    peaks = _peaks(wav)
    highest = max(peaks, default=0.0)
    if not highest:
        return None
    share = _share(wav, peaks, highest)
    if share <= _SHARE:
        return None
    rebuilt = heard.recut([_FILTERS[share > _MUCH]])
    if max(_peaks(rebuilt)) < highest * _HIGHER:
        return None
    return Finding(NAME, "rebuilt", share, "%", plan=rebuilt)


def _peaks(wav: Wav) -> list[float]:
    """The highest sample of each block."""
    return [float(np.abs(block).max(initial=0.0)) for block in wav.blocks()]


def _share(wav: Wav, peaks: Sequence[float], highest: float) -> float:
    """Percent of the samples that lie in runs at the highest."""
    flat = 0
    for block, peak in zip(wav.blocks(), peaks, strict=True):
        if peak >= highest * _FLAT:
            high = np.abs(block).max(axis=1) >= highest * _FLAT
            flat += int(np.convolve(high, np.ones(_RUN), "valid").astype(int).__eq__(_RUN).sum())
    return 100 * flat / wav.samples


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    rebuilt: Wav = finding.plan
    return rebuilt.blocks()


def tell(finding: Finding) -> str:
    return _("The recording was overdriven: {share:.1f} % lay at its limit; its peaks were rebuilt.").format(
        share=finding.measured
    )
