"""What a sequence of MPEG-2 pictures says of itself: its shape, rate, profile and colours (ISO/IEC 13818-2, 6.2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from newscast.wrappers.mpeg2.headers import EXTENSION, SEQUENCE, Mpeg2Error, units

_CODING, _DISPLAY = 1, 2
"""Of the sequence extensions, in the first four bits behind an extension's start code."""
_RATES = ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")
"""From code 1 on (table 6-4)."""
_ASPECTS = {1: "1:1", 2: "4:3", 3: "16:9", 4: "221:100"}
"""Of the picture, but 1:1 is that of its pixels (table 6-3)."""
_CHROMA = {1: "4:2:0", 2: "4:2:2", 3: "4:4:4"}
_PROFILES = {1: "high", 2: "spatial", 3: "snr", 4: "main", 5: "simple"}
_LEVELS = {4: "high", 6: "high 1440", 8: "main", 10: "low"}
_ESCAPED = {0x82: ("4:2:2", "high"), 0x85: ("4:2:2", "main")}
"""Profiles that have a code together with their level (table 8-3)."""
_BIT_RATE = 400
"""Bits a second in which the bit rate is counted."""


@dataclass(frozen=True)
class SequenceHead:
    """`bit_rate` in bits a second, `aspect` of the picture; `colors` are the codes of primaries, transfer and matrix,
    None where it does not say. "" stands for codes that the standard reserves."""

    width: int
    height: int
    aspect: str
    rate: Fraction | None
    bit_rate: int
    profile: str
    level: str
    progressive: bool
    chroma: str
    colors: tuple[int, int, int] | None


def sequence_head(data: bytes) -> SequenceHead:
    """That in front of the coded picture that `data` begins with. Raises Mpeg2Error where there is none."""
    head, extensions = b"", dict[int, bytes]()
    for code, begin, end in units(data):
        if code == SEQUENCE:
            head = data[begin:end]
        elif code == EXTENSION and end > begin:
            extensions.setdefault(data[begin] >> 4, data[begin:end])
    coding = extensions.get(_CODING, b"")
    if len(head) < 8 or len(coding) < 6:
        raise Mpeg2Error("no sequence header of MPEG-2")
    wide, high, rate = head[0] << 4 | head[1] >> 4, (head[1] & 15) << 8 | head[2], head[3] & 15
    profile, level = _profile((coding[0] & 15) << 4 | coding[1] >> 4)
    bits = int.from_bytes(head[4:7], "big") >> 6 | ((coding[2] & 31) << 7 | coding[3] >> 1) << 18
    return SequenceHead(
        wide | (coding[1] & 1) << 13 | (coding[2] >> 7) << 12,
        high | (coding[2] >> 5 & 3) << 12,
        _ASPECTS.get(head[3] >> 4, ""),
        Fraction(_RATES[rate - 1]) if 0 < rate <= len(_RATES) else None,
        bits * _BIT_RATE,
        profile,
        level,
        bool(coding[1] >> 3 & 1),
        _CHROMA.get(coding[1] >> 1 & 3, ""),
        _colors(extensions.get(_DISPLAY, b"")),
    )


def _profile(code: int) -> tuple[str, str]:
    if code & 0x80:
        return _ESCAPED.get(code, ("", ""))
    return _PROFILES.get(code >> 4, ""), _LEVELS.get(code & 15, "")


def _colors(display: bytes) -> tuple[int, int, int] | None:
    if len(display) < 4 or not display[0] & 1:
        return None
    return display[1], display[2], display[3]
