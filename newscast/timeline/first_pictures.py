"""The picture that stands for a story where it is announced: behind its headline, and in the opener."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newscast.rundown.model import Clip, Picture, Read, Recorded, Spoken, Story
from newscast.timeline.context import Context
from newscast.timeline.ranges import clip_range
from newscast.timeline.seen import ClipShot, StillShot
from newscast.timeline.shots import shot_of

QUIET = "none"
"""The bed of stories under which no music is wanted: nobody sees their pictures to that of an opener."""


def first_picture(story: Story, context: Context) -> ClipShot | StillShot | None:
    """The first picture of the tease, else of the story."""
    return next((shot for _picture, shot in _shots(story, context)), None)


def opening_picture(frames: int, context: Context) -> ClipShot | StillShot | None:
    """What an opener of so many frames shows of the first story; None where that has no picture, or has no bed.

    The first clip that lasts so long or photo is better than a clip that would stand still meanwhile.
    """
    story = next((each for each in context.rundown.segments if isinstance(each, Story)), None)
    if story is None or story.bed == QUIET:
        return None
    found = [(picture, shot) for picture, shot in _shots(story, context) if not _is_read(shot)]
    lasting = (shot for picture, shot in found if _lasts(picture, shot, frames, context))
    shot = next(lasting, found[0][1] if found else None)
    if isinstance(shot, StillShot):
        return replace(shot, fit="fill", move="push-in", credit="")
    return replace(shot, fit="fill", credit="") if shot else None


def _is_read(shot: ClipShot | StillShot) -> bool:
    """Whether it is a document, of which nothing can be read there."""
    return isinstance(shot, StillShot) and shot.is_read


def _lasts(picture: Clip, shot: ClipShot | StillShot, frames: int, context: Context) -> bool:
    return isinstance(shot, StillShot) or clip_range(picture, context)[1] >= frames


def _shots(story: Story, context: Context) -> Iterator[tuple[Clip, ClipShot | StillShot]]:
    for picture in _pictures(story):
        info = context.medium(picture.file) if isinstance(picture, Clip) else None
        shot = shot_of(picture, context) if info and info.picture else None
        if isinstance(picture, Clip) and isinstance(shot, ClipShot | StillShot):
            yield picture, shot


def _pictures(story: Story) -> list[Picture]:
    found: list[Picture] = list(story.tease.pictures) if story.tease else []
    for part in story.parts:
        if isinstance(part, Spoken):
            found += part.pictures
        if isinstance(part, Read) and part.camera:
            found.append(part.camera)
        if isinstance(part, Recorded):
            found.append(part.clip)
    return found
