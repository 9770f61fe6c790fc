"""How high pictures stand that do not cover a canvas: their edges are those of the texts there, or clearly apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from newscast.build.faces.edges import Edges, Sized, Text, is_held
from newscast.build.faces.on_canvas import OnCanvas
from newscast.picture.boxes import MIDDLE, is_floating, place_of
from newscast.picture.fit import Size
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.spans import Span

_FAR = 48
_FAR_IF_TALL = 192
"""Pixels of the design that a picture may go up or down for that; on a tall canvas, where most pictures are low and
headlines are high, it may go below one of three lines. One with ground all around on a wide canvas goes further up."""
_FLOATING_ACROSS = 6.0
"""What it costs to have a text across the edge of such a one."""
_A_PIXEL, _MOST = 0.05, 1.5
"""What it costs to go so far, and at the most."""
_A_PIXEL_MORE = 0.001
"""And even so the nearest place is the best."""
_TO_THE_TOP = 1.5
"""What it costs besides to go all the way to the upper edge: captions across a picture are worth it, a name is not."""


@dataclass(frozen=True)
class Aligning:
    """One canvas of an episode."""

    on: OnCanvas

    @cached_property
    def edges(self) -> Edges:
        return Edges(self.on)

    def shown(
        self, shots: Sequence[Shot], segment: PlacedSegment, supers: Sequence[PlacedSuper], signed: Sequence[Span]
    ) -> tuple[Shot, ...]:
        """The shots, pictures a little higher or lower where edges would nearly meet, if no face loses by it.

        Those that are as large stand at one height: else they would jump by a little from one to the next. Where some
        have faces that are free elsewhere only, those of one clip do.
        """
        boxes = [self.edges.sized(shot) for shot in shots]
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
        box: Sized,
        segment: PlacedSegment,
        supers: Sequence[PlacedSuper],
        signed: Sequence[Span],
    ) -> float | None:
        """Where these shots with pictures of one size stand best, all of them; None where a face loses by each way, or
        one of them is held."""
        if any(map(is_held, shots)):
            return None
        texts = list(dict.fromkeys(tuple(self.edges.texts(shot, segment, supers)) for shot in shots))
        own = sorted({_height_of(shot) for shot in shots}, key=lambda at: -_frames_at(at, shots))

        def loses(height: float) -> bool:
            before, after = ([(_at(shot, way), supers) for shot in shots] for way in (None, height))
            return self.edges.loses(before, after, segment, signed)

        ways = [way for at in own for way in (self._cleared(at, box, texts), at)]
        return next((way for way in dict.fromkeys(ways) if not loses(way)), None)

    def _cleared(self, height: float, sized: Sized, texts: Sequence[Sequence[Text]]) -> float:
        """The height next to this one at which a picture is in line with texts, or clear of them: with those of one
        shot and those of another."""
        frame = self.on.canvas.width, self.on.canvas.height
        box, fit = sized
        x, usual = place_of(box, frame, height, fit)
        if self._floats(box):
            texts = [[replace(text, across=max(text.across, _FLOATING_ACROSS)) for text in there] for there in texts]
        ways = self._ways(box, usual)
        there = {top: round(top / (frame[1] - box[1]), 5) for top in ways}
        costs = {
            top: sum(self.edges.cost((x, top, *box), over) for over in texts) + ways[top]
            for top, at in there.items()
            if top == usual or place_of(box, frame, at, fit)[1] == top
        }
        best = min(costs, key=lambda top: (round(costs[top], 3), top))
        return height if best == usual else there[best]

    def _ways(self, box: Size, usual: int) -> dict[int, float]:
        """Where the upper edge of a picture may go, and what that costs. On a square one from side to side may have its
        texts below it, and the canvas's upper edge for its own."""
        wide, high = self.on.canvas.width, self.on.canvas.height
        far = round(self.edges.pixels(_FAR_IF_TALL if high > wide else _FAR) / 2) * 2
        first = 0 if self._floats(box) else max(0, usual - far)
        near = range(first, min(usual + far, high - box[1]) + 2, 2)
        top = {0: self._way(usual) + _TO_THE_TOP} if box[0] == wide == high else {}
        return top | {at: self._way(abs(at - usual)) for at in near}

    def _floats(self, box: Size) -> bool:
        """Whether a picture has ground all around it, on a wide canvas."""
        wide, high = self.on.canvas.width, self.on.canvas.height
        return wide > high and is_floating(box, (wide, high))

    def _way(self, pixels: int) -> float:
        """What it costs to go so far."""
        design = pixels / self.edges.pixels(1)
        return min(_MOST, design * _A_PIXEL) + design * _A_PIXEL_MORE


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
