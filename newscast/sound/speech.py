"""Where somebody speaks in a prepared take."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.heard import TakeInfo
from newscast.timeline.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.sound.wav import Wav

_RATE = 12_000
"""Samples a second that are looked at: all that _BAND needs."""
_HOP_MS = 10
_HOP = _RATE * _HOP_MS // 1000
"""Milliseconds, and samples, between levels."""
_PAUSE = 150
"""Milliseconds of silence that split two spans. A closed consonant is shorter."""
_AROUND = 200
"""Milliseconds of silence put around a take while it is looked at."""
_WORD = 80
"""Milliseconds that a sound must last to be speech. A click is shorter."""
_BAND = (200, 4000)
"""Hz: most of what makes words, little of rumble, hum and hiss."""
_RISE = 0.35
"""How far from the noise's level to that of loud syllables, in dB, speech begins."""
_DEPTH = 30.0
"""dB under loud syllables at which speech ends at the latest, however clean the recording is."""
_LIFT = 6.0
"""dB that speech must stand out from noise at least."""
_FAINT = -60.0
"""dBFS of the loudest moments under which nobody speaks in a prepared take."""


def speech_step(take_source: Step) -> Step:
    """JSON: {"samples": n, "speech": [[start, end], ...]}, in samples of the prepared take.

    Of music also its "hit"; and that which nobody cut is as long as its ending is heard.
    """
    is_music = take_source.kind == "clip-sound" and take_source.params["chain"] == "music"
    params: dict[str, Any] = {}
    if is_music:
        params = {"hit": True, "to_its_end": take_source.params["cut"]["samples"] is None}
    return step("speech", params, [take_source], suffix=".json", label=take_source.label, weight=0.2)


def read_take_info(path: Path) -> TakeInfo:
    """Read what make_speech wrote."""
    found = json.loads(path.read_text())
    return TakeInfo(found["samples"], tuple(Span(*span) for span in found["speech"]), found.get("hit", 0))


def make_speech(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Measure a prepared take."""
    from newscast.sound.hit import hit_of
    from newscast.sound.normalise import ending_heard
    from newscast.sound.wav import open_wav

    wav = open_wav(inputs[0])
    if params.get("to_its_end"):
        wav = ending_heard(wav)
    found: dict[str, object] = {"samples": wav.samples, "speech": spoken(wav)}
    if params.get("hit"):
        found["hit"] = hit_of(wav)
    output.write_text(json.dumps(found))


def spoken(wav: Wav) -> list[tuple[int, int]]:
    """Spans of speech in samples of the take: ascending, disjoint, at least 150 ms apart.

    The take is split at its pauses; against known cuts that is right to 20 ms down to 25 dB of signal to noise.
    """
    pcm = _banded(wav)
    threshold = _threshold(_levels(pcm))
    if threshold is None:
        return []
    if threshold == -inf:
        return [(0, wav.samples)]
    scale = SAMPLE_RATE // 1000
    words = [(start * _HOP_MS, end * _HOP_MS) for start, end in _sounding(pcm, threshold)]
    spans = [(start * scale, min(end * scale, wav.samples)) for start, end in words if end - start >= _WORD]
    return [(start, end) for start, end in spans if start < end]


def _sounding(pcm: NDArray[np.int16], threshold: float) -> list[tuple[int, int]]:
    """Stretches between pauses, in hops: a pause is what lies in windows of _PAUSE whose level is not above the
    threshold. Around the take it is silent."""
    import numpy as np

    hops = -(-len(pcm) // _HOP)
    window, around = _PAUSE // _HOP_MS, _AROUND // _HOP_MS
    scaled = np.pad(pcm, (around * _HOP, hops * _HOP - len(pcm) + around * _HOP)).astype(np.float64) / 32768
    total = np.concatenate([[0.0], np.cumsum(np.square(scaled).reshape(-1, _HOP).sum(axis=1))])
    quiet = (total[window:] - total[:-window]) / (window * _HOP) <= 10 ** (threshold / 10)
    pausing = np.convolve(quiet, np.ones(window), "full") > 0.5
    turns = np.flatnonzero(np.diff(pausing.astype(np.int8)))
    starts, ends = turns[::2] + 1 - around, turns[1::2] + 1 - around
    return [(max(0, int(start)), min(int(end), hops)) for start, end in zip(starts, ends, strict=True)]


def _banded(wav: Wav) -> NDArray[np.int16]:
    """The take as mono, within the band of speech, 16 bit at _RATE."""
    import numpy as np
    from scipy.signal import butter

    from newscast.sound.sections import through
    from newscast.sound.wav import in_mono

    sections = butter(4, _BAND, "bandpass", fs=SAMPLE_RATE, output="sos")
    state = np.zeros((len(sections), 2))
    pieces = [np.zeros(0, np.int16)]
    for block in wav.blocks():
        heard, state = through(sections, in_mono(block), state)
        pieces.append(np.rint(np.clip(heard[:: SAMPLE_RATE // _RATE], -1, 1) * 32767).astype("<i2"))
    return np.concatenate(pieces)


def _levels(pcm: NDArray[np.int16]) -> NDArray[np.float64]:
    """dBFS of each 10 ms, over 20 ms around it."""
    import numpy as np

    scaled = np.pad(pcm, (0, -len(pcm) % _HOP)).astype(np.float64) / 32768
    energies = np.square(scaled).reshape(-1, _HOP).mean(axis=1)
    smooth = np.convolve(energies, [0.25, 0.5, 0.25], "same") if len(energies) > 2 else energies
    return np.asarray(10 * np.log10(smooth + 1e-12))


def _threshold(level: NDArray[np.float64]) -> float | None:
    """dBFS above which somebody speaks; None where nobody does, minus infinity where nothing but speech is heard."""
    import numpy as np

    sounding = level[level > -90]
    loud = float(np.percentile(sounding, 90)) if len(sounding) else -inf
    if loud < _FAINT:
        return None
    noise = float(np.percentile(level, 5))
    threshold = max(noise + max(_LIFT, _RISE * (loud - noise)), loud - _DEPTH)
    return threshold if threshold < loud - 3 else -inf
