"""A file's sound as the child hears it: where somebody speaks in each channel, and how loud each second is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import log10
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.base.misread import read_whole, says_misread
from newscast.media.facts import Facts
from newscast.media.info import HEARD_RATE, SILENCE
from newscast.media.judge import asked
from newscast.media.silero import CHUNK
from newscast.media.sniff import sparing
from newscast.media.voiced import voiced

Samples = NDArray[np.int16]

MOST_KEPT = 2 * 3600 * HEARD_RATE
"""Samples of all channels of a file that are listened to, in equal shares: 230 MB."""
_ALIKE = 0.01
"""Energy of the difference, against the channel's own, under which two channels hold one sound (-20 dB)."""
_BLOCK = HEARD_RATE * 60
_WINDOW, _WINDOWS = 1024, 500
"""Samples (64 ms) of a window of a spectrum, and how many windows are looked at."""
_WORDS, _MOST_ABOVE = 0.67, 0.98
"""The share of the windows of speech that are fainter than its words, and of those that are less bright than an s."""
_SECONDS = 900
"""That ffmpeg may take to decode a track."""


def listen(path: Path, track: Facts, tracks: int, binary: Path) -> list[Facts]:
    """What is heard in each channel of a track, as the fields of Channel.

    `track` has its `stream`, how many `channels`, and `zero`: seconds after ffmpeg's own from which times count.
    """
    most = MOST_KEPT // tracks // track["channels"]
    heard = _decoded(path, track["stream"], track["channels"], most, binary)
    zero = round(Fraction(track["zero"]) * HEARD_RATE)
    found: list[Facts] = []
    for number, channel in enumerate(heard):
        twin = _twin(heard[:number], channel)
        speech = found[twin]["speech"] if twin is not None else [[a - zero, b - zero] for a, b in voiced(channel)]
        shown = np.concatenate([np.zeros(max(0, -zero), np.int16), channel[max(0, zero) :]])
        levels, searched = _levels(shown, HEARD_RATE), len(channel) - zero
        above = above_calls(channel, [(a + zero, b + zero) for a, b in speech])
        found.append(
            {"speech": speech, "levels": levels, "searched": searched, "swing": _swing(channel), "above": above}
        )
    return found


def _decoded(path: Path, stream: str, channels: int, most: int, binary: Path) -> list[Samples]:
    """Each channel from ffmpeg's zero on, at HEARD_RATE; holes are silence.

    Raises OSError where a disk or a share does not give the file to its end.
    """
    command = _command(path, stream, most, binary)
    done = asked(command, _SECONDS)
    if says_misread(done.stderr.decode("utf-8", "replace")):
        read_whole(path)
        done = asked(command, _SECONDS)
    content = done.stdout
    whole = np.frombuffer(content, "<i2", len(content) // (2 * channels) * channels).reshape(-1, channels)
    return [np.ascontiguousarray(whole[:, number]) for number in range(channels)]


def _command(path: Path, stream: str, most: int, binary: Path) -> list[str]:
    filled = "aresample=async=1:first_pts=0:min_hard_comp=0.04"
    command = [str(binary), "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-threads", "1"]
    command += [word for name, value in sparing(path).items() for word in (f"-{name}", str(value))]
    command += ["-guess_layout_max", "0", "-i", f"file:{path}", "-map", f"0:{stream}", "-af"]
    return [*command, f"{filled},aresample={HEARD_RATE},atrim=end_sample={most}", "-f", "s16le", "pipe:1"]


def _twin(others: Sequence[Samples], channel: Samples) -> int | None:
    """An earlier channel that holds the same sound."""
    own = _energy(channel) if others else 0.0
    return next((n for n, other in enumerate(others) if own and _energy(channel, other) < _ALIKE * own), None)


def _energy(channel: Samples, less: Samples | None = None) -> float:
    """Of a channel, or of its difference from another."""
    total = 0.0
    for start in range(0, len(channel), _BLOCK):
        block = channel[start : start + _BLOCK].astype(np.float32)
        if less is not None:
            block -= less[start : start + _BLOCK]
        total += float(np.square(block, dtype=np.float64).sum())
    return total


def _swing(channel: Samples) -> int:
    """dB between the levels that a tenth of all moments of 32 ms exceed, and that a tenth stay under."""
    levels = _levels(channel, CHUNK)
    quiet, loud = np.percentile(levels, (10, 90)) if levels else (0, 0)
    return round(float(loud - quiet))


def above_calls(channel: Samples, speech: Sequence[tuple[int, int]]) -> int:
    """dB of what is above the band of telephones (ITU-T G.712 ends at 3.4 kHz) where there is most of it, against
    words; `speech` is in samples of the channel."""
    starts = [start for a, b in speech for start in range(a, b - _WINDOW, _WINDOW)]
    starts = starts[:: -(-len(starts) // _WINDOWS) or 1]
    if not starts:
        return 0
    windows = np.stack([channel[start : start + _WINDOW] for start in starts]) * np.hanning(_WINDOW)
    powers = np.square(np.abs(np.fft.rfft(windows, axis=1)))
    edges = [round(hertz * _WINDOW / HEARD_RATE) for hertz in (150, 4300, 7600)]
    words, above = (powers[:, first:last].sum(axis=1) for first, last in pairwise(edges))
    spoken = float(words[words >= np.quantile(words, _WORDS)].mean())
    return round(10 * log10((float(np.quantile(above, _MOST_ABOVE)) + 1) / (spoken + 1)))


def _levels(channel: Samples, length: int) -> list[int]:
    """dBFS of each piece of that many samples."""
    many = max(1, _BLOCK // length) * length
    return [level for start in range(0, len(channel), many) for level in _some(channel[start : start + many], length)]


def _some(channel: Samples, length: int) -> Iterator[int]:
    """The same of as much as fits into memory."""
    whole = len(channel) // length * length
    energies = [*np.square(channel[:whole].reshape(-1, length) / 32768).mean(axis=1)]
    if whole < len(channel):
        energies.append(np.square(channel[whole:] / 32768).mean())
    return (max(SILENCE, round(10 * log10(energy))) if energy else SILENCE for energy in energies)
