"""WAV files read and written in blocks, so that memory never grows with their length.

Prepared sound is 48 kHz, 32-bit float; masters are 24-bit. Files of 4 GiB and more become RF64 (EBU Tech 3306).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE

Samples = NDArray[np.float32]
"""Shape (samples, channels), full scale 1.0."""

BLOCK = 1 << 16
_LIMIT = 0xFFFFFFFF
_HEADER = 80
_FORMS = {(3, 32), (1, 24)}
"""Code and bits of the sample formats there are here: floats, integers."""


@dataclass(frozen=True)
class Wav:
    """An open-able WAV, float, or of 24 or 16 bits: where its samples are and how many there are."""

    path: Path
    channels: int
    samples: int
    data: int
    bits: int = 32

    def read(self, start: int, count: int) -> Samples:
        """`count` samples from `start`; what lies outside the file is silence, and so is what is no number."""
        first, last = max(start, 0), min(start + count, self.samples)
        if first == start and last == start + count:
            return self._stored(first * self.channels, count * self.channels).reshape(count, self.channels)
        out = np.zeros((count, self.channels), np.float32)
        if first < last:
            found = self._stored(first * self.channels, (last - first) * self.channels)
            out[first - start : last - start] = found.reshape(-1, self.channels)
        return out

    def part(self, first: int, last: int) -> Wav:
        """The samples from `first` to before `last`, as if they were all."""
        return replace(self, samples=last - first, data=self.data + first * self.channels * self.bits // 8)

    def _stored(self, first: int, count: int) -> Samples:
        size = self.bits // 8
        if self.bits == 32:
            floats = np.fromfile(self.path, "<f4", count, offset=self.data + first * size)
            # What is no number would silence all that comes out of a filter after it; it leaves none in the sum.
            with np.errstate(invalid="ignore", over="ignore"):
                is_sound = np.isfinite(floats.sum())
            return floats if is_sound else np.nan_to_num(floats, nan=0.0, posinf=0.0, neginf=0.0)
        if self.bits == 16:
            short = np.fromfile(self.path, "<i2", count, offset=self.data + first * size)
            return short.astype(np.float32) * np.float32(2.0**-15)
        # Each sample with the byte before it, as integers that overlap: the foreign byte is the lowest one.
        raw = np.fromfile(self.path, np.uint8, count * size + 1, offset=self.data + first * size - 1)
        whole = np.ndarray((count,), "<i4", raw, 0, (size,)) & np.int32(-256)
        return whole.astype(np.float32) * np.float32(2.0**-31)

    def blocks(self, size: int = BLOCK) -> Iterator[Samples]:
        """The whole file, in order."""
        for start in range(0, self.samples, size):
            yield self.read(start, min(size, self.samples - start))


def in_mono(samples: NDArray[Any]) -> NDArray[Any]:
    """The mean of all channels: what is the last axis of `samples` is gone."""
    # Channel by channel: numpy's mean over rows of one or two numbers takes ten times as long.
    first, *others = (samples[..., number] for number in range(samples.shape[-1]))
    mean: NDArray[Any] = sum(others, first) / samples.dtype.type(1 + len(others))
    return mean


def open_wav(path: Path) -> Wav:
    """Find the samples of a WAV or RF64 of 32-bit floats or 24-bit integers. Raises ValueError for anything else."""
    with path.open("rb") as file:
        if file.read(4) not in (b"RIFF", b"RF64"):
            raise ValueError(f"{path} is no WAV")
        file.seek(12)
        channels, long_size, bits = 0, 0, 32
        while len(head := file.read(8)) == 8:
            name, size = head[:4], struct.unpack("<I", head[4:])[0]
            if name == b"data":
                size = long_size if size == _LIMIT and long_size else size
                size = min(size, path.stat().st_size - file.tell())
                return Wav(path, channels, size // (bits // 8 * channels), file.tell(), bits)
            body = file.read(size + size % 2)
            if name == b"fmt ":
                code, channels, bits = struct.unpack("<HH10xH", body[:16])
                if (code, bits) not in _FORMS:
                    raise ValueError(f"{path} is neither 32-bit float nor 24-bit")
            elif name == b"ds64":
                long_size = struct.unpack("<8xQ", body[:16])[0]
    raise ValueError(f"{path} has no samples")


class WavWriter:
    """Writes a 48 kHz WAV block by block; `bits` is 32 for float, 24 for integers. Use as a context manager."""

    def __init__(self, path: Path, channels: int, bits: int = 32) -> None:
        self._path, self._channels, self._bits = path, channels, bits
        self._bytes = 0

    def __enter__(self) -> WavWriter:
        self._file: BinaryIO = self._path.open("wb")
        self._file.write(bytes(_HEADER))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._file.write(bytes(self._bytes % 2))
            self._file.seek(0)
            self._file.write(self._header())
        self._file.close()

    def write(self, samples: Samples) -> None:
        """Append samples of shape (n, channels)."""
        raw = samples.astype("<f4").tobytes() if self._bits == 32 else _integers(samples)
        self._bytes += len(raw)
        self._file.write(raw)

    def _header(self) -> bytes:
        frame = self._channels * self._bits // 8
        size, total = self._bytes, _HEADER - 8 + self._bytes + self._bytes % 2
        long = total > _LIMIT
        sizes = struct.pack("<QQQI", total, size, size // frame, 0) if long else bytes(28)
        code = 3 if self._bits == 32 else 1
        form = struct.pack("<HHIIHH", code, self._channels, SAMPLE_RATE, SAMPLE_RATE * frame, frame, self._bits)
        return b"".join([
            b"RF64" if long else b"RIFF", struct.pack("<I", _LIMIT if long else total), b"WAVE",
            b"ds64" if long else b"JUNK", struct.pack("<I", 28), sizes,
            b"fmt ", struct.pack("<I", 16), form,
            b"data", struct.pack("<I", _LIMIT if long else size),
        ])  # fmt: skip


def _integers(samples: Samples) -> bytes:
    """24-bit little-endian, rounded to nearest and kept within range. A power of two loses nothing in 32-bit floats."""
    scaled = np.rint(samples.astype(np.float32) * np.float32(1 << 23))
    whole = np.clip(scaled, -(1 << 23), (1 << 23) - 1, out=scaled).astype("<i4").reshape(-1, 1).view(np.uint8)
    packed = np.empty((len(whole), 3), np.uint8)
    for place in range(3):
        packed[:, place] = whole[:, place]
    return packed.tobytes()
