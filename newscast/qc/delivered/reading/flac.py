"""What a FLAC file says of itself, in its first block (RFC 9639, 8.2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_INFO = 34
"""Bytes of the block that describes the stream."""


def read(path: Path) -> dict[str, Any]:
    """The facts, by name. Raises ValueError for another file."""
    with path.open("rb") as file:
        head = file.read(8 + _INFO)
    if len(head) < 8 + _INFO or head[:4] != b"fLaC" or head[4] & 0x7F:
        raise ValueError("no FLAC stream")
    packed = int.from_bytes(head[18:26], "big")
    return {
        "tracks": 1,
        "channels": [(packed >> 41 & 7) + 1],
        "sample_rates": [packed >> 44],
        "sound_bits": [(packed >> 36 & 31) + 1],
        "sound_codecs": ["flac"],
        "samples": packed & ((1 << 36) - 1),
        "signed": any(head[26:42]),
    }
