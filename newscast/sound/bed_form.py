"""What is known of a bed's recording: how loud it is when, up to where it goes on, where it ends and repeats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.bed import Loop, bar_loop
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FALLEN = 3.0
"""LU under the whole below which a bed is on its way out."""
_INAUDIBLE = 24.0
"""LU under the whole at which its ending is no longer heard."""
_WINDOW = 4
"""Steps of 100 ms over which a level is taken: momentary loudness (EBU Tech 3341)."""


@dataclass(frozen=True)
class BedForm:
    """In samples of the recording: it goes on up to `held` and is heard up to `end`.

    `energies` are K-weighted, one for each 100 ms.
    """

    held: int
    end: int
    loop: Loop
    energies: tuple[float, ...]

    def loudness(self, spans: Iterable[Span]) -> float | None:
        """LUFS of these spans of it together; None where nothing is heard in them."""
        from newscast.sound.meter import STEP, integrated

        steps = self._array()
        kept = [steps[span.start // STEP : max(span.start // STEP + 1, span.end // STEP)] for span in spans]
        found = integrated(_joined(kept)) if kept else float("-inf")
        return found if found > -70 else None

    def _array(self) -> NDArray[np.float64]:
        import numpy as np

        return np.array(self.energies, np.float64)


def _joined(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    import numpy as np

    return np.concatenate(parts)


def bed_form_step(recording: Step, bpm: float | None = None, bars: int | None = None) -> Step:
    """JSON of the form of a prepared bed, which may have a known tempo and so many bars that belong together."""
    params: dict[str, Any] = {"built_in": recording.kind == "music"}
    if bpm:
        params |= {"bar": str(4 * 60 * SAMPLE_RATE / Fraction(bpm).limit_denominator(1000) * (bars or 1))}
    return step("bed-form", params, [recording], suffix=".json", label=recording.label, weight=0.5)


def read_bed_form(path: Path) -> BedForm:
    """Read what make_bed_form wrote."""
    found = json.loads(path.read_text())
    return BedForm(found["held"], found["end"], Loop(**found["loop"]), tuple(found["energies"]))


def make_bed_form(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Listen to a prepared bed."""
    from newscast.sound.looping import found_loop
    from newscast.sound.meter import Meter
    from newscast.sound.wav import open_wav

    wav = open_wav(inputs[0])
    meter = Meter(wav.channels)
    for block in wav.blocks():
        meter.add(block)
    held, end = ending_of(meter, wav.samples)
    bar = Fraction(params["bar"]) if "bar" in params else None
    loop = bar_loop(wav.samples) if params["built_in"] else found_loop(wav, held, bar)
    energies = [float(f"{energy:.4g}") for energy in meter.energies()]
    output.write_text(json.dumps({"held": held, "end": end, "loop": asdict(loop), "energies": energies}))


def ending_of(meter: Any, samples: int) -> tuple[int, int]:
    """Up to where a recording goes on, and up to where it is heard, in samples."""
    import numpy as np

    from newscast.sound.meter import STEP, lufs, sliding

    levels, whole = lufs(sliding(meter.energies(), _WINDOW)), meter.integrated()
    loud, audible = np.flatnonzero(levels > whole - _FALLEN), np.flatnonzero(levels > whole - _INAUDIBLE)
    if not len(loud):
        return samples, samples
    return min(samples, (int(loud[-1]) + 1) * STEP), min(samples, (int(audible[-1]) + 1) * STEP)
