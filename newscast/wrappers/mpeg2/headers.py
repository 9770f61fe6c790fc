"""What stands in front of a coded picture: sequence, group of pictures, the picture's own header, user data
(ISO/IEC 13818-2, 6.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SEQUENCE, GROUP, PICTURE, EXTENSION, USER_DATA = 0xB3, 0xB8, 0x00, 0xB5, 0xB2
_SLICES = range(0x01, 0xB0)
_START = b"\x00\x00\x01"
_CODING = 8
"""Of the picture coding extension, in the first four bits behind an extension's start code."""
_TYPES: dict[int, Literal["I", "P", "B"]] = {1: "I", 2: "P", 3: "B"}


class Mpeg2Error(ValueError):
    """Bytes that are no coded picture; str(error) is a stable English reason."""


@dataclass(frozen=True)
class Group:
    """The header of a group of pictures. Its time code is that of the picture shown first in it.

    `closed`: no picture in it needs one before it; `broken`: those that would cannot be decoded.
    """

    hours: int
    minutes: int
    seconds: int
    pictures: int
    drop: bool
    closed: bool
    broken: bool

    @property
    def timecode(self) -> str:
        """As people write it, with a semicolon for drop-frame."""
        return f"{self.hours:02}:{self.minutes:02}:{self.seconds:02}{';' if self.drop else ':'}{self.pictures:02}"

    def packed(self) -> bytes:
        """The four bytes behind its start code (6.2.2.6)."""
        bits = int(self.drop)
        for value, width in ((self.hours, 5), (self.minutes, 6), (1, 1), (self.seconds, 6), (self.pictures, 6)):
            bits = bits << width | value
        return (bits << 7 | self.closed << 6 | self.broken << 5).to_bytes(4, "big")


@dataclass(frozen=True)
class UserData:
    """User data in front of a picture: from which byte of it on, start code left out, and the data."""

    at: int
    data: bytes


@dataclass(frozen=True)
class PictureHead:
    """All that stands in front of a picture's slices. `reference` is its place in the group as it is shown; `group_at`
    is the byte at which the group's header begins behind its start code."""

    coding: Literal["I", "P", "B"]
    reference: int
    structure: Literal["top", "bottom", "frame"]
    top_first: bool
    progressive: bool
    sequence: bool
    group: Group | None
    group_at: int
    user_data: tuple[UserData, ...]
    delay: int = 0
    """Of the decoder's buffer, in ticks of 90 kHz; 0xFFFF where the bit rate varies (6.3.9)."""


def picture_head(data: bytes) -> PictureHead:
    """The head of the coded picture that `data` begins with. Raises Mpeg2Error where its slices do not come in it."""
    group, group_at, sequence, picture, coding = None, 0, False, None, None
    user: list[UserData] = []
    for code, begin, end in units(data):
        unit = data[begin:end]
        if code == SEQUENCE:
            sequence = True
        elif code == GROUP:
            group, group_at = read_group(unit), begin
        elif code == PICTURE and len(unit) >= 4:
            picture = unit
        elif code == EXTENSION and len(unit) >= 5 and unit[0] >> 4 == _CODING:
            coding = unit
        elif code == USER_DATA and picture is not None:
            user.append(UserData(begin, unit))
    if picture is None or coding is None or (kind := _TYPES.get(picture[1] >> 3 & 7)) is None:
        raise Mpeg2Error("no picture header")
    structure = coding[2] & 3
    if not structure:
        raise Mpeg2Error("no picture structure")
    return PictureHead(
        coding=kind,
        reference=picture[0] << 2 | picture[1] >> 6,
        structure=("top", "bottom", "frame")[structure - 1],
        top_first=bool(coding[3] & 0x80),
        progressive=bool(coding[4] & 0x80),
        sequence=sequence,
        group=group,
        group_at=group_at,
        user_data=tuple(user),
        delay=(picture[1] & 7) << 13 | picture[2] << 5 | picture[3] >> 3,
    )


def read_group(unit: bytes) -> Group:
    """The header of a group from the four bytes behind its start code."""
    if len(unit) < 4:
        raise Mpeg2Error("the header of a group of pictures ends too early")
    bits = int.from_bytes(unit[:4], "big")
    return Group(
        hours=bits >> 26 & 31,
        minutes=bits >> 20 & 63,
        seconds=bits >> 13 & 63,
        pictures=bits >> 7 & 63,
        drop=bool(bits >> 31),
        closed=bool(bits >> 6 & 1),
        broken=bool(bits >> 5 & 1),
    )


def units(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Start codes before the first slice, and from where to where goes what they begin. Raises Mpeg2Error."""
    at = data.find(_START)
    while 0 <= at < len(data) - 3:
        code = data[at + 3]
        if code in _SLICES:
            return
        after = data.find(_START, at + 4)
        if after < 0:
            break
        yield code, at + 4, after
        at = after
    raise Mpeg2Error("no slice of a picture within what was looked at")
