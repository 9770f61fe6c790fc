"""A coded picture of MPEG-2 less what says nothing of how it looks: user data, and the time code of its group."""

from __future__ import annotations

from newscast.wrappers.mpeg2.headers import GROUP, USER_DATA, units

_CODE = 4
"""Bytes of a start code with what it begins."""
_FLAGS = 0b0110_0000
"""Of the last byte of a group's header: whether it is closed, or broken."""


def bare(packet: bytes) -> bytes:
    """All that a decoder makes the picture from. Raises Mpeg2Error where there is no picture."""
    kept, at = [], 0
    for code, begin, end in units(packet):
        if code == USER_DATA:
            kept.append(packet[at : begin - _CODE])
            at = end
        elif code == GROUP:
            kept += [packet[at:begin], bytes([packet[begin + 3] & _FLAGS])]
            at = begin + 4
    return b"".join([*kept, packet[at:]])
