"""What is told of a part on a storyboard: what is said in it, and by whom, and what is to be read on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from newscast.base.timecode import sample_at
from newscast.episode.board import BoardText, BoardWords
from newscast.show.person import Person
from newscast.timeline.heard import Take
from newscast.timeline.model import PlacedPart, PlacedSegment, PlacedSuper
from newscast.timeline.seen import ComparedShot, GraphicShot, Shot
from newscast.timeline.shots import SLATE

_NO_TEXT = ("bug", "caption")
"""Graphics of which nothing is told as text on the screen."""
_NOT_SHOWN = (("opener", "name"),)
"""Fields that are no text: an opener's is its name in the kit."""
_FIRST_FIELDS = ("kicker", "department", "name", "title", "headline", "role", "subtitle", "text", "items")
"""The order in which the texts of a graphic are told; others follow."""


def words_in(
    segment: PlacedSegment, part: PlacedPart, rate: Fraction, people: Mapping[str, Person]
) -> Iterator[BoardWords]:
    """What begins to be said in a part."""
    first, end = _samples(part, rate)
    for said in segment.utterances:
        if first <= said.start < end and said.text.strip():
            person = people.get(said.voice)
            yield BoardWords(who=person.name if person else said.speaker, text=said.text.strip())


def takes_in(segment: PlacedSegment, part: PlacedPart, rate: Fraction) -> list[Take]:
    """What begins to be heard in a part."""
    first, end = _samples(part, rate)
    return [sound.take for sound in segment.sounds if first <= sound.start < end]


def texts_in(segment: PlacedSegment, part: PlacedPart, rate: Fraction) -> Iterator[BoardText]:
    """What is to be read on the screen in a part, captions aside, in order."""
    found: list[tuple[int, int, GraphicShot | PlacedSuper]] = []
    found += [
        (each.start, each.frames, each.picture) for each in segment.shots if isinstance(each.picture, GraphicShot)
    ]
    found += [(each.start, each.frames, each) for each in segment.supers]
    whole = part.span
    for start, frames, shown in sorted(found, key=lambda each: each[0]):
        first, end = max(start, whole.start), min(start + frames, whole.end)
        fields = [field for field in shown.fields if (shown.graphic, field[0]) not in _NOT_SHOWN]
        lines = tuple(_lines(fields)) if first < end and shown.graphic not in _NO_TEXT else ()
        if lines:
            at, lasts = seconds((first - part.start) / rate), seconds((end - first) / rate)
            yield BoardText(graphic=shown.graphic, lines=lines, at=at, lasts=lasts)


def picture_of(shot: Shot) -> tuple[str, bool]:
    """What a shot shows, in a word, and whether it stands for something that is missing."""
    picture = shot.picture
    if not isinstance(picture, GraphicShot):
        return picture.file.name, False
    if picture.graphic == SLATE:
        return next(_lines(picture.fields), ""), True
    names = [each.file.name for each in shot.pictures] if isinstance(picture, ComparedShot) else []
    return f"{picture.graphic}: {', '.join(names)}" if names else picture.graphic, False


def seconds(value: Fraction | int) -> float:
    """To the millisecond."""
    return round(float(value), 3)


def _samples(part: PlacedPart, rate: Fraction) -> tuple[int, int]:
    return sample_at(part.start, rate), sample_at(part.start + part.frames, rate)


def _lines(fields: Sequence[tuple[str, str | tuple[str, ...]]]) -> Iterator[str]:
    def order(field: tuple[str, Any]) -> int:
        return _FIRST_FIELDS.index(field[0]) if field[0] in _FIRST_FIELDS else len(_FIRST_FIELDS)

    for _name, value in sorted(fields, key=order):
        yield from (value,) if isinstance(value, str) else value
