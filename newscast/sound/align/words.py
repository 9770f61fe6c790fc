"""When each word of a text is said in a recording of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.align.features import HOP, RATE, Voice, recorded, shapes
from newscast.sound.align.path import Known, follow, states_of
from newscast.sound.align.rates import lowered
from newscast.sound.align.reference import Reference, reference
from newscast.sound.align.rows import TOGETHER, Sheet, Whole
from newscast.sound.align.runs import Gap, Run, runs_of
from newscast.sound.align.shuffled import Verdict, verdict_of
from newscast.sound.align.strays import placed_again
from newscast.sound.wav import Wav, in_mono

_FRAME = HOP / RATE
"""Seconds."""
_EARLY = 0.010
"""Seconds that a word begins before the first frame that is like it: a frame sees half its window ahead. Words of
synthetic voices with known times are then late by 8 ms or early by 10."""
_SHORTEST = 0.02
"""Seconds that a word lasts at least."""

Times = list[tuple[float, float] | None]
Left = tuple[str, int, int, float, float]
"""Kind, words and seconds of a parting; see newscast.timeline.heard.Parting."""


def said(
    words: Sequence[str], forms: Sequence[str], name: str, takes: Sequence[Wav], scratch: Path
) -> tuple[Times, list[Left], bool]:
    """The seconds from which to which each word is said in the takes, one after another, from the first's start;
    where they leave the words; and whether they may be those of another text.

    `forms` is what is said for each word, `name` the synthetic voice that the recording is held to.
    """
    heard = voice_of(takes)
    if not any(forms) or not (heard.speech > 0).any():
        return [], [], False
    return placed(reference(words, forms, name, scratch), heard, len(words))


def placed(known: Reference, heard: Voice, count: int) -> tuple[Times, list[Left], bool]:
    """The same of `count` words, of which the reference has those that are said."""
    ours, theirs, audible = shapes(known.voice, heard)
    verdict = verdict_of(ours, theirs, heard.speech)
    if verdict is Verdict.OTHER:
        spoken = np.flatnonzero(heard.speech > 0)
        all_of_it = ("changed", 0, count, float(spoken[0]) * _FRAME, float(spoken[-1] + 1) * _FRAME)
        return [None] * count, [all_of_it], True
    runs, gaps, guide = runs_of(ours, known.voice.speech, known.starts, theirs, heard.speech)
    times: Times = [None] * count
    last = 0.0
    for run in runs:
        for number, start, end in _timed(run, known.starts, Known(ours, audible), theirs, heard.speech, guide):
            begin = max(start, last)
            last = max(end, begin + _SHORTEST)
            times[known.words[number]] = (begin, last)
    return times, [_left(gap, known, times, count) for gap in gaps], verdict is Verdict.DOUBTFUL


def _timed(
    run: Run,
    starts: Whole,
    known: Known,
    theirs: Sheet,
    speech: NDArray[np.float32],
    guide: Whole | None,
) -> Iterator[tuple[int, float, float]]:
    """The words of a run, each with the seconds from which to which it is said."""
    ends = np.append(starts, len(known.shapes))
    begin, end = int(ends[run.first]), int(ends[run.last])
    starts = starts[run.first : run.last] - begin
    states, firsts = states_of(starts, end - begin)
    about = None if guide is None else np.clip(guide[run.start : run.end] - begin, 0, end - begin - 1)
    if about is not None:
        # A state for each frame, and one for each word.
        for some in np.array_split(about, len(about) // TOGETHER + 1):
            some += np.searchsorted(starts, some, side="right").astype(np.int32)
    way = follow(known.part(begin, end), states, theirs[run.start : run.end], speech[run.start : run.end], about)
    heard, spoken = theirs[run.start : run.end], speech[run.start : run.end]
    begins, stops = placed_again(way, states, firsts, starts, known.part(begin, end), heard, spoken)
    begins, stops = begins + run.start, stops + run.start
    for number, (start, stop) in enumerate(zip(begins, stops, strict=True), run.first):
        yield number, max(float(start) * _FRAME - _EARLY, 0.0), max(float(stop) * _FRAME - _EARLY, 0.0)


def _left(gap: Gap, known: Reference, times: Times, count: int) -> Left:
    """A gap by the numbers of the written words."""
    first = int(known.words[gap.first]) if gap.first < len(known.words) else count
    last = int(known.words[gap.last - 1]) + 1 if gap.first < gap.last else first
    if gap.other:
        return gap.kind, first, last, gap.start * _FRAME, gap.end * _FRAME
    at = next((time[1] for time in times[:first][::-1] if time), 0.0)
    return gap.kind, first, last, at, at


def voice_of(takes: Iterable[Wav]) -> Voice:
    """What is heard in takes, one after another."""
    return recorded(_low(takes))


def _low(takes: Iterable[Wav]) -> Iterator[NDArray[np.float32]]:
    """The takes as mono at RATE."""
    blocks = (in_mono(block) for take in takes for block in take.blocks())
    return lowered(blocks, SAMPLE_RATE // RATE, 0.45 * RATE / SAMPLE_RATE)
