"""Pictures at twice the rate of the show, for true fields: what is placed in frames is placed in fields."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from newscast.base.canvas import Canvas
from newscast.picture.painting import counted
from newscast.picture.slices import Run
from newscast.timeline.framing import counted_anew
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot, Veil

Lasting = TypeVar("Lasting", Shot, PlacedSuper)


def twice_as_often(canvas: Canvas) -> Canvas:
    """The canvas at twice its rate."""
    return replace(canvas, rate=2 * canvas.rate)


def at_twice_the_rate(segment: PlacedSegment) -> PlacedSegment:
    """A segment as it is painted on such a canvas: it lasts as long, in twice as many pictures."""
    entered = segment.transition
    return replace(
        segment,
        start=2 * segment.start,
        frames=2 * segment.frames,
        since=2 * segment.since,
        shots=tuple(map(_from_there, map(_twice, segment.shots))),
        supers=tuple(map(_twice, segment.supers)),
        signer=tuple(map(_from_there, map(_twice, segment.signer))),
        transition=replace(entered, frames=2 * entered.frames) if entered else None,
    )


def shown_twice(run: Run, rate: Fraction) -> Run:
    """A run of pictures that stand still, each shown twice at `rate`."""
    stream = counted(run.picture.stream.filter("fps", f"{rate.numerator}/{rate.denominator}"), rate)
    return replace(run, first=2 * run.first, frames=2 * run.frames, picture=replace(run.picture, stream=stream))


def _twice(shown: Lasting) -> Lasting:
    return replace(shown, start=2 * shown.start, frames=2 * shown.frames)


def _from_there(shot: Shot) -> Shot:
    """The same stretches of clips, which begin at twice the number."""
    shown = shot.picture
    if isinstance(shown, GraphicShot):
        reveals = tuple(2 * frame for frame in shown.reveals)
        shot = replace(shot, picture=replace(shown, reveals=reveals, since=2 * shown.since))
    return shot.showing([_counted(each) for each in shot.pictures])


def _counted(picture: ClipShot | StillShot) -> ClipShot | StillShot:
    if isinstance(picture, ClipShot):
        made = counted_anew(picture, lambda frame: 2 * frame)
        return replace(made, veils=tuple(map(_a_field_longer, made.veils)))
    return replace(picture, narrower=tuple((2 * until, top, end) for until, top, end in picture.narrower))


def _a_field_longer(veil: Veil) -> Veil:
    """The same, a field earlier and later: of the pictures that fall into a frame the frame shows the last one, so that
    what comes or goes with a cut may be seen a field before or after the cut was."""
    return replace(veil, first=max(0, veil.first - 1), last=None if veil.last is None else veil.last + 1)
