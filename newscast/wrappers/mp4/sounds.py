"""How the sound of an MP4 or QuickTime track is coded (ISO/IEC 14496-12, 12.2; 14496-3, 1.6.2.1; QuickTime)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from newscast.wrappers.mp4.tracks import Entry

_PCM = {"sowt": 16, "twos": 16, "in24": 24, "in32": 32}
_AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)
_SPECIFIC = 5
"""The tag of the descriptor that tells a decoder how to begin."""


@dataclass(frozen=True)
class CodedSound:
    """`codec` is aac, pcm, or the code itself; `rate` in Hz; `bits` of a sample where samples are kept as they are."""

    codec: str
    rate: int
    channels: int
    bits: int


def read_sound(entry: Entry) -> CodedSound:
    """What the first sample description says; of AAC what decoders go by. Raises ValueError where it says nothing."""
    fixed = entry.fixed
    if len(fixed) < 28:
        raise ValueError("the sample description ends too early")
    channels, bits, rate = *struct.unpack_from(">HH", fixed, 16), struct.unpack_from(">H", fixed, 24)[0]
    if fixed[8:10] == b"\0\2" and len(fixed) >= 64:
        rate, channels, bits = int(struct.unpack_from(">d", fixed, 32)[0]), *struct.unpack_from(">I4xI", fixed, 40)
    if entry.code in _PCM:
        return CodedSound("pcm", rate, channels, _PCM[entry.code])
    if entry.code == "mp4a" and (config := _config(entry.extra.get(b"esds", b""))):
        packed = int.from_bytes(config[:2], "big")
        code = packed >> 7 & 15
        return CodedSound("aac", _AAC_RATES[code] if code < len(_AAC_RATES) else 0, packed >> 3 & 15, bits)
    return CodedSound({"lpcm": "pcm"}.get(entry.code, entry.code), rate, channels, bits)


def _config(esds: bytes) -> bytes:
    """Of an elementary stream descriptor, what is specific to the decoder: of two bytes and more (14496-1, 7.2.6)."""
    at = esds.find(bytes([_SPECIFIC]), 4 + 3 + 13)
    while 0 <= at < len(esds) - 3 and esds[at + 1] & 0x80:
        # A length of several bytes has the first bit set in all but the last.
        start = at + 1
        while start < len(esds) and esds[start] & 0x80:
            start += 1
        return esds[start + 1 : start + 1 + esds[start]]
    return esds[at + 2 : at + 2 + esds[at + 1]] if 0 <= at < len(esds) - 3 else b""
