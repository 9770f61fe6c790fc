"""Copy broken into captions and lines: the cheapest of all ways, counting sense, length, pauses and balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING

from newscast.base.languages.all import language_of
from newscast.base.timecode import SAMPLE_RATE
from newscast.captions.align import PAUSE, Word
from newscast.captions.gaps import gap_costs, listed
from newscast.captions.prices import ADJECTIVE, CLAUSE, COMMA, SENTENCE
from newscast.captions.rules import FAST_SPEECH, GAP, LINGER, LONGEST, SHORTEST

if TYPE_CHECKING:
    from newscast.show.model import CaptionStyle

_SHORTEST, _LONGEST = float(SHORTEST), float(LONGEST)
_NEXT, _AFTER = GAP / 30, LINGER / 30
"""Seconds at the usual rate; timing counts exactly."""
_NEW_CUE, _NEW_LINE = 4.0, 1.0
_LINE_SHARE, _CUE_SHARE = 0.75, 1.25
"""A poor break hurts less inside a caption than between two, and one that should not be at all hurts more there."""
_RUN_ON = 10.0
"""A caption that ends inside a sentence after it has held another one whole."""
_LONELY = 20.0
"""A caption of a single word that is no sentence."""
_ORPHAN = 12.0
"""A line of a single short word."""
_MOST_RUSHED = 16.0
"""What a caption costs at most for being read too fast: less than parting words that belong together."""
_BEGUN = 20.0
"""The first word of a sentence at the end of a line or caption that holds the end of another: `Buenos días. Es |`."""
_FULL = 4.0
"""Seconds that a caption of two full lines takes to be said fast."""
_MIXED = 5.0
"""A line that ends one sentence and begins another, where there are lines enough to part them."""
_EMPTY = 1000.0
"""A caption of which nothing is said, such as a speaker's name alone."""
_ROUNDING = 1e-6
"""More than sums of costs differ by when they are added up in another order."""

Layout = tuple[tuple[int, int], ...]
"""Lines as (first word, word after the last)."""


@dataclass(frozen=True)
class _Copy:
    """The words of an utterance and a style, with what is asked for again and again counted once.

    `upto` has the characters of all words before each word, `begins` when each word begins and `stays` until when a
    caption that ends with it can stay, in seconds, `held` what it costs to go on after each word, `ends` whether each
    word ends a sentence, `inside` and `after` what a new line and a new caption after each word cost,
    `rushed` the characters a second above which no way of breaking helps.
    """

    words: Sequence[Word]
    style: CaptionStyle
    upto: Sequence[int]
    begins: Sequence[float]
    stays: Sequence[float]
    held: Sequence[float]
    ends: Sequence[bool]
    inside: Sequence[float]
    after: Sequence[float]
    rushed: float


def break_copy(words: Sequence[Word], style: CaptionStyle) -> tuple[Layout, ...]:
    """The words of one utterance as captions of at most `style.lines` lines of `style.characters` characters.

    No word is ever split: one that is longer than a line has a line of its own. No caption begins inside a sentence
    and goes on into the next one.
    """
    copy = _counted(words, style)
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


def set_lines(words: Sequence[str], style: CaptionStyle, language: str) -> tuple[str, ...]:
    """The words of one caption, whenever they are said, in its lines; all in one where they do not fit."""
    costs = gap_costs(words, language_of(language).grammar)
    copy = _counted([Word(word, 0, 0, cost) for word, cost in zip(words, costs, strict=True)], style)
    laid = _lay_out(copy, 0, len(words))
    return tuple(" ".join(words[start:end]) for start, end in (laid[1] if laid else ((0, len(words)),)))


def _counted(words: Sequence[Word], style: CaptionStyle) -> _Copy:
    upto = (0, *accumulate(len(word.text) for word in words))
    said = sum(word.end - word.start for word in words) / SAMPLE_RATE
    pace = (upto[-1] + len(words)) / said if said else 0.0
    held = [_held_over(word, after) for word, after in pairwise(words)]
    ends = [word.gap == SENTENCE for word in words]
    gaps = _with_beginnings(listed([word.text for word in words], [word.gap for word in words]))
    inside = [gap * (_LINE_SHARE if gap < ADJECTIVE else 1.0) for gap in gaps]
    after = [gap * (_CUE_SHARE if gap >= ADJECTIVE else 1.0) for gap in gaps]
    begins = [word.start / SAMPLE_RATE for word in words]
    return _Copy(words, style, upto, begins, _stays(words), held, ends, inside, after, max(FAST_SPEECH, pace))


def _with_beginnings(gaps: Sequence[float]) -> list[float]:
    """What breaks cost, more where the first word of a sentence would stay behind alone."""
    begun = [False, *(gap == SENTENCE for gap in gaps[:-1])]
    return [gap + _BEGUN if first and gap > COMMA else gap for first, gap in zip(begun, gaps, strict=True)]


def _options(copy: _Copy, best: Sequence[tuple[float, int, Layout]], end: int) -> list[tuple[float, int, Layout]]:
    """The ways to end a caption before the word `end`: what all costs so far, its first word, its lines.

    Lines cost something or nothing, never less, so those that are dearer without are not laid out.
    """
    without = []
    several = False
    for start in range(end - 1, -1, -1):
        if _too_long(copy, start, end):
            break
        several = several or (start < end - 1 and copy.ends[start])
        if several and start and not copy.ends[start - 1]:
            continue
        without.append((best[start][0] + _cue_cost(copy, start, end, several), start))
    options: list[tuple[float, int, Layout]] = []
    cheapest = inf
    for least, start in sorted(without):
        if least > cheapest + _ROUNDING:
            break
        if laid := _lay_out(copy, start, end):
            options.append((least + laid[0], start, laid[1]))
            cheapest = min(cheapest, least + laid[0])
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
    """Poor breaks, uneven lines, lonely words; of two uneven ways, the one with the shorter line on top."""
    if len(layout) == 1:
        return 0.0
    lengths = [_length(copy, start, end) / copy.style.characters for start, end in layout]
    mean = sum(lengths) / len(lengths)
    uneven = sum([7 * (length - mean) ** 2 for length in lengths]) + 0.3 * max(0.0, lengths[0] - lengths[-1])
    breaks = sum([copy.inside[end - 1] for _, end in layout[:-1]])
    orphans = sum(end - start == 1 and length < 0.5 for (start, end), length in zip(layout, lengths, strict=True))
    mixed = sum(any(copy.ends[start : end - 1]) for start, end in layout)
    return _NEW_LINE * (len(layout) - 1) + breaks + uneven + _ORPHAN * orphans + _MIXED * mixed


def _cue_cost(copy: _Copy, start: int, end: int, several: bool) -> float:
    """What one caption of these words costs: its end, its time on screen, its reading speed, pauses inside.

    `several` is whether it holds more than one sentence, or parts of them.
    """
    seconds = copy.stays[end - 1] - copy.begins[start]
    characters = _length(copy, start, end)
    cost = _NEW_CUE + copy.after[end - 1]
    cost += 10 * max(0.0, _SHORTEST - seconds) + 20 * max(0.0, seconds - _AFTER - _LONGEST)
    pace = characters / max(seconds, _SHORTEST)
    rushed = min(8 * max(0.0, pace - copy.rushed), _MOST_RUSHED)
    # Less for a short one: two of them that are rushed are no worse than one of all their words.
    cost += 0.5 * max(0.0, pace - copy.style.cps) + rushed * min(1.0, seconds / _FULL)
    cost += 4 * max(0.0, 1 - characters / (copy.style.characters * 0.6))
    if copy.words[end - 1].end <= copy.words[start].start:
        cost += _EMPTY
    if not copy.ends[end - 1]:
        cost += _RUN_ON if several else 0.0
    if end - start == 1 and not (copy.ends[start] and (not start or copy.ends[start - 1])):
        cost += _LONELY
    return cost + sum(copy.held[start : end - 1])


def _stays(words: Sequence[Word]) -> list[float]:
    """Until when a caption that ends with each word can stay: to the next one, or a little longer than it is said."""
    own = [word.end / SAMPLE_RATE + _AFTER for word in words]
    following = [word.start / SAMPLE_RATE - _NEXT for word in words[1:]]
    return [*map(min, own, following), *own[-1:]]


def _held_over(word: Word, after: Word) -> float:
    """Going on over a pause or the end of a sentence."""
    pause = (after.start - word.end) / SAMPLE_RATE
    silent = 4 * min(pause, 1.5) if pause * SAMPLE_RATE >= PAUSE else 0.0
    return silent + (2.5 if word.gap == SENTENCE else 1.0 if word.gap == CLAUSE else 0.0)
