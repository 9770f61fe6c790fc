"""What an MPEG transport stream says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscast.base.errors import MachineError
from newscast.qc.streams import streams
from newscast.wrappers.mpegts.reading import read_transport

_PICTURES = {0x02: "mpeg2", 0x1B: "h264", 0x24: "hevc"}
_SOUNDS = {0x03: "mp2", 0x04: "mp2", 0x0F: "aac", 0x11: "aac", 0x81: "ac3", 0x06: "private"}
"""Types of streams (ISO/IEC 13818-1, table 2-34; ATSC A/53 part 3 for AC-3)."""

_CHROMA = {"yuv420p": "4:2:0", "yuv422p": "4:2:2"}


def read(path: Path) -> dict[str, Any]:
    """The facts, by name. Raises ValueError where there is no packet at all."""
    found = read_transport(path)
    pictures = [_PICTURES[each.kind] for each in found.streams if each.kind in _PICTURES]
    sounds = [each for each in found.streams if each.kind in _SOUNDS]
    return {
        "synchronised": found.synchronised,
        "tables_every": found.tables,
        "maps_every": found.maps,
        "clock_every": found.clock,
        "uneven": found.uneven,
        "lost": found.lost,
        "unclear": found.unclear,
        "entries_every": found.entries,
        "codec": pictures[0] if pictures else None,
        "tracks": len(sounds),
        "sound_codecs": sorted({_SOUNDS[each.kind] for each in sounds}),
        "languages": [each.language for each in sounds],
        **_inside(path),
    }


def _inside(path: Path) -> dict[str, Any]:
    """What the streams say of themselves."""
    try:
        found = streams(path)
    except MachineError as error:
        raise ValueError(str(error)) from error
    pictures, heard = found.pictures, found.audio
    facts: dict[str, Any] = {
        "channels": [each.channels for each in heard],
        "sample_rates": sorted({each.rate for each in heard}),
    }
    if pictures is None:
        return facts
    said = pictures.colors
    return facts | {
        "size": f"{pictures.width}x{pictures.height}",
        "rate": str(pictures.rate),
        "chroma": _CHROMA.get(pictures.pix_fmt),
        "colors": [said.primaries, said.transfer, said.matrix] if said.primaries else None,
        "full_range": said.range == "pc",
    }
