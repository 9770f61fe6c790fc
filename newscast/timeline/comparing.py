"""A place as it was and as it is: two pictures on one card, framed and moved alike, so that they can be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from newscast.media.info import MediaInfo
from newscast.rundown.model import Clip
from newscast.timeline.seen import ClipShot, StillShot

Pictured = ClipShot | StillShot
ALIKE = 0.03
"""How much the shapes of two pictures may differ that were taken from one spot: telephones crop by a few pixels."""


def compared(clips: tuple[Clip, Clip], shown: tuple[Pictured, Pictured], same_shape: bool) -> tuple[Pictured, Pictured]:
    """The two pictures as they are seen: what is written of one holds for the other where that says nothing."""
    before, after = (
        _as_written(shot, own, other if same_shape else None)
        for shot, own, other in zip(shown, clips, reversed(clips), strict=True)
    )
    return before, after


def same_frame(pictures: tuple[Pictured, ...], same_shape: bool) -> tuple[Pictured, ...]:
    """Two pictures of one shape in which faces were sought: cropped alike, for the faces of the later one first."""
    framed = next((each for each in reversed(pictures) if each.framed == "faces"), None)
    if len(pictures) < 2 or not same_shape or not framed or any(each.framed == "written" for each in pictures):
        return pictures
    return tuple(_framed_as(framed, each) for each in pictures)


def are_alike(one: MediaInfo | None, other: MediaInfo | None) -> bool:
    """Whether two pictures have one shape."""
    shapes = [each.picture.width / each.picture.height for each in (one, other) if each and each.picture]
    return len(shapes) == 2 and abs(shapes[0] - shapes[1]) <= ALIKE * max(shapes)


def who_made(clips: tuple[Clip, Clip]) -> dict[str, str | tuple[str, ...]]:
    """Who made the pictures, as fields of their card: of both, or of each where one has another or none."""
    first, second = (each.credit or "" for each in clips)
    return {"credit": first} if first == second else {"credits": (first, second)}


def _framed_as(other: Pictured, shot: Pictured) -> Pictured:
    """A picture that is seen as another one is, from where that begins on and without moving on."""
    first = other.aims[0] if isinstance(other, ClipShot) and other.aims else None
    focus = (first.x, first.y) if first else other.focus
    if isinstance(shot, ClipShot):
        return replace(shot, fit=other.fit, focus=focus, height=other.height, framed="faces", aims=())
    return replace(shot, fit=other.fit, focus=focus, height=other.height, framed="faces")


def _as_written(shot: Pictured, own: Clip, other: Clip | None) -> Pictured:
    """A photo is fitted as a clip is: whole where its shape is another than that of the place it is seen in."""
    focus, fit = own.focus or (other and other.focus), own.fit or (other and other.fit)
    told: dict[str, Any] = {"fit": fit or ("band" if focus else "auto")}
    if focus:
        told |= {"focus": focus, "framed": "written"}
    if isinstance(shot, StillShot):
        told["move"] = own.move or (other and other.move) or "push-in"
    return replace(shot, **told)
