"""Pictures and cards over stretches of a part, whose own pictures go on below."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from newscast.base.i18n import _
from newscast.base.timecode import frames_covering
from newscast.rundown.model import CardCover, Cover, Covering
from newscast.timeline.asked import asked_seconds
from newscast.timeline.context import Context
from newscast.timeline.heard import PlacedSound
from newscast.timeline.pictures import Seen, shown_once
from newscast.timeline.piece import Written
from newscast.timeline.ranges import clip_range
from newscast.timeline.seen import Shot, StillShot
from newscast.timeline.share import SHORTEST
from newscast.timeline.spans import Span
from newscast.timeline.suitable import GRACE


def lay_covers(shots: Sequence[Written[Shot]], covers: Sequence[Covering], frames: int, context: Context) -> Seen:
    """The shots with others over stretches of them, and the covers' own sound; what is below goes on meanwhile."""
    laid = tuple(shots)
    sounds: tuple[Written[PlacedSound], ...] = ()
    for cover in covers:
        over = cover_stretch(cover, frames, context)
        if over.length >= SHORTEST:
            _warn_if_cut(cover, over, context)
            (top,), own = shown_once(cover, over.start, over.length, context)
            laid, sounds = _over(laid, top), sounds + own
        else:
            context.complain(
                _("This cover lies outside its part, or is too short to be seen."),
                _("The part lasts {seconds} s; see `at` and `for`.").format(
                    seconds=round(float(frames / context.rate), 2)
                ),
                cover.place,
                code="cover-outside",
            )
    _warn_of_overlaps(covers, frames, context)
    return laid, sounds


def _warn_of_overlaps(covers: Sequence[Covering], frames: int, context: Context) -> None:
    """One that nobody gave an end gives way to the next by itself."""
    timed = sorted(((cover_stretch(cover, frames, context), cover) for cover in covers), key=lambda each: each[0].start)
    for (over, cover), (later, other) in pairwise(timed):
        hidden = Fraction(min(over.end, later.end) - later.start) / context.rate
        if hidden > GRACE and _ends(cover):
            message = _("This cover begins while another is shown, and hides it for {seconds} s.")
            hint = _("Write a later `at`, or a shorter `for` for the other one.")
            file = other.file if isinstance(other, Cover) else None
            said = message.format(seconds=round(float(hidden), 1))
            context.warn(said, hint, other.place, code="covers-overlap", medium=file)


def _ends(cover: Covering) -> bool:
    """Whether somebody wrote when it ends, or it is a card, which has to be read."""
    return bool(cover.for_ or not isinstance(cover, Cover) or cover.out)


def _warn_if_cut(cover: Covering, over: Span, context: Context) -> None:
    """A cover whose end somebody wrote, or a card that has to be read, and that ends earlier because its part does."""
    beyond = Fraction(over.start + _wanted(cover, context) - over.end) / context.rate
    file = cover.file if isinstance(cover, Cover) else None
    if beyond > GRACE and _ends(cover):
        message = _("This cover would last {seconds} s longer than its part; it is cut at the part's end.")
        hint = _("Write a shorter `for`, or an earlier `at`.")
        said = message.format(seconds=round(float(beyond), 1))
        context.warn(said, hint, cover.place, code="cover-long", medium=file)


def cover_stretch(cover: Covering, frames: int, context: Context) -> Span:
    """When a cover is seen in a part of `frames`."""
    start = min(cover.at.frames(context.rate), frames)
    return Span(start, min(start + _wanted(cover, context), frames))


def _wanted(cover: Covering, context: Context) -> int:
    if cover.for_:
        return cover.for_.frames(context.rate)
    if isinstance(cover, CardCover):
        return frames_covering(asked_seconds(cover), context.rate)
    return clip_range(cover, context)[1]


def _over(shots: Sequence[Written[Shot]], top: Written[Shot]) -> tuple[Written[Shot], ...]:
    start, end = top.value.start, top.value.start + top.value.frames
    before = tuple(_between(shot, 0, start) for shot in shots if shot.value.start < start)
    after = tuple(_between(shot, end, _end(shot)) for shot in shots if _end(shot) > end)
    return (*before, top, *after)


def _end(shot: Written[Shot]) -> int:
    return shot.value.start + shot.value.frames


def _between(written: Written[Shot], first: int, end: int) -> Written[Shot]:
    shot = written.value
    start, stop = max(shot.start, first), min(shot.start + shot.frames, end)
    picture = shot.picture
    if not isinstance(picture, StillShot):
        picture = picture.later(start - shot.start)
    return Written(Shot(start, stop - start, picture), written.place)
