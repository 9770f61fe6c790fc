"""Bars: how loud a recording is from frame to frame, as a card shows it while it is heard."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.media.info import MediaInfo
from newscast.sound.cut import cut_params, cut_sound
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.heard import Take

if TYPE_CHECKING:
    from newscast.sound.wav import Wav

_FULL = 0.95
"""The share of the bars that is heard that none is louder than: what is louder is drawn as high."""
_RANGE = 30.0
"""dB below that at which a bar has no height: pauses in a room, and between words on the telephone."""
_CURVE = 1.6
"""By which power a bar grows towards its full height: syllables stand out of a sentence."""
_FASTEST = 30
"""Bars a second at most: more would run together."""


def frames_a_bar(rate: Fraction) -> int:
    """Frames that each bar stands for at a rate."""
    return ceil(rate / _FASTEST)


def bars_step(take: Take, media: MediaInfo, rate: Fraction, shown: Fraction) -> Step:
    """How loud a take is in each bar from its start on, one byte each: 0 where nothing is heard, 255 at full height.

    `rate` is that of the show, in which the take is counted, `shown` that of the picture. It is the recording as it
    is, since no part of the voice chain changes when it is loud.
    """
    params = {"cut": cut_params(take, media, rate), "rate": str(shown), "frames": frames_a_bar(shown)}
    said = _("levels of {name}").format(name=media.file.path.name)
    return step("bars", params, [media.file], suffix=".bars", label=said, weight=0.3)


def make_bars(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Maker of the kind `bars`."""
    from newscast.sound.wav import open_wav

    raw = tools.scratch / "raw.wav"
    cut_sound(params["cut"], inputs[0], raw, tools)
    output.write_bytes(_bars(open_wav(raw), Fraction(params["rate"]) / params["frames"]))


def _bars(wav: Wav, rate: Fraction) -> bytes:
    import numpy as np

    count = ceil(wav.samples * rate / SAMPLE_RATE)
    edges = [sample_at(number, rate) for number in range(count + 1)]
    powers: Any = np.array(
        [
            float(np.square(wav.read(start, end - start).astype(np.float64)).mean()) if start < wav.samples else 0.0
            for start, end in zip(edges, [*edges[1:-1], wav.samples], strict=False)
        ]
    )
    heard = powers[powers > 0]
    if not len(heard):
        return bytes(count)
    levels = 10 * np.log10(np.maximum(powers, 1e-12))
    full = float(np.quantile(10 * np.log10(heard), _FULL))
    heights: bytes = np.round(255 * np.clip((levels - full) / _RANGE + 1, 0, 1) ** _CURVE).astype(np.uint8).tobytes()
    return heights
