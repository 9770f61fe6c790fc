"""Copy broken into captions and lines: the cheapest of all ways, counting sense, length, pauses and balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscast.captions.align import PAUSE, Word
from newscast.captions.gaps import CLAUSE, SENTENCE
from newscast.show.model import CaptionStyle
from newscast.timecode import SAMPLE_RATE

SHORTEST, LONGEST = 5 / 6, 7.0
"""Seconds a caption is on screen (Netflix timed text style guide, general requirements)."""

_NEW_CUE, _NEW_LINE = 4.0, 1.0
_LINE_SHARE = 0.85
"""A poor break inside a caption hurts less than one between captions."""

Layout = tuple[tuple[int, int], ...]
"""Lines as (first word, word after the last)."""


def break_copy(words: Sequence[Word], style: CaptionStyle) -> tuple[Layout, ...]:
    """The words of one utterance as captions of at most `style.lines` lines of `style.characters` characters.

    No word is ever split: one that is longer than a line has a line of its own.
    """
    best: list[tuple[float, int, Layout]] = [(0.0, 0, ())]
    for end in range(1, len(words) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            laid = lay_out(words, start, end, style)
            if laid is None:
                break
            cost = best[start][0] + laid[0] + _cue_cost(words[start:end], style)
            options.append((cost, start, laid[1]))
        best.append(min(options))
    cues: list[Layout] = []
    end = len(words)
    while end:
        _, start, layout = best[end]
        cues.append(layout)
        end = start
    return tuple(reversed(cues))


def lay_out(words: Sequence[Word], start: int, end: int, style: CaptionStyle) -> tuple[float, Layout] | None:
    """The best lines for the words from `start` to `end` and what they cost; None where they do not fit."""
    if _length(words, start, end) > style.lines * (style.characters + 1) and end - start > style.lines:
        return None
    for lines in range(1, style.lines + 1):
        options = [(_layout_cost(words, layout, style), layout) for layout in _layouts(words, start, end, lines, style)]
        if options:
            return min(options)
    return None


def _layouts(words: Sequence[Word], start: int, end: int, lines: int, style: CaptionStyle) -> Iterator[Layout]:
    """Every way to set the words in exactly so many lines."""
    if lines == 1:
        if _fits(words, start, end, style):
            yield ((start, end),)
        return
    for middle in range(start + 1, end):
        if not _fits(words, start, middle, style):
            return
        for rest in _layouts(words, middle, end, lines - 1, style):
            yield ((start, middle), *rest)


def _fits(words: Sequence[Word], start: int, end: int, style: CaptionStyle) -> bool:
    return end - start == 1 or _length(words, start, end) <= style.characters


def _length(words: Sequence[Word], start: int, end: int) -> int:
    return sum(len(word.text) for word in words[start:end]) + end - start - 1


def _layout_cost(words: Sequence[Word], layout: Layout, style: CaptionStyle) -> float:
    """Poor breaks and uneven lines; of two uneven ways, the one with the shorter line on top."""
    lengths = [_length(words, start, end) / style.characters for start, end in layout]
    mean = sum(lengths) / len(lengths)
    uneven = sum(7 * (length - mean) ** 2 for length in lengths) + 0.3 * max(0.0, lengths[0] - lengths[-1])
    breaks = sum(words[end - 1].gap for _, end in layout[:-1])
    return _NEW_LINE * (len(layout) - 1) + _LINE_SHARE * breaks + uneven


def _cue_cost(words: Sequence[Word], style: CaptionStyle) -> float:
    """What one caption of these words costs: its end, its length in time, its reading speed, pauses inside."""
    seconds = (words[-1].end - words[0].start) / SAMPLE_RATE
    characters = _length(words, 0, len(words))
    cost = _NEW_CUE + words[-1].gap
    cost += 10 * max(0.0, SHORTEST - seconds) + 3 * max(0.0, seconds - LONGEST)
    cost += 0.5 * max(0.0, characters / max(seconds, SHORTEST) - style.cps)
    cost += 4 * max(0.0, 1 - characters / (style.characters * 0.6))
    return cost + sum(_held_over(word, after) for word, after in pairwise(words))


def _held_over(word: Word, after: Word) -> float:
    """Going on over a pause or the end of a sentence."""
    pause = (after.start - word.end) / SAMPLE_RATE
    silent = 4 * min(pause, 1.5) if pause * SAMPLE_RATE >= PAUSE else 0.0
    return silent + (2.5 if word.gap == SENTENCE else 1.0 if word.gap == CLAUSE else 0.0)
