"""Copy broken into captions and lines: the cheapest of all ways, counting sense, length, pauses and balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from newscast.base.timecode import SAMPLE_RATE
from newscast.captions.align import PAUSE, Word
from newscast.captions.gaps import CLAUSE, SENTENCE
from newscast.captions.rules import LONGEST, SHORTEST
from newscast.show.model import CaptionStyle

_SHORTEST, _LONGEST = float(SHORTEST), float(LONGEST)
_NEW_CUE, _NEW_LINE = 4.0, 1.0
_LINE_SHARE = 0.85
"""A poor break inside a caption hurts less than one between captions."""
_ROUNDING = 1e-6
"""More than sums of costs differ by when they are added up in another order."""

Layout = tuple[tuple[int, int], ...]
"""Lines as (first word, word after the last)."""


@dataclass(frozen=True)
class _Copy:
    """The words of an utterance and a style, with what is asked for again and again counted once.

    `upto` has the characters of all words before each word, `held` what it costs to go on after each word.
    """

    words: Sequence[Word]
    style: CaptionStyle
    upto: Sequence[int]
    held: Sequence[float]


def break_copy(words: Sequence[Word], style: CaptionStyle) -> tuple[Layout, ...]:
    """The words of one utterance as captions of at most `style.lines` lines of `style.characters` characters.

    No word is ever split: one that is longer than a line has a line of its own.
    """
    upto = (0, *accumulate(len(word.text) for word in words))
    copy = _Copy(words, style, upto, [_held_over(word, after) for word, after in pairwise(words)])
    best: list[tuple[float, int, Layout]] = [(0.0, 0, ())]
    for end in range(1, len(words) + 1):
        best.append(min(_options(copy, best, end)))
    cues: list[Layout] = []
    end = len(words)
    while end:
        _, start, layout = best[end]
        cues.append(layout)
        end = start
    return tuple(reversed(cues))


def _options(copy: _Copy, best: Sequence[tuple[float, int, Layout]], end: int) -> list[tuple[float, int, Layout]]:
    """The ways to end a caption before the word `end`: what all costs so far, its first word, its lines.

    Lines cost something or nothing, never less, so those that are dearer without are not laid out.
    """
    without = []
    for start in range(end - 1, -1, -1):
        if _too_long(copy, start, end):
            break
        without.append((best[start][0] + _cue_cost(copy, start, end), start))
    options: list[tuple[float, int, Layout]] = []
    cheapest = inf
    for least, start in sorted(without):
        if least > cheapest + _ROUNDING:
            break
        if laid := _lay_out(copy, start, end):
            cost = best[start][0] + laid[0] + _cue_cost(copy, start, end)
            options.append((cost, start, laid[1]))
            cheapest = min(cheapest, cost)
    return options


def _too_long(copy: _Copy, start: int, end: int) -> bool:
    style = copy.style
    return end - start > style.lines and _length(copy, start, end) > style.lines * (style.characters + 1)


def _lay_out(copy: _Copy, start: int, end: int) -> tuple[float, Layout] | None:
    """The best lines for the words from `start` to `end` and what they cost; None where they do not fit."""
    for lines in range(1, copy.style.lines + 1):
        options = [(_layout_cost(copy, layout), layout) for layout in _layouts(copy, start, end, lines)]
        if options:
            return min(options)
    return None


def _layouts(copy: _Copy, start: int, end: int, lines: int) -> Iterator[Layout]:
    """Every way to set the words in exactly so many lines."""
    if lines == 1:
        if _fits(copy, start, end):
            yield ((start, end),)
        return
    if lines == 2:
        # By far the most frequent, and worth no further generators.
        for middle in range(start + 1, end):
            if not _fits(copy, start, middle):
                return
            if _fits(copy, middle, end):
                yield ((start, middle), (middle, end))
        return
    for middle in range(start + 1, end):
        if not _fits(copy, start, middle):
            return
        for rest in _layouts(copy, middle, end, lines - 1):
            yield ((start, middle), *rest)


def _fits(copy: _Copy, start: int, end: int) -> bool:
    return end - start == 1 or _length(copy, start, end) <= copy.style.characters


def _length(copy: _Copy, start: int, end: int) -> int:
    return copy.upto[end] - copy.upto[start] + end - start - 1


def _layout_cost(copy: _Copy, layout: Layout) -> float:
    """Poor breaks and uneven lines; of two uneven ways, the one with the shorter line on top."""
    if len(layout) == 1:
        return 0.0
    lengths = [_length(copy, start, end) / copy.style.characters for start, end in layout]
    mean = sum(lengths) / len(lengths)
    uneven = sum([7 * (length - mean) ** 2 for length in lengths]) + 0.3 * max(0.0, lengths[0] - lengths[-1])
    breaks = sum([copy.words[end - 1].gap for _, end in layout[:-1]])
    return _NEW_LINE * (len(layout) - 1) + _LINE_SHARE * breaks + uneven


def _cue_cost(copy: _Copy, start: int, end: int) -> float:
    """What one caption of these words costs: its end, its length in time, its reading speed, pauses inside."""
    first, last, style = copy.words[start], copy.words[end - 1], copy.style
    seconds = (last.end - first.start) / SAMPLE_RATE
    characters = _length(copy, start, end)
    cost = _NEW_CUE + last.gap
    cost += 10 * max(0.0, _SHORTEST - seconds) + 3 * max(0.0, seconds - _LONGEST)
    cost += 0.5 * max(0.0, characters / max(seconds, _SHORTEST) - style.cps)
    cost += 4 * max(0.0, 1 - characters / (style.characters * 0.6))
    return cost + sum(copy.held[start : end - 1])


def _held_over(word: Word, after: Word) -> float:
    """Going on over a pause or the end of a sentence."""
    pause = (after.start - word.end) / SAMPLE_RATE
    silent = 4 * min(pause, 1.5) if pause * SAMPLE_RATE >= PAUSE else 0.0
    return silent + (2.5 if word.gap == SENTENCE else 1.0 if word.gap == CLAUSE else 0.0)
