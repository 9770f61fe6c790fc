"""What is shown of a picture or a graphic: a clip, a photo, a card, or a slate where it is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from newscast.media.info import MediaInfo
from newscast.rundown.forms import BEFORE_AFTER
from newscast.rundown.model import Card, Clip, Graphic, Picture
from newscast.show.fields import Blur
from newscast.timeline.asked import asked
from newscast.timeline.comparing import are_alike, compared, who_made
from newscast.timeline.context import Context
from newscast.timeline.framing import WHOLE
from newscast.timeline.model import PlacedSuper
from newscast.timeline.piece import Written
from newscast.timeline.ranges import clip_range, heard_range
from newscast.timeline.seen import ClipShot, ComparedShot, Fit, Framed, GraphicShot, Shot, StillShot, Veil

TOPIC = "topic"
"""The graphic that says what a story is about, where there are no pictures."""
SLATE = "slate"
"""The graphic that stands for a picture that is missing, in a draft."""
FOCUS = (0.5, 0.4)
"""Where a crop is held unless it is said: people are in the upper half of pictures, and heads must stay."""
_TOP = (0.5, 0.0)
_PANORAMA = Fraction(11, 5)
"""How many times as wide as high a photo is that is seen by going along it."""


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
