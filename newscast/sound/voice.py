"""What is done to a recording of somebody speaking: upright, without rumble and hum, even, and at one level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, iirnotch, sosfilt, tf2sos

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.levels import CEILING, FADE, SPEECH
from newscast.sound.meter import Meter, integrated, lufs
from newscast.sound.normalise import Shape, normalise
from newscast.sound.wav import BLOCK, Samples, Wav, WavWriter, open_wav

Sections = NDArray[np.float64]
"""Second-order sections of an IIR filter, shape (n, 6)."""

_SPEECH_BAND = butter(2, (150, 4000), "bandpass", fs=SAMPLE_RATE, output="sos")
_ABSENT = 0.01
"""Energy of a channel's loudest moment against the louder one's (-20 dB) below which nobody speaks in it."""
_OPPOSED = -0.3
"""Correlation below which two channels are taken for one signal with a wire swapped."""
_DC = 12.0
"""Hz of the high-pass that is always there."""
_EVENED = 0.6
"""How much of a stretch's difference from the take's level is taken away."""
_MOST = 8.0
"""dB of evening out at most."""
_WINDOW = 15
"""Steps of 100 ms over which levels are looked at (standard deviation), so that words keep their stress."""
_PAUSES = 15.0
"""dB between words and quiet parts that say the quiet parts are pauses."""
_SPECTRUM = 16384
"""Samples of a window in which hum is looked for: 2.9 Hz of resolution."""


def prepare_speech(raw: Wav, output: Path, scratch: Path, high_pass: int, even: bool, mono: bool) -> None:
    """Write the finished take: SPEECH loud, never above CEILING, with short fades at its ends."""
    matrix = upright(*_covariance(raw), mono)
    sections = np.concatenate([_high_pass(high_pass), hum_notches(raw, matrix)])
    straight = scratch / "straight.wav"
    meter = Meter(matrix.shape[1])
    with WavWriter(straight, matrix.shape[1]) as writer:
        for block in _filtered(raw, matrix, sections):
            meter.add(block)
            writer.write(block)
    energies = meter.energies()
    curve = evening(energies) if even else np.zeros(len(energies))
    level = integrated(energies * 10 ** (curve / 10))
    normalise(open_wav(straight), output, SPEECH, Shape(CEILING, curve, FADE), level)


def upright(covariance: NDArray[np.float64], loudest: NDArray[np.float64], mono: bool) -> NDArray[np.float32]:
    """The matrix (channels, 1 or 2) that leaves out an empty channel and turns an opposed one round.

    Two channels with two people, or with one at two distances, are both kept, however seldom one of them speaks:
    what counts is how loud each is at its loudest.
    """
    channels = len(covariance)
    energy = np.diag(covariance)
    best = int(energy.argmax())
    heard = loudest > loudest.max() * _ABSENT
    if not energy[best]:
        heard[:] = True
    product = np.sqrt(energy * energy[best])
    likeness = np.divide(covariance[best], product, out=np.ones(channels), where=product > 0)
    weights = np.where(heard, np.where(likeness < _OPPOSED, -1.0, 1.0), 0.0)
    if mono or channels == 1:
        matrix = (weights / heard.sum())[:, None]
        return (matrix if mono else np.repeat(matrix, 2, axis=1)).astype(np.float32)
    if not heard.all():
        return np.repeat(weights[:, None], 2, axis=1).astype(np.float32)
    return np.diag(weights).astype(np.float32)


def evening(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    """A gain curve in dB for each 100 ms that brings loud and quiet stretches of speech nearer to each other.

    Pauses take the gain of the speech around them, so noise is not pulled up.
    """
    levels = np.asarray(lufs(energies))
    whole = integrated(energies)
    spoken = levels > max(whole - 15.0, -70.0) if np.isfinite(whole) else np.zeros(len(levels), bool)
    if spoken.sum() < 10:
        return np.zeros(len(levels))
    weight = gaussian_filter1d(spoken.astype(float), _WINDOW, mode="constant")
    energy = gaussian_filter1d(np.where(spoken, energies, 0.0), _WINDOW, mode="constant")
    near = np.asarray(lufs(energy[spoken] / weight[spoken]))
    middle = float(lufs(float(energies[spoken].mean())))
    gains = np.clip(_EVENED * (middle - near), -_MOST, _MOST)
    return np.interp(np.arange(len(levels)), np.flatnonzero(spoken), gains)


def hum_notches(raw: Wav, matrix: NDArray[np.float32]) -> Sections:
    """Notches for mains hum (50 or 60 Hz and its multiples) where it stands out in the quiet parts of a take."""
    found = _quiet_spectrum(raw, matrix)
    if found is None:
        return np.zeros((0, 6))
    quiet, depth = found
    chosen: list[float] = []
    for mains in (50.0, 60.0):
        tones = [k * mains for k in range(1, 9) if _prominence(quiet, k * mains) > 12.0]
        # A voice that never pauses may hum on one note too, but not on the mains' own.
        certain = depth > _PAUSES or mains in tones
        if certain and len(tones) >= 2 and len(tones) > len(chosen):
            chosen = tones
    notches = [tf2sos(*iirnotch(tone, tone / 6.0, SAMPLE_RATE)) for tone in chosen]
    return np.concatenate(notches) if notches else np.zeros((0, 6))


def _quiet_spectrum(raw: Wav, matrix: NDArray[np.float32]) -> tuple[NDArray[np.float64], float] | None:
    """Median power below 1 kHz of the quietest third of a take's first two minutes; None for a short take.

    Also by how many dB the words (above 150 Hz) stand out from it.
    """
    window = np.hanning(_SPECTRUM)
    bins = _SPECTRUM * 1000 // SAMPLE_RATE
    powers = []
    for start in range(0, min(raw.samples, 120 * SAMPLE_RATE) - _SPECTRUM, _SPECTRUM // 2):
        heard = (raw.read(start, _SPECTRUM) @ matrix).mean(axis=1)
        powers.append(np.abs(np.fft.rfft(heard * window)[:bins]) ** 2)
    if len(powers) < 12:
        return None
    found = np.array(powers)
    loudness = found[:, 50:].sum(axis=1)
    order = np.argsort(loudness)
    third = order[: len(found) // 3]
    depth = 10 * np.log10((loudness[order[-len(third) :]].mean() + 1e-12) / (loudness[third].mean() + 1e-12))
    return np.median(found[third], axis=0), float(depth)


def _prominence(spectrum: NDArray[np.float64], tone: float) -> float:
    """dB by which a tone stands above what is 10 to 20 Hz beside it."""
    width = SAMPLE_RATE / _SPECTRUM
    at = round(tone / width)
    near, far = round(10 / width), round(20 / width)
    beside = np.concatenate([spectrum[max(0, at - far) : at - near], spectrum[at + near : at + far]])
    return float(10 * np.log10((spectrum[at - 1 : at + 2].max() + 1e-12) / (np.median(beside) + 1e-12)))


def _high_pass(frequency: int) -> Sections:
    return np.asarray(butter(4, max(float(frequency), _DC), "highpass", fs=SAMPLE_RATE, output="sos"))


def _covariance(raw: Wav) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of the channels, within the band of speech; shape (channels, channels). And the energy of each one's loudest

    moment, of about a second.
    """
    total = np.zeros((raw.channels, raw.channels))
    loudest = np.zeros(raw.channels)
    state: Any = np.zeros((len(_SPEECH_BAND), 2, raw.channels))
    for block in raw.blocks():
        banded, state = sosfilt(_SPEECH_BAND, block, axis=0, zi=state)
        found = banded.T @ banded
        total += found
        loudest = np.maximum(loudest, np.diag(found))
    return total, loudest


def _filtered(raw: Wav, matrix: NDArray[np.float32], sections: Sections) -> Iterator[Samples]:
    # Started from the first sample's own level, a constant offset makes no thump.
    state: Any = np.zeros((len(sections), 2, matrix.shape[1]))
    level = (raw.read(0, 4800) @ matrix).mean(axis=0) if raw.samples else np.zeros(matrix.shape[1])
    for start in range(0, raw.samples, BLOCK):
        heard = raw.read(start, min(BLOCK, raw.samples - start)) @ matrix - level
        filtered, state = sosfilt(sections, heard, axis=0, zi=state)
        yield filtered.astype(np.float32)
