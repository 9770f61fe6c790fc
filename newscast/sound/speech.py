"""Where somebody speaks in a prepared take."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.step import Params, Step, Tools, step
from newscast.timecode import SAMPLE_RATE
from newscast.timeline.model import Span, TakeInfo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.sound.wav import Wav

HOP = SAMPLE_RATE // 100
"""Samples between levels: 10 ms."""
_PAUSE = 15
"""Hops of silence that split two spans: 150 ms. A closed consonant is shorter."""
_WORD = 8
"""Hops that a sound must last to be speech: 80 ms. A click is shorter."""
_BAND = (200, 4000)
"""Hz: most of what makes words, little of rumble, hum and hiss."""
_RISE = 0.35
"""How far from the noise's level to that of loud syllables, in dB, speech begins."""
_DEPTH = 30.0
"""dB under loud syllables at which speech ends at the latest, however clean the recording is."""
_LIFT = 6.0
"""dB that speech must stand out from noise at least."""


def speech_step(take_source: Step) -> Step:
    """JSON: {"samples": n, "speech": [[start, end], ...]}, in samples of the prepared take."""
    return step("speech", {}, [take_source], suffix=".json", label=take_source.label, weight=0.2)


def read_take_info(path: Path) -> TakeInfo:
    """Read what make_speech wrote."""
    found = json.loads(path.read_text())
    return TakeInfo(found["samples"], tuple(Span(start, end) for start, end in found["speech"]))


def make_speech(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Measure a prepared take."""
    from newscast.sound.wav import open_wav

    wav = open_wav(inputs[0])
    spans = [[start, min(end, wav.samples)] for start, end in spoken(levels(wav))]
    output.write_text(json.dumps({"samples": wav.samples, "speech": spans}))


def levels(wav: Wav) -> NDArray[np.float64]:
    """dB of each 10 ms within the band of speech, over 20 ms around it."""
    import numpy as np
    from scipy.signal import butter, sosfilt

    sections = butter(2, _BAND, "bandpass", fs=SAMPLE_RATE, output="sos")
    state = np.zeros((len(sections), 2))
    energies = []
    for block in wav.blocks(HOP * 128):
        banded, state = sosfilt(sections, block.mean(axis=1), zi=state)
        banded = np.pad(banded, (0, -len(banded) % HOP))
        energies.append(np.square(banded).reshape(-1, HOP).mean(axis=1))
    if not energies:
        return np.zeros(0)
    smooth = np.convolve(np.concatenate(energies), [0.25, 0.5, 0.25], "same")
    return 10 * np.log10(smooth + 1e-12)


def spoken(level: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Spans of speech in samples: ascending, disjoint, at least 150 ms apart."""
    import numpy as np

    if not len(level):
        return []
    sounding = level[level > -90]
    loud = float(np.percentile(sounding, 90)) if len(sounding) else -90.0
    if loud < -60:
        return []
    noise = float(np.percentile(level, 5))
    threshold = max(noise + max(_LIFT, _RISE * (loud - noise)), loud - _DEPTH)
    if threshold > loud - 3:
        # Nothing stands out: one unbroken sound, which is taken for speech from end to end.
        return [(0, len(level) * HOP)]
    above = level > threshold
    runs = _runs(above)
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] < _PAUSE:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(start * HOP, end * HOP) for start, end in joined if end - start >= _WORD]


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
