"""Captions and their parts in lines of the grid, with the words of which they consist and when those are said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from newscast.base.languages.all import language_of
from newscast.captions.cue import Cue
from newscast.captions.gaps import gap_costs
from newscast.captions.line21.characters import shown
from newscast.captions.line21.encoding import frames_to_write
from newscast.captions.rules import GAP

_LINES = 2

Starts = Callable[[Cue], Sequence[int | None]]
"""For each word that a caption shows, the frame of the programme with which it is said; None where that is not known.
"""


class Word(NamedTuple):
    """`line` is the number of its line; `price` what a break after it costs."""

    text: str
    start: int
    line: int
    price: float


@dataclass(frozen=True)
class Part:
    """A caption, or what was parted of one, in frames of the programme; its text as it is shown."""

    cue: Cue
    start: int
    end: int
    lines: tuple[str, ...]
    width: int
    words: tuple[Word, ...] = ()
    """Those it has, where it was looked up when they are said."""
    late: int = 0
    """Frames after its start with which it comes, for want of time to write it."""

    @property
    def writing(self) -> int:
        """Frames that it takes to write it."""
        return frames_to_write(self.lines)


def fitted(cue: Cue, starts: Starts, width: int, language: str) -> Iterator[Part]:
    """As it is shown; what does not fit the lines is set in others, and in more captions where two are not enough."""
    shown_lines = (" ".join(shown(line).split()) for line in cue.lines)
    part = Part(cue, cue.start, cue.end, tuple(filter(None, shown_lines)), width)
    if not part.lines:
        return
    if len(part.lines) <= _LINES and all(len(line) <= width for line in part.lines):
        yield part
        return
    words = [short for word in worded(part, starts, language).words for short in _chopped(word, width)]
    yield from _halved(words, part, cue.start, cue.end)


def _halved(words: Sequence[Word], part: Part, start: int, end: int) -> Iterator[Part]:
    """Words of `part` in lines that fit; halves of them where those are too many."""
    numbered = _in_lines(words, part.width)
    if numbered[-1].line < _LINES:
        yield some_of(numbered, part, start, end)
        return
    letters = [len(word.text) for word in words]
    half = min(range(1, len(words)), key=lambda at: abs(sum(letters[:at]) - sum(letters[at:])))
    yield from _halved(words[:half], part, start, words[half].start - GAP)
    yield from _halved(words[half:], part, words[half].start, end)


def _in_lines(words: Sequence[Word], width: int) -> list[Word]:
    """Words with the numbers of lines, each as full as it gets."""
    numbered, line, room = list[Word](), 0, width
    for word in words:
        if len(word.text) > room:
            line, room = line + 1, width
        room -= len(word.text) + 1
        numbered.append(word._replace(line=line))
    return numbered


def joined(one: Part, two: Part) -> Part | None:
    """Two that follow each other at once, from one mouth, as one; None where that does not fit."""
    together = (one.cue.speaker, one.cue.utterance) == (two.cue.speaker, two.cue.utterance)
    if two.start - one.end > GAP or not together:
        return None
    words = _in_lines([*one.words, *two.words], one.width)
    return some_of(words, replace(one, late=0), one.start, two.end) if words[-1].line < _LINES else None


def worded(part: Part, starts: Starts, language: str) -> Part:
    """With its words. Those of which it is not known when they are said share the time by their letters."""
    if part.words:
        return part
    spoken = [word for line in part.cue.lines for word in line.split()]
    known = list(starts(part.cue)) or [None] * len(spoken)
    prices = gap_costs(spoken, language_of(language).grammar)
    numbers = [number for number, line in enumerate(part.cue.lines) for _word in line.split()]
    times = _filled(known, [len(word) for word in spoken], part)
    words = map(Word, map(shown, spoken), times, numbers, prices)
    return replace(part, words=tuple(word for word in words if word.text))


def _filled(known: Sequence[int | None], sizes: Sequence[int], part: Part) -> list[int]:
    """When words are said: ascending, those that are known as they are."""
    pace = (part.end - part.start) / max(sum(sizes), 1)
    times: list[int] = []
    for at, start in enumerate(known):
        if start is None:
            start = times[-1] + round(pace * sizes[at - 1]) if times else part.start
        times.append(min(max(start, times[-1] if times else part.start), part.end - 1))
    return times


def some_of(words: Sequence[Word], part: Part, start: int, end: int) -> Part:
    """Some of its words, in one line where they fit, else in the lines in which they were."""
    one = " ".join(word.text for word in words)
    lines = (
        (one,)
        if len(one) <= part.width
        else tuple(" ".join(word.text for word in line) for _number, line in groupby(words, lambda word: word.line))
    )
    return replace(part, start=start, end=max(end, start + 1), lines=lines, words=tuple(words))


def _chopped(word: Word, width: int) -> Iterator[Word]:
    """A word that is longer than a line, in pieces that are not."""
    for at in range(0, len(word.text), width):
        yield word._replace(text=word.text[at : at + width])
