"""What listening found, as a file: when each word of a text is said, and where the voice leaves the text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from newscast.base.timecode import SAMPLE_RATE
from newscast.timeline.heard import Alignment, Parting
from newscast.timeline.spans import Span

_QUANTUM = SAMPLE_RATE // 1000
"""Samples to which times are rounded: 1 ms, so that the last bit of a sum changes nothing."""

Times = Sequence[tuple[float, float] | None]
"""Seconds from which to which each word is said; None for one that is not."""


def with_marks(times: Times, words: Sequence[str], forms: Sequence[str]) -> list[tuple[float, float] | None]:
    """With what nobody says, between the words around it: a remark has all the time there, a mark has none."""
    filled = list(times)
    for first, last in _silent(forms):
        before, after = next(filter(None, times[:first][::-1]), None), next(filter(None, times[last:]), None)
        if known := before or after:
            start = before[1] if before else known[0]
            is_remark = any(any(map(str.isalnum, word)) for word in words[first:last])
            end = max(after[0], start) if before and after and is_remark else start
            share = (end - start) / (last - first)
            filled[first:last] = [(start + share * n, start + share * (n + 1)) for n in range(last - first)]
    return filled


def _silent(forms: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of words that are not said, from the first to after the last."""
    silent = [False, *(not form for form in forms), False]
    turns = [number for number, (one, other) in enumerate(pairwise(silent)) if one != other]
    return list(zip(turns[::2], turns[1::2], strict=True))


def write_said(
    times: Times, partings: Sequence[tuple[str, int, int, float, float]], output: Path, *, doubtful: bool = False
) -> None:
    """Write down what was found; the times of `partings` are seconds too."""
    said = [None if time is None else [_samples(time[0]), _samples(time[1])] for time in times]
    left = [[kind, first, last, _samples(start), _samples(end)] for kind, first, last, start, end in partings]
    output.write_text(json.dumps({"said": said, "partings": left, "doubtful": doubtful}))


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE / _QUANTUM) * _QUANTUM


def read_said(path: Path) -> Alignment:
    """Read what was written down."""
    found = json.loads(path.read_text())
    said = tuple(None if span is None else Span(*span) for span in found["said"])
    return Alignment(said, tuple(Parting(*each) for each in found["partings"]), found.get("doubtful", False))
