"""How music sounds, in numbers: the built-in pieces, and beside them whatever recordings a folder holds.

    python -m bench.music [FOLDER]

Spectra are octave bands against the whole, `peak` is dBTP at the level of music, crest is peak against RMS, correlation
and the loss in mono say how wide it is, and attacks are how much more there is above 12 kHz when a note begins than
between notes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt, sosfiltfilt

from newscast.base.binary import find_binary
from newscast.base.timecode import SAMPLE_RATE
from newscast.show.moods import MOODS
from newscast.sound.identity import LENGTHS
from newscast.sound.levels import MUSIC
from newscast.sound.limiter import true_peak
from newscast.sound.meter import Meter
from newscast.sound.score import play
from newscast.sound.wav import Samples

OCTAVES = (63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000)
"""Middles of octave bands in Hz (IEC 61260-1)."""
_GRAIN = SAMPLE_RATE // 200
_ATTACK = 4
"""Grains of 5 ms that count as an attack."""
_HISS = 12_000
_EMPTY = -120.0


def described(sound: Samples) -> dict[str, float]:
    """What is measured of a stereo sound, in dB but for `correlation`."""
    mono: NDArray[np.float64] = sound.mean(axis=1, dtype=np.float64)
    peak = true_peak(sound)
    rms = float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))
    meter = Meter(2)
    meter.add(sound)
    bands = {f"{middle} Hz": level for middle, level in zip(OCTAVES, octaves(mono), strict=True)}
    return {
        "peak": decibels(peak) - meter.integrated() + MUSIC,
        "crest": decibels(peak / rms),
        "correlation": float(np.asarray(np.corrcoef(sound.T))[0, 1]),
        "mono": decibels(float(np.sqrt(np.square(mono).mean())) / rms),
        **bands,
        "attacks": attacks(mono),
    }


def octaves(mono: NDArray[np.float64]) -> list[float]:
    """dB of each octave against the whole, from the power of its spectrum."""
    power = np.abs(np.fft.rfft(mono)) ** 2
    places = np.fft.rfftfreq(len(mono), 1 / SAMPLE_RATE)
    edges = [(middle / 2**0.5, middle * 2**0.5) for middle in OCTAVES]
    shares = [power[(places >= low) & (places < high)].sum() / power.sum() for low, high in edges]
    return [10 * float(np.log10(max(share, 10 ** (_EMPTY / 10)))) for share in shares]


def attacks(mono: NDArray[np.float64]) -> float:
    """dB by which there is more above 12 kHz, in the mean, while notes begin than in the rest."""
    air = butter(6, _HISS, "highpass", fs=SAMPLE_RATE, output="sos")
    hiss = _grains(sosfiltfilt(air, mono))
    begins = onsets(mono)
    attack = np.zeros(len(hiss), bool)
    for place in begins:
        attack[place : place + _ATTACK] = True
    if not attack.any() or attack.all():
        return 0.0
    return 10 * float(np.log10((hiss[attack].mean() + 1e-12) / (hiss[~attack].mean() + 1e-12)))


def onsets(mono: NDArray[np.float64]) -> list[int]:
    """Grains in which notes begin: where what is under 8 kHz is 3 dB louder at once than in the 30 ms before."""
    tone = _grains(sosfilt(butter(4, 8000, fs=SAMPLE_RATE, output="sos"), mono))
    before = np.array([tone[max(0, at - 6) : at].max(initial=0.0) for at in range(len(tone))])
    risen = tone > 2 * before + 1e-3 * tone.max()
    found: list[int] = []
    for at in np.flatnonzero(risen):
        if not found or at - found[-1] > _ATTACK:
            found.append(int(at))
    return found


def decibels(ratio: float) -> float:
    return 20 * float(np.log10(max(ratio, 1e-6)))


def _grains(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Power of each 5 ms."""
    whole = len(sound) // _GRAIN * _GRAIN
    return np.asarray(np.square(sound[:whole]).reshape(-1, _GRAIN).mean(axis=1))


def heard(path: Path) -> Samples:
    """A recording as stereo at 48 kHz."""
    stereo = ["-ac", "2", "-ar", str(SAMPLE_RATE), "-f", "f32le", "-"]
    command = [str(find_binary().path), "-v", "error", "-i", str(path), *stereo]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, 2)


def _pieces(folder: Path | None) -> Iterator[tuple[str, Samples]]:
    for mood in MOODS:
        for name, length in LENGTHS.items():
            yield f"{mood} {name}", play(name, length, mood)
    for path in sorted(folder.iterdir()) if folder else ():
        yield path.name, heard(path)


def main(folder: Path | None) -> None:
    """A table in Markdown, a piece a line."""
    for number, (name, sound) in enumerate(_pieces(folder)):
        found = described(sound)
        if not number:
            print("| piece | s |", " | ".join(found), "|")
            print("|" + "---|" * (len(found) + 2))
        told = (f"{value:.2f}" if key == "correlation" else f"{value:.1f}" for key, value in found.items())
        print(f"| {name} | {len(sound) / SAMPLE_RATE:.1f} |", " | ".join(told), "|", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
