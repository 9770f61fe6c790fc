"""Captions that can be written before they are due: writing takes a frame for two characters.

Where one follows a short one too soon, the short one comes a little before its words; where that is not enough, what
follows is shown in two parts, at the word where that hurts least, or both are shown as one, which takes less to write.
What comes late all the same stays long enough to be
read, where what follows lets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from newscast.base.languages.all import language_of
from newscast.captions.cue import Cue
from newscast.captions.gaps import gap_costs
from newscast.captions.line21.characters import shown
from newscast.captions.line21.encoding import TWICE, frames_to_write
from newscast.captions.rules import GAP

EARLY = 2
"""Frames by which a caption may come before its words, so that the next one has time to be written."""
_LINES = 2
_SHORT, _TOO_SHORT = 25, 0.5
"""Frames that a part, or what comes late, is on screen at least where there is a choice, and what each frame less of a
part costs on the scale of newscast.captions.prices."""

Starts = Callable[[Cue], Sequence[int | None]]
"""For each word that a caption shows, the frame of the programme with which it is said; None where that is not known.
"""


class _Word(NamedTuple):
    """`line` is the number of its line; `price` what a break after it costs."""

    text: str
    start: int
    line: int
    price: float


@dataclass(frozen=True)
class _Part:
    """A caption, or what was parted of one, in frames of the programme; its text as it is shown."""

    cue: Cue
    start: int
    end: int
    lines: tuple[str, ...]
    width: int
    words: tuple[_Word, ...] = ()
    """Those it has, where it was looked up when they are said."""
    late: int = 0
    """Frames after its start with which it comes, for want of time to write it."""

    @property
    def writing(self) -> int:
        """Frames that it takes to write it."""
        return frames_to_write(self.lines)


def spaced(cues: Iterable[Cue], starts: Starts, width: int, language: str, frames: int) -> list[Cue]:
    """The captions of a programme of so many `frames`, in lines of at most `width` signs that CEA-608 has, each with
    time to be written. Those for which there is none have the start that they should, and come late.

    `starts` is asked only for those that are parted.
    """
    waiting = [part for cue in cues for part in _fitted(cue, starts, width, language)][::-1]
    done: list[_Part] = []
    while waiting:
        part, after = waiting.pop(), waiting[-1] if waiting else None
        _hurry(done, part)
        before = done[-1] if done else None
        part = _unhurried(part, before)
        if _late(part, before) > 0:
            parted = _parted(_worded(part, starts, language), before, after)
            joined = _joined(*(_worded(each, starts, language) for each in (before, part))) if before else None
            earlier = done[-2] if len(done) > 1 else None
            if (
                before
                and joined
                and _lateness([joined], earlier, after) < before.late + _lateness(parted or [part], before, after)
            ):
                done.pop()
                part, before = joined, earlier
            elif parted:
                waiting.append(parted[1])
                part = parted[0]
        done.append(_timed(part, before))
    limits = [part.start - GAP for part in done[1:]] + [frames]
    return [
        replace(part.cue, start=part.start, end=_end(part, limit), lines=part.lines, turns=())
        for part, limit in zip(done, limits, strict=True)
    ]


def _end(part: _Part, limit: int) -> int:
    """What comes late stays a while, but is gone by `limit`."""
    return max(part.end, min(part.start + part.late + _SHORT, limit)) if part.late else part.end


def _timed(part: _Part, before: _Part | None) -> _Part:
    return replace(part, late=max(_late(part, before), 0))


def _fitted(cue: Cue, starts: Starts, width: int, language: str) -> Iterator[_Part]:
    """As it is shown; what does not fit the lines is set in others, and in more captions where two are not enough."""
    shown_lines = (" ".join(shown(line).split()) for line in cue.lines)
    part = _Part(cue, cue.start, cue.end, tuple(filter(None, shown_lines)), width)
    if not part.lines:
        return
    if len(part.lines) <= _LINES and all(len(line) <= width for line in part.lines):
        yield part
        return
    words = [short for word in _worded(part, starts, language).words for short in _chopped(word, width)]
    yield from _halved(words, part, cue.start, cue.end)


def _halved(words: Sequence[_Word], part: _Part, start: int, end: int) -> Iterator[_Part]:
    """Words of `part` in lines that fit; halves of them where those are too many."""
    numbered = _in_lines(words, part.width)
    if numbered[-1].line < _LINES:
        yield _of(numbered, part, start, end)
        return
    letters = [len(word.text) for word in words]
    half = min(range(1, len(words)), key=lambda at: abs(sum(letters[:at]) - sum(letters[at:])))
    yield from _halved(words[:half], part, start, words[half].start - GAP)
    yield from _halved(words[half:], part, words[half].start, end)


def _in_lines(words: Sequence[_Word], width: int) -> list[_Word]:
    """Words with the numbers of lines, each as full as it gets."""
    numbered, line, room = list[_Word](), 0, width
    for word in words:
        if len(word.text) > room:
            line, room = line + 1, width
        room -= len(word.text) + 1
        numbered.append(word._replace(line=line))
    return numbered


def _joined(one: _Part, two: _Part) -> _Part | None:
    """Two that follow each other at once, from one mouth, as one; None where that does not fit."""
    together = (one.cue.speaker, one.cue.utterance) == (two.cue.speaker, two.cue.utterance)
    if two.start - one.end > GAP or not together:
        return None
    words = _in_lines([*one.words, *two.words], one.width)
    return _of(words, replace(one, late=0), one.start, two.end) if words[-1].line < _LINES else None


def _chopped(word: _Word, width: int) -> Iterator[_Word]:
    """A word that is longer than a line, in pieces that are not."""
    for at in range(0, len(word.text), width):
        yield word._replace(text=word.text[at : at + width])


def _hurry(done: list[_Part], part: _Part) -> None:
    """Let the caption before come a little earlier where that is enough for `part`, and can be."""
    late = _late(part, done[-1]) if done else 0
    if 0 < late <= EARLY:
        earlier = replace(done[-1], start=done[-1].start - late)
        if earlier.start >= 0 and _late(earlier, done[-2] if len(done) > 1 else None) <= 0:
            done[-1] = earlier


def _unhurried(part: _Part, before: _Part | None) -> _Part:
    """One of which nobody says the words, such as `[música]`, comes once it is written, if it stays a while then."""
    late = _late(part, before)
    waits = late > 0 and part.cue.utterance is None and part.end - part.start - late >= _SHORT
    return replace(part, start=part.start + late) if waits else part


def _late(part: _Part, before: _Part | None) -> int:
    """Frames by which it comes late. What erases the caption before needs its time too."""
    if before is None:
        return part.writing - part.start
    erasing = TWICE if part.start - before.end > GAP else 0
    return before.start + before.late + TWICE + erasing + part.writing - part.start


def _worded(part: _Part, starts: Starts, language: str) -> _Part:
    """With its words. Those of which it is not known when they are said share the time by their letters."""
    if part.words:
        return part
    spoken = [word for line in part.cue.lines for word in line.split()]
    known = list(starts(part.cue)) or [None] * len(spoken)
    prices = gap_costs(spoken, language_of(language).grammar)
    numbers = [number for number, line in enumerate(part.cue.lines) for _word in line.split()]
    times = _filled(known, [len(word) for word in spoken], part)
    words = map(_Word, map(shown, spoken), times, numbers, prices)
    return replace(part, words=tuple(word for word in words if word.text))


def _filled(known: Sequence[int | None], sizes: Sequence[int], part: _Part) -> list[int]:
    """When words are said: ascending, those that are known as they are."""
    pace = (part.end - part.start) / max(sum(sizes), 1)
    times: list[int] = []
    for at, start in enumerate(known):
        if start is None:
            start = times[-1] + round(pace * sizes[at - 1]) if times else part.start
        times.append(min(max(start, times[-1] if times else part.start), part.end - 1))
    return times


def _parted(part: _Part, before: _Part | None, after: _Part | None) -> tuple[_Part, _Part] | None:
    """The best two parts of it; None where nothing comes sooner for it."""
    whole = _lateness([part], before, after)
    options = []
    for at in range(1, len(part.words)):
        start = part.words[at].start
        if start - GAP <= part.start:
            continue
        one = _of(part.words[:at], part, part.start, start - GAP)
        two = _of(part.words[at:], part, start, part.end)
        short = max(_SHORT - (one.end - one.start), 0) + max(_SHORT - (two.end - two.start), 0)
        cost = part.words[at - 1].price + _TOO_SHORT * short
        options.append((_lateness([one, two], before, after), cost, at, one, two))
    best = min(options, key=lambda option: option[:3], default=None)
    return best[3:] if best and best[0] < whole else None


def _lateness(parts: Sequence[_Part], before: _Part | None, after: _Part | None) -> int:
    """Frames by which parts that follow each other, and what comes after them, are late together."""
    total = 0
    for part in (*parts, *filter(None, [after])):
        before = _timed(part, before)
        total += before.late
    return total


def _of(words: Sequence[_Word], part: _Part, start: int, end: int) -> _Part:
    """Some of its words, in one line where they fit, else in the lines in which they were."""
    one = " ".join(word.text for word in words)
    lines = (
        (one,)
        if len(one) <= part.width
        else tuple(" ".join(word.text for word in line) for _number, line in groupby(words, lambda word: word.line))
    )
    return replace(part, start=start, end=max(end, start + 1), lines=lines, words=tuple(words))
