"""Runs of pictures in a file, packet by packet: the digest by which one is known wherever it was copied to.

Nothing is decoded. Two runs of one digest, of files that describe their pictures alike, are decoded into the same
pictures: each begins with one that needs none before it, and the decoder starts anew there. What a container asks for
beyond that, such as to turn them, is no part of their packets: nothing is told of such files.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import round_half_up
from newscast.qc.coded import Coding, UnprovedError, coding_of
from newscast.qc.streams import MOVIES, Pictures
from newscast.wrappers.mp4.boxes import Mp4Error
from newscast.wrappers.mp4.tracks import read_movie

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream as AvStream

_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Pack:
    """A run: the number of its first picture in the file, by its time, and how many packets there are.

    `content` is the SHA-256 of what a decoder makes the pictures from, and of the order in which they are shown.
    """

    first: int
    packets: int
    content: str


@dataclass(frozen=True)
class Packed:
    """The pictures of a file: how a decoder is told of them beforehand, and its runs."""

    described: str
    packs: tuple[Pack, ...]


def packed(media: Path, pictures: Pictures, counts: Sequence[int] = ()) -> Packed:
    """Read the packets of a file in runs of so many, what is left in one more.

    Raises UnprovedError where pictures are not one after another at their rate, a run needs pictures before it, or they
    are not shown as they are coded.
    """
    import av

    try:
        return _packed(media, pictures, counts)
    except av.error.FFmpegError as error:
        raise UnprovedError("its packets cannot be read") from error


def _packed(media: Path, pictures: Pictures, counts: Sequence[int]) -> Packed:
    import av

    with av.open(f"file:{media}") as file:
        if file.format.name == MOVIES and not _are_as_coded(media):
            raise UnprovedError("pictures are not shown as they are coded")
        stream = file.streams[pictures.index]
        clock, coding = _Clock(file, stream, pictures.rate), coding_of(stream)
        packets = (packet for packet in file.demux(stream) if packet.size)
        return Packed(coding.described, tuple(_runs(packets, [*counts], clock, coding)))


def _are_as_coded(media: Path) -> bool:
    try:
        return all(track.as_coded for track in read_movie(media).tracks if track.kind == "vide")
    except (Mp4Error, struct.error):
        return False


def _runs(packets: Iterator[Packet[Any]], counts: list[int], clock: _Clock, coding: Coding) -> Iterator[Pack]:
    run: _Run | None = None
    for packet in packets:
        if packet.is_discard or packet.is_corrupt:
            raise UnprovedError("a picture is not shown, or not whole")
        frame, data = clock.frame_of(packet), bytes(packet)
        if run is None:
            if not coding.starts_anew(data):
                raise UnprovedError("a run needs what is before it")
            run = _Run(frame)
        run.add(frame, coding.parts(data))
        if counts and run.packets == counts[0]:
            yield run.found()
            run = None
            counts.pop(0)
    if run:
        yield run.found()


@dataclass
class _Run:
    """What is added up of a run."""

    first: int
    places: list[int] = field(default_factory=list)
    content: Any = field(default_factory=hashlib.sha256)

    @property
    def packets(self) -> int:
        return len(self.places)

    def add(self, frame: int, parts: Iterator[bytes]) -> None:
        place = frame - self.first
        self.places.append(place)
        self.content.update(b"picture %d " % place)
        for part in parts:
            self.content.update(b"%d " % len(part))
            self.content.update(part)

    def found(self) -> Pack:
        if sorted(self.places) != list(range(self.packets)):
            raise UnprovedError("pictures are missing, or not on time")
        return Pack(self.first, self.packets, self.content.hexdigest())


class _Clock:
    """Numbers pictures by their times, as ffmpeg does, for which a file begins at its earliest stream."""

    def __init__(self, file: InputContainer, stream: AvStream, rate: Fraction) -> None:
        base = Fraction(stream.time_base or 0)
        if not base or not rate:
            raise UnprovedError("times are not known")
        self._begun = round_half_up(Fraction(file.start_time or 0, _MICROSECONDS) / base)
        # In whole numbers, for there are many: with fractions, this would cost as much as the digests.
        self._times, self._parts = (base * rate).as_integer_ratio()

    def frame_of(self, packet: Packet[Any]) -> int:
        if packet.pts is None:
            raise UnprovedError("a picture has no time")
        frame, off = divmod((packet.pts - self._begun) * self._times, self._parts)
        if off:
            raise UnprovedError("a picture is not on time")
        return frame
