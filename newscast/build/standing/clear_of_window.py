"""Pictures in the middle of what the window of sign language leaves of a wide canvas, as captions are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newscast.build.faces.on_canvas import OnCanvas
from newscast.graphics.places import SIGNER
from newscast.media.missing import found
from newscast.picture.boxes import APART, BESIDE, MIDDLE, box_of, place_of
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.spans import Span, within


def clear_of_window(on: OnCanvas, shot: Shot, signed: Sequence[Span]) -> Shot:
    """The shot; on a wide canvas a picture with ground at its sides stands between the left one and a window that is
    seen in these frames, if it is as large and clear of it there. One that is higher than wide stays: a band of it may
    be shown yet, and it does not reach the window."""
    picture, window = shot.picture, on.drawn.box(SIGNER)
    wide = on.canvas.width > on.canvas.height
    if not wide or window is None or not isinstance(picture, ClipShot | StillShot) or not within(signed, shot.span):
        return shot
    info = found(on.media, picture.file)
    if info is None or info.picture is None or (isinstance(picture, StillShot) and picture.is_read):
        return shot
    size, frame = (info.picture.width, info.picture.height), (on.canvas.width, on.canvas.height)
    usual, left = (box_of(size, size, on.canvas, fit) for fit in (picture.fit, BESIDE))
    right = place_of(usual, frame, MIDDLE, BESIDE)[0] + usual[0]
    clear = right <= window[0] * frame[0] - APART * on.canvas.scale
    freed = usual == left != frame and usual[1] < usual[0] and clear
    return replace(shot, picture=replace(picture, fit=BESIDE)) if freed else shot
