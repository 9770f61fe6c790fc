"""The rate of a recording's own band: of how many samples of a take one tells all."""

from __future__ import annotations

import numpy as np

from newscast.sound.chain.spectrum import EDGES, Spectrum

_EMPTY, _FADED = -65.0, -52.0
"""dB against words, above the band of a recording; voices have more within it. And where a resampler lets it fade, in
the 300 Hz above 4 kHz that a telephone has."""
_TELEPHONE = 4300
"""Hz above which that has next to nothing."""
_BANDS = {6: 5500, 4: 7300, 3: 9000, 2: 12000}
"""Of how many samples one tells all, by the frequency in Hz above which nothing is."""


def rate_of(spectrum: Spectrum) -> int:
    """Of how many samples of a take one tells all; 1 for one with a whole band."""
    if not spectrum.speech:
        return 1
    # From the top down: all that is above each edge.
    words = np.cumsum(spectrum.powers[spectrum.loud, ::-1], axis=1)[:, ::-1]
    above = {
        edge: spectrum.of_speech(float(np.median(words[:, EDGES.index(edge)])))
        for edge in (_TELEPHONE, *_BANDS.values())
    }
    empty = [rate for rate, edge in _BANDS.items() if above[edge] < _EMPTY]
    if above[_TELEPHONE] > _FADED and empty[:1] == [6]:
        empty.remove(6)
    return next(iter(empty), 1)
