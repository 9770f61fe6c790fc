"""What the pictures say in writing, for captions in another language: headlines and texts that are translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from newscast.captions.correcting import fitted
from newscast.captions.cue import Cue
from newscast.captions.rules import APART, GAP, LONGEST, SHORTEST
from newscast.rundown.model import Rundown, Story, Super, WithParts
from newscast.show.model import CaptionStyle
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import GraphicShot
from newscast.timeline.spans import Span, merged, without


@dataclass(frozen=True)
class Sign:
    """A text that is to be read in the picture, in another language; `span` is in frames of its segment."""

    text: str
    span: Span


def signs_of(segment: PlacedSegment, rundown: Rundown, language: str) -> tuple[Sign, ...]:
    """The translated texts of a segment's pictures, in the order in which they come."""
    known = [(texts, translations[language]) for texts, translations in _written(rundown) if language in translations]
    shown: list[tuple[Span, PlacedSuper | GraphicShot]] = [
        *((each.span, each) for each in segment.supers),
        *((shot.span, shot.picture) for shot in segment.shots if isinstance(shot.picture, GraphicShot)),
    ]
    found: dict[tuple[Span, str], Sign] = {}
    for span, graphic in sorted(shown, key=lambda each: each[0].start):
        values = {value for _name, value in graphic.fields if isinstance(value, str)}
        for text in (said for texts, said in known if texts <= values):
            found.setdefault((span, text), Sign(" ".join(text.split()), span))
    return tuple(found.values())


def with_signs(
    cues: Sequence[Cue], signs: Sequence[Sign], frames: int, rate: Fraction, style: CaptionStyle, language: str
) -> tuple[Cue, ...]:
    """Captions of a segment, and in brackets what of the signs can be read where nobody speaks."""
    found = list(cues)
    narrower = style.model_copy(update={"characters": style.characters - len("[]")})
    for sign in signs:
        free = _free(sign.span, found, frames, rate)
        if free is not None:
            end = min(free.end, free.start + floor(LONGEST * rate))
            cue = Cue(free.start, end, (sign.text,), utterance=None)
            found += [_in_brackets(each) for each in fitted([cue], rate, narrower, language)]
            found.sort(key=lambda each: each.start)
    return tuple(found)


def _in_brackets(cue: Cue) -> Cue:
    text = "\n".join(cue.lines)
    return replace(cue, lines=tuple(f"[{text}]".split("\n")))


def _free(span: Span, cues: Sequence[Cue], frames: int, rate: Fraction) -> Span | None:
    """The longest stretch in which a sign is seen and no caption is near; None where that is too short to be read."""
    taken = merged(Span(cue.start - APART, cue.end + APART) for cue in cues)
    inside = Span(max(span.start, GAP), min(span.end, frames - GAP))
    longest = max(without([inside], taken), key=lambda each: each.length, default=Span(0, 0))
    return longest if longest.length >= ceil(SHORTEST * rate) else None


def _written(rundown: Rundown) -> Iterator[tuple[frozenset[str], Mapping[str, str]]]:
    """The texts of a rundown that graphics show, as these have them, with their translations."""
    for segment in rundown.segments:
        if isinstance(segment, Story):
            yield frozenset({segment.headline}), segment.translations
            if segment.tease:
                yield frozenset({segment.tease.copy_}), segment.tease.translations
        for part in segment.parts if isinstance(segment, WithParts) else ():
            for each in getattr(part, "supers", ()):
                yield _texts(each, rundown), each.translations


def _texts(shown: Super, rundown: Rundown) -> frozenset[str]:
    person = rundown.people.get(shown.who) if shown.who else None
    texts = (person.name, person.role) if person else (shown.title, shown.subtitle)
    return frozenset(filter(None, texts))
