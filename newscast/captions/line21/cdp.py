"""Caption distribution packets: what carries captions beside each picture of an HD master (SMPTE ST 334-2).

Each has the pair of its picture, room for CEA-708 that stays empty, a number that counts on, and a sum that proves it.
They travel as ancillary data (ST 334-1), DID 61, SDID 01. The time code that a packet may have before its captions is
left out: ffmpeg, and what is built on it, then takes no captions from an MXF.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from newscast.captions.line21.characters import Pair
from newscast.captions.line21.codes import with_parity

DID, SDID = 0x61, 0x01
_RATES: dict[Fraction, tuple[int, int]] = {
    Fraction(24000, 1001): (1, 25),
    Fraction(24): (2, 25),
    Fraction(25): (3, 24),
    Fraction(30000, 1001): (4, 20),
    Fraction(30): (5, 20),
}
"""The code of a frame rate, and how many triplets go with each frame of it (ST 334-2, tables 3 and 5)."""
_IDENTIFIER = b"\x96\x69"
_FIRST, _SECOND, _EMPTY = 0xFC, 0xFD, b"\xfa\0\0"
"""What begins a triplet of the first and of the second field of line 21, and one of CEA-708 that holds nothing."""
_CAPTIONS, _FOOTER = 0x72, 0x74
_FLAGS = 0x40 | 0x02 | 0x01
"""There are captions, they are in use, and nothing else is there; the last bit is always set."""


@dataclass(frozen=True)
class Cdp:
    """What a packet says: the caption data of its picture, frames a second, and number."""

    triplets: bytes
    rate: Fraction
    number: int


def triplets(pair: Pair, rate: Fraction) -> bytes:
    """The caption data of one picture (CTA-708, 4.4): `pair`, given without parity, in the first field."""
    count = _RATES[rate][1]
    return bytes([_FIRST, *with_parity(pair), _SECOND, *with_parity((0, 0))]) + _EMPTY * (count - 2)


def packed(pair: Pair, rate: Fraction, number: int) -> bytes:
    """The packet of one picture. Raises KeyError for a rate that packets do not have."""
    code, count = _RATES[rate]
    counted = (number & 0xFFFF).to_bytes(2, "big")
    body = bytes([code << 4 | 0x0F, _FLAGS]) + counted
    body += bytes([_CAPTIONS, 0xE0 | count]) + triplets(pair, rate) + bytes([_FOOTER]) + counted
    packet = _IDENTIFIER + bytes([len(body) + 4]) + body
    return packet + bytes([-sum(packet) & 0xFF])


def ancillary(packet: bytes) -> bytes:
    """The packet as ancillary data of eight bits: DID, SDID, length, packet, sum (ST 291-1)."""
    data = bytes([DID, SDID, len(packet)]) + packet
    return data + bytes([sum(data) & 0xFF])


def unpacked(packet: bytes) -> Cdp:
    """Read a packet. Raises ValueError where it is not whole."""
    if packet[:2] != _IDENTIFIER or packet[2] != len(packet) or sum(packet) & 0xFF:
        raise ValueError("the packet is not whole")
    if packet[4] != _FLAGS or packet[7] != _CAPTIONS:
        raise ValueError("the packet does not begin with its captions")
    count = packet[8] & 0x1F
    data, footer = packet[9 : 9 + 3 * count], packet[9 + 3 * count :]
    if len(footer) != 4 or footer[0] != _FOOTER or footer[1:3] != packet[5:7]:
        raise ValueError("the packet does not end as it began")
    rate = next((rate for rate, (code, _count) in _RATES.items() if code == packet[3] >> 4), Fraction(0))
    return Cdp(bytes(data), rate, int.from_bytes(packet[5:7], "big"))


def pair_in(data: bytes) -> Pair:
    """The pair of the first field among triplets; nothing is sent where there is none."""
    for at in range(0, len(data), 3):
        if data[at] & 0x07 == 0x04:
            return data[at + 1], data[at + 2]
    return with_parity((0, 0))
