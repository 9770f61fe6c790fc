"""Which of a clip's sound is used, and saying so where it is not what one would expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newscast.base.i18n import _
from newscast.media.choice import Choice
from newscast.media.info import MediaInfo
from newscast.rundown.model import Clip
from newscast.timeline.context import Context
from newscast.timeline.ranges import chosen


def say_what_is_heard(clip: Clip, context: Context) -> None:
    """Have the context note a track that is not there, and which track or channels are used where that is no matter of

    course.
    """
    info = context.medium(clip.file)
    if info is None or not info.tracks:
        return
    try:
        choice = chosen(clip, info, context)
    except LookupError:
        _complain(clip, info, context)
        return
    if choice.passed_over:
        message, hint = _notice(choice, info)
        text = message.format(name=clip.file.name, **_numbers(choice, info))
        context.warn(text, hint, clip.place, code="sound-chosen", medium=clip.file)


def _complain(clip: Clip, info: MediaInfo, context: Context) -> None:
    if clip.track is not None and clip.track > len(info.tracks):
        message = _("{name} has no sound track {number}; its tracks: {count}.")
        said, place = {"number": clip.track, "count": len(info.tracks)}, clip.where("track")
    else:
        tracks = info.tracks if clip.track is None else (info.tracks[clip.track - 1],)
        count = sum(track.channels for track in tracks)
        message = _("{name} has no channel {number} there; its channels: {count}.")
        said, place = {"number": max(clip.channels), "count": count}, clip.where("channels")
    hint = _("Leave it away to use what somebody speaks in.")
    context.complain(
        message.format(name=clip.file.name, **said), hint, place or clip.place, code="sound-track", medium=clip.file
    )


def _notice(choice: Choice, info: MediaInfo) -> tuple[str, str]:
    if len(info.tracks) > 1:
        hint = _("To use another one, write `track: 1`.")
        if choice.passed_over == "speech":
            return _("Track {used} of {name} is used: nobody speaks in track {left}."), hint
        return _("Track {used} of {name} is used: there is nothing to be heard in track {left}."), hint
    hint = _("To use others, write `channels: [1]`.")
    if choice.passed_over == "speech":
        return _("Channel {used} of {name} is used: nobody speaks into channel {left}."), hint
    return _("Channel {used} of {name} is used, the first one that sounds; channel {left} is not."), hint


def _numbers(choice: Choice, info: MediaInfo) -> dict[str, str]:
    """What is used, and what is left out that would have been used otherwise."""
    if len(info.tracks) > 1:
        tracks = _unique(source.track for source in choice.sources)
        return {"used": _counted(tracks), "left": _counted([n for n in range(len(info.tracks)) if n not in tracks])}
    channels = [source.channel for source in choice.sources if source.channel is not None]
    others = [n for n in range(info.tracks[0].channels) if n not in channels]
    return {"used": _counted(channels), "left": _counted(others)}


def _unique(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))


def _counted(numbers: Sequence[int]) -> str:
    return ", ".join(str(number + 1) for number in numbers)
