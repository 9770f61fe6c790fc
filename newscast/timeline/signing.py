"""The window of sign language: what is seen in it, from the start of its story for as long as its clip lasts."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.i18n import _
from newscast.rundown.model import Segment, Story
from newscast.timeline.context import Context
from newscast.timeline.ranges import clip_range
from newscast.timeline.seen import ClipShot, Shot
from newscast.timeline.shots import shot_of
from newscast.timeline.suitable import GRACE


def signed(segment: Segment, frames: int, context: Context) -> tuple[Shot, ...]:
    """Who signs in a segment of `frames`: none where nothing is seen, or the clip is missing in a draft.

    A clip that is shorter leaves with its last picture, since who stands still says nothing; that is warned of.
    """
    clip = segment.signer if isinstance(segment, Story) and context.form.picture else None
    picture = shot_of(clip, context) if clip else None
    if clip is None or not isinstance(picture, ClipShot) or not frames:
        return ()
    length = clip_range(clip, context)[1]
    missing = (frames - length) / context.rate
    if missing <= GRACE:
        length = frames
    else:
        message = _("{name} ends {seconds} s before its story: the window of sign language leaves then.")
        hint = _("Give it a recording as long as the story, or a later `out`.")
        said = message.format(name=clip.file.name, seconds=round(float(missing), 1))
        context.warn(said, hint, clip.place, code="signer-short", medium=clip.file)
    return (Shot(0, length, replace(picture, fit=clip.fit or "fill", framed="written")),)
