"""Which stretch of a file is seen and which is heard, in frames of the show from its first picture."""

from __future__ import annotations

from fractions import Fraction

from newscast.base.timecode import frames_covering
from newscast.media.choice import Choice, choose, tracks_of
from newscast.media.info import MediaInfo, SoundInfo
from newscast.rundown.model import Clip
from newscast.timeline.context import Context
from newscast.timeline.model import Take
from newscast.timeline.reading import spoken_seconds

MISSING = Fraction(5)
"""Seconds a draft gives a clip of which nobody knows how long it will be."""


def clip_range(clip: Clip, context: Context, said: str = "") -> tuple[int, int]:
    """First frame and number of frames, at the show's rate, of what is seen of a file.

    A clip that is missing, in a draft, lasts as long as it takes to say what is `said` in it.
    """
    start = clip.in_.frames(context.rate) if clip.in_ else 0
    if clip.out:
        return start, clip.out.frames(context.rate) - start
    info = context.medium(clip.file)
    if info is None:
        return start, frames_covering(max(MISSING, spoken_seconds(said, context.show.language)), context.rate)
    return start, max(1, file_frames(info, context) - start)


def heard_range(clip: Clip, context: Context, said: str = "") -> tuple[int, int]:
    """The same of a file that is heard: the sound that is used of it begins before its first picture, at a negative

    frame, or goes on after its last one, unless `in` and `out` say otherwise.
    """
    start, frames = clip_range(clip, context, said)
    info = context.medium(clip.file)
    if info is None:
        return start, frames
    tracks = _tracks_heard(clip, info, context)
    first = start if clip.in_ else -frames_covering(info.sound_before(tracks), context.rate)
    end = start + frames if clip.out else _heard_frames(info, tracks, context)
    return first, max(1, end - first)


def heard_seconds(clip: Clip, info: MediaInfo, context: Context) -> Fraction:
    """From a file's first picture to the end of its pictures and of the sound that is used."""
    return info.duration + info.sound_after(_tracks_heard(clip, info, context))


def chosen(clip: Clip, info: MediaInfo, context: Context) -> Choice:
    """What is heard of a clip between its `in` and `out`. Raises LookupError for what it does not have."""
    start, frames = clip_range(clip, context)
    first = start / context.rate if clip.in_ else -info.picture_start
    end = (start + frames) / context.rate if clip.out else None
    return choose(info, clip.track, clip.channels, first, end)


def taken(take: Take, info: MediaInfo, rate: Fraction) -> Choice:
    """What is heard of a file in a take of it."""
    end = (take.start + take.frames) / rate if take.frames is not None else None
    return choose(info, take.track, take.channels, take.start / rate, end)


def file_frames(info: MediaInfo, context: Context) -> int:
    """How many frames of the show a file lasts: whole pictures, or as many as cover its sound."""
    if info.kind == "sound":
        return frames_covering(info.duration, context.rate)
    return int(info.duration * context.rate)


def _heard_frames(info: MediaInfo, tracks: tuple[SoundInfo, ...], context: Context) -> int:
    after = info.sound_after(tracks)
    return frames_covering(info.duration + after, context.rate) if after else file_frames(info, context)


def _tracks_heard(clip: Clip, info: MediaInfo, context: Context) -> tuple[SoundInfo, ...]:
    try:
        return tracks_of(info, chosen(clip, info, context))
    except LookupError:
        return info.tracks
