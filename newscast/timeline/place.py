"""Placing: the kept parts of a rundown become a timeline, pure and exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.base.timecode import parse_time, sample_at
from newscast.rundown.model import (
    Break,
    Close,
    Headlines,
    Open,
    Part,
    Segment,
    Spot,
    Sting,
    Story,
)
from newscast.show.media import own_bed
from newscast.timeline.arrange import arranged
from newscast.timeline.cards import once, opened
from newscast.timeline.context import Context
from newscast.timeline.form import BED_OUT, HEADLINES_BED
from newscast.timeline.headlines import place_headlines
from newscast.timeline.marks import NONE, closing, opener, spot, sting
from newscast.timeline.model import PlacedSegment, Places, SegmentPlaces, Timeline, Transition
from newscast.timeline.partings import warn_of_partings
from newscast.timeline.parts import NO_ROOM, Room, place_part
from newscast.timeline.piece import Piece, chain, values
from newscast.timeline.signing import signed
from newscast.timeline.spans import Span
from newscast.timeline.standing import standing, warn_of_band
from newscast.timeline.supers import story_claim
from newscast.timeline.turns import rooms

TRANSITION = parse_time("0.5s")


@dataclass(frozen=True)
class Placing:
    """A timeline, where everything in it was written, and what there was to warn of."""

    timeline: Timeline
    places: Places
    warnings: tuple[Problem, ...]


def place(context: Context, tolerant: bool = False) -> Placing:
    """Place every segment of the context's rundown, which holds only what is kept. Raises FilesError; errors are among
    the warnings where this is `tolerant`.

    What lasts no time here is not there, but for a break: that is a mark between two others.
    """
    segments: list[PlacedSegment] = []
    places: list[SegmentPlaces] = []
    start = 0
    wanted = rooms(context)
    for segment in context.rundown.segments:
        shown = next((before for before in reversed(segments) if before.frames), None)
        piece = _settled(segment, _piece(segment, context, wanted, first=shown is None), context, first=shown is None)
        if not piece.frames and not isinstance(segment, Break):
            continue
        warn_of_partings(piece, context)
        placed = _segment(segment, piece, start, shown, context)
        segments.append(placed)
        signer = segment.signer.place if isinstance(segment, Story) and segment.signer else None
        places.append(replace(piece.places, signer=signer))
        start += placed.frames
    if context.form.loop and len(segments) > 1:
        segments[0] = replace(segments[0], transition=_around(segments[0], segments[-1], context))
    warn_of_band(context)
    errors = [problem for problem in context.problems if not problem.warning]
    if errors and not tolerant:
        raise FilesError(errors)
    if not start:
        raise FilesError(
            [Problem(_("Nothing is left of this rundown."), _("See `only`, `skip` and `float`."), code="nothing-left")]
        )
    return Placing(Timeline(context.rate, tuple(segments)), tuple(places), tuple(context.problems))


def _piece(segment: Segment, context: Context, wanted: Mapping[int, Room], first: bool) -> Piece:
    match segment:
        case Open():
            return chain([opener(segment, context), *_parts(segment.parts, context, None, wanted)], context.rate)
        case Close():
            return chain([*_parts(segment.parts, context, None, wanted), closing(segment, context)], context.rate)
        case Headlines():
            return chain(
                [place_headlines(segment, context), *_parts(segment.parts, context, None, wanted)], context.rate
            )
        case Story():
            return _story(segment, context, wanted)
        case Break():
            return chain(_parts(segment.parts, context, None, wanted), context.rate)
        case Sting():
            return sting(segment, first, context)
        case Spot():
            return spot(segment, context)


def _parts(parts: Sequence[Part], context: Context, around: Story | None, wanted: Mapping[int, Room]) -> list[Piece]:
    return [place_part(part, context, around, wanted.get(id(part), NO_ROOM)) for part in parts]


def _story(segment: Story, context: Context, wanted: Mapping[int, Room]) -> Piece:
    piece = chain(_parts(segment.parts, context, segment, wanted), context.rate)
    piece = replace(piece, shots=opened(piece.shots, segment, context))
    claim = story_claim(segment, values(piece.shots), context)
    return replace(piece, claims=(claim, *piece.claims)) if claim else piece


def _settled(segment: Segment, piece: Piece, context: Context, first: bool) -> Piece:
    """The piece as its segment shows it: its texts one at a time, and a card that goes on into the next part as one."""
    shots = once(piece.shots)
    texts = arranged(piece.claims, context, [shot.start for shot in values(shots)])
    whole = replace(piece, shots=shots, supers=texts + piece.supers, claims=())
    return replace(whole, supers=whole.supers + standing(segment, whole, context, first))


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
        quiet=_quiet(segment, piece, context),
        parts=values(piece.parts),
        described=piece.described,
        signer=signed(segment, piece.frames, context),
    )


def _bed(segment: Segment, context: Context) -> str | None:
    """The bed that is asked for, else the show's; the built-in one has more of a pulse in the headlines.

    One that goes through the programme goes on below what is quiet, unheard; a break ends it.
    """
    if isinstance(segment, Break):
        return None
    if isinstance(segment, Spot | Sting) or segment.bed == NONE:
        return "main" if _through(context) else None
    built_in = HEADLINES_BED if isinstance(segment, Headlines) and own_bed(context.show) is None else "main"
    return segment.bed or built_in


def _through(context: Context) -> bool:
    return context.show.bed is not None and context.show.bed.through == "programme"


def _quiet(segment: Segment, piece: Piece, context: Context) -> tuple[Span, ...]:
    """Where no bed is heard; where none is wanted, it is out before and comes back afterwards."""
    if segment.bed == NONE and _through(context):
        return (Span(-BED_OUT, sample_at(piece.frames, context.rate) + BED_OUT),)
    return piece.quiet


def _transition(segment: Segment, piece: Piece, before: PlacedSegment | None, context: Context) -> Transition | None:
    """How the segment is entered; never longer than what it leads from and into."""
    kind = segment.transition or context.show.transition
    if kind == "cut" or not context.form.picture or before is None or not piece.frames:
        return None
    wanted = (segment.transition_duration or TRANSITION).frames(context.rate)
    frames = min(wanted, piece.frames - 1, before.frames - 1)
    if frames < wanted:
        _warn_of_short(segment, frames, context)
    return Transition(kind, frames) if frames > 0 else None


def _around(first: PlacedSegment, last: PlacedSegment, context: Context) -> Transition:
    """How a loop leads from its end to its start: its first picture is still the one at its end."""
    return Transition("dissolve", min(TRANSITION.frames(context.rate), first.frames - 1, last.frames - 1))


def _warn_of_short(segment: Segment, frames: int, context: Context) -> None:
    message = _("The transition is longer than what it leads from or into; it is shortened to {seconds} s.")
    written = next((key for key in ("transition_duration", "transition") if key in segment.places), segment.kind)
    context.warn(
        message.format(seconds=round(float(max(frames, 0) / context.rate), 2)),
        _("Write a shorter `transition_duration`, or `transition: cut`."),
        segment.where(written),
        code="transition-shortened",
    )
