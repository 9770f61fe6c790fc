"""A take before and after the voice chain, equally loud, so that ears compare what was done and not the level."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from pathlib import Path
from typing import Literal

from newscast.base.i18n import _
from newscast.sound.cut import cut_sound
from newscast.sound.wav import Wav
from newscast.step.step import Params, Source, Step, Tools, step

Side = Literal["before", "after"]
_PEAK = -1.0
"""dBFS that neither side exceeds: a recording with high peaks sets both lower."""
_SILENT = -70.0
"""LUFS below which there is nothing to compare."""


def compared_step(prepared: Step, side: Side) -> Step:
    """A side of a take that the voice chain prepared, as 24-bit WAV of 48 kHz: as recorded, or as it is heard."""
    source: Source = prepared.inputs[0]
    params = {"cut": prepared.params["cut"], "side": side}
    return step("compared", params, [source, prepared], suffix=".wav", label=_("comparison"), weight=0.2)


def make_compared(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Gain alone makes both as loud as the quieter of what they can be without exceeding the peak."""
    from newscast.sound.normalise import Shape, loudness, write
    from newscast.sound.wav import open_wav

    raw = tools.scratch / "raw.wav"
    cut_sound(params["cut"], inputs[0], raw, tools)
    sides = {"before": open_wav(raw), "after": open_wav(inputs[1])}
    found = {side: loudness(wav) for side, wav in sides.items()}
    room = {side: found[side] + _PEAK - _peak(wav) for side, wav in sides.items()}
    wav, level = sides[params["side"]], found[params["side"]]
    gain = min(found["after"], *room.values()) - level if min(found.values()) > _SILENT else 0.0
    write(wav, output, gain, Shape(bits=24))


def _peak(wav: Wav) -> float:
    """dBFS of the highest sample."""
    highest = max((float(abs(block).max(initial=0.0)) for block in wav.blocks()), default=0.0)
    return 20 * log10(max(highest, 1e-9))
