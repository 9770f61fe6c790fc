"""What a storyboard tells of a framing: what is seen of a picture, why, and where in the rundown that is said."""

from __future__ import annotations

from newscast.base.canvas import Canvas
from newscast.base.errors import Place
from newscast.build.board.problems import item_of
from newscast.episode.board import BoardFraming
from newscast.media.missing import Media, found
from newscast.picture.boxes import SMALLER
from newscast.picture.faces.window import focus_at, window_of
from newscast.picture.shot import height_of
from newscast.picture.shown import seen_on
from newscast.show.model import Show
from newscast.timeline.seen import ClipShot, Shot, StillShot


def framing_of(
    shot: Shot, frame: int, show: Show, canvas: Canvas, media: Media, part: Place | None, place: Place | None
) -> BoardFraming | None:
    """The framing of a shot at a frame of its segment; `part` and `place` are where these are written. None of what is
    no picture, or is shown whole because it is seen from end to end.

    It is told as before a photo's own move, which goes in by 16 % at most.
    """
    # Of two pictures each has its own, which is written in the card.
    picture = shot.pictured if len(shot.pictures) == 1 else None
    info = found(media, picture.file) if picture else None
    if picture is None or info is None or not info.picture:
        return None
    if isinstance(picture, StillShot) and picture.goes_along:
        return None
    start = picture.start if isinstance(picture, ClipShot) else 0
    size = info.picture.width, info.picture.height
    window = window_of(size, size, seen_on(shot, show, canvas), picture.fit, height_of(shot))
    return BoardFraming(
        framed=picture.framed or "rule",
        focus=focus_at(picture, frame - shot.start + start),
        seen=(window.wide, window.high),
        box=window.box,
        unbarred=isinstance(picture, ClipShot) and any(picture.bars),
        keys=_keys(part, place) if picture.fit not in ("pad", *SMALLER) else (),
    )


def _keys(part: Place | None, place: Place | None) -> tuple[str | int, ...]:
    """What leads to a picture that is written in its part; nothing of one that a `*name` or another rundown brings."""
    if part is None or place is None or place.file != part.file or not part.keys:
        return ()
    own = item_of(part)
    return place.keys if place.keys[: len(own)] == own and place.keys != own else ()
