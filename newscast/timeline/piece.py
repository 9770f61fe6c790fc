"""A piece: what one part, card or animation puts into its segment, counted from the piece's own start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.timecode import sample_at
from newscast.timeline.model import PlacedSound, PlacedSuper, Shot, Span, Utterance


@dataclass(frozen=True)
class Piece:
    """Frames and samples count from the piece's start; `quiet` is where no bed may play."""

    frames: int
    shots: tuple[Shot, ...] = ()
    supers: tuple[PlacedSuper, ...] = ()
    sounds: tuple[PlacedSound, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    quiet: tuple[Span, ...] = ()


def chain(pieces: Sequence[Piece], rate: Fraction) -> Piece:
    """The pieces one after another as one piece."""
    whole = Piece(0)
    for piece in pieces:
        whole = _append(whole, piece, rate)
    return whole


def _append(whole: Piece, piece: Piece, rate: Fraction) -> Piece:
    frame = whole.frames
    sample = sample_at(frame, rate)
    return Piece(
        frame + piece.frames,
        whole.shots + tuple(replace(shot, start=shot.start + frame) for shot in piece.shots),
        whole.supers + tuple(replace(shown, start=shown.start + frame) for shown in piece.supers),
        whole.sounds + tuple(replace(sound, start=sound.start + sample) for sound in piece.sounds),
        whole.utterances + tuple(_later(utterance, sample) for utterance in piece.utterances),
        whole.quiet + tuple(Span(span.start + sample, span.end + sample) for span in piece.quiet),
    )


def _later(utterance: Utterance, samples: int) -> Utterance:
    speech = tuple(Span(span.start + samples, span.end + samples) for span in utterance.speech)
    return replace(utterance, start=utterance.start + samples, speech=speech)


def all_of(frames: int, rate: Fraction) -> tuple[Span, ...]:
    """The span of a piece of that many frames, whole."""
    return (Span(0, sample_at(frames, rate)),)
