"""Where the window of sign language stands on each canvas, and what makes room for it.

Places and sizes are those of the look: landscape below the middle at the right, as on TV, portrait and square above.
"""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.box import Box
from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.timeline.model import BAND, GraphicShot, PlacedSegment, Shot, Span
from newscast.timeline.spans import merged, without

_WINDOWS = {
    "landscape": (1392, 444, 432, 540),
    "portrait": (655, 269, 360, 450),
    "square": (716, 144, 300, 375),
}
"""Left, top, width and height in design pixels."""
BESIDE = {"landscape": (24, 162, 1344, 756)}
"""Where a card stands beside the window. On other canvases it would be too small to be read: there the window leaves
while a card is seen."""
LOWERED = {"portrait": {"lower-third": 474, "title": 474, "strap": 474, "hook": 374}}
"""How many design pixels lower texts stand that are at the top otherwise: all begin at 743, below the window."""
RAISED = {"landscape": 48}
"""How many design pixels higher the window stands while something stands at the bottom edge."""
HIDDEN = {"portrait": ("tag", "access"), "square": ("tag", "access")}
"""What stands where the window does, and is left out."""


def signed_spans(segment: PlacedSegment, canvas: Canvas) -> tuple[Span, ...]:
    """The frames in which the window is on that canvas, ascending and disjoint."""
    seen = merged(shot.span for shot in segment.signer)
    if canvas.name in BESIDE:
        return seen
    cards = [shot for shot in segment.shots if isinstance(shot.picture, GraphicShot)]
    return tuple(without(seen, [shot.span for shot in cards]))


def raised(segment: PlacedSegment, canvas: Canvas) -> tuple[Span, ...]:
    """The frames in which it stands higher."""
    band = [shown for shown in segment.supers if shown.graphic in BAND and canvas.name in RAISED]
    return merged(shown.span for shown in band)


def is_beside(shot: Shot, spans: Sequence[Span]) -> bool:
    """Whether a shot is a card that is seen in one of these frames."""
    return isinstance(shot.picture, GraphicShot) and any(
        span.start < shot.start + shot.frames and shot.start < span.end for span in spans
    )


def window(canvas: Canvas) -> tuple[int, int, int, int]:
    """Left, top, width and height of the window in pixels of the canvas, on whole samples of colour."""
    return pixels(_WINDOWS[canvas.name], canvas)


def window_box(canvas: Canvas) -> Box:
    """The same in shares of the canvas."""
    wide, high = DESIGN_SIZES[canvas.name]
    left, top, width, height = _WINDOWS[canvas.name]
    return left / wide, top / high, width / wide, height / high


def pixels(box: tuple[int, int, int, int], canvas: Canvas) -> tuple[int, int, int, int]:
    """A box of the design on a canvas, on whole samples of colour."""
    left, top, width, height = (round(value * canvas.scale / 2) * 2 for value in box)
    return left, top, max(2, width), max(2, height)
