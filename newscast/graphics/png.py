"""Where a cropped picture stands on its canvas: the oFFs chunk of a PNG (PNG Extensions 1.4.0, section 3.1)."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_END = 33
"""Bytes of the signature and the IHDR chunk."""
_OFFSET = struct.Struct(">iiB")


def read_offset(png: Path) -> tuple[int, int]:
    """Pixels from the left and from the top of the canvas; (0, 0) where the file does not say."""
    with png.open("rb") as file:
        if file.read(8) != _SIGNATURE:
            raise ValueError(f"{png} is not a PNG")
        while len(head := file.read(8)) == 8:
            length, kind = struct.unpack(">I4s", head)
            if kind == b"oFFs":
                x, y, _unit = _OFFSET.unpack(file.read(_OFFSET.size))
                return x, y
            if kind == b"IDAT":
                break
            file.seek(length + 4, 1)
    return 0, 0


def with_offset(png: bytes, x: int, y: int) -> bytes:
    """A PNG file that says where it stands, in pixels: the chunk goes right after the header."""
    content = b"oFFs" + _OFFSET.pack(x, y, 0)
    chunk = struct.pack(">I", _OFFSET.size) + content + struct.pack(">I", zlib.crc32(content))
    return png[:_HEADER_END] + chunk + png[_HEADER_END:]
