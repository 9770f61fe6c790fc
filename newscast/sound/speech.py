"""Where somebody speaks in a prepared take."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.model import Span, TakeInfo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.sound.wav import Wav

_RATE = 12_000
"""Samples a second that are looked at: all that _BAND needs."""
_HOP = _RATE // 100
"""Samples between levels: 10 ms."""
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
    """JSON: {"samples": n, "speech": [[start, end], ...]}, in samples of the prepared take; of music also its "hit"."""
    is_music = take_source.kind == "clip-sound" and take_source.params["chain"] == "music"
    return step(
        "speech", {"hit": True} if is_music else {}, [take_source], suffix=".json", label=take_source.label, weight=0.2
    )


def read_take_info(path: Path) -> TakeInfo:
    """Read what make_speech wrote."""
    found = json.loads(path.read_text())
    return TakeInfo(found["samples"], tuple(Span(*span) for span in found["speech"]), found.get("hit", 0))


def make_speech(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Measure a prepared take."""
    from newscast.sound.hit import hit_of
    from newscast.sound.wav import open_wav

    wav = open_wav(inputs[0])
    found: dict[str, object] = {"samples": wav.samples, "speech": spoken(wav)}
    if params.get("hit"):
        found["hit"] = hit_of(wav)
    output.write_text(json.dumps(found))


def spoken(wav: Wav) -> list[tuple[int, int]]:
    """Spans of speech in samples of the take: ascending, disjoint, at least 150 ms apart.

    pydub splits the take at its pauses; against known cuts it is right to 20 ms down to 25 dB of signal to noise.
    """
    pcm = _banded(wav)
    threshold = _threshold(_levels(pcm))
    if threshold is None:
        return []
    if threshold == -inf:
        return [(0, wav.samples)]
    import warnings

    with warnings.catch_warnings():
        # pydub looks for an ffmpeg of its own, which it does not need here, and complains.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
        from pydub.silence import detect_nonsilent

    # Silence around the take, or pydub would not see a pause at either end that is shorter than _PAUSE.
    around = AudioSegment.silent(_AROUND, frame_rate=_RATE)
    heard = around + AudioSegment(data=pcm.tobytes(), sample_width=2, frame_rate=_RATE, channels=1) + around
    found = detect_nonsilent(heard, min_silence_len=_PAUSE, silence_thresh=threshold, seek_step=10)
    scale = SAMPLE_RATE // 1000
    words = [(start - _AROUND, end - _AROUND) for start, end in found if end - start >= _WORD]
    spans = [(max(0, start) * scale, min(end * scale, wav.samples)) for start, end in words]
    return [(start, end) for start, end in spans if start < end]


def _banded(wav: Wav) -> NDArray[np.int16]:
    """The take as mono, within the band of speech, 16 bit at _RATE."""
    import numpy as np
    from scipy.signal import butter, sosfilt

    sections = butter(4, _BAND, "bandpass", fs=SAMPLE_RATE, output="sos")
    state = np.zeros((len(sections), 2))
    pieces = [np.zeros(0, np.int16)]
    for block in wav.blocks():
        heard, state = sosfilt(sections, block.mean(axis=1), zi=state)
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
