"""Which clips of a segment are used, and how: heard, seen, or both at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newscast.rundown.model import (
    Card,
    Clip,
    Covering,
    Graphic,
    Headlines,
    Open,
    Part,
    Picture,
    Read,
    Recorded,
    Segment,
    Sot,
    Spoken,
    Spot,
    WithParts,
)
from newscast.rundown.whole_take import of_the_take
from newscast.timeline.context import Context
from newscast.timeline.ranges import heard_range
from newscast.timeline.takes import ident_clips, ident_takes, part_takes, tease_of


def heard_files(context: Context) -> Iterator[Path]:
    """The files whose sound is used in this deliverable's form."""
    return (clip.file for segment in context.rundown.segments for clip in sounding(segment, context))


def sounding(segment: Segment, context: Context) -> Iterator[Clip]:
    """Clips whose sound is used."""
    yield from heard(segment, context)
    yield from finished(segment)
    for picture in seen(segment, context) if context.form.picture else ():
        if isinstance(picture, Clip) and picture.sound is not None:
            yield picture


def heard(segment: Segment, context: Context) -> Iterator[Clip]:
    """Clips that somebody must be heard in."""
    if isinstance(segment, Open) and ident_takes(segment, context):
        yield from ident_clips(context)
    if isinstance(segment, Headlines):
        yield from _voices(segment.voice)
        for slug in segment.stories if not isinstance(segment.voice, tuple) else ():
            yield from _voices(tease_of(slug, context).voice)
    for part in _parts(segment):
        if isinstance(part, Spoken):
            yield from _voices(part.voice)
        if context.rundown.voice and of_the_take(part, context.rundown):
            yield context.rundown.voice
        if isinstance(part, Read) and part.heard_camera:
            yield part.heard_camera
        if isinstance(part, Sot):
            yield part.clip


def _voices(voice: object) -> Iterable[Clip]:
    return voice if isinstance(voice, tuple) else ()


def seen(segment: Segment, context: Context) -> Iterator[Picture | Covering | Graphic]:
    """Pictures that are on screen; of a sot without picture those it is given."""
    if isinstance(segment, Headlines):
        for slug in segment.stories:
            yield from tease_of(slug, context).pictures
    for part in _parts(segment):
        if isinstance(part, Spoken):
            yield from part.pictures
        if isinstance(part, Read) and part.camera and part.voice is not None:
            yield part.camera
        if isinstance(part, Sot):
            yield from part.pictures
        if isinstance(part, Card):
            yield part
        yield from getattr(part, "cover", ())


def on_camera(segment: Segment) -> Iterator[Clip]:
    """Clips that are heard and must be seen meanwhile."""
    if isinstance(segment, Spot):
        yield segment.clip
    for part in _parts(segment):
        if isinstance(part, Read) and part.heard_camera:
            yield part.heard_camera


def shown_while_heard(segment: Segment, context: Context) -> Iterator[tuple[Clip, int, int]]:
    """Clips that are heard and seen, each with its first frame and the number of them."""
    if isinstance(segment, Spot):
        yield segment.clip, *heard_range(segment.clip, context)
    for part in _parts(segment):
        if isinstance(part, Recorded):
            yield part.clip, *heard_range(part.clip, context)
        if isinstance(part, Read) and part.heard_camera:
            for take in part_takes(part, context):
                yield part.heard_camera, take.start, take.frames or 0


def finished(segment: Segment) -> Iterator[Clip]:
    """Finished pieces, with whatever sound they have."""
    if isinstance(segment, Spot):
        yield segment.clip
    for part in _parts(segment):
        if isinstance(part, Recorded) and not isinstance(part, Sot):
            yield part.clip


def _parts(segment: Segment) -> tuple[Part, ...]:
    return segment.parts if isinstance(segment, WithParts) else ()
