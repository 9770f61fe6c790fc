"""Which of two texts a recording says, where they differ: the one to whose voice it is nearer there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.costs import costs_of
from newscast.sound.align.features import Voice, shapes
from newscast.sound.align.path import Known, follow, states_of
from newscast.sound.align.reference import reference
from newscast.sound.align.rows import Whole
from newscast.sound.align.words import voice_of
from newscast.sound.wav import open_wav
from newscast.step.step import Params, Tools


@dataclass(frozen=True)
class _Held:
    """What each frame of a recording costs on its way through a text, and at which frame each word of that begins, and
    after the last one the text ends."""

    costs: NDArray[np.float32]
    begins: Whole


def make_closeness(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """JSON: what a frame costs on average where the texts differ, by the `before` and by the `now` of `texts`."""
    heard = voice_of(open_wav(path) for path in inputs)
    if not (heard.speech > 0).any():
        output.write_text(json.dumps({"before": 0.0, "now": 0.0}))
        return
    one, other = (
        _held(text["words"], text["forms"], params["voice"], heard, tools.scratch) for text in params["texts"]
    )
    frames = np.unique(np.concatenate([np.zeros(0, np.int64), *_stretches(one, other, params["changed"])]))
    before, now = (round(float(each.costs[frames].mean()), 3) if len(frames) else 0.0 for each in (one, other))
    output.write_text(json.dumps({"before": before, "now": now}))


def _held(words: Sequence[str], forms: Sequence[str], name: str, heard: Voice, scratch: Path) -> _Held:
    known = reference(words, forms, name, scratch)
    ours, theirs, audible = shapes(known.voice, heard)
    states, firsts = states_of(known.starts, len(ours))
    text = Known(ours, audible)
    way = follow(text, states, theirs, heard.speech)
    costs = costs_of(way, states, text, theirs, heard.speech)
    begins = np.full(len(words) + 1, len(way), np.int64)
    begins[known.words] = np.searchsorted(way, firsts)
    # A word of which nothing is said begins where the next one does.
    return _Held(costs, np.minimum.accumulate(begins[::-1])[::-1])


def _stretches(before: _Held, now: _Held, changed: Sequence[Sequence[int]]) -> Iterator[Whole]:
    """The frames in which the texts differ, with a word on either side that both have."""
    for one, other, first, last in changed:
        pairs = ((before.begins, one, other), (now.begins, first, last))
        start = min(int(begins[max(begin - 1, 0)]) for begins, begin, _end in pairs)
        stop = max(int(begins[min(end + 1, len(begins) - 1)]) for begins, _begin, end in pairs)
        yield np.arange(start, stop)
