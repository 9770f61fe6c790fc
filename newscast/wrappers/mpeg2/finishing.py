"""Pictures of MPEG-2 finished one by one, wherever a file has them: time codes before groups, and active format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.timecode import frames_in_a_day, timecode_of
from newscast.wrappers.mpeg2.headers import Group, Mpeg2Error, PictureHead, picture_head
from newscast.wrappers.mpeg2.user_data import afd_user_data, filled, room_in
from newscast.wrappers.octets import FileOctets, Octets

_HEAD = 512
_LONG_HEAD = 16384


@dataclass(frozen=True)
class Coded:
    """What was found in the picture stream: the longest group, and whether all of them are closed."""

    longest: int
    closed: bool


class Pictures:
    """The pictures of a stream as they are walked, in the order of the file: how many came, what their groups are like.

    `start` is how many frames there are, at `rate`, from midnight to the first; `drop` says whether numbers are
    dropped; `afd` is a code of SMPTE ST 2016-1, None for none.
    """

    def __init__(self, start: int, rate: Fraction, drop: bool, afd: int | None) -> None:
        self._start, self._rate, self._drop = start, rate, drop
        self._afd = filled(afd_user_data(afd)) if afd is not None else None
        self._count = self._group = 0
        self._longest, self._closed = 0, True

    @property
    def coded(self) -> Coded:
        """What was found."""
        return Coded(max(self._longest, self._count - self._group), self._closed)

    def finish(self, data: FileOctets, at: int, end: int) -> None:
        """Write the time code of its group, where one begins, and the AFD, where there is room, into the picture that
        lies from byte `at` to before byte `end`. Raises Mpeg2Error where there is no such picture."""
        head = head_of(data, at, end)
        if head.group:
            self._longest = max(self._longest, self._count - self._group)
            self._closed = self._closed and head.group.closed
            self._group = self._count
            data.write(at + head.group_at, self._timed(head.group).packed())
        if self._afd and (room := room_in(head)):
            data.write(at + room.at, self._afd)
        self._count += 1

    def _timed(self, group: Group) -> Group:
        """Pictures of a group follow one another in the file, so the first that is shown has as many before it."""
        frame = (self._start + self._count) % frames_in_a_day(self._rate, self._drop)
        fields = [int(field) for field in timecode_of(frame, self._rate, self._drop).replace(";", ":").split(":")]
        hours, minutes, seconds, pictures = fields
        return replace(group, hours=hours, minutes=minutes, seconds=seconds, pictures=pictures, drop=self._drop)


def head_of(data: Octets, at: int, end: int) -> PictureHead:
    """What stands in front of the picture that lies from byte `at` to before byte `end`; little of it is read."""
    try:
        return picture_head(data[at : min(at + _HEAD, end)])
    except Mpeg2Error:
        return picture_head(data[at : min(at + _LONG_HEAD, end)])
