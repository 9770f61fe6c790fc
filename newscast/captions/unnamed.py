"""Captions as they are burned in: without the name of who begins to speak where the picture below says it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newscast.base.languages.all import language_of
from newscast.captions.cue import Cue
from newscast.captions.gaps import gap_costs
from newscast.captions.speakers import name_mark
from newscast.timeline.model import GraphicShot, PlacedSegment, Span
from newscast.timeline.spans import within

_UNEVEN = 20.0
"""What lines cost of which one is empty, on the scale of newscast.captions.prices."""


def without_names(cues: Sequence[Cue], segment: PlacedSegment, language: str) -> tuple[Cue, ...]:
    """All captions of a segment; those that lose a name are set anew in lines no longer than they had."""
    return tuple(_unnamed(cue, segment, language) for cue in cues)


def _unnamed(cue: Cue, segment: PlacedSegment, language: str) -> Cue:
    mark = name_mark(cue.speaker)
    words = cue.shown.removeprefix(f"{mark} ").split()
    if not mark or not cue.shown.startswith(f"{mark} ") or not _is_named(cue, segment):
        return cue
    return replace(cue, lines=_set(words, max(map(len, cue.lines)), len(cue.lines), language))


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


def _set(words: Sequence[str], longest: int, lines: int, language: str) -> tuple[str, ...]:
    """Words in one line or in two that are even and end well."""
    whole = " ".join(words)
    if len(whole) <= longest or lines < 2:
        return (whole,)
    costs = gap_costs(words, language_of(language).grammar)
    halves = [(" ".join(words[:at]), " ".join(words[at:]), costs[at - 1]) for at in range(1, len(words))]
    fitting = [each for each in halves if max(len(each[0]), len(each[1])) <= longest]
    one, other, _cost = min(fitting or halves, key=lambda each: _price(*each))
    return one, other


def _price(one: str, other: str, cost: float) -> float:
    return cost + _UNEVEN * ((len(one) - len(other)) / (len(one) + len(other))) ** 2
