"""Each kind of part as a piece: how long it lasts, what is seen, heard, said and written meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from newscast.base.timecode import SAMPLE_RATE, frames_covering, sample_at
from newscast.rundown.model import Card, CardPicture, Clip, Package, Part, Picture, Read, Sot, Story, Vo
from newscast.timeline.context import Context
from newscast.timeline.model import (
    GraphicShot,
    PlacedSound,
    PlacedSuper,
    Shot,
    Span,
    Take,
    Utterance,
)
from newscast.timeline.pictures import credits_of, graphic, lay_covers, place_pictures, shot_of
from newscast.timeline.piece import Piece, all_of
from newscast.timeline.reading import card_seconds
from newscast.timeline.supers import asked_supers
from newscast.timeline.takes import clip_range, part_takes


def place_part(part: Part, context: Context, around: Story | None) -> Piece:
    """The part as a piece; `around` is the story it belongs to, for a picture where it has none of its own."""
    if isinstance(part, Card):
        return _card(part, context)
    if isinstance(part, Read | Vo):
        return _finish(part, _spoken(part, context, around), context)
    return _finish(part, _recorded(part, context), context)


def _card(part: Card, context: Context) -> Piece:
    asked = part.duration.frames(context.rate) if part.duration else 0
    frames = asked or frames_covering(card_seconds(part.fields), context.rate)
    return Piece(frames, (Shot(0, frames, graphic(part.card, part.fields, place=part.place)),))


def _spoken(part: Read | Vo, context: Context, around: Story | None) -> Piece:
    takes = part_takes(part, context)
    sounds, spans, samples = heard(takes, context)
    frames = frames_covering(Fraction(samples, SAMPLE_RATE), context.rate)
    utterance = Utterance(part.copy_, 0, samples, spans, place=part.place)
    shots, natural = _seen_while_spoken(part, frames, context, around)
    return Piece(frames, shots, (), sounds + natural, (utterance,))


def _seen_while_spoken(
    part: Read | Vo, frames: int, context: Context, around: Story | None
) -> tuple[tuple[Shot, ...], tuple[PlacedSound, ...]]:
    if not context.form.picture:
        return (), ()
    if isinstance(part, Read) and part.camera is not None:
        camera = muted(part.camera)
        if part.voice is None:
            return (Shot(0, frames, shot_of(camera, context)),), ()
        return place_pictures([camera], frames, context, part.place)
    if part.pictures:
        return place_pictures(part.pictures, frames, context, part.place)
    return (Shot(0, frames, _plate(context, around)),), ()


def muted(clip: Clip) -> Clip:
    """The clip without its own sound: it is heard elsewhere, or not at all."""
    return clip.model_copy(update={"sound": None})


def _plate(context: Context, around: Story | None) -> GraphicShot:
    """What is shown where a part has words but no picture: the headline, or the show's name."""
    if around is None:
        return graphic("headline", {"headline": context.rundown.title})
    return graphic("headline", {"kicker": around.department, "headline": around.headline}, place=around.place)


def _recorded(part: Sot | Package, context: Context) -> Piece:
    takes = part_takes(part, context)
    start, frames = clip_range(part.clip, context, part.transcript)
    length = sample_at(start + frames, context.rate) - sample_at(start, context.rate)
    info = context.infos.get(takes[0]) if takes else None
    sounds = tuple(PlacedSound(take, 0, length) for take in takes)
    spans = info.speech if info and info.speech else (Span(0, length),)
    person = context.person(part.who) if isinstance(part, Sot) else None
    said = Utterance(part.transcript, 0, length, spans, person.name if person else "", part.place)
    shots, natural = _seen_while_recorded(part, frames, context)
    utterances = (said,) if part.transcript else ()
    return Piece(frames, shots, (), sounds + natural, utterances, all_of(frames, context.rate))


def _seen_while_recorded(
    part: Sot | Package, frames: int, context: Context
) -> tuple[tuple[Shot, ...], tuple[PlacedSound, ...]]:
    if not context.form.picture:
        return (), ()
    info = context.medium(part.clip.file)
    if info is None or info.picture is not None:
        return (Shot(0, frames, shot_of(muted(part.clip), context)),), ()
    return place_pictures(_for_sound_only(part, context), frames, context, part.place)


def _for_sound_only(part: Sot | Package, context: Context) -> Sequence[Picture]:
    """The pictures of a sot without picture: those given, the person's photo, or the name on a card."""
    if isinstance(part, Sot) and part.pictures:
        return part.pictures
    person = context.person(part.who) if isinstance(part, Sot) else None
    if person and person.photo and context.medium(person.photo):
        return [Clip(file=person.photo, place=part.place)]
    fields = {"headline": person.name, "kicker": person.role} if person else {"headline": context.rundown.title}
    return [CardPicture(card="headline", fields=fields, place=part.place)]


def heard(takes: Sequence[Take], context: Context) -> tuple[tuple[PlacedSound, ...], tuple[Span, ...], int]:
    """The takes one after another: where each is, where somebody speaks, and their samples together."""
    sounds: list[PlacedSound] = []
    spans: list[Span] = []
    at = 0
    for take in takes:
        info = context.infos[take]
        sounds.append(PlacedSound(take, at, info.samples))
        spans += [Span(span.start + at, span.end + at) for span in info.speech]
        at += info.samples
    return tuple(sounds), tuple(spans) or (Span(0, at),), at


def _finish(part: Part, piece: Piece, context: Context) -> Piece:
    """The piece with its covers, texts and credits; without picture there are none."""
    if not context.form.picture:
        return piece
    shots = lay_covers(piece.shots, getattr(part, "cover", ()), piece.frames, context)
    supers: tuple[PlacedSuper, ...] = asked_supers(getattr(part, "supers", ()), piece.frames, context)
    return replace(piece, shots=shots, supers=supers + credits_of(shots))
