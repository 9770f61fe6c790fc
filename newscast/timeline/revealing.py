"""Figures that come when they are said: each with its number's words, where all of them are heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from newscast.base.languages.all import language_of
from newscast.base.languages.model import unaccented
from newscast.base.languages.spoken import spoken_forms
from newscast.base.timecode import SAMPLE_RATE, round_half_up
from newscast.rundown.figures import figure_parts
from newscast.timeline.context import Context
from newscast.timeline.heard import Utterance
from newscast.timeline.piece import Written
from newscast.timeline.reading import FIGURES_HOLD
from newscast.timeline.seen import GraphicShot, Shot

FIGURES = "figures"
LEAD = Fraction(1, 5)
"""Seconds by which a number comes before it is said, so that it stands when it has been heard."""
BARE = 2
"""Seconds that a card is without any figure, at the most: its title has been read by then, and nothing moves on it."""
_MARKS = "¿¡«“\"'(.,;:?!»”)"


def revealed(shots: Sequence[Written[Shot]], said: Utterance, context: Context) -> tuple[Written[Shot], ...]:
    """The shots of what is said from the first of them on, with when each figure of their cards comes."""
    return tuple(replace(each, value=_revealed(each.value, said, context)) for each in shots)


def _revealed(shot: Shot, said: Utterance, context: Context) -> Shot:
    if not isinstance(shot.picture, GraphicShot) or shot.picture.graphic != FIGURES or not any(said.said):
        return shot
    value = dict(shot.picture.fields).get("items", ())
    items = (value,) if isinstance(value, str) else value
    words = list(_words(said, context))
    heard = [_heard(item, shot, words, context) for item in items]
    if any(frame is None for frame in heard):
        return shot
    last = max(shot.frames - FIGURES_HOLD * round_half_up(context.rate), 0)
    reveals = tuple(min(max(frame or 0, 0), last) for frame in heard)
    if (first := min(reveals)) > (bare := BARE * round_half_up(context.rate)):
        reveals = tuple(bare if frame == first else frame for frame in reveals)
    return replace(shot, picture=replace(shot.picture, reveals=reveals))


def _heard(item: str, shot: Shot, words: Sequence[tuple[str, int | None]], context: Context) -> int | None:
    """The frame of a shot at which an item's number comes: for the first time in the shot, else before it; None where
    it is not said."""
    wanted = _number(item, context)
    starts = [
        words[at][1]
        for at in range(len(words) - len(wanted) + 1)
        if [word for word, _frame in words[at : at + len(wanted)]] == wanted
    ]
    known = [start - shot.start for start in starts if start is not None] if wanted else []
    inside = [frame for frame in known if 0 <= frame < shot.frames]
    before = [frame for frame in known if frame < 0]
    return next(iter(inside or before), None)


def _number(item: str, context: Context) -> list[str]:
    """The words in which the number of an item is said."""
    parts = figure_parts(item)
    count = len(parts[0].split()) if parts else 0
    forms = spoken_forms(item, context.show.language, context.say_in(item))[:count]
    return [_plain(word, context) for form in forms for word in form.split()]


def _words(said: Utterance, context: Context) -> Iterator[tuple[str, int | None]]:
    """Each word that is said, with the frame at which what is written for it begins."""
    forms = spoken_forms(said.text, context.show.language, said.say)
    lead, a_sample = LEAD * context.rate, context.rate / SAMPLE_RATE
    for form, span in zip(forms, said.said, strict=True):
        frame = int(span.start * a_sample - lead) if span else None
        yield from ((_plain(word, context), frame) for word in form.split())


def _plain(word: str, context: Context) -> str:
    """A word of a number, whatever it counts: `doscientas` is `doscientos`."""
    return language_of(context.show.language).quantities().plain(unaccented(word.strip(_MARKS)))
