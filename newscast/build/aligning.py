"""How high pictures stand that do not cover a canvas: their edges are those of the texts there, or clearly apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newscast.base.box import Box
from newscast.build.faces.giving_way import lowered
from newscast.build.faces.on_canvas import OnCanvas, Plates
from newscast.build.faces.shots import seen_with
from newscast.graphics.standing import painted_by
from newscast.media.missing import found
from newscast.picture.boxes import APART, ASIDE, MIDDLE, box_of, is_floating, place_of
from newscast.picture.fit import Size
from newscast.picture.shown import drop_of, is_seen, shown_of
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Fit, Shot, StillShot
from newscast.timeline.spans import Span, within

_FAR = 48
"""Pixels of the design that a picture may go up or down for that; one with ground all around goes further up."""
_SAME = 1.5
"""Pixels that cannot be told from none: pictures stand on whole samples of colour."""
_NEARLY, _ACROSS, _CAPTION_ACROSS, _FLOATING_ACROSS = 3.0, 2.0, 4.0, 6.0
"""What is worse: a text whose edge is nearly that of a picture, one across its upper or lower edge, a caption there; a
text across the edge of a picture with ground all around."""
_A_PIXEL = 0.05
"""What it costs to go so far."""
_WHILE = 0.5
"""Seconds of a shot under which it is no matter where captions stand."""
_CAPTIONS = (("line1", "Áj"),), (("line1", "Hay tres mil becas"), ("line2", "Hay tres mil becas"))
"""What stands for captions of one line and of two."""


_Sized = tuple[Size, Fit]
"""How large a picture is, and by which of its ways to be shown it stands at a side."""


@dataclass(frozen=True)
class _Text:
    """The place of a text, in pixels of the canvas, and what it costs to have it across an edge."""

    left: float
    top: float
    right: float
    bottom: float
    across: float = _ACROSS


@dataclass(frozen=True)
class Aligning:
    """One canvas of an episode; captions may be `burned` into its pictures."""

    on: OnCanvas
    burned: bool

    def shown(
        self, shots: Sequence[Shot], segment: PlacedSegment, supers: Sequence[PlacedSuper], signed: Sequence[Span]
    ) -> tuple[Shot, ...]:
        """The shots, pictures a little higher or lower where edges would nearly meet, if no face loses by it.

        Those that are as large stand at one height: else they would jump by a little from one to the next. Where some
        have faces that are free elsewhere only, those of one clip do.
        """
        boxes = [self._box(shot) for shot in shots]
        heights: list[float | None] = [None] * len(shots)
        for box in dict.fromkeys(each for each in boxes if each):
            together = [number for number, each in enumerate(boxes) if each == box]
            clips = [[n for n in together if _file(shots[n]) == file] for file in {_file(shots[n]) for n in together}]
            for numbers in [together, *clips]:
                if heights[numbers[0]] is not None:
                    continue
                found_for = self._height([shots[n] for n in numbers], box, segment, supers, signed)
                heights = [found_for if n in numbers else height for n, height in enumerate(heights)]
        return tuple(_at(shot, height) for shot, height in zip(shots, heights, strict=True))

    def _height(
        self,
        shots: Sequence[Shot],
        box: _Sized,
        segment: PlacedSegment,
        supers: Sequence[PlacedSuper],
        signed: Sequence[Span],
    ) -> float | None:
        """Where these shots with pictures of one size stand best, all of them; None where a face loses by each way."""
        texts = [text for shot in shots for text in self._texts(shot, segment, supers)]
        own = sorted({_height_of(shot) for shot in shots}, key=lambda at: -_frames_at(at, shots))
        plates = [(each, self._standing(each, segment)) for each in supers]

        def spoilt(height: float | None) -> float:
            return round(sum(self.on.spoilt(_at(shot, height), plates, signed) for shot in shots), 3)

        ways = [way for at in own for way in (self._cleared(at, box, texts), at)]
        before = spoilt(None)
        free = [way for way in dict.fromkeys(ways) if spoilt(way) <= before]
        return free[0] if free else None

    def _box(self, shot: Shot) -> _Sized | None:
        """How much of the canvas the picture of a shot takes, and at which side; None where it has nowhere to go."""
        picture = shot.picture
        info = found(self.on.media, picture.file) if isinstance(picture, ClipShot | StillShot) else None
        if not isinstance(picture, ClipShot | StillShot) or not info or not info.picture:
            return None
        size = info.picture.width, info.picture.height
        box = box_of(size, size, self.on.canvas, picture.fit)
        read = isinstance(picture, StillShot) and picture.is_read
        beside: Fit = picture.fit if picture.fit in ASIDE else "auto"
        return None if box[1] >= self.on.canvas.height or read else (box, beside)

    def _cleared(self, height: float, sized: _Sized, texts: Sequence[_Text]) -> float:
        """The height next to this one at which a picture is in line with texts, or clear of them."""
        frame = self.on.canvas.width, self.on.canvas.height
        box, fit = sized
        (x, usual), pixel = place_of(box, frame, height, fit), self._pixels(1)
        up = far = round(self._pixels(_FAR) / 2) * 2
        if is_floating(box, frame):
            up = usual
            texts = [replace(text, across=max(text.across, _FLOATING_ACROSS)) for text in texts]
        costs = {
            top: _cost((x, top, *box), texts, pixel) + abs(top - usual) / pixel * _A_PIXEL
            for top in range(max(0, usual - up), min(usual + far, frame[1] - box[1]) + 2, 2)
        }
        best = min(costs, key=lambda top: (round(costs[top], 3), top))
        there = round(best / (frame[1] - box[1]), 5)
        return there if best != usual and place_of(box, frame, there, fit)[1] == best else height

    def _pixels(self, design: float) -> float:
        return float(design * self.on.canvas.scale)

    def _standing(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        box = self.on.standing(shown, segment)
        return lowered(box, shown.lift, self.on.drawn) if box else None

    def _texts(self, shot: Shot, segment: PlacedSegment, supers: Sequence[PlacedSuper]) -> Iterator[_Text]:
        """What stands over a shot."""
        over = seen_with(shot, supers, self.on.canvas.rate)
        yield from (self._text(box, _ACROSS) for each in over if (box := self._drawn(each, segment)))
        if shot.bug:
            named = [each for each, _box in self.on.bug(segment) if within([each.span], shot.span)]
            yield from (self._text(box, _ACROSS) for each in named if (box := self._painted("bug", each.fields)))
        plates = [(each, self._standing(each, segment)) for each in supers]
        boxes = [box for lines in _CAPTIONS if (box := self._painted("caption", lines))] if self.burned else []
        for lift in {lift or -rise for lift in shot.caption_lifts for rise in self._rises(boxes, shot, plates)}:
            yield from (self._text(lowered(box, lift, self.on.drawn), _CAPTION_ACROSS) for box in boxes)

    def _rises(self, captions: Sequence[Box], shot: Shot, plates: Plates) -> set[int]:
        """By how much captions of these boxes stand higher than usual for texts, for a while of a shot."""
        rises = [each for box in captions for each in self.on.rises(box, shot.span, plates)]
        return {rise for part, rise in rises if part.length >= min(_WHILE * self.on.canvas.rate, shot.frames)}

    def _drawn(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        """Where a text of the segment is painted."""
        if not is_seen(shown, self.on.drawn):
            return None
        box = self._painted(shown.graphic, shown_of(shown, segment, self.on.canvas, self.on.drawn).told)
        return lowered(box, shown.lift + drop_of(shown, segment, self.on.drawn), self.on.drawn) if box else None

    def _painted(self, graphic: str, told: Iterable[tuple[str, Any]]) -> Box | None:
        return painted_by(graphic, dict(told), self.on.show, self.on.canvas)

    def _text(self, box: Box, across: float) -> _Text:
        wide, high = self.on.canvas.width, self.on.canvas.height
        left, top = box[0] * wide, box[1] * high
        return _Text(left, top, left + box[2] * wide, top + box[3] * high, across)


def _file(shot: Shot) -> Path | None:
    return shot.picture.file if isinstance(shot.picture, ClipShot | StillShot) else None


def _height_of(shot: Shot) -> float:
    return shot.picture.height if isinstance(shot.picture, ClipShot | StillShot) else MIDDLE


def _frames_at(height: float, shots: Sequence[Shot]) -> int:
    """For how many frames they stand at that height."""
    return sum(shot.frames for shot in shots if _height_of(shot) == height)


def _at(shot: Shot, height: float | None) -> Shot:
    """The shot with its picture at that height, if one is said."""
    picture = shot.picture
    if height is None or not isinstance(picture, ClipShot | StillShot):
        return shot
    return replace(shot, picture=replace(picture, height=height))


def _cost(picture: tuple[float, float, float, float], texts: Sequence[_Text], pixel: float) -> float:
    """How bad it is to have a picture at this place, left, top, width and height, beside these texts."""
    x, y, wide, high = picture
    cost = 0.0
    for text in texts:
        if text.right <= x or text.left >= x + wide:
            continue
        for edge, own, other in ((y, text.top, text.bottom), (y + high, text.bottom, text.top)):
            # A text that begins where the picture ends hangs on it: only edges on the same side may be one line.
            cost += _NEARLY * (_SAME * pixel < abs(edge - own) < (APART - _SAME) * pixel)
            cost += _NEARLY * (abs(edge - other) < (APART - _SAME) * pixel)
            cost += text.across * (text.top + _SAME * pixel < edge < text.bottom - _SAME * pixel)
    return cost
