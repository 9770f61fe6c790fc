"""Pictures that share a stretch of time: how long each is, loops, and natural sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.timecode import round_half_up, sample_at, samples_lasting
from newscast.rundown.model import Clip, Covering, Graphic, Picture
from newscast.timeline.context import Context
from newscast.timeline.heard import PlacedSound, Take
from newscast.timeline.piece import Written
from newscast.timeline.ranges import clip_range, file_frames
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from newscast.timeline.share import SHORTEST, Wish, share
from newscast.timeline.shots import shot_of

BRIEF = 2
"""Seconds under which a picture is a flash: a shorter clip holds its last picture until then, unless its `out` is
written, and no clip is begun anew for less."""
ROUNDS = 5
"""How often clips may come in turn before everybody sees that they do; where it would be more, they come TWICE."""
TWICE = 2
FLASH = 1
"""Seconds under which it is said that a picture is one."""
Seen = tuple[tuple[Written[Shot], ...], tuple[Written[PlacedSound], ...]]


def place_pictures(
    pictures: Sequence[Picture], frames: int, context: Context, place: Place | None, card: Written[Shot]
) -> Seen:
    """Shots that tile `frames`, and the clips' own sound where it was asked for.

    `card` takes what would only be filled with clips that come again and again.
    """
    wishes = [_wish(picture, context) for picture in pictures]
    shares = share(frames, wishes)
    if shares.cut:
        context.warn(
            _("These pictures last longer than the voice; they are cut at its end."),
            _("Shorten a picture's in and out, or leave `out` away so that it takes what is left."),
            place,
            code="pictures-cut",
        )
    if shares.looped:
        missing = frames - sum(map(_own, wishes))
        _warn_of_short(_far_too_short(wishes, frames, context), missing, place, context)
        if _can_go_round(wishes):
            return _filled(pictures, wishes, frames, context, card)
    start = 0
    shots: tuple[Written[Shot], ...] = ()
    sounds: tuple[Written[PlacedSound], ...] = ()
    for picture, wish, count in zip(pictures, wishes, shares.frames, strict=True):
        if count:
            _check_length(picture, wish, count, context)
            seen = shown_once(picture, start, count, context)
            shots, sounds = shots + seen[0], sounds + seen[1]
            start += count
    return shots, sounds


def _wish(picture: Picture, context: Context) -> Wish:
    if isinstance(picture, Graphic):
        return Wish()
    info = context.medium(picture.file)
    if picture.in_ is not None and picture.out is not None:
        return Wish(fixed=clip_range(picture, context)[1], holds=_is_still(picture, context))
    if info is None or info.kind == "still":
        return Wish()
    own = clip_range(picture, context)[1]
    if own < SHORTEST and not picture.out:
        # As good as a photo: again and again it would flicker.
        return Wish()
    return Wish(limit=own if picture.out else max(own, _brief(context)))


def _brief(context: Context) -> int:
    return round_half_up(BRIEF * context.rate)


def _check_length(picture: Picture, wish: Wish, frames: int, context: Context) -> None:
    if frames < SHORTEST:
        context.complain(
            _("This picture would be on screen for {count} frames, too short to be seen.").format(count=frames),
            _("Use fewer pictures here; each needs at least {count} frames.").format(count=SHORTEST),
            picture.place,
            code="picture-too-short",
        )
    elif wish.fixed is None and frames < round_half_up(FLASH * context.rate):
        message = _("This picture is on screen for {seconds} s only.")
        message = message.format(seconds=round(float(frames / context.rate), 2))
        context.warn(message, _("Use fewer pictures here."), picture.place, code="picture-brief")


def _can_go_round(wishes: Sequence[Wish]) -> bool:
    """Whether pictures may be shown again: clips that can be seen. A photo rather stays, as they do that flicker."""
    return not any(wish.holds for wish in wishes) and all(_own(wish) >= SHORTEST for wish in wishes)


def _far_too_short(wishes: Sequence[Wish], frames: int, context: Context) -> bool:
    """Whether clips would come in turn so often that everybody sees it."""
    return _can_go_round(wishes) and frames > ROUNDS * _round(wishes, context)


def _round(wishes: Sequence[Wish], context: Context) -> int:
    """Frames in which each comes once, again."""
    return sum(max(_own(wish), _brief(context)) for wish in wishes)


def _warn_of_short(far: bool, missing: int, place: Place | None, context: Context) -> None:
    message = _("The pictures last {seconds} s less than the voice; they are repeated or held.")
    if far:
        message = _("The pictures last {seconds} s less than the voice; they are repeated, and a card takes the rest.")
    seconds = float(missing / context.rate)
    said = message.format(seconds=round(seconds, 1) or round(seconds, 2))
    context.warn(said, _("Add another picture."), place, code="pictures-repeated")


def _filled(
    pictures: Sequence[Picture], wishes: Sequence[Wish], frames: int, context: Context, card: Written[Shot]
) -> Seen:
    """The pictures in turn, and the card where they would come too often."""
    if not _far_too_short(wishes, frames, context):
        return _rounds(pictures, wishes, frames, context)
    seen = TWICE * _round(wishes, context)
    shots, sounds = _rounds(pictures, wishes, seen, context)
    shown = card.value.picture
    shown = shown.later(seen) if isinstance(shown, GraphicShot) else shown
    return (*shots, replace(card, value=Shot(seen, frames - seen, shown))), sounds


def _own(wish: Wish) -> int:
    return wish.fixed or wish.limit or 0


def _rounds(pictures: Sequence[Picture], wishes: Sequence[Wish], frames: int, context: Context) -> Seen:
    """All pictures in turn, and again until `frames` are full, heard the first time. What is too little to begin
    another for, the last one holds."""
    brief, count = _brief(context), len(pictures)
    shots: tuple[Written[Shot], ...] = ()
    sounds: tuple[Written[PlacedSound], ...] = ()
    start = 0
    for turn, (picture, wish) in enumerate(cycle(zip(pictures, wishes, strict=True))):
        rest, own = frames - start, _own(wish) if turn < count else max(_own(wish), brief)
        own = rest if turn >= count - 1 and rest < own + brief else own
        seen = shown_once(picture, start, own, context)
        shots, sounds = shots + seen[0], sounds + (seen[1] if turn < count else ())
        start += own
        if start >= frames:
            break
    return shots, sounds


def shown_once(picture: Picture | Covering, start: int, frames: int, context: Context) -> Seen:
    """A picture from frame `start` on, for so many frames, and its own sound where that is heard."""
    shown = shot_of(picture, context)
    shot = Written(Shot(start, frames, shown), picture.place)
    if not isinstance(picture, Clip) or picture.sound is None or not isinstance(shown, ClipShot):
        return (shot,), ()
    info = context.medium(picture.file)
    # A last picture that is held is silent.
    heard = min(frames, max(1, file_frames(info, context) - shown.start)) if info else frames
    take = Take("natural", picture.file, shown.start, heard, track=picture.track, channels=picture.channels)
    first = sample_at(start, context.rate)
    length = samples_lasting(shown.start, heard, context.rate)
    return (shot,), (Written(PlacedSound(take, first, length, gain=picture.sound), picture.place),)


def _is_still(clip: Clip, context: Context) -> bool:
    info = context.medium(clip.file)
    return info is None or info.kind == "still"
