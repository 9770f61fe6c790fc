"""Captions inside coded pictures, as digital television has them: user data of MPEG-2 and of H.264 (ATSC A/53, 4).

Pictures are changed as packets: nothing is encoded anew, and all but the captions stays as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from newscast.captions.line21.cdp import triplets
from newscast.captions.line21.characters import Pair

_IDENTIFIER = b"GA94\x03"
"""ATSC, and that captions follow."""
_REGISTERED = b"\xb5\x00\x31"
"""Recommendation ITU-T T.35: the United States, ATSC."""
_USER_DATA = b"\0\0\1\xb2"
_SLICES = range(0x01, 0xB0)
"""Start codes of MPEG-2's slices."""
_PICTURES = (1, 2, 3, 4, 5)
"""Types of H.264's units that hold a picture."""
_SEI, _T35 = 6, 4


@dataclass(frozen=True)
class Unit:
    """A unit of H.264 in a packet: from where its length or start code is, where it begins itself, and its end."""

    start: int
    value: int
    end: int
    type: int


def caption_data(pair: Pair, rate: Fraction) -> bytes:
    """The user data of one picture; always as long at one rate."""
    data = triplets(pair, rate)
    return _IDENTIFIER + bytes([0xC0 | len(data) // 3, 0xFF]) + data + b"\xff"


def sei(pair: Pair, rate: Fraction) -> bytes:
    """The same as a unit of H.264 without its start code or length. It is as long for every pair: bytes of parity are
    never 0 to 3, so none has to be escaped."""
    payload = _REGISTERED + caption_data(pair, rate)
    return bytes([_SEI, _T35, len(payload)]) + payload + b"\x80"


def place_in_h264(packet: bytes, length: int) -> int:
    """Where a unit goes that belongs to a picture: before the first that holds some of it. `length` is the size of the
    lengths before units, 0 where start codes part them."""
    return next((unit.start for unit in units(packet, length) if unit.type in _PICTURES), len(packet))


def framed(unit: bytes, length: int) -> bytes:
    """A unit with its length, or its start code, before it."""
    return (len(unit).to_bytes(length, "big") if length else b"\0\0\0\1") + unit


def units(packet: bytes, length: int) -> Iterator[Unit]:
    """The units of a packet of H.264."""
    if not length:
        yield from _units_by_codes(packet)
        return
    at = 0
    while at + length < len(packet):
        value = at + length
        end = value + int.from_bytes(packet[at:value], "big")
        yield Unit(at, value, end, packet[value] & 0x1F)
        at = end


def _units_by_codes(packet: bytes) -> Iterator[Unit]:
    """Start codes of three bytes, or four: a zero before one belongs to it."""
    at = packet.find(b"\0\0\1")
    while at >= 0:
        after = packet.find(b"\0\0\1", at + 3)
        end = len(packet) if after < 0 else after - (packet[after - 1] == 0)
        start = at - (at > 0 and packet[at - 1] == 0)
        yield Unit(start, at + 3, end, packet[at + 3] & 0x1F)
        at = after


def parted_h264(packet: bytes, length: int) -> tuple[bytes, bytes | None]:
    """A packet without its captions, and the triplets that were in it."""
    for unit in units(packet, length):
        if unit.type == _SEI and (data := triplets_in(packet[unit.value : unit.end])):
            return packet[: unit.start] + packet[unit.end :], data
    return packet, None


def in_mpeg2(packet: bytes, pair: Pair, rate: Fraction, keep: bool = False) -> bytes:
    """A picture of MPEG-2 with its captions before its first slice. Zeros that only stuff it make room for them: its
    rate stays constant. With `keep` they stay, and every picture is longer by as many bytes."""
    data = _USER_DATA + caption_data(pair, rate)
    at = _first_slice(packet)
    # The last zero may be what a slice ends with.
    spare = 0 if keep else max(len(packet) - len(packet.rstrip(b"\0")) - 1, 0)
    return packet[:at] + data + packet[at : len(packet) - min(spare, len(data))]


def parted_mpeg2(packet: bytes) -> tuple[bytes, bytes | None]:
    """A picture without its captions and without zeros that only stuff it, and the triplets that were in it."""
    bare = packet.rstrip(b"\0")
    at = bare.find(_USER_DATA + _IDENTIFIER)
    if at < 0:
        return bare, None
    end = bare.index(b"\0\0\1", at + len(_USER_DATA))
    return bare[:at] + bare[end:], triplets_in(bare[at:end])


def triplets_in(data: bytes) -> bytes | None:
    """The triplets of what begins as captions of ATSC do; None where nothing does."""
    at = data.find(_IDENTIFIER)
    if at < 0:
        return None
    count = data[at + len(_IDENTIFIER)] & 0x1F
    found = data[at + len(_IDENTIFIER) + 2 :][: 3 * count]
    return found if len(found) == 3 * count else None


def _first_slice(packet: bytes) -> int:
    at = packet.find(b"\0\0\1")
    while at >= 0 and packet[at + 3] not in _SLICES:
        at = packet.find(b"\0\0\1", at + 3)
    return at if at >= 0 else len(packet)
