"""Pictures over a stretch of time: shares, loops, covers and natural sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import cycle, pairwise
from typing import Any

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.timecode import frames_covering, round_half_up, sample_at, samples_lasting
from newscast.media.info import MediaInfo
from newscast.rundown.forms import BEFORE_AFTER
from newscast.rundown.model import Card, CardCover, Clip, Cover, Covering, Graphic, Picture
from newscast.show.fields import Blur
from newscast.timeline.asked import asked, asked_seconds
from newscast.timeline.comparing import are_alike, compared, who_made
from newscast.timeline.context import Context
from newscast.timeline.framing import WHOLE
from newscast.timeline.model import (
    ClipShot,
    ComparedShot,
    Fit,
    Framed,
    GraphicShot,
    PlacedSound,
    PlacedSuper,
    Shot,
    Span,
    StillShot,
    Take,
    Veil,
)
from newscast.timeline.piece import Written
from newscast.timeline.ranges import clip_range, file_frames, heard_range
from newscast.timeline.share import SHORTEST, Wish, share
from newscast.timeline.suitable import GRACE

TOPIC = "topic"
"""The graphic that says what a story is about, where there are no pictures."""
BRIEF = 2
"""Seconds under which a picture is a flash: a shorter clip holds its last picture until then, unless its `out` is
written, and no clip is begun anew for less."""
ROUNDS = 5
"""How often clips may come in turn before everybody sees that they do; where it would be more, they come TWICE."""
TWICE = 2
FLASH = 1
"""Seconds under which it is said that a picture is one."""
SLATE = "slate"
"""The graphic that stands for a picture that is missing, in a draft."""
Seen = tuple[tuple[Written[Shot], ...], tuple[Written[PlacedSound], ...]]

FOCUS = (0.5, 0.4)
"""Where a crop is held unless it is said: people are in the upper half of pictures, and heads must stay."""
_TOP = (0.5, 0.0)
_PANORAMA = Fraction(11, 5)
"""How many times as wide as high a photo is that is seen by going along it."""


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
            seen = _once(picture, start, count, context)
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
        seen = _once(picture, start, own, context)
        shots, sounds = shots + seen[0], sounds + (seen[1] if turn < count else ())
        start += own
        if start >= frames:
            break
    return shots, sounds


def _once(picture: Picture | Covering, start: int, frames: int, context: Context) -> Seen:
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


def shot_of(picture: Picture | Graphic, context: Context) -> ClipShot | StillShot | GraphicShot:
    """What is shown of a picture; a slate that names it where the file is missing."""
    if isinstance(picture, Graphic):
        return card_shot(picture, context)
    info = context.medium(picture.file)
    if info is None:
        return graphic(SLATE, {"title": picture.file.name})
    focus, told = picture.focus or FOCUS, _told(picture)
    if info.kind == "still":
        fit, move = _shown_as(picture, info)
        focus = _TOP if move == "scroll" and picture.focus is None else focus
        return StillShot(picture.file, fit, focus, move, picture.credit, page=picture.page or 1, **told)
    fit = picture.fit or ("band" if picture.focus else "auto")
    bars = info.picture.bars if info.picture else (0, 0, 0, 0)
    return ClipShot(picture.file, clip_range(picture, context)[0], fit, focus, picture.credit, bars=bars, **told)


def _told(picture: Clip) -> dict[str, Any]:
    """Why it is framed as it is, and what is blurred: all of it, where faces are and nobody has looked for them."""
    framed: Framed = "written" if picture.focus else ""
    return {"framed": framed, **hidden_in(picture)}


def hidden_in(clip: Clip) -> dict[str, Any]:
    """What is blurred in it, and for whom."""
    sought = clip.blur == "faces"
    by_hand = bool(clip.minors and clip.minors.blur) and not sought
    return {"veils": veils_of(clip.blur), "faces_blurred": sought, "hides_minors": by_hand}


def veils_of(blur: Blur | None) -> tuple[Veil, ...]:
    """What is blurred before anything is looked at."""
    return tuple(map(Veil, (WHOLE,) if isinstance(blur, str) else blur or ()))


def _shown_as(picture: Clip, info: MediaInfo) -> tuple[Fit, str]:
    """How a photo is fitted and moves, by what it is: a panorama is travelled along, a screenshot and a page
    read downwards. What somebody wrote of it holds."""
    size = info.picture
    if size is None or picture.fit or picture.move or picture.focus:
        return picture.fit or "cover", picture.move or "push-in"
    if info.pages:
        return "cover", "scroll"
    if size.width >= _PANORAMA * size.height:
        return "fill", "pan-right"
    return "cover", "scroll" if size.screen else "push-in"


def heard_shot(clip: Clip, context: Context) -> ClipShot | StillShot | GraphicShot:
    """What is shown of a clip that is heard meanwhile: it begins where its sound is taken from."""
    return shot_from(heard_range(clip, context)[0], clip, context)


def shot_from(start: int, clip: Clip, context: Context) -> ClipShot | StillShot | GraphicShot:
    """What is shown of a clip from that frame on."""
    shown = shot_of(clip, context)
    return replace(shown, start=start) if isinstance(shown, ClipShot) else shown


def card_shot(picture: Graphic, context: Context) -> GraphicShot:
    """A graphic that somebody asked for. Under somebody's words a headline is drawn as a topic: that one leaves room
    for captions."""
    if picture.card == BEFORE_AFTER and picture.before and picture.after:
        return _compared(picture, (picture.before, picture.after), context)
    if picture.card != "headline" or isinstance(picture, Card):
        return graphic(*asked(picture, context))
    return graphic(TOPIC, {"department" if name == "kicker" else name: value for name, value in picture.fields.items()})


def _compared(card: Graphic, clips: tuple[Clip, Clip], context: Context) -> GraphicShot:
    """Two pictures on one card; a slate that names those that are missing."""
    missing = [clip.file.name for clip in clips if context.medium(clip.file) is None]
    before, after = (shot_of(clip, context) for clip in clips)
    if missing or isinstance(before, GraphicShot) or isinstance(after, GraphicShot):
        return graphic(SLATE, {"title": ", ".join(missing)})
    alike = are_alike(*(context.medium(clip.file) for clip in clips))
    before, after = compared(clips, (before, after), alike)
    fields = {**({} if card.fields.get("credit") else who_made(clips)), **card.fields}
    return ComparedShot(card.card, field_pairs(fields), before, after=after)


def graphic(name: str, fields: dict[str, Any], background: ClipShot | StillShot | None = None) -> GraphicShot:
    """A graphic with its fields in a fixed order, empty ones left out."""
    return GraphicShot(name, field_pairs(fields), background)


def field_pairs(fields: dict[str, Any]) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    pairs = ((name, tuple(map(str, v)) if isinstance(v, list | tuple) else str(v)) for name, v in fields.items() if v)
    return tuple(sorted(pairs))


def is_card(picture: ClipShot | StillShot | GraphicShot) -> bool:
    """Whether a picture has texts of its own. A slate has the place of a picture that is to come."""
    return isinstance(picture, GraphicShot) and picture.graphic != SLATE


def _is_still(clip: Clip, context: Context) -> bool:
    info = context.medium(clip.file)
    return info is None or info.kind == "still"


def lay_covers(shots: Sequence[Written[Shot]], covers: Sequence[Covering], frames: int, context: Context) -> Seen:
    """The shots with others over stretches of them, and the covers' own sound; what is below goes on meanwhile."""
    laid = tuple(shots)
    sounds: tuple[Written[PlacedSound], ...] = ()
    for cover in covers:
        over = cover_stretch(cover, frames, context)
        if over.length >= SHORTEST:
            _warn_if_cut(cover, over, context)
            (top,), own = _once(cover, over.start, over.length, context)
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


def credits_of(shots: Sequence[Written[Shot]]) -> tuple[Written[PlacedSuper], ...]:
    """A small credit over each picture that has one; the same credit on neighbours is one."""
    supers: list[Written[PlacedSuper]] = []
    for written in shots:
        shot = written.value
        credit = "" if isinstance(shot.picture, GraphicShot) else shot.picture.credit
        last = supers[-1].value if supers else None
        fields = (("credit", credit),)
        if last and last.fields == fields and last.start + last.frames == shot.start:
            supers[-1] = replace(supers[-1], value=replace(last, frames=last.frames + shot.frames))
        elif credit:
            supers.append(Written(PlacedSuper(shot.start, shot.frames, "credit", fields), written.place))
    return tuple(supers)
