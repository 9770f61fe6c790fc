"""What is said in an opener over its music: where it stands, and how long the music has to be for it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, frames_covering, sample_at
from newscast.rundown.model import Open
from newscast.show.ends import Ident
from newscast.timeline.content import placed_digest
from newscast.timeline.context import Context
from newscast.timeline.form import OPENER_TAIL
from newscast.timeline.heard import PlacedSound, Recital, Take, Utterance
from newscast.timeline.model import PlacedPart
from newscast.timeline.piece import Piece, Written
from newscast.timeline.spans import Span
from newscast.timeline.takes import ident_takes

_BAR = Fraction(12, 5)
"""Seconds of a bar of the built-in music."""
_ROOM = {
    "radio-opener": (Fraction(23, 10), Fraction(24, 10), _BAR),
    "opener": (Fraction(8, 10), Fraction(21, 10), Fraction(1, 2)),
}
"""Of each built-in piece with room for words, in seconds: where words may begin, where they end before the music's end,
and by what the piece grows. On radio that is behind the first motif; with a picture, up to the last chord."""
_EARLY = Fraction(1)
"""Seconds into music of the kit's own at which words begin."""


def ident_recital(segment: Open, context: Context) -> Recital | None:
    """The words and what they are heard in; None where this opener has none."""
    takes, ident = ident_takes(segment, context), context.show.ident
    return Recital(takes, ident.copy_) if takes and ident else None


def room_for_ident(frames: int, segment: Open, context: Context) -> int:
    """Frames of the built-in opener, which are more where its words need them."""
    samples = _samples(segment, context)
    room = _ROOM.get(context.form.opener_music)
    if not samples or not frames or room is None:
        return frames
    first, after, grain = room
    begin = _asked(context.show.ident, context)
    needed = (first if begin is None else begin) + Fraction(samples, SAMPLE_RATE) + after - OPENER_TAIL
    more = needed - Fraction(frames) / context.rate
    return frames if more <= 0 else frames + frames_covering(ceil(more / grain) * grain, context.rate)


def with_ident(piece: Piece, segment: Open, context: Context, built_in: bool) -> Piece:
    """An opener's piece with its words; `built_in` says whose music it has."""
    recital, ident = ident_recital(segment, context), context.show.ident
    if recital is None or ident is None or not piece.frames:
        return piece
    take, length = recital.takes[0], sample_at(piece.frames, context.rate)
    start = _start(length, _samples(segment, context), built_in, context)
    samples = min(context.infos[take].samples, length - start)
    if samples < context.infos[take].samples:
        _warn_of_long(ident, context)
    # Of the kit: nobody wrote it in a rundown.
    said = Written(_utterance(recital, samples, context).later(start), None)
    return replace(
        piece,
        sounds=(*piece.sounds, Written(PlacedSound(take, start, samples), None)),
        utterances=(*piece.utterances, said),
        parts=tuple(_told(part, take, start, context) for part in piece.parts),
    )


def _start(length: int, samples: int, built_in: bool, context: Context) -> int:
    """The sample at which the words begin, so that they end inside the opener where that can be."""
    begin, room = _asked(context.show.ident, context), _ROOM.get(context.form.opener_music)
    if begin is None and built_in and room is not None:
        first, after, _grain = room
        last = Fraction(length, SAMPLE_RATE) + OPENER_TAIL - after - Fraction(samples, SAMPLE_RATE)
        spare = max(Fraction(0), _BAR - Fraction(samples, SAMPLE_RATE))
        begin = first + spare / 2 if context.form.opener_music == "radio-opener" else max(first, last)
    wanted = int((_EARLY if begin is None else begin) * SAMPLE_RATE)
    return max(0, min(wanted, length - samples))


def _utterance(recital: Recital, samples: int, context: Context) -> Utterance:
    found, info = context.aligned(recital), context.infos[recital.takes[0]]
    speech = tuple(Span(span.start, min(span.end, samples)) for span in info.speech if span.start < samples)
    said = Utterance(recital.text, 0, samples, speech or (Span(0, samples),), say=context.say_in(recital.text))
    return replace(said, said=found.said, partings=found.partings)


def _told(part: Written[PlacedPart], take: Take, start: int, context: Context) -> Written[PlacedPart]:
    """The animation's part, which says something too."""
    digest = placed_digest(part.value.kind, [part.value.digest, take, start], context.media)
    return replace(part, value=replace(part.value, digest=digest))


def _asked(ident: Ident | None, context: Context) -> Fraction | None:
    """Seconds at which the kit wants its words."""
    at = ident.at if ident else None
    return None if at is None else Fraction(at.frames(context.rate)) / context.rate


def _samples(segment: Open, context: Context) -> int:
    return sum(context.infos[take].samples for take in ident_takes(segment, context))


def _warn_of_long(ident: Ident, context: Context) -> None:
    message = _("What is said in the opener is longer than the opener; its end is cut off.")
    hint = _("Say less, or bring a longer opener.")
    context.warn(message, hint, ident.where("copy"), code="ident-long")
