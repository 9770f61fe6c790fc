"""How bad a picture that does not cover its canvas looks beside the texts there: edges that nearly meet or cross, and
what of it they hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Any

from newscast.base.box import Box
from newscast.build.faces.giving_way import Plates, lowered
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.shots import seen_with
from newscast.graphics.places import CAPTIONS
from newscast.graphics.standing import painted_by
from newscast.media.missing import found
from newscast.picture.boxes import APART, ASIDE, MIDDLE, box_of, place_of
from newscast.picture.fit import Size
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Fit, Shot, StillShot
from newscast.timeline.spans import Span, within

Pixels = tuple[float, float, float, float]
"""Left, top, width and height on the canvas."""
Sized = tuple[Size, Fit]
"""How large a picture is, and by which of its ways to be shown it stands at a side."""
Over = tuple[Shot, Sequence[PlacedSuper]]
"""A shot, and the texts of its segment."""
_SAME = 1.5
"""Pixels that cannot be told from none: pictures stand on whole samples of colour."""
_NEARLY, _ACROSS, _CAPTION_ACROSS = 3.0, 2.0, 4.0
"""What is worse: a text whose edge is nearly that of a picture, one across its upper or lower edge, a caption there."""
_BESIDE = 1.0
"""What it costs to have a headline or a name across a left or right edge."""
_ENOUGH, _HIDDEN, _COVERED = 0.3, 40.0, 5.0
"""The share of a picture that texts may hide, what it costs if they hide all of it besides, and if others than captions
do."""
_HIGHER = 9.0
"""What it costs to have captions higher for a text, by the canvas's height: two lines are worth it, four are not."""
_HALF = 3.0
"""What it costs to show a picture half as large: the smaller it is, the more is lost by so many pixels."""
_ELSEWHERE = 2.5
"""What it costs to have a text elsewhere than where it is known: one edge is not enough for that."""
_TIGHT = 4
"""Pixels of the design under APART in which edges are nearly as far apart as they should be."""
_WHILE = 0.5
"""Seconds of a shot under which it is no matter where captions stand."""
_CAPTIONS = (("line1", "Áj"),), (("line1", "Hay tres mil becas"), ("line2", "Hay tres mil becas"))
"""What stands for captions of one line and of two."""


@dataclass(frozen=True)
class Text:
    """The place of a text, in pixels of the canvas, and what it costs to have it across an edge; of captions only the
    fullest hides something, or what is over them would be counted twice."""

    left: float
    top: float
    right: float
    bottom: float
    across: float = _ACROSS
    hides: bool = True
    beside: float = 0.0
    """What it costs to have it across a left or right edge."""


@dataclass(frozen=True)
class Edges:
    """One canvas of an episode."""

    on: OnCanvas

    def box(self, shot: Shot) -> Size | None:
        """How much of the canvas the picture of a shot takes; None where it has nowhere to go."""
        picture = shot.picture
        info = found(self.on.media, picture.file) if isinstance(picture, ClipShot | StillShot) else None
        if not isinstance(picture, ClipShot | StillShot) or not info or not info.picture:
            return None
        size = info.picture.width, info.picture.height
        box = box_of(size, size, self.on.canvas, picture.fit)
        read = isinstance(picture, StillShot) and picture.is_read
        return None if box[1] >= self.on.canvas.height or read else box

    def sized(self, shot: Shot) -> Sized | None:
        """The same, with the way to be shown by which it stands at a side."""
        box, picture = self.box(shot), shot.picture
        fit: Fit = picture.fit if isinstance(picture, ClipShot | StillShot) and picture.fit in ASIDE else "auto"
        return (box, fit) if box else None

    def pixels(self, design: float) -> float:
        return float(design * self.on.canvas.scale)

    def texts(self, shot: Shot, segment: PlacedSegment, supers: Sequence[PlacedSuper]) -> Iterator[Text]:
        """What stands over a shot."""
        over = seen_with(shot, supers, self.on.canvas.rate)
        for each in over:
            if box := self.on.painted(each, segment):
                text = self._text(box)
                yield text if each.stands else replace(text, beside=_BESIDE)
        if shot.bug:
            named = [each for each, _box in self.on.bug(segment) if within([each.span], shot.span)]
            yield from (self._text(box, hides=False) for each in named if (box := self._painted("bug", each.fields)))
        if self.on.burned:
            yield from self._captions(shot, self._plates(supers, segment))

    def _captions(self, shot: Shot, plates: Plates) -> Iterator[Text]:
        boxes = [box for lines in _CAPTIONS if (box := self._painted("caption", lines))]
        places = {lift or -rise for lift in shot.caption_lifts for rise in self._rises(boxes, shot, plates)}
        for number, lift in enumerate(sorted(places)):
            for box in boxes:
                hides = not number and box is boxes[-1]
                yield self._text(lowered(box, lift, self.on.drawn), _CAPTION_ACROSS, hides)

    def _rises(self, captions: Sequence[Box], shot: Shot, plates: Plates) -> set[int]:
        """By how much captions of these boxes stand higher than usual for texts, for a while of a shot."""
        rises = [each for box in captions for each in self.on.rises(box, shot.span, plates)]
        return {rise for part, rise in rises if part.length >= min(_WHILE * self.on.canvas.rate, shot.frames)}

    def elsewhere(self, lift: int, box: Box | None) -> float:
        """What it costs to have a text elsewhere than where it is known, or there, where captions stand above it."""
        captions = self.on.drawn.box(CAPTIONS) if self.on.burned else None
        if lift or box is None or captions is None or not self.on.drawn.are_captions_above_texts:
            return _ELSEWHERE * bool(lift)
        return _HIGHER * max(0.0, captions[1] + captions[3] - box[1]) * (box[1] > MIDDLE)

    def looks(self, shot: Shot, segment: PlacedSegment, supers: Sequence[PlacedSuper]) -> float:
        """How bad a shot looks with the texts over it: the edges of its picture, and how small that is."""
        box, picture = self.box(shot), shot.picture
        if box is None or not isinstance(picture, ClipShot | StillShot):
            return self.smallness(shot)
        at = place_of(box, (self.on.canvas.width, self.on.canvas.height), picture.height, picture.fit)
        return self.smallness(shot) + self.cost((*at, *box), list(self.texts(shot, segment, supers)))

    def smallness(self, shot: Shot) -> float:
        """What it costs that the picture of a shot takes no more of the canvas."""
        picture, canvas = shot.pictured, self.on.canvas
        info = found(self.on.media, picture.file) if picture else None
        if picture is None or info is None or info.picture is None:
            return 0.0
        size = info.picture.width, info.picture.height
        wide, high = box_of(size, size, canvas, picture.fit)
        return _HALF * log2(canvas.width * canvas.height / (wide * high))

    def cost(self, picture: Pixels, texts: Sequence[Text]) -> float:
        """How bad it is to have a picture at this place beside these texts."""
        x, y, wide, high = picture
        pixel, cost, hidden, covered = self.pixels(1), 0.0, 0.0, 0.0
        for text in texts:
            if text.right <= x or text.left >= x + wide:
                continue
            for edge, own, other in ((y, text.top, text.bottom), (y + high, text.bottom, text.top)):
                # A text that begins where the picture ends hangs on it: only edges on the same side may be one line.
                cost += _NEARLY * _nearness(abs(edge - own) / pixel) * (abs(edge - own) > _SAME * pixel)
                cost += _NEARLY * _nearness(abs(edge - other) / pixel)
                cost += text.across * (text.top + _SAME * pixel < edge < text.bottom - _SAME * pixel)
            down = min(text.bottom, y + high) - max(text.top, y)
            if down <= 0 or not text.hides:
                continue
            for edge in (x, x + wide):
                cost += text.beside * (text.left + _SAME * pixel < edge < text.right - _SAME * pixel)
            share = (min(text.right, x + wide) - max(text.left, x)) * down / (wide * high)
            hidden, covered = hidden + share, covered + share * bool(text.beside)
        return cost + _HIDDEN * max(0.0, hidden - _ENOUGH) + _COVERED * covered

    def loses(
        self, before: Iterable[Over], after: Iterable[Over], segment: PlacedSegment, signed: Sequence[Span]
    ) -> bool:
        """Whether more of faces is under texts afterwards, or under captions, in shots with the texts over them."""
        both = ([self._spoilt(*each, segment, signed) for each in over] for over in (before, after))
        was, now = ([round(sum(shares), 3) for shares in zip(*each, strict=True)] for each in both)
        return any(more > less for more, less in zip(now, was, strict=True))

    def _spoilt(
        self, shot: Shot, supers: Sequence[PlacedSuper], segment: PlacedSegment, signed: Sequence[Span]
    ) -> tuple[float, float]:
        """How much texts spoil of faces in a shot, and captions of them where these stand."""
        plates = [(each, self.on.painted(each, segment)) for each in supers]
        return self.on.spoilt_as_it_is(shot, plates, signed)

    def _plates(self, supers: Sequence[PlacedSuper], segment: PlacedSegment) -> Plates:
        """The texts of a segment, each with where it may paint."""
        there = [(each, self.on.standing(each, segment)) for each in supers]
        return [(each, box and lowered(box, each.lift, self.on.drawn)) for each, box in there]

    def _painted(self, graphic: str, told: Iterable[tuple[str, Any]]) -> Box | None:
        return painted_by(graphic, dict(told), self.on.show, self.on.canvas)

    def _text(self, box: Box, across: float = _ACROSS, hides: bool = True) -> Text:
        wide, high = self.on.canvas.width, self.on.canvas.height
        left, top = box[0] * wide, box[1] * high
        return Text(left, top, left + box[2] * wide, top + box[3] * high, across, hides)


def is_held(shot: Shot) -> bool:
    """Whether captions over a shot have places of their own, for faces or a page that are where they are: neither its
    picture nor a text over it may go elsewhere."""
    return bool(shot.recaptioned)


def _nearness(apart: float) -> float:
    """How bad it looks that edges are so many pixels of the design apart: 1 where that looks like a mistake."""
    return max(0.0, min(1.0, (APART - _SAME - apart) / _TIGHT))
