"""Ancillary data in MXF: the packets of one picture in one element (SMPTE ST 436, 7)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from newscast.captions.line21.cdp import DID, SDID, ancillary

_PACKET = struct.Struct(">HBBHII")
"""Line, how it is wrapped, how its samples are coded, their number; then the length of an array and its items' size."""
_EIGHT_BITS = (4, 5, 6)
"""Codings in which each sample is a byte (table 9)."""


def filled(element: bytes, packet: bytes) -> bytes:
    """An element of one caption packet with another in its place, as long. Raises ValueError where there is none such.

    The sum behind a packet may be left out; where it stands, it is put right.
    """
    at = 2 + _PACKET.size
    said = ancillary(packet)
    samples = _PACKET.unpack_from(element, 2)[3] if len(element) >= at else 0
    if element[:2] != b"\0\1" or samples not in (len(said) - 1, len(said)) or element[at : at + 3] != said[:3]:
        raise ValueError("the element has no room for this packet")
    return element[:at] + said[:samples] + element[at + samples :]


def packets(element: bytes) -> Iterator[tuple[int, bytes]]:
    """The line and the caption packet of each ancillary packet that holds one. ValueError where it breaks off."""
    at = 2
    for _number in range(int.from_bytes(element[:2], "big")):
        if at + _PACKET.size > len(element):
            raise ValueError("the ancillary data break off")
        line, _wrapping, coding, samples, count, size = _PACKET.unpack_from(element, at)
        data = element[at + _PACKET.size :][: count * size]
        at += _PACKET.size + count * size
        if coding in _EIGHT_BITS and data[:2] == bytes([DID, SDID]):
            if len(data) < samples or samples < 3 + data[2]:
                raise ValueError("the ancillary data break off")
            yield line, data[3 : 3 + data[2]]
