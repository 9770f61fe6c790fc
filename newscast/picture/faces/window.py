"""What is seen of a picture on a canvas, and where on that a face of it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from newscast.base.box import Box
from newscast.base.canvas import Canvas
from newscast.picture.boxes import MIDDLE, box_of, share_of
from newscast.picture.fit import Focus, Size, cover_size
from newscast.timeline.seen import ClipShot, Fit, StillShot

Zone = tuple[int, int, Box]
"""A text: first and last frame (exclusive) of the clip, and its box in shares of the canvas."""


@dataclass(frozen=True)
class Window:
    """What is seen of a picture: width and height in shares of it, and the box it takes of the canvas, in shares."""

    wide: float
    high: float
    box: Box

    def on_canvas(self, face: Box, focus: Focus) -> Box:
        """Where a face is on the canvas."""
        left, top = offset(focus[0], self.wide), offset(focus[1], self.high)
        x, y, wide, high = self.box
        return (
            x + (face[0] - left) / self.wide * wide,
            y + (face[1] - top) / self.high * high,
            face[2] / self.wide * wide,
            face[3] / self.high * high,
        )


def window_of(size: Size, source: Size, canvas: Canvas, fit: Fit, height: float = MIDDLE) -> Window:
    """What is seen of a picture of that size, see newscast.picture.boxes."""
    frame = canvas.width, canvas.height
    box = box_of(size, source, canvas, fit)
    whole = cover_size(size, box)
    shares = (0.0, 0.0, 1.0, 1.0) if box == frame else share_of(box, frame, height, fit)
    return Window(min(1.0, box[0] / whole[0]), min(1.0, box[1] / whole[1]), shares)


def offset(focus: float, window: float) -> float:
    """Where the window begins, along one axis."""
    return max(0.0, min(1.0 - window, focus - window / 2))


def focus_at(shot: ClipShot | StillShot, frame: int) -> Focus:
    """The focus of a shot at a frame of its clip."""
    aims = shot.aims if isinstance(shot, ClipShot) else ()
    if not aims or frame <= aims[0].frame:
        return (aims[0].x, aims[0].y) if aims else shot.focus
    for one, other in pairwise(aims):
        if frame < other.frame:
            share = (frame - one.frame) / (other.frame - one.frame)
            return one.x + share * (other.x - one.x), one.y + share * (other.y - one.y)
    return aims[-1].x, aims[-1].y
