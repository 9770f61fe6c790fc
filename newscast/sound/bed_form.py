"""What is known of a bed's recording: how loud it is when, up to where it goes on, where it ends and repeats."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.bed import Loop, bar_loop
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.spans import Span

if TYPE_CHECKING:
    from newscast.sound.meter import Meter
    from newscast.sound.wav import Wav

_FALLEN = 3.0
"""LU under the whole below which a bed is on its way out."""
_SHORTEST = 0.3
"""The share of a recording that goes on at least."""
_WINDOW = 4
"""Steps of 100 ms over which a level is taken: momentary loudness (EBU Tech 3341)."""


@dataclass(frozen=True)
class BedForm:
    """In samples of the recording: it is heard from `begin`, goes on up to `held` and is heard up to `end`.

    `energies` are K-weighted, one for each 100 ms. Of a recording with gaps all is counted as if these were not there:
    `kept` are the stretches between them, in samples of the recording itself.
    """

    begin: int
    held: int
    end: int
    loop: Loop
    energies: tuple[float, ...]
    kept: tuple[Span, ...] = ()


def recorded_at(kept: Sequence[Span], offset: int, samples: int) -> list[tuple[int, Span]]:
    """Where so many samples of a spliced recording, from `offset` on, are in the recording itself: each stretch, and
    how many samples later it begins than the first of them."""
    found, at = [], 0
    for span in kept or (Span(0, max(0, offset + samples)),):
        first, last = max(offset, at), min(offset + samples, at + span.length)
        if first < last:
            found.append((first - offset, Span(first - at + span.start, last - at + span.start)))
        at += span.length
    return found


def bed_form_step(recording: Step, bpm: float | None = None, bars: int | None = None) -> Step:
    """JSON of the form of a prepared bed, which may have a known tempo and so many bars that belong together."""
    params: dict[str, Any] = {"built_in": recording.kind == "music"}
    if bpm:
        beat = 60 * SAMPLE_RATE / Fraction(bpm).limit_denominator(1000)
        params |= {"beat": str(beat), "beats": 4 * (bars or 1)}
    return step("bed-form", params, [recording], suffix=".json", label=recording.label, weight=0.5)


def read_bed_form(path: Path) -> BedForm:
    """Read what make_bed_form wrote."""
    found = json.loads(path.read_text())
    kept = tuple(Span(**each) for each in found["kept"])
    return BedForm(found["begin"], found["held"], found["end"], Loop(**found["loop"]), tuple(found["energies"]), kept)


def make_bed_form(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Listen to a prepared bed."""
    from newscast.sound.looping import Rhythm, found_loop
    from newscast.sound.spliced import sounding, spliced
    from newscast.sound.wav import open_wav

    recording = open_wav(inputs[0])
    meter = _metered(recording)
    rhythm = Rhythm(Fraction(params["beat"]), params["beats"]) if "beat" in params else None
    kept = () if params["built_in"] else sounding(recording, meter.energies(), rhythm.beat if rhythm else None)
    wav = spliced(recording, kept)
    meter = _metered(wav) if kept else meter
    begin, held, end = extent_of(meter, wav.samples)
    loop = bar_loop(wav.samples) if params["built_in"] else found_loop(wav, begin, held, rhythm)
    energies = [float(f"{energy:.4g}") for energy in meter.energies()]
    output.write_text(json.dumps(asdict(BedForm(begin, held, end, loop, tuple(energies), kept))))


def _metered(wav: Wav) -> Meter:
    from newscast.sound.meter import Meter

    meter = Meter(wav.channels)
    for block in wav.blocks():
        meter.add(block)
    return meter


def extent_of(meter: Meter, samples: int) -> tuple[int, int, int]:
    """From where a recording is heard, up to where it goes on, and up to where it is heard, in samples."""
    import numpy as np

    from newscast.sound.meter import STEP, lufs, sliding
    from newscast.sound.normalise import INAUDIBLE

    levels, whole = lufs(sliding(meter.energies(), _WINDOW)), meter.integrated()
    loud, audible = np.flatnonzero(levels > whole - _FALLEN), np.flatnonzero(levels > whole - INAUDIBLE)
    if not len(loud):
        return 0, samples, samples
    begin, held, end = int(audible[0]) * STEP, (int(loud[-1]) + 1) * STEP, (int(audible[-1]) + 1) * STEP
    held = max(held, begin + round(_SHORTEST * (end - begin)))
    return begin, min(samples, held), min(samples, end)
