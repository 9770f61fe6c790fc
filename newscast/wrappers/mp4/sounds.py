"""How the sound of an MP4 or QuickTime track is coded (ISO/IEC 14496-12, 12.2; 14496-3, 1.6.2.1; QuickTime)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from newscast.wrappers.mp4.tracks import Entry

_PCM = {"sowt": 16, "twos": 16, "in24": 24, "in32": 32}
_AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)
_STREAM, _DECODER, _SPECIFIC = 3, 4, 5
"""Tags of descriptors, each inside the one before: the stream's, its decoder's, and how that begins."""


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
    if entry.code == "mp4a" and len(config := _config(entry.extra.get(b"esds", b""))) >= 2:
        packed = int.from_bytes(config[:2], "big")
        code = packed >> 7 & 15
        return CodedSound("aac", _AAC_RATES[code] if code < len(_AAC_RATES) else 0, packed >> 3 & 15, bits)
    return CodedSound({"lpcm": "pcm"}.get(entry.code, entry.code), rate, channels, bits)


def _config(esds: bytes) -> bytes:
    """What a box of an elementary stream tells its decoder (ISO/IEC 14496-1, 7.2.6); nothing where it does not say."""
    stream = _descriptor(esds[4:], _STREAM)
    # Streams of files depend on no other, and are found nowhere else.
    decoder = _descriptor(stream[3:], _DECODER)
    return _descriptor(decoder[13:], _SPECIFIC)


def _descriptor(data: bytes, tag: int) -> bytes:
    """What is in the descriptor that these bytes begin with; its length is in seven bits a byte."""
    if not data or data[0] != tag:
        return b""
    size, at = 0, 1
    while at < len(data):
        size = size << 7 | data[at] & 0x7F
        at += 1
        if not data[at - 1] & 0x80:
            break
    return data[at : at + size]
