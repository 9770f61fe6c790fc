"""What a picture says beside its picture: the room that an encoder keeps for it, and the active format description
(ATSC A/53 part 4, 6.2.4; SMPTE ST 2016-1)."""

from __future__ import annotations

from newscast.wrappers.mpeg2.headers import PictureHead, UserData

FULL_FRAME_PROTECTED = 0b1010
"""The picture fills a frame of 16:9 and all of it matters (ST 2016-1, table 1): titles reach the safe area's edge."""

ROOM = 14
"""Bytes of user data that ffmpeg's `scan_offset` reserves in front of each picture, for offsets of a Super Video CD,
which nobody writes. The start code before them, and what follows, stay where they are."""
_RESERVED = bytes.fromhex("100e008081008081ffffffffffff")
_AFD = b"DTG1"
_START = b"\x00\x00\x01\xb2"


def room_in(head: PictureHead) -> UserData | None:
    """The user data that was kept free, or that says the active format in its place: None where there is none."""
    for found in head.user_data:
        if found.data == _RESERVED or found.data.startswith(_AFD):
            return found
    return None


def afd_user_data(code: int) -> bytes:
    """The user data that says this code, behind its start code."""
    return _AFD + bytes([0x41, 0xF0 | code])


def afd_in(head: PictureHead) -> int | None:
    """The code of the active format that a picture says; None where it says none."""
    for found in head.user_data:
        if found.data.startswith(_AFD) and len(found.data) >= 6 and found.data[4] & 0x40:
            return found.data[5] & 0xF
    return None


def filled(data: bytes) -> bytes:
    """User data in the length of the room; what is left is user data of its own that nobody knows.

    Raises ValueError where the data is too long, or leaves too little for that.
    """
    rest = ROOM - len(data)
    if rest < 0 or 0 < rest < len(_START):
        raise ValueError(f"{len(data)} bytes do not fill a room of {ROOM}")
    return data + (_START + b"\xff" * (rest - len(_START)) if rest else b"")
