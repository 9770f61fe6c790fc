"""The minimum requirements of EBU Tech 3341 and 3342, synthesised and measured as finished files are.

Left out are test signals 7 and 8 of 3341 and 5 and 6 of 3342, which are programmes that the EBU hands out, and 6 of
3341, which has five channels: no deliverable has more than two. Of 20 to 23 of 3341, which the EBU hands out too, the
idea is kept: a peak of full scale that lies between samples.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.io import wavfile

from newscast.qc.decode import decode, read_sound
from newscast.qc.energy import RATE, loudness_of, read_loudness
from newscast.qc.measured import Loudness, SoundFacts
from newscast.qc.streams import streams

HZ = 48_000
Sound = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    facts: SoundFacts
    energies: Sound

    @property
    def loudness(self) -> Loudness:
        assert self.facts.loudness
        return self.facts.loudness

    def between(self, start: float, end: float) -> Loudness:
        """As if these seconds were a file of their own."""
        return loudness_of(self.energies[round(start * RATE) : round(end * RATE)])


def tone(level: float, seconds: float) -> Sound:
    """A sine of 1 kHz whose peaks are at that level, in dBFS."""
    return 10 ** (level / 20) * np.sin(2 * np.pi * 1000 * np.arange(round(seconds * HZ)) / HZ)


def silence(seconds: float) -> Sound:
    return np.zeros(round(seconds * HZ))


def tones(*parts: tuple[float, float]) -> Sound:
    return np.concatenate([tone(*part) for part in parts])


def measured(sound: Sound, tools: Any) -> Measured:
    """Of the same sound on both channels."""
    path = tools.scratch / "signal.wav"
    wavfile.write(path, HZ, np.rint(np.column_stack([sound, sound]) * 32767).astype(np.int16))
    kept, _log = decode(path, streams(path), tools)
    return Measured(read_sound(kept), np.fromfile(kept.energy, "<f4").astype(np.float64))


def near(value: float, tolerance: float = 0.1) -> Any:
    return pytest.approx(value, abs=tolerance)


@pytest.mark.real
@pytest.mark.parametrize(
    ("number", "parts", "wanted"),
    [
        (1, [(-23, 20)], -23.0),
        (2, [(-33, 20)], -33.0),
        (3, [(-36, 10), (-23, 60), (-36, 10)], -23.0),
        (4, [(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23.0),
        (5, [(-26, 20), (-20, 20.1), (-26, 20)], -23.0),
    ],
)
def test_integrated_loudness(number: int, parts: Sequence[tuple[float, float]], wanted: float, tools: Any) -> None:
    """Tech 3341, 1 to 5."""
    found = measured(tones(*parts), tools)
    assert found.facts.integrated == near(wanted)
    if number <= 2:
        assert found.loudness.momentary[4:] == near_all(wanted, found.loudness.momentary[4:])
        assert found.loudness.short_term[3:] == near_all(wanted, found.loudness.short_term[3:])


def near_all(value: float, curve: Sequence[float]) -> Any:
    return pytest.approx([value] * len(curve), abs=0.1)


@pytest.mark.real
def test_short_term_loudness_that_does_not_change(tools: Any) -> None:
    """Tech 3341, 9: three seconds hold the same whenever they begin."""
    found = measured(tones(*[(-20, 1.34), (-30, 1.66)] * 5), tools)
    assert found.loudness.short_term[2:] == near_all(-23, found.loudness.short_term[2:])
    assert found.loudness.loudest_short_term and found.loudness.loudest_short_term.value == near(-23)


@pytest.mark.real
def test_momentary_loudness_that_does_not_change(tools: Any) -> None:
    """Tech 3341, 12."""
    found = measured(tones(*[(-20, 0.18), (-30, 0.22)] * 25), tools)
    after_a_second = found.loudness.momentary[9:]
    assert after_a_second == near_all(-23, after_a_second)


@pytest.mark.real
@pytest.mark.parametrize(("seconds", "shift", "kind"), [(3.0, 0.15, "short_term"), (0.4, 0.02, "momentary")])
def test_the_maximum_of_a_tone_wherever_it_begins(seconds: float, shift: float, kind: str, tools: Any) -> None:
    """Tech 3341, 10 and 13: 20 files each, here one after another."""
    pieces = [np.concatenate([silence(shift * i), tone(-23, seconds), silence(1)]) for i in range(20)]
    found = measured(np.concatenate(pieces), tools)
    ends = np.cumsum([len(piece) / HZ for piece in pieces])
    for piece, end in zip(pieces, ends, strict=True):
        assert maximum(found.between(end - len(piece) / HZ, end), kind) == near(-23)


@pytest.mark.real
@pytest.mark.parametrize(("seconds", "shift", "kind"), [(3.0, 0.15, "short_term"), (0.4, 0.02, "momentary")])
def test_the_maxima_of_a_meter_that_is_running(seconds: float, shift: float, kind: str, tools: Any) -> None:
    """Tech 3341, 11 and 14: each tone is 1 dB louder than the one before."""
    pieces = [
        np.concatenate([silence(shift * i), tone(-38 + i, seconds), silence(seconds - shift * i)]) for i in range(20)
    ]
    found = measured(np.concatenate(pieces), tools)
    ends = np.cumsum([len(piece) / HZ for piece in pieces])
    assert [maximum(found.between(0, end), kind) for end in ends] == near_all_of(range(-38, -18))
    assert maximum(found.loudness, kind) == near(-19)


def near_all_of(values: Iterable[float]) -> Any:
    return pytest.approx(list(values), abs=0.1)


def maximum(found: Loudness, kind: str) -> float:
    loudest = found.loudest_short_term if kind == "short_term" else found.loudest_momentary
    assert loudest
    return loudest.value


@pytest.mark.real
@pytest.mark.parametrize(
    ("number", "divisor", "amplitude", "phase", "wanted"),
    [
        (15, 4, 0.50, 0.0, -6.0),
        (16, 4, 0.50, 45.0, -6.0),
        (17, 6, 0.50, 60.0, -6.0),
        (18, 8, 0.50, 67.5, -6.0),
        (19, 4, 1.41, 45.0, 3.0),
    ],
)
def test_true_peaks_of_sines(
    number: int, divisor: int, amplitude: float, phase: float, wanted: float, tools: Any
) -> None:
    """Tech 3341, 15 to 19. A beginning out of nothing would ring, so that it is faded in."""
    at = np.arange(HZ)
    sine = amplitude * np.sin(2 * np.pi * at / divisor + np.radians(phase)) * np.minimum(1, at / 2400)
    assert_true_peak(measured(sine * np.minimum(1, at[::-1] / 2400), tools), wanted)


@pytest.mark.real
@pytest.mark.parametrize("offset", [0, 0.25, 0.5, 0.75])
def test_a_true_peak_between_samples(offset: float, tools: Any) -> None:
    """After Tech 3341, 20 to 23: full scale for a moment, so many samples after one."""
    at = np.arange(HZ) - HZ // 2 - offset
    lobe = np.exp(-np.square(at / 40))
    found = measured(lobe * np.cos(2 * np.pi * at / 6), tools)
    assert_true_peak(found, 0.0)
    assert found.facts.true_peak_at == 0.5


def assert_true_peak(found: Measured, wanted: float) -> None:
    assert found.facts.true_peak is not None
    assert wanted - 0.4 <= found.facts.true_peak <= wanted + 0.2


@pytest.mark.real
@pytest.mark.parametrize(
    ("number", "levels", "wanted"),
    [
        (1, (-20, -30), 10),
        (2, (-20, -15), 5),
        (3, (-40, -20), 20),
        (4, (-50, -35, -20, -35, -50), 15),
    ],
)
def test_loudness_range(number: int, levels: Sequence[float], wanted: float, tools: Any) -> None:
    """Tech 3342, 1 to 4."""
    found = measured(tones(*((level, 20) for level in levels)), tools)
    assert found.facts.range == near(wanted, 1.0)


@pytest.mark.real
def test_the_curves_are_those_of_the_meter_that_ffmpeg_has(tools: Any) -> None:
    """Of noise that comes and goes, which shows a window that begins too early or too late."""
    swell = 1.02 + np.sin(np.arange(8 * HZ) / HZ * 3)
    found = measured(0.05 * swell * np.random.default_rng(1).standard_normal(8 * HZ), tools)
    meter = "ebur128=framelog=quiet:metadata=1:peak=true,ametadata=print:file=-"
    text = tools.decode(["-i", f"file:{tools.scratch / 'signal.wav'}", "-af", meter, "-f", "null", "-"]).decode()
    momentary, short_term, integrated, spread = (
        [float(line.split("=")[1]) for line in text.splitlines() if line.startswith(f"lavfi.r128.{name}=")]
        for name in ("M", "S", "I", "LRA")
    )
    peaks = [float(line.split("=")[1]) for line in text.splitlines() if line.startswith("lavfi.r128.true_peak=")]
    assert found.facts.integrated == pytest.approx(integrated[-1], abs=0.02)
    assert found.facts.range == pytest.approx(spread[-1], abs=0.15)
    assert found.facts.true_peak == pytest.approx(20 * np.log10(peaks[-1]), abs=0.15)
    assert found.facts.true_peak_at == pytest.approx(peaks.index(max(peaks)) / 10, abs=0.11)
    assert found.loudness.momentary[4:] == pytest.approx(momentary[4:80], abs=0.05)
    assert found.loudness.short_term[3:] == pytest.approx(short_term[39:80:10], abs=0.05)


def test_what_the_resampler_rings_is_part_of_the_energy(tmp_path: Path) -> None:
    """Beside what is sudden it rings below 0. Cut off there, speech would seem up to 0.2 LU louder than it is."""
    ringing = np.tile([1.4, -0.4], 4000)
    ringing.astype("<f4").tofile(tmp_path / "energy.f32")
    found, even = read_loudness(tmp_path / "energy.f32"), loudness_of(np.full(8000, 0.5))
    assert found.loudest_short_term and even.loudest_short_term
    assert found.loudest_short_term.value == pytest.approx(even.loudest_short_term.value, abs=0.01)


def test_silence_and_next_to_nothing_have_no_maxima() -> None:
    """Curves they have, as long as they are."""
    assert loudness_of(np.zeros(50)) == Loudness((), (), None, None)
    assert loudness_of(np.zeros(1000)).momentary == (-70.0,) * 10
