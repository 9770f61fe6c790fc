"""Captions as they are burned in: without the name of who begins to speak where the picture below says it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newscast.captions.breaking import set_lines
from newscast.captions.cue import Cue
from newscast.captions.speakers import name_mark
from newscast.show.model import CaptionStyle
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import GraphicShot
from newscast.timeline.spans import Span, within


def without_names(cues: Sequence[Cue], segment: PlacedSegment, language: str) -> tuple[Cue, ...]:
    """All captions of a segment; those that lose a name are set anew in lines no longer than they had."""
    return tuple(_unnamed(cue, segment, language) for cue in cues)


def _unnamed(cue: Cue, segment: PlacedSegment, language: str) -> Cue:
    mark = name_mark(cue.speaker)
    words = cue.shown.removeprefix(f"{mark} ").split()
    if not mark or not cue.shown.startswith(f"{mark} ") or not _is_named(cue, segment):
        return cue
    style = CaptionStyle.model_construct(characters=max(map(len, cue.lines)), lines=len(cue.lines))
    return replace(cue, lines=set_lines(words, style, language))


def _is_named(cue: Cue, segment: PlacedSegment) -> bool:
    """Whether a card or a text that is seen with a caption has the name of who speaks."""
    said = cue.speaker.casefold()
    return any(said in text.casefold() for text in _read(Span(cue.start, cue.end), segment))


def _read(span: Span, segment: PlacedSegment) -> Iterator[str]:
    for shot in segment.shots:
        if isinstance(shot.picture, GraphicShot) and shot.start <= (span.start + span.end) // 2 < shot.span.end:
            yield from _texts(shot.picture.fields)
    for shown in segment.supers:
        if within([shown.span], span):
            yield from _texts(shown.fields)


def _texts(fields: Sequence[tuple[str, str | tuple[str, ...]]]) -> Iterator[str]:
    for _name, value in fields:
        yield from (value,) if isinstance(value, str) else value
