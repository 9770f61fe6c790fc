"""Pictures at the left of the window of sign language, which would lie on the side of one in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newscast.build.faces.on_canvas import OnCanvas
from newscast.graphics.places import SIGNER
from newscast.media.missing import found
from newscast.picture.boxes import APART, BESIDE, MIDDLE, box_of, place_of
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.spans import Span, within


def beside_window(on: OnCanvas, shot: Shot, signed: Sequence[Span]) -> Shot:
    """The shot; on a wide canvas its picture stands between its left side and a window that is seen in these frames, if
    that would lie on its side, and it is as large and clear of it there."""
    picture, window = shot.picture, on.drawn.box(SIGNER)
    wide = on.canvas.width > on.canvas.height
    if not wide or window is None or not isinstance(picture, ClipShot | StillShot) or not within(signed, shot.span):
        return shot
    info = found(on.media, picture.file)
    if info is None or info.picture is None or (isinstance(picture, StillShot) and picture.is_read):
        return shot
    size, frame = (info.picture.width, info.picture.height), (on.canvas.width, on.canvas.height)
    usual, left = (box_of(size, size, on.canvas, fit) for fit in (picture.fit, BESIDE))
    middle, beside = (place_of(usual, frame, MIDDLE, fit)[0] + usual[0] for fit in (picture.fit, BESIDE))
    clear = window[0] * frame[0] - APART * on.canvas.scale
    freed = usual == left and usual[0] < frame[0] and beside <= clear < middle
    return replace(shot, picture=replace(picture, fit=BESIDE)) if freed else shot
