"""An opener's own texts and the faces in the picture that shows through it."""

from __future__ import annotations

from newscast.base.box import Box
from newscast.base.canvas import Canvas
from newscast.build.faces.sparing import moments_on, touches
from newscast.graphics.opener import window_of
from newscast.graphics.standing import told_in
from newscast.picture.boxes import MIDDLE
from newscast.picture.faces.search import Faces
from newscast.picture.shown import OPENER, card
from newscast.show.model import Show
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span

TOLD_OVER = 0.2
"""How much of a head the texts of an opener may lie on before it shows no picture."""


def opener_of(shot: Shot) -> GraphicShot | None:
    """The opener that a shot shows."""
    picture = shot.picture
    return picture if isinstance(picture, GraphicShot) and picture.graphic == OPENER else None


def told_in_window(opener: GraphicShot, show: Show, canvas: Canvas) -> Box | None:
    """Where an opener's texts are, in shares of the part that shows its picture."""
    fields = dict(card(opener, show, canvas, captioned=False).told)
    told, window = told_in(OPENER, fields, show, canvas), window_of(show, fields, canvas)
    if told is None:
        return None
    size, whole = (window.canvas.width, window.canvas.height), (canvas.width, canvas.height)
    left, top = ((told[axis] * whole[axis] - (window.x, window.y)[axis]) / size[axis] for axis in (0, 1))
    return left, top, told[2] * whole[0] / size[0], told[3] * whole[1] / size[1]


def is_told_over(
    told: Box, picture: ClipShot | StillShot, frames: int, faces: Faces, size: tuple[int, int], canvas: Canvas
) -> bool:
    """Whether texts lie on a face of a picture of that size in its `frames`, as it is cropped for the part of an opener
    that shows it, `canvas`."""
    moments = moments_on(canvas, picture, faces, size, MIDDLE, Span(0, frames), frames)
    return any(touches(told, there, TOLD_OVER) for there in moments)
