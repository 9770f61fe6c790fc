"""Placing: the kept parts of a rundown become a timeline, pure and exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.base.timecode import frames_covering, parse_time, round_half_up
from newscast.rundown.model import (
    Break,
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
from newscast.timeline.context import Context
from newscast.timeline.form import HEADLINES_BED
from newscast.timeline.headlines import place_headlines
from newscast.timeline.marks import NONE, closing, opener, spot, sting
from newscast.timeline.model import (
    GraphicShot,
    PlacedSegment,
    PlacedSuper,
    Places,
    SegmentPlaces,
    Timeline,
    Transition,
)
from newscast.timeline.parts import place_part
from newscast.timeline.piece import Piece, Written, chain, values
from newscast.timeline.reading import headline_seconds
from newscast.timeline.supers import AGAIN, name_super

TRANSITION = parse_time("0.5s")
LEAST_SUPER = 2
"""Seconds under which a text is not worth showing."""


@dataclass(frozen=True)
class Placing:
    """A timeline, where everything in it was written, and what there was to warn of."""

    timeline: Timeline
    places: Places
    warnings: tuple[Problem, ...]


def place(context: Context) -> Placing:
    """Place every segment of the context's rundown, which holds only what is kept. Raises FilesError."""
    segments: list[PlacedSegment] = []
    places: list[SegmentPlaces] = []
    start = 0
    for segment in context.rundown.segments:
        shown = next((before for before in reversed(segments) if before.frames), None)
        piece = _piece(segment, context, first=shown is None)
        placed = _segment(segment, piece, start, shown, context)
        segments.append(placed)
        places.append(piece.places)
        start += placed.frames
    errors = [problem for problem in context.problems if not problem.warning]
    if errors:
        raise FilesError(errors)
    if not start:
        raise FilesError(
            [Problem(_("Nothing is left of this rundown."), _("See `only`, `skip` and `float`."), code="nothing-left")]
        )
    return Placing(Timeline(context.rate, tuple(segments)), tuple(places), tuple(context.problems))


def _piece(segment: Segment, context: Context, first: bool) -> Piece:
    match segment:
        case Open():
            return chain([opener(segment, context), *_parts(segment.parts, context, None)], context.rate)
        case Close():
            return chain([*_parts(segment.parts, context, None), closing(segment, context)], context.rate)
        case Headlines():
            return chain([place_headlines(segment, context), *_parts(segment.parts, context, None)], context.rate)
        case Story():
            return _story(segment, context)
        case Break():
            return chain(_parts(segment.parts, context, None), context.rate)
        case Sting():
            return sting(segment, first, context)
        case Spot():
            return spot(segment, context)


def _parts(parts: Sequence[Part], context: Context, around: Story | None, taken: int = 0) -> list[Piece]:
    """The parts as pieces, each person named when first seen and again after a while.

    In the first `taken` frames a headline has the place of other texts.
    """
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
        supers = tuple(
            replace(shown, value=_later(shown.value, taken - start, piece, context)) for shown in piece.supers
        )
        pieces.append(replace(piece, supers=supers))
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
    if not context.form.hook:
        return chain(_parts(segment.parts, context, segment), context.rate)
    frames = frames_covering(headline_seconds(segment.headline), context.rate)
    piece = chain(_parts(segment.parts, context, segment, taken=frames), context.rate)
    shown = PlacedSuper(0, min(frames, piece.frames), "hook", (("headline", segment.headline),))
    hook = Written(shown, segment.where("headline"))
    return replace(piece, supers=(hook, *piece.supers)) if piece.frames else piece


def _later(shown: PlacedSuper, first: int, piece: Piece, context: Context) -> PlacedSuper:
    """A text that would stand below a headline comes at `first`, or after the card that is there, if time is left."""
    if shown.graphic == "credit" or shown.start >= first:
        return shown
    for shot in values(piece.shots):
        if isinstance(shot.picture, GraphicShot) and shot.start <= first < shot.start + shot.frames:
            first = shot.start + shot.frames
    left = min(shown.frames, piece.frames - first)
    return replace(shown, start=first, frames=left) if left >= LEAST_SUPER * context.rate else shown


def _segment(
    segment: Segment, piece: Piece, start: int, before: PlacedSegment | None, context: Context
) -> PlacedSegment:
    return PlacedSegment(
        slug=segment.slug,
        kind=segment.kind,
        title=segment.headline if isinstance(segment, Story) else segment.slug,
        start=start,
        frames=piece.frames,
        shots=values(piece.shots),
        supers=values(piece.supers),
        sounds=values(piece.sounds),
        utterances=values(piece.utterances),
        bed=_bed(segment, context),
        bug=context.form.picture and not isinstance(segment, Spot),
        transition=_transition(segment, piece, before, context),
        quiet=piece.quiet,
        parts=values(piece.parts),
    )


def _bed(segment: Segment, context: Context) -> str | None:
    """The bed that is asked for, else the show's; the built-in one has more of a pulse in the headlines."""
    if isinstance(segment, Spot | Sting | Break) or segment.bed == NONE:
        return None
    built_in = HEADLINES_BED if isinstance(segment, Headlines) and context.show.bed is None else "main"
    return segment.bed or built_in


def _transition(segment: Segment, piece: Piece, before: PlacedSegment | None, context: Context) -> Transition | None:
    """How the segment is entered; never longer than what it leads from and into."""
    kind = segment.transition or context.show.transition
    if kind == "cut" or not context.form.picture or before is None:
        return None
    wanted = (segment.transition_duration or TRANSITION).frames(context.rate)
    frames = min(wanted, piece.frames - 1, before.frames - 1)
    return Transition(kind, frames) if frames > 0 else None
