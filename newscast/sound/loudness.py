"""The mix at a deliverable's loudness, below its true-peak limit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.base.i18n import _
from newscast.step.step import Params, Step, Tools, step

_MARGIN = 0.2
"""dB under the limit: what meters that interpolate otherwise may read more."""
_LOSSY = 1.0
"""dB more under the limit where a lossy codec follows, which moves peaks up."""


def master_steps(mix: Step, target: float, peak: float, lossy: bool, quick: bool = False) -> Step:
    """Stereo 48 kHz 24-bit WAV at `target` LUFS with no true peak above `peak` dBTP; `quick` is nearly that."""
    ceiling = round(peak - _MARGIN - (_LOSSY if lossy else 0.0), 2)
    params = {"target": target, "ceiling": ceiling} | ({"quick": True} if quick else {})
    inputs = [mix, energies_step(mix)]
    return step("master", params, inputs, suffix=".wav", label=_("loudness"), weight=0.7 * mix.weight)


def energies_step(mix: Step) -> Step:
    """How loud a mix is in each 100 ms, for all masters of it: floats of 64 bits (sound.normalise.energies_of)."""
    return step("energies", {}, [mix], suffix=".f64", label=_("loudness"), weight=0.5 * mix.weight)


def make_energies(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    from newscast.sound.normalise import energies_of
    from newscast.sound.wav import open_wav

    output.write_bytes(energies_of(open_wav(inputs[0])).astype("<f8").tobytes())


def make_master(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """One gain for the whole, then the limiter, until the loudness is within TOLERANCE; silence stays silence."""
    import numpy as np

    from newscast.sound.normalise import Shape, normalise
    from newscast.sound.wav import open_wav

    shape = Shape(params["ceiling"], bits=24, quick="quick" in params)
    normalise(open_wav(inputs[0]), output, params["target"], shape, np.fromfile(inputs[1], "<f8"))


def version_step(version: Step, mix: Step, master: Step, peak: float) -> Step:
    """Another version of a `mix` at the gain that made the `master` of it, with no true peak above `peak` dBTP."""
    params = {"ceiling": round(peak - _MARGIN, 2)}
    return step("version", params, [version, mix, master], suffix=".wav", label=_("loudness"), weight=mix.weight)


def make_version(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """The master's gain, then a limiter of its own: peaks that met and cancelled in the full mix stand alone here."""
    from newscast.sound.normalise import Shape, gain_between, write
    from newscast.sound.wav import open_wav

    version, mix, master = map(open_wav, inputs)
    write(version, output, gain_between(mix, master), Shape(params["ceiling"], bits=24))
