"""The frames of MPEG audio, layers II and III, from their headers (ISO/IEC 11172-3, 2.4.1.3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_KBITS = {
    2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0),
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
}
_RATES = (44_100, 48_000, 32_000, 0)
_SAMPLES = 1152
_OLD_TAG = 128
"""Bytes of an ID3v1 tag, which may follow the last frame."""


@dataclass(frozen=True)
class Header:
    """`kbits` in kbit/s, `rate` in Hz; `size` is that of the whole frame."""

    layer: int
    kbits: int
    rate: int
    channels: int
    size: int


@dataclass(frozen=True)
class Frames:
    """`kbits` are all bit rates there are; `rest` are bytes that belong to no frame.

    `told` is whether a silent first frame describes what follows (Xing, LAME); it is not counted. `said` is how many
    frames it says there are, None where it does not.
    """

    first: Header
    kbits: tuple[int, ...]
    count: int
    rest: int
    told: bool
    said: int | None = None

    @property
    def samples(self) -> int:
        """Of each channel."""
        return self.count * _SAMPLES


def read_frames(path: Path) -> Frames:
    """Walk from header to header. Raises ValueError where there is no frame of MPEG 1."""
    raw = path.read_bytes()
    start, end = _tag_size(raw), len(raw) - (_OLD_TAG if raw[-_OLD_TAG:].startswith(b"TAG") else 0)
    first = _header(raw, start)
    if first is None:
        raise ValueError("no frame of MPEG audio")
    told = any(mark in raw[start : start + first.size] for mark in (b"Xing", b"Info", b"VBRI"))
    at, rest, found = start + first.size * told, 0, Counter[int]()
    while at < end:
        header = _header(raw, at)
        if header and (header.layer, header.rate) == (first.layer, first.rate) and at + header.size <= end:
            found[header.kbits] += 1
            at += header.size
        else:
            rest, at = rest + 1, at + 1
    return Frames(first, tuple(sorted(found)), found.total(), rest, told, _said(raw[start : start + first.size]))


def _said(silent: bytes) -> int | None:
    """The number of frames, where the first one says it: four bytes behind a mark and its flags."""
    at = max(silent.find(mark) for mark in (b"Xing", b"Info"))
    counted = at >= 0 and int.from_bytes(silent[at + 4 : at + 8], "big") & 1
    return int.from_bytes(silent[at + 8 : at + 12], "big") if counted else None


def _tag_size(raw: bytes) -> int:
    """Bytes of an ID3v2 tag at the beginning, its length in seven bits a byte."""
    if raw[:3] != b"ID3":
        return 0
    size = 0
    for byte in raw[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _header(raw: bytes, at: int) -> Header | None:
    """Of the frame there."""
    if at + 4 > len(raw) or raw[at] != 0xFF or raw[at + 1] & 0xF8 != 0xF8:
        return None
    layer = 4 - (raw[at + 1] >> 1 & 3)
    kbits = _KBITS.get(layer, (0,) * 16)[raw[at + 2] >> 4]
    rate = _RATES[raw[at + 2] >> 2 & 3]
    if not kbits or not rate:
        return None
    size = 144 * kbits * 1000 // rate + (raw[at + 2] >> 1 & 1)
    return Header(layer, kbits, rate, 1 if raw[at + 3] >> 6 == 3 else 2, size)
