"""Where each word of known copy falls: where it was heard, else by known stretches of speech.

Where nobody listened for the words: pauses of a recording mostly stand at punctuation. So the stretches of speech
between pauses are matched, in order, with runs of words so that each run would take about as long to say as its
stretch lasts, and pauses fall where the text has a reason for one; inside a stretch, words share the time by how long
they take to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise

from newscast.base.languages.all import language_of
from newscast.base.timecode import SAMPLE_RATE
from newscast.captions.gaps import gap_costs
from newscast.captions.prices import CLAUSE, COMMA, SENTENCE
from newscast.captions.spoken import weights
from newscast.timeline.heard import Utterance
from newscast.timeline.spans import Span

PAUSE = SAMPLE_RATE * 8 // 100
"""Samples. Shorter breaks in speech are stops inside words (p, t, k); 80 ms was measured to be safe."""
_WORDLESS = 0.8
"""What a stretch without words costs: a breath or a noise is rarer than a pause inside a word."""
_REACH = 4.0
"""Seconds that a boundary may lie away from where even speaking would put it."""


@dataclass(frozen=True)
class Word:
    """A word as written, the samples of the segment in which it is said, and what a break after it costs.

    A word that is not said (`said` is false) lasts no time, where it would have been said.
    """

    text: str
    start: int
    end: int
    gap: float
    said: bool = True


def times_of(utterance: Utterance, language: str) -> tuple[tuple[int, int], ...]:
    """The samples from which to which each word of an utterance is said: those of words_of."""
    changed = any(parting.kind == "changed" for parting in utterance.partings)
    if any(utterance.said) and not changed:
        # Where all was heard, nothing depends on how the text may be broken.
        return tuple(_heard(utterance.said))
    return tuple((word.start, word.end) for word in words_of(utterance, language))


def ends_at(utterance: Utterance) -> int:
    """The sample of the segment at which its last word ends."""
    heard = [span.end for span in utterance.said if span]
    return max(heard) if heard else stretches(utterance)[-1].end


# The same words are broken in another way for each deliverable.
@lru_cache(maxsize=1024)
def words_of(utterance: Utterance, language: str) -> tuple[Word, ...]:
    """The words of an utterance with their times, ascending and inside the utterance."""
    texts = utterance.text.split()
    if not texts:
        return ()
    gaps = gap_costs(texts, language_of(language).grammar)
    spans = _with_others(utterance, gaps, language)
    if any(spans):
        times = _heard(spans)
        said = [span is not None for span in spans]
    else:
        times = _guessed(utterance, weights(utterance.text, language, utterance.say), gaps)
        said = [True] * len(texts)
    return tuple(Word(text, *time, gap, heard) for text, time, gap, heard in zip(texts, times, gaps, said, strict=True))


def _with_others(utterance: Utterance, gaps: Sequence[float], language: str) -> Sequence[Span | None]:
    """Where each word was heard; words for which others are said share what is said there, and follow its pauses."""
    said = list(utterance.said)
    for parting in utterance.partings if said else ():
        if parting.kind == "changed" and parting.end > parting.start:
            words = slice(parting.first, parting.last)
            there = replace(utterance, start=parting.start, samples=parting.end - parting.start)
            sizes = weights(utterance.text, language, utterance.say)[words]
            said[words] = [Span(*times) for times in _guessed(there, sizes, gaps[words])]
    return said


def _heard(said: Sequence[Span | None]) -> list[tuple[int, int]]:
    """The words' times as they were heard; one that is not said stands where the one before it ends."""
    times: list[tuple[int, int]] = []
    at = next(span.start for span in said if span)
    for span in said:
        times.append((span.start, span.end) if span else (at, at))
        at = times[-1][1]
    return times


def _guessed(utterance: Utterance, sizes: Sequence[float], gaps: Sequence[float]) -> list[tuple[int, int]]:
    """The times of words within an utterance by how long they take to say."""
    if not any(sizes):
        sizes = [1.0] * len(sizes)
    spans = stretches(utterance)
    return _share(spans, sizes, _boundaries(spans, sizes, gaps))


def stretches(utterance: Utterance) -> tuple[Span, ...]:
    """The speech of an utterance with breaks under PAUSE closed; all of it where nothing is known."""
    first, last = utterance.start, utterance.start + utterance.samples
    joined: list[Span] = []
    for span in utterance.speech:
        start, end = max(span.start, first), min(span.end, last)
        if end <= start:
            continue
        if joined and start - joined[-1].end < PAUSE:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return tuple(joined) or (Span(first, last),)


def _boundaries(spans: Sequence[Span], sizes: Sequence[float], gaps: Sequence[float]) -> list[int]:
    """For each span, how many words have been said when it ends: the cheapest way to match words with spans."""
    said = [0.0, *accumulate(sizes)]
    seconds = [(span.end - span.start) / SAMPLE_RATE for span in spans]
    pace = sum(seconds) / said[-1]
    missed = [0.0, *accumulate(_unpaused(gap) for gap in gaps)]
    table: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for index, length in enumerate(seconds):
        pause = (spans[index + 1].start - spans[index].end) / SAMPLE_RATE if index + 1 < len(spans) else 0.0
        row: dict[int, tuple[float, int]] = {}
        for count in _candidates(said, pace, sum(seconds[: index + 1]), index + 1 == len(spans)):
            paid = _paused(gaps[count - 1], pause) if 0 < count < len(gaps) else 0.0
            options = (
                (cost + _misfit(length, pace * (said[count] - said[before])) + _inside(missed, before, count), before)
                for before, (cost, _) in table[-1].items()
                if before <= count
            )
            best = min(options, default=None)
            if best:
                row[count] = (best[0] + paid, best[1])
        table.append(row)
    return _walk_back(table)


def _candidates(said: Sequence[float], pace: float, elapsed: float, last: bool) -> list[int]:
    """Word counts that may have been said after `elapsed` seconds of speech."""
    if last:
        return [len(said) - 1]
    nearest = min(range(len(said)), key=lambda count: abs(pace * said[count] - elapsed))
    return [count for count in range(len(said)) if count == nearest or abs(pace * said[count] - elapsed) <= _REACH]


def _walk_back(table: Sequence[dict[int, tuple[float, int]]]) -> list[int]:
    count = next(iter(table[-1]))
    counts = []
    for row in reversed(table[1:]):
        counts.append(count)
        count = row[count][1]
    return counts[::-1]


def _misfit(length: float, expected: float) -> float:
    """How unlikely it is that words which would take `expected` seconds took `length`."""
    wordless = 0.0 if expected else _WORDLESS
    return wordless + (length - expected) ** 2 / (length + expected + 0.3)


def _paused(gap: float, pause: float) -> float:
    """A pause where the text has no reason for one."""
    return min(pause, 0.6) * (0.0 if gap <= COMMA else min(gap, 12.0) / 12)


def _unpaused(gap: float) -> float:
    """Punctuation that was read over."""
    return 0.15 if gap == SENTENCE else 0.05 if gap <= CLAUSE else 0.02 if gap <= COMMA else 0.0


def _inside(missed: Sequence[float], before: int, count: int) -> float:
    """Punctuation strictly inside the words from `before` to `count`."""
    return missed[count - 1] - missed[before] if count - before > 1 else 0.0


def _share(spans: Sequence[Span], sizes: Sequence[float], counts: Sequence[int]) -> list[tuple[int, int]]:
    """Each word's samples: the words of a span share it by size."""
    times: list[tuple[int, int]] = []
    for span, before, count in zip(spans, [0, *counts], counts, strict=False):
        run = [Fraction(size).limit_denominator(100) for size in sizes[before:count]]
        if not any(run):
            run = [Fraction(1)] * len(run)
        marks = [Fraction(0), *accumulate(run)]
        at = [span.start + int(mark * (span.end - span.start) / (marks[-1] or 1)) for mark in marks]
        times += pairwise(at)
    return times
