"""What of a coded picture a decoder makes it from, in packets that were copied from file to file.

Who copies adds things that change no picture: parameter sets before a key picture that are those of the file's head,
delimiters, time codes, user data. They are left out here; parameters that the head does not have are no such thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from newscast.captions.line21.a53 import units
from newscast.qc.essence import codec_of, unit_length
from newscast.wrappers.mpeg2.bare import bare
from newscast.wrappers.mpeg2.headers import Mpeg2Error, picture_head

if TYPE_CHECKING:
    from av.stream import Stream as AvStream

_IDR, _SETS, _DELIMITER = 5, (7, 8), 9
"""Types of H.264's units: of a picture from which decoding starts anew, of parameters of sequences and pictures."""


class UnprovedError(Exception):
    """What a file holds cannot be told from its packets: it has to be decoded."""


class Coding(Protocol):
    """How packets of a stream are read. `described` is what a decoder has to know before the first of them."""

    described: str

    def starts_anew(self, packet: bytes) -> bool:
        """Whether decoding starts at a packet as it does at the first of a file."""

    def parts(self, packet: bytes) -> Iterator[bytes]:
        """What its picture is made from."""


def coding_of(stream: AvStream) -> Coding:
    """Raises UnprovedError for codecs of which nothing is known here."""
    codings: dict[str, type[_H264 | _Mpeg2 | _Prores]] = {"h264": _H264, "mpeg2video": _Mpeg2, "prores": _Prores}
    coding = codings.get(codec_of(stream))
    if coding is None:
        raise UnprovedError("nothing is known of its codec")
    return coding(stream)


class _H264:
    def __init__(self, stream: AvStream) -> None:
        extra = getattr(stream.codec_context, "extradata", None) or b""
        self._length = unit_length(stream)
        self._sets = tuple(_sets_in(extra) if self._length else _sets_of(extra, 0))
        if [said[0] & 0x1F for said in self._sets if said] != list(_SETS):
            # Of several which one is meant depends on their order, and on where each was said last.
            raise UnprovedError("its parameters are not one set for all pictures")
        self.described = hashlib.sha256(b"".join(self._sets)).hexdigest()

    def starts_anew(self, packet: bytes) -> bool:
        return any(unit.type == _IDR for unit in units(packet, self._length))

    def parts(self, packet: bytes) -> Iterator[bytes]:
        for unit in units(packet, self._length):
            said = packet[unit.value : unit.end]
            if unit.type in _SETS and said not in self._sets:
                raise UnprovedError("parameters change on the way")
            if unit.type not in (*_SETS, _DELIMITER):
                yield said


def _sets_of(data: bytes, length: int) -> Iterator[bytes]:
    return (data[unit.value : unit.end] for unit in units(data, length) if unit.type in _SETS)


def _sets_in(avcc: bytes) -> Iterator[bytes]:
    """Of an AVC configuration record (ISO/IEC 14496-15, 5.3.3.1): sets of sequences, then of pictures."""
    at = 5
    for mask in (0x1F, 0xFF):
        if at >= len(avcc):
            raise UnprovedError("its parameters are cut off")
        count, at = avcc[at] & mask, at + 1
        for _number in range(count):
            end = at + 2 + int.from_bytes(avcc[at : at + 2], "big")
            yield avcc[at + 2 : end]
            at = end


class _Mpeg2:
    """It says with each group of pictures how it is coded."""

    described = ""

    def __init__(self, stream: AvStream) -> None:
        pass

    def starts_anew(self, packet: bytes) -> bool:
        try:
            head = picture_head(packet)
        except Mpeg2Error:
            return False
        return head.sequence and head.group is not None and head.coding == "I"

    def parts(self, packet: bytes) -> Iterator[bytes]:
        try:
            yield bare(packet)
        except Mpeg2Error as error:
            raise UnprovedError("a packet is no picture") from error


class _Prores:
    """Each picture is coded by itself, with all that is to be known of it."""

    described = ""

    def __init__(self, stream: AvStream) -> None:
        pass

    def starts_anew(self, packet: bytes) -> bool:
        return True

    def parts(self, packet: bytes) -> Iterator[bytes]:
        yield packet
