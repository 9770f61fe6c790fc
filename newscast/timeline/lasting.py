"""Pictures that stand so long that people look away."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from newscast.base.i18n import _
from newscast.rundown.model import Clip, Part, Read, Recorded
from newscast.timeline.context import Context
from newscast.timeline.piece import Written
from newscast.timeline.seen import ClipShot, Shot, StillShot

STILL = Fraction(8)
SHOT = Fraction(12)
"""Seconds that a photo, and a clip, is on screen at most before it is said that it is long. What was filmed while
somebody speaks may last as long as that: they are who one looks at."""
_ROUNDING = 1
"""Frames by which pictures that share a time are longer than others."""


def warn_of_long(part: Part, shots: Sequence[Written[Shot]], context: Context) -> None:
    """Have the context note the pictures of a part that are on screen for too long."""
    filmed = _filmed(part)
    for written in shots:
        picture, certain = written.value.picture, (written.value.frames - _ROUNDING) / context.rate
        if isinstance(picture, StillShot) and certain > STILL:
            message = _("{name} would stand for {seconds} s; a photo holds the eye for about {most} s.")
            _warn(message, _("Add another picture."), STILL, written, context, code="still-long")
        elif isinstance(picture, ClipShot) and certain > SHOT and (filmed is None or written.place != filmed.place):
            message = _("{name} would run for {seconds} s without a cut; a shot holds the eye for about {most} s.")
            hint = _("Add another picture, or take two stretches of it with `in` and `out`.")
            _warn(message, hint, SHOT, written, context, code="shot-long")


def _warn(message: str, hint: str, most: Fraction, written: Written[Shot], context: Context, *, code: str) -> None:
    picture, seconds = written.value.picture, written.value.frames / context.rate
    assert isinstance(picture, StillShot | ClipShot)
    said = message.format(name=picture.file.name, seconds=round(float(seconds), 1), most=most)
    context.warn(said, hint, written.place, code=code, medium=picture.file)


def _filmed(part: Part) -> Clip | None:
    """What was filmed while somebody speaks."""
    if isinstance(part, Recorded):
        return part.clip
    return part.camera if isinstance(part, Read) else None
