"""Placing: the kept parts of a rundown become a timeline, pure and exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from newscast.errors import FilesError, Problem
from newscast.i18n import _
from newscast.rundown.model import (
    Break,
    Clip,
    Close,
    Headlines,
    Open,
    Part,
    Read,
    Segment,
    Sot,
    Spot,
    Sting,
    Story,
)
from newscast.timecode import SAMPLE_RATE, frames_covering, parse_time, round_half_up, sample_at
from newscast.timeline.context import Context
from newscast.timeline.headlines import place_headlines
from newscast.timeline.model import (
    PlacedSegment,
    PlacedSound,
    PlacedSuper,
    Shot,
    Timeline,
    Transition,
)
from newscast.timeline.parts import muted, place_part
from newscast.timeline.pictures import graphic, shot_of
from newscast.timeline.piece import Piece, all_of, chain
from newscast.timeline.reading import headline_seconds
from newscast.timeline.supers import AGAIN, name_super
from newscast.timeline.takes import clip_range, music_take, recorded_take

TRANSITION = parse_time("0.5s")


@dataclass(frozen=True)
class Placing:
    """A timeline, and what there was to warn of."""

    timeline: Timeline
    warnings: tuple[Problem, ...]


def place(context: Context) -> Placing:
    """Place every segment of the context's rundown, which holds only what is kept. Raises FilesError."""
    segments: list[PlacedSegment] = []
    start = 0
    for segment in context.rundown.segments:
        piece = _piece(segment, context)
        placed = _segment(segment, piece, start, segments[-1] if segments else None, context)
        segments.append(placed)
        start += placed.frames
    errors = [problem for problem in context.problems if not problem.warning]
    if errors:
        raise FilesError(errors)
    if not start:
        raise FilesError([Problem(_("Nothing is left of this rundown."), _("See `only`, `skip` and `float`."))])
    return Placing(Timeline(context.rate, tuple(segments)), tuple(context.problems))


def _piece(segment: Segment, context: Context) -> Piece:
    match segment:
        case Open():
            return chain([_opener(segment, context), *_parts(segment.parts, context, None)], context.rate)
        case Close():
            return chain([*_parts(segment.parts, context, None), _closing(segment, context)], context.rate)
        case Headlines():
            return chain([place_headlines(segment, context), *_parts(segment.parts, context, None)], context.rate)
        case Story():
            return _story(segment, context)
        case Break():
            return chain(_parts(segment.parts, context, None), context.rate)
        case Sting():
            return _sting(segment, context)
        case Spot():
            return _spot(segment, context)


def _parts(parts: Sequence[Part], context: Context, around: Story | None) -> list[Piece]:
    """The parts as pieces, each person named when first seen and again after a while."""
    pieces: list[Piece] = []
    named: dict[str, int] = {}
    start = 0
    for part in parts:
        piece = place_part(part, context, around)
        who = _seen_speaking(part, context)
        person = context.person(who)
        if who and person and start >= named.get(who, start):
            piece = replace(piece, supers=(name_super(person, piece.frames, context, part.place), *piece.supers))
            named[who] = start + round_half_up(AGAIN * context.rate)
        pieces.append(piece)
        start += piece.frames
    return pieces


def _seen_speaking(part: Part, context: Context) -> str | None:
    """Whose name a part is shown with: the speaker of a sot, the presenter of a read."""
    if not context.form.picture:
        return None
    if isinstance(part, Sot):
        return part.who
    return context.presenter(part.by) if isinstance(part, Read) else None


def _story(segment: Story, context: Context) -> Piece:
    piece = chain(_parts(segment.parts, context, segment), context.rate)
    if not context.form.hook or not piece.frames:
        return piece
    frames = min(piece.frames, frames_covering(headline_seconds(segment.headline), context.rate))
    hook = PlacedSuper(0, frames, "hook", (("title", segment.headline),), segment.place)
    return replace(piece, supers=(hook, *piece.supers))


def _opener(segment: Open, context: Context) -> Piece:
    kit = context.show.openers.get(segment.name)
    date = context.rundown.date.isoformat()
    fields = {"name": segment.name, "date": date, "subtitle": kit.subtitle if kit else ""}
    seconds, music = context.form.opener, context.form.opener_music
    return _animation("opener", fields, kit, frames_covering(seconds, context.rate), music, context)


def _closing(segment: Close, context: Context) -> Piece:
    kit = context.show.closings.get(segment.name)
    fields: dict[str, Any] = {
        "name": segment.name,
        "thanks": kit.thanks if kit else "",
        "contacts": kit.contacts if kit else (),
        "credits": kit.credits if kit else (),
        "url": kit.url if kit else "",
        "action": kit.action if kit else "",
    }
    seconds, music = context.form.closing, context.form.closing_music
    return _animation("closing", fields, kit, frames_covering(seconds, context.rate), music, context)


def _animation(name: str, fields: dict[str, Any], kit: object, frames: int, music: str, context: Context) -> Piece:
    """An opener or closing: the kit's own video, or the built-in of `frames`; its music may ring on after it."""
    video = getattr(kit, "video", None)
    own_music = getattr(kit, "music", None)
    if not frames:
        return Piece(0)
    shot = Shot(0, frames, graphic(name, fields))
    take = music_take(own_music, music)
    if video is not None and video in context.media:
        clip = Clip(file=video)
        frames = clip_range(clip, context)[1]
        shot = Shot(0, frames, shot_of(clip, context))
        take = take if own_music else recorded_take("package", clip, context)
    info = context.infos.get(take)
    length = info.samples if info else sample_at(frames, context.rate)
    shots = (shot,) if context.form.picture else ()
    return Piece(frames, shots, sounds=(PlacedSound(take, 0, length),), quiet=all_of(frames, context.rate))


def _sting(segment: Sting, context: Context) -> Piece:
    take = music_take(context.show.stings.get(segment.name, context.show.sting), "sting")
    samples = context.infos[take].samples
    frames = frames_covering(Fraction(samples, SAMPLE_RATE), context.rate)
    shots = (Shot(0, frames, graphic("sting", {"name": segment.name})),) if context.form.picture else ()
    return Piece(frames, shots, sounds=(PlacedSound(take, 0, samples),), quiet=all_of(frames, context.rate))


def _spot(segment: Spot, context: Context) -> Piece:
    take = recorded_take("package", segment.clip, context)
    frames = take.frames or 1
    length = sample_at(take.start + frames, context.rate) - sample_at(take.start, context.rate)
    shots = (Shot(0, frames, shot_of(muted(segment.clip), context)),) if context.form.picture else ()
    return Piece(frames, shots, sounds=(PlacedSound(take, 0, length),), quiet=all_of(frames, context.rate))


def _segment(
    segment: Segment, piece: Piece, start: int, before: PlacedSegment | None, context: Context
) -> PlacedSegment:
    return PlacedSegment(
        slug=segment.slug,
        kind=segment.kind,
        title=segment.headline if isinstance(segment, Story) else segment.slug,
        start=start,
        frames=piece.frames,
        shots=piece.shots,
        supers=piece.supers,
        sounds=piece.sounds,
        utterances=piece.utterances,
        bed=_bed(segment),
        bug=context.form.picture and not isinstance(segment, Spot),
        transition=_transition(segment, piece, before, context),
        quiet=piece.quiet,
    )


def _bed(segment: Segment) -> str | None:
    if isinstance(segment, Spot | Sting | Break):
        return None
    return None if segment.bed == "none" else segment.bed or "main"


def _transition(segment: Segment, piece: Piece, before: PlacedSegment | None, context: Context) -> Transition | None:
    """How the segment is entered; never longer than what it leads from and into."""
    kind = segment.transition or context.show.transition
    if kind == "cut" or not context.form.picture or before is None or not before.frames:
        return None
    wanted = (segment.transition_duration or TRANSITION).frames(context.rate)
    frames = min(wanted, piece.frames - 1, before.frames - 1)
    return Transition(kind, frames) if frames > 0 else None
