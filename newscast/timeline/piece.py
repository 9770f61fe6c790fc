"""A piece: what one part, card or animation puts into its segment, counted from the piece's own start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Generic, TypeVar

from newscast.base.errors import Place
from newscast.base.timecode import sample_at
from newscast.timeline.claims import Claim
from newscast.timeline.heard import Described, PlacedSound, Utterance
from newscast.timeline.model import PlacedPart, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import Shot
from newscast.timeline.spans import Span

Value = TypeVar("Value", PlacedPart, Shot, PlacedSuper, Claim, PlacedSound, Utterance)


@dataclass(frozen=True)
class Written(Generic[Value]):
    """Something placed, and where the user wrote what it comes from; None where nobody wrote it."""

    value: Value
    place: Place | None


@dataclass(frozen=True)
class Piece:
    """Frames and samples count from the piece's start; `quiet` is where no bed may play.

    `claims` are the texts that are not settled before the whole segment is known.
    """

    frames: int
    shots: tuple[Written[Shot], ...] = ()
    supers: tuple[Written[PlacedSuper], ...] = ()
    sounds: tuple[Written[PlacedSound], ...] = ()
    utterances: tuple[Written[Utterance], ...] = ()
    quiet: tuple[Span, ...] = ()
    parts: tuple[Written[PlacedPart], ...] = ()
    claims: tuple[Written[Claim], ...] = ()
    described: tuple[Described, ...] = ()

    def as_part(self, kind: str, digest: str, place: Place | None) -> Piece:
        """This piece as one part of its segment; one that lasts no time is none."""
        part = Written(PlacedPart(kind, digest, 0, self.frames), place)
        return replace(self, parts=(part,) if self.frames else ())

    @property
    def places(self) -> SegmentPlaces:
        """Where everything in it was written."""
        return SegmentPlaces(
            tuple(each.place for each in self.parts),
            tuple(each.place for each in self.shots),
            tuple(each.place for each in self.supers),
            tuple(each.place for each in self.sounds),
            tuple(each.place for each in self.utterances),
        )


def values(written: Sequence[Written[Value]]) -> tuple[Value, ...]:
    """What is placed, without where it was written."""
    return tuple(each.value for each in written)


Starting = TypeVar("Starting", PlacedPart, Shot, PlacedSuper, PlacedSound)


def later(written: Sequence[Written[Starting]], shift: int) -> tuple[Written[Starting], ...]:
    """The same things, so much later in their own unit."""
    if not shift:
        return tuple(written)
    return tuple(replace(each, value=replace(each.value, start=each.value.start + shift)) for each in written)


def chain(pieces: Sequence[Piece], rate: Fraction) -> Piece:
    """The pieces one after another as one piece."""
    whole, *further = pieces or (Piece(0),)
    for piece in further:
        whole = _append(whole, piece, rate)
    return whole


def _append(whole: Piece, piece: Piece, rate: Fraction) -> Piece:
    frame = whole.frames
    sample = sample_at(frame, rate)
    return Piece(
        frame + piece.frames,
        whole.shots + later(piece.shots, frame),
        whole.supers + later(piece.supers, frame),
        whole.sounds + later(piece.sounds, sample),
        whole.utterances + tuple(replace(each, value=each.value.later(sample)) for each in piece.utterances),
        whole.quiet + _shifted(piece.quiet, sample),
        whole.parts + later(piece.parts, frame),
        whole.claims + tuple(replace(each, value=each.value.later(frame)) for each in piece.claims),
        whole.described + tuple(replace(each, start=each.start + frame) for each in piece.described),
    )


def _shifted(spans: Sequence[Span], samples: int) -> tuple[Span, ...]:
    return tuple(span.later(samples) for span in spans)


def all_of(frames: int, rate: Fraction) -> tuple[Span, ...]:
    """The span of a piece of that many frames, whole."""
    return (Span(0, sample_at(frames, rate)),)
