"""A cut as a CMX3600 edit decision list; what such a list cannot say is said in its comments.

A list has one rate: a source of another one is counted by its own time code as far as the second, and the frames of
that second in the show's rate; its own in and out stand in a comment. There are a picture and four sound tracks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from newscast.base.i18n import _
from newscast.base.timecode import (
    SAMPLE_RATE,
    TimeFormatError,
    dropped_per_minute,
    frames_in_a_day,
    round_half_up,
    timecode_of,
    timestamp,
)
from newscast.exchange.count import Count, frame_of
from newscast.exchange.linking import Linking
from newscast.exchange.marker import Marker
from newscast.exchange.marker_edl import REEL, comments, head, locator
from newscast.exchange.piece import Cut, Lane, Piece
from newscast.exchange.source import Source
from newscast.exchange.wording import one_line

_SOUNDS = ("A", "A2", "A3", "A4")
"""The sound tracks that there are in a list."""
_BLACK = "BL"
"""What a list calls a source that is not there."""
_TRANSITIONS = {"dissolve": "D", "wipe": "W001"}


@dataclass(frozen=True)
class _Event:
    """`before` is what is seen before a transition."""

    channel: str
    piece: Piece
    before: Piece | None


def timeline_edl(
    title: str, cut: Cut, count: Count, markers: Iterable[Marker], linking: Linking, notes: Sequence[str]
) -> str:
    """The list, as text; `count` is at the cut's rate."""
    channels, left = _channels(cut.lanes)
    writer = _Writer(cut.rate, count, linking)
    lines = head(title, count)
    marked = [(each, each.frame) for each in markers if each.frame is not None]
    for number, event in enumerate(_events(channels), 1):
        lines += ["", *writer.event(number, event)]
        if event.channel == channels[0][0]:
            here = [each for each in marked if event.piece.start <= each[1] < event.piece.end]
            lines += [locator(frame, each, count) for each, frame in here]
            marked = [each for each in marked if each not in here]
    lines += [locator(frame, each, count) for each, frame in marked]
    lines += ["", *(f"* TRACK {channel}: {one_line(lane.name)}" for channel, lane in channels), *comments(notes)]
    for lane in left:
        lines += writer.unlisted(lane)
    return "\n".join(lines) + "\n"


def _channels(lanes: Sequence[Lane]) -> tuple[list[tuple[str, Lane]], list[Lane]]:
    """Which track is which of the list's, and those that there is no room for."""
    seen = [lane for lane in lanes if lane.kind == "Video"]
    heard = [lane for lane in lanes if lane.kind == "Audio"]
    named = [("V", lane) for lane in seen[:1]] + list(zip(_SOUNDS, heard, strict=False))
    return named, [*seen[1:], *heard[len(_SOUNDS) :]]


def _events(channels: Iterable[tuple[str, Lane]]) -> list[_Event]:
    """In the order of the programme, the picture before its sound."""
    found = []
    for channel, lane in channels:
        before: Piece | None = None
        for piece in lane.pieces:
            meets = before is not None and before.end == piece.start and piece.entered is not None
            found.append(_Event(channel, piece, before if meets else None))
            before = piece
    order = ("V", *_SOUNDS)
    return sorted(found, key=lambda event: (event.piece.start, order.index(event.channel)))


@dataclass(frozen=True)
class _Writer:
    rate: Fraction
    count: Count
    linking: Linking

    def event(self, number: int, event: _Event) -> list[str]:
        piece, before, start = event.piece, event.before, f"{number:03}"
        lines = []
        if before is not None and piece.entered is not None:
            ended = self._timecode(self._first(before) + before.frames)
            at = self.count.timecode(piece.start)
            lines.append(f"{start}  {_reel(before):8} {event.channel:5} C        {ended} {ended} {at} {at}")
            how = f"{_TRANSITIONS[piece.entered.kind]:4} {piece.entered.frames:03}"
            lines.append(f"{start}  {_reel(piece):8} {event.channel:5} {how} {self._times(piece)}")
            lines.append(f"* FROM CLIP NAME: {_name(before)}")
            lines.append(f"* TO CLIP NAME: {_name(piece)}")
        else:
            lines.append(f"{start}  {_reel(piece):8} {event.channel:5} C        {self._times(piece)}")
            lines.append(f"* FROM CLIP NAME: {_name(piece)}")
        return [*lines, *self._said(piece, "TO FILE" if before else "FROM FILE", event.channel)]

    def unlisted(self, lane: Lane) -> Iterator[str]:
        """A track that a list has no room for, as comments."""
        no_room = _("there is no room for it in a list of four sound tracks")
        if lane.kind == "Video":
            no_room = _("there is no room for it in a list of one picture track")
        yield f"* TRACK {one_line(lane.name)}: {no_room}"
        for piece in lane.pieces:
            times = f"{self.count.timecode(piece.start)} {self.count.timecode(piece.end)}"
            yield f"* {times} {_name(piece)} {self._own(piece)}".rstrip()

    def _said(self, piece: Piece, named: str, channel: str) -> Iterator[str]:
        """The comments of an event."""
        if piece.held:
            yield f"M2   {_reel(piece):8}       000.0                {self._timecode(self._first(piece))}"
            yield "* FREEZE FRAME"
        if piece.source:
            yield f"* {named}: {one_line(self.linking.path(piece.source), 4000)}"
            if piece.source.rate != self.rate and piece.source.kind != "still":
                yield f"* SOURCE COUNT: {self._own(piece)}"
        elif piece.absent:
            yield f"* MISSING: {one_line(piece.absent, 4000)}"
        if piece.gain:
            at = self.count.timecode(piece.start)
            yield f"* AUDIO LEVEL AT {at} IS {piece.gain:+.2f} DB  (REEL {_reel(piece)} {channel})"
        yield f"* COMMENT: {one_line(piece.name)}"
        if piece.note:
            yield f"* NOTE: {one_line(piece.note)}"

    def _times(self, piece: Piece) -> str:
        first = self._first(piece)
        lasting = 1 if piece.held else piece.frames
        record = f"{self.count.timecode(piece.start)} {self.count.timecode(piece.end)}"
        return f"{self._timecode(first)} {self._timecode(first + lasting)} {record}"

    def _first(self, piece: Piece) -> int:
        """The number of a piece's first frame in its source, as the list counts."""
        source = piece.source
        if source is None or source.kind == "still":
            return 0
        if source.kind == "sound":
            return round_half_up(Fraction(piece.first, SAMPLE_RATE) * self.rate)
        number = source.first + piece.first
        if source.rate == self.rate and self._counts_alike(source):
            return number
        return self._as_counted(timecode_of(number, source.rate, source.drop), source.rate)

    def _counts_alike(self, source: Source) -> bool:
        """Whether a source skips the numbers that the list does; one without a time code is counted as the list is."""
        return source.drop == self.count.drop or not source.first

    def _as_counted(self, label: str, own: Fraction) -> int:
        """The frame of the list's count that has the label of a source's: its second, and as far into that."""
        second, frames = label[:8], int(label[9:])
        frame = frames * ceil(self.rate) // ceil(own)
        try:
            return frame_of(f"{second}:{frame:02}", self.rate, self.count.drop)
        except TimeFormatError:
            # Counting with drop-frame has no such number: the next one that there is.
            return frame_of(f"{second}:{dropped_per_minute(self.rate):02}", self.rate, self.count.drop)

    def _timecode(self, number: int) -> str:
        return timecode_of(number % frames_in_a_day(self.rate, self.count.drop), self.rate, self.count.drop)

    def _own(self, piece: Piece) -> str:
        """A piece's in and out as its source counts."""
        source = piece.source
        if source is None:
            return ""
        if source.kind == "sound":
            ends = (Fraction(piece.first, SAMPLE_RATE), Fraction(piece.first, SAMPLE_RATE) + piece.frames / self.rate)
            return " ".join(timestamp(each) for each in ends)
        first = source.first + piece.first
        last = first + (1 if piece.held else ceil(piece.frames * source.rate / self.rate))
        first_code, last_code = (timecode_of(each, source.rate, source.drop) for each in (first, last))
        return f"{first_code} {last_code} AT {float(source.rate):g} FPS"


def _reel(piece: Piece) -> str:
    return REEL if piece.source else _BLACK


def _name(piece: Piece) -> str:
    return one_line(piece.source.name if piece.source else piece.absent or piece.name)
