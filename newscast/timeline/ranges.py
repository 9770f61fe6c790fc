"""Which stretch of a file is seen and which is heard, in frames of the show from its first picture."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from newscast.base.same import Same
from newscast.base.timecode import frames_covering
from newscast.media.choice import Choice, choose, tracks_of
from newscast.media.info import MediaInfo, SoundInfo
from newscast.rundown.model import Clip
from newscast.timeline.context import Context
from newscast.timeline.heard import Take

MISSING = Fraction(5)
"""Seconds a draft gives a clip of which nobody knows how long it will be."""


def clip_range(clip: Clip, context: Context, said: str = "") -> tuple[int, int]:
    """First frame and number of frames, at the show's rate, of what is seen of a file.

    A clip that is missing, in a draft, lasts as long as it takes to say what is `said` in it.
    """
    info = context.medium(clip.file)
    if info is not None or clip.out:
        return _seen(clip, info, context.rate)
    start = clip.in_.frames(context.rate) if clip.in_ else 0
    return start, frames_covering(max(MISSING, context.seconds(said)), context.rate)


def heard_range(clip: Clip, context: Context, said: str = "") -> tuple[int, int]:
    """The same of a file that is heard: the sound that is used of it begins before its first picture, at a negative

    frame, or goes on after its last one, unless `in` and `out` say otherwise.
    """
    info = context.medium(clip.file)
    return clip_range(clip, context, said) if info is None else frames_heard(clip, info, context.rate)


def frames_heard(clip: Clip, info: MediaInfo, rate: Fraction) -> tuple[int, int]:
    """The same of a file that is there."""
    return _heard(Same(clip), Same(info), rate)


def heard_seconds(clip: Clip, info: MediaInfo, context: Context) -> Fraction:
    """From a file's first picture to the end of its pictures and of the sound that is used."""
    return info.duration + info.sound_after(_tracks_heard(clip, info, context.rate))


def chosen(clip: Clip, info: MediaInfo, context: Context) -> Choice:
    """What is heard of a clip between its `in` and `out`. Raises LookupError for what it does not have."""
    return _chosen(Same(clip), Same(info), context.rate)


def taken(take: Take, info: MediaInfo, rate: Fraction) -> Choice:
    """What is heard of a file in a take of it."""
    end = (take.start + take.frames) / rate if take.frames is not None else None
    return choose(info, take.track, take.channels, take.start / rate, end)


def file_frames(info: MediaInfo, context: Context) -> int:
    """How many frames of the show a file lasts: whole pictures, or as many as cover its sound."""
    return _frames(info, context.rate)


def _frames(info: MediaInfo, rate: Fraction) -> int:
    return frames_covering(info.duration, rate) if info.kind == "sound" else int(info.duration * rate)


def _seen(clip: Clip, info: MediaInfo | None, rate: Fraction) -> tuple[int, int]:
    start = clip.in_.frames(rate) if clip.in_ else 0
    if clip.out:
        return start, clip.out.frames(rate) - start
    return start, max(1, _frames(info, rate) - start) if info else 0


# The same is asked of a clip again and again: for each deliverable, for its length, its words, its sound.
@lru_cache(4096)
def _heard(same_clip: Same[Clip], same_info: Same[MediaInfo], rate: Fraction) -> tuple[int, int]:
    clip, info = same_clip.value, same_info.value
    start, frames = _seen(clip, info, rate)
    tracks = _tracks_heard(clip, info, rate)
    first = start if clip.in_ else -frames_covering(info.sound_before(tracks), rate)
    end = start + frames if clip.out else _heard_frames(info, tracks, rate)
    return first, max(1, end - first)


@lru_cache(4096)
def _chosen(same_clip: Same[Clip], same_info: Same[MediaInfo], rate: Fraction) -> Choice:
    clip, info = same_clip.value, same_info.value
    start, frames = _seen(clip, info, rate)
    first = start / rate if clip.in_ else -info.picture_start
    end = (start + frames) / rate if clip.out else None
    return choose(info, clip.track, clip.channels, first, end)


def _heard_frames(info: MediaInfo, tracks: tuple[SoundInfo, ...], rate: Fraction) -> int:
    after = info.sound_after(tracks)
    return frames_covering(info.duration + after, rate) if after else _frames(info, rate)


def _tracks_heard(clip: Clip, info: MediaInfo, rate: Fraction) -> tuple[SoundInfo, ...]:
    try:
        return tracks_of(info, _chosen(Same(clip), Same(info), rate))
    except LookupError:
        return info.tracks
