"""Whether every file can do what the rundown asks of it: be heard, be seen, last as long as its `in` and `out` say."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from newscast.base.i18n import _
from newscast.media.info import MediaInfo
from newscast.rundown.model import Clip, Graphic, Story
from newscast.timeline import used
from newscast.timeline.chosen import say_what_is_heard
from newscast.timeline.context import Context
from newscast.timeline.ranges import file_frames, heard_seconds
from newscast.timeline.words import talk_in

INAUDIBLE = -65
"""dBFS of the loudest second under which a finished piece is silent: so little is not raised."""
GRACE = Fraction(1, 4)
"""Seconds by which an `out` may lie after a clip's end: players round what they show, and the last picture is held. Nor
need anybody know of a picture that is held no longer than that."""


def complain_of_unsuitable(context: Context) -> None:
    """Have the context note every clip that cannot be used as it is named, for this deliverable's form."""
    for segment in context.rundown.segments:
        for clip in used.heard(segment, context):
            _require_sound(clip, context)
        for picture in used.seen(segment, context) if context.form.picture else ():
            for clip in (picture,) if isinstance(picture, Clip) else _compared(picture, context):
                _require_shown(clip, context)
        if context.form.picture and isinstance(segment, Story) and segment.signer:
            _require_signing(segment.signer, context)
        for clip in used.finished(segment):
            _warn_if_silent(clip, context)
        for clip in used.sounding(segment, context):
            say_what_is_heard(clip, context)
        for clip in used.on_camera(segment) if context.form.picture else ():
            _require_picture(clip, context)
        for clip, start, frames in used.shown_while_heard(segment, context) if context.form.picture else ():
            _warn_of_held(clip, start, frames, context)


def _compared(card: Graphic, context: Context) -> Iterator[Clip]:
    """The pictures of a card: scenes, and no pages, which are read."""
    for clip in (card.before, card.after):
        info = context.medium(clip.file) if clip else None
        if clip and info and info.pages:
            message = _("{name} is a document; two photos or clips are compared here.")
            hint = _("Name a photo or a clip, or show the document in `pictures`.")
            _complain(clip, message, hint, context)
        elif clip:
            yield clip


def _complain(clip: Clip, message: str, hint: str, context: Context) -> None:
    """A file that is not what it is named for; `message` has a slot for its name."""
    text = message.format(name=clip.file.name)
    context.complain(text, hint, clip.place, code="medium-unsuitable", medium=clip.file)


def _refuse_photo(clip: Clip, message: str, context: Context) -> None:
    _complain(clip, message, _("Photos go into `pictures` or `cover`."), context)


def _require_sound(clip: Clip, context: Context) -> None:
    info = context.medium(clip.file)
    if info is None:
        return
    if info.kind == "still":
        _refuse_photo(clip, _("{name} is a photo; a recording is wanted here."), context)
    elif info.sound is None:
        message = _("{name} has no sound, and somebody should be heard here.")
        hint = _("Name the recording with the voice, or use the file in `pictures` of a `vo`.")
        _complain(clip, message, hint, context)
    else:
        _require_length(clip, info, heard_seconds(clip, info, context), context)


def _require_picture(clip: Clip, context: Context) -> MediaInfo | None:
    """What a clip with a picture is; None where it has none or is missing."""
    info = context.medium(clip.file)
    if info is not None and info.picture is None:
        message = _("{name} has no picture, and something should be seen here.")
        hint = _("Name a video or a photo; a recording of sound goes into `voice` or `sot`.")
        _complain(clip, message, hint, context)
        return None
    if info is not None and clip.page is not None and clip.page > len(info.pages):
        _complain_of_page(clip, len(info.pages), context)
    return info


def _complain_of_page(clip: Clip, pages: int, context: Context) -> None:
    message = _("{name} has no page {number}; its pages: {count}.")
    hint = _("Write another `page`, or leave it away for the first one.")
    if not pages:
        message, hint = _("{name} is no document with pages."), _("Leave `page` away; it is for a PDF.")
    said = message.format(name=clip.file.name, number=clip.page, count=pages)
    context.complain(said, hint, clip.where("page") or clip.place, code="page-missing", medium=clip.file)


def _require_shown(clip: Clip, context: Context) -> None:
    """What is shown and not heard, or only below a voice, lasts as long as its pictures."""
    info = _require_picture(clip, context)
    if info is None:
        return
    _require_length(clip, info, info.duration, context)
    if info.kind == "still":
        _warn_of_idle_keys(clip, context)
    if clip.sound is not None and info.kind == "video" and info.sound is None:
        message = _("{name} has no sound of its own to be heard under the voice.")
        context.warn(
            message.format(name=clip.file.name),
            _("Leave `sound` away."),
            clip.place,
            code="medium-silent",
            medium=clip.file,
        )


def _warn_of_idle_keys(clip: Clip, context: Context) -> None:
    """What is written of time and sound where there is neither."""
    for key in ("in", "out", "sound", "track", "channels"):
        if getattr(clip, "in_" if key == "in" else key) not in (None, ()):
            message = _("{name} is a still picture: “{key}” changes nothing.").format(name=clip.file.name, key=key)
            place = clip.where(key) or clip.place
            context.warn(message, _("Leave it away."), place, code="key-idle", medium=clip.file)


def _require_signing(clip: Clip, context: Context) -> None:
    """What is seen in the window of sign language moves."""
    info = _require_picture(clip, context)
    if info is not None and info.kind == "still":
        message = _("{name} is a photo; a recording of somebody who signs is wanted here.")
        _complain(clip, message, _("Name a video."), context)
    elif info is not None:
        _require_length(clip, info, info.duration, context)


def _warn_if_silent(clip: Clip, context: Context) -> None:
    info = context.medium(clip.file)
    if info is None:
        return
    if info.kind == "still":
        _refuse_photo(clip, _("{name} is a photo; a finished piece is wanted here."), context)
        return
    _require_length(clip, info, heard_seconds(clip, info, context), context)
    talk = talk_in(clip, context)
    if info.sound is None or (talk and talk.level < INAUDIBLE):
        message = _("{name} has no sound: it will be silent while it runs.")
        context.warn(
            message.format(name=clip.file.name),
            _("Ask for it with sound if that is not meant."),
            clip.place,
            code="medium-silent",
            medium=clip.file,
        )


def _require_length(clip: Clip, info: MediaInfo, length: Fraction, context: Context) -> None:
    """An `in` at or after the end leaves nothing; an `out` after it asks for what was not recorded."""
    if info.kind == "still":
        return
    said = {"name": clip.file.name, "seconds": round(float(length), 2)}
    if clip.in_ and clip.in_.frames(context.rate) / context.rate >= length:
        message = _("{name} lasts {seconds} s; `in` is at or after its end.")
        context.complain(
            message.format(**said), _("Write an earlier `in`."), clip.place, code="clip-range", medium=clip.file
        )
    elif clip.out and clip.out.frames(context.rate) / context.rate > length + GRACE:
        message = _("{name} lasts {seconds} s; `out` is after its end.")
        hint = _("Write an earlier `out`, or leave it away to use the clip to its end.")
        context.complain(message.format(**said), hint, clip.place, code="clip-range", medium=clip.file)


def _warn_of_held(clip: Clip, start: int, frames: int, context: Context) -> None:
    """Sound outside a clip's own pictures is heard; its first or last picture stands still meanwhile."""
    info = context.medium(clip.file)
    if info is None or info.picture is None or info.kind == "still":
        return
    before, end = -start / context.rate, (start + frames) / context.rate
    after, heard = end - file_frames(info, context) / context.rate, heard_seconds(clip, info, context)
    if (clip.in_ or clip.out) and end > heard + GRACE:
        # What was not recorded is refused.
        return
    if before > GRACE:
        message = _("The sound of {name} begins {seconds} s before its first picture, which is held until then.")
        _say_held(clip, message, before, _("Write `in: 0s` to begin with the picture."), context)
    if after > GRACE and heard > info.duration:
        message = _("The sound of {name} goes on {seconds} s after its last picture, which is held so long.")
        hint = _("Write `out: {seconds}s` to end with the picture; a `cover` hides one that is held.")
        last = f"{float(info.duration):.3f}".rstrip("0").rstrip(".")
        _say_held(clip, message, after, hint.format(seconds=last), context)


def _say_held(clip: Clip, message: str, seconds: Fraction, hint: str, context: Context) -> None:
    said = message.format(name=clip.file.name, seconds=round(float(seconds), 2))
    context.warn(said, hint, clip.place, code="picture-held", medium=clip.file)
