"""A recording in runs that say the text word by word, and where it parts from the text between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.course import Prices, course
from newscast.sound.align.features import Frames
from newscast.sound.align.path import apart, frames_of, states_of
from newscast.sound.align.rows import (
    ENOUGH,
    TOGETHER,
    Floats,
    Rows,
    Sheet,
    Whole,
    blocks,
    columns_of,
    picked,
    some_of,
)

EACH = 4
"""Frames of 10 ms that are looked at as one: what stands at the end of a second of speech is no matter of 10 ms."""
_SILENT = -0.5
"""How surely somebody speaks in a frame in which nobody does, at most."""
_ENOUGH = ENOUGH // EACH
"""Frames of 40 ms of which an average is that of all."""
_JUMP = 3
"""States that are gone on by without leaving words out, at most."""
_FEW_FRAMES = 50
"""Frames of 40 ms that must be alike in a recording before it is believed to leave its text."""
_CALIBRATING, _ALIKE = 400, 20
"""Frames of the reference that each of the recording is held to, and the percentage of them that may be nearer to it
than what it says: 3 to 10 are, 15 to 25 where it says something else."""
_CERTAIN, _SUSPECTED = 1.0, 1.75
"""How much likelier each frame must be what the text says than anything the voice says, as a logarithm: in a recording
that may be read as it is written, and in one that has left its text somewhere. Where a voice says what is written it
is 3 to 9 likelier, elsewhere up to 3 by chance."""
_WEAK, _WEAK_FRAMES = 0.5, 30
"""How sure the weakest stretch of so many frames of 40 ms is, of the median, in a recording that may be read as it is
written: 0.55 to 0.8 there, 0.2 to 0.6 where a sentence is said otherwise."""
_RATHER = np.float32(0.05)
"""What something else costs more than a pause in each frame: of two ways that would cost the same, the one that keeps
to the text is taken."""
_OTHER = 0.8
"""Seconds of speech that are no part of the text, at least, for them to be told."""
_LEFT_OUT = 0.6
"""Seconds that words which are left out would take, at least."""
_ISLAND = 1.2
"""Seconds that a run between two partings lasts, at least: less of a likeness is chance."""


@dataclass(frozen=True)
class Run:
    """Words `first` to before `last` of the reference, said in the frames `start` to before `end` of 10 ms."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Gap:
    """Words `first` to before `last` that are not said between two runs, and the frames of 10 ms from the first to
    after the last in which something else is; where nothing is, both are where the run before ends."""

    first: int
    last: int
    start: int
    end: int
    other: bool

    @property
    def kind(self) -> str:
        if self.other:
            return "added" if self.first == self.last else "changed"
        return "skipped"


@dataclass(frozen=True)
class _Coarse:
    """Reference and recording in frames of 40 ms; `states` and `gates` are those of the reference."""

    reference: Sheet
    spoken: Floats
    heard: Sheet
    speech: Floats
    states: Whole
    gates: Whole


def runs_of(
    reference: Sheet, spoken: Floats, starts: Whole, heard: Sheet, speech: Floats
) -> tuple[list[Run], list[Gap], Whole | None]:
    """The runs in their order; the gaps: before the first, between two, after the last, where there are any; and about
    which frame of the reference each of the recording is, where that is more than a guess.

    `spoken` and `speech` say how surely each frame of the two is speech; `starts` are the frames of the reference at
    which words begin.
    """
    first = np.minimum(starts // EACH, (len(reference) - 1) // EACH)
    states, firsts = states_of(first, -(-len(reference) // EACH))
    gates = np.append(firsts - 1, len(states) - 1)
    rows, theirs = (Rows(map(every, blocks(each)), columns_of(each)) for each in (reference, heard))
    coarse = _Coarse(rows, every(spoken), theirs, every(speech), states, gates)
    whole = [Run(0, len(starts), 0, len(heard))]
    lasting = np.diff(np.append(starts, len(reference)))
    found: tuple[list[Run], list[Gap]] = whole, []
    guide: Whole | None = None
    for free, level in ((False, _CERTAIN), (True, _SUSPECTED)):
        way = _by_likeness(coarse, free)
        alike = (way >= 0) & (states[np.maximum(way, 0)] >= 0) & (coarse.speech > _SILENT)
        if alike.sum() < _FEW_FRAMES:
            break
        learnt = _learnt(coarse, states[way[alike]], alike)
        known = _by_knowledge(coarse, learnt, level)
        pieces = list(_pieces(known, gates))
        if not pieces:
            break
        guide = _guide(known, states, len(heard))
        found = _parted(pieces, coarse.speech, lasting, len(heard))
        if not found[1] and not _is_weak(coarse, learnt, known):
            break
    return *found, guide


def _guide(way: Whole, states: Whole, frames: int) -> Whole:
    """The frame of the reference in which each of the recording is, by its course in frames of 40 ms."""
    at = np.where(way < 0, -1, states[np.maximum(way, 0)])
    return np.repeat(np.maximum(np.maximum.accumulate(at), 0).astype(np.int32) * EACH, EACH)[:frames]


def every(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The means of EACH frames at a time."""
    marks = np.arange(0, len(values), EACH)
    sums = np.add.reduceat(values, marks, axis=0)
    counts = np.minimum(EACH, len(values) - marks).reshape(-1, *[1] * (values.ndim - 1))
    return np.asarray(sums / counts, np.float32)


def _by_likeness(coarse: _Coarse, free: bool) -> Whole:
    """The course where nothing is known of how these two voices differ; unless it is `free`, through all words and no
    others."""
    loud = np.flatnonzero(coarse.spoken > _SILENT)
    some = picked(coarse.reference, loud[np.linspace(0, len(loud) - 1, min(_CALIBRATING, len(loud))).astype(int)])
    pieces = (coarse.heard[at : at + 256] for at in range(0, len(coarse.heard), 256))
    other = np.concatenate([np.percentile(apart(piece, some), _ALIKE, axis=1) for piece in pieces]).astype(np.float32)
    usual = np.float32(np.median(other[coarse.speech > 0]) if (coarse.speech > 0).any() else np.median(other))
    unit = float(usual) / 5.5
    pause = usual + np.float32(unit) * (np.float32(0.4) + 3 * coarse.speech)
    least = _least(coarse.speech, pause)

    def near(first: int, last: int, low: int, high: int) -> Floats:
        known = picked(coarse.reference, frames_of(coarse.states[low:high]))
        return np.maximum(apart(coarse.heard[first:last], known), least[first:last, None])

    leave = 6 * unit if free else inf
    prices = Prices(pause, np.minimum(other, pause) + _RATHER, add=leave, skip=leave, left=0.02 * unit, step=unit)
    return course(near, len(coarse.states), coarse.gates, prices)


@dataclass(frozen=True)
class _Learnt:
    """What this voice makes of each frame of the reference, and what it says, in units of how far the two are apart;
    and of each frame that is heard how unlikely it is in this voice at all, as a logarithm."""

    reference: Sheet
    heard: Sheet
    anything: Floats

    def odds(self, first: int, last: int, frames: Whole) -> Floats:
        """How much less likely frames are to come from those of the reference than from anything the voice says."""
        near = apart(self.heard[first:last], picked(self.reference, frames))
        return np.asarray(np.square(near) / 2 - self.anything[first:last, None])


def _learnt(coarse: _Coarse, said: Whole, alike: NDArray[np.bool_]) -> _Learnt:
    """Learnt where both are `alike`, which `said` these frames."""
    places = some_of(np.arange(len(said)), _ENOUGH)
    theirs = picked(coarse.heard, np.flatnonzero(alike)[places])
    known = _with_one(picked(coarse.reference, said[places]))
    damping = np.diag([*[5.0] * theirs.shape[1], 1e-3])
    squares, products = np.einsum("ti,tj->ij", known, known), np.einsum("ti,tj->ij", known, theirs)
    solved = np.linalg.solve(squares + damping, products)

    def expected(ours: Frames) -> Frames:
        return np.asarray(np.einsum("ti,ij->tj", ours, solved), np.float32)

    spread = (theirs - expected(known)).var(axis=0) + np.float32(1e-6)
    usual = picked(coarse.heard, some_of(np.flatnonzero(coarse.speech > 0), _ENOUGH))
    mean, variance = usual.mean(axis=0), usual.var(axis=0)
    odds = (np.square(block - mean) / variance + np.log(variance / spread) for block in blocks(coarse.heard))
    anything = np.concatenate([0.5 * each.sum(axis=1) for each in odds]).astype(np.float32)
    scale = np.float32(1) / np.sqrt(spread)
    reference = Rows((expected(_with_one(block)) * scale for block in blocks(coarse.reference)), len(scale))
    return _Learnt(reference, Rows((block * scale for block in blocks(coarse.heard)), len(scale)), anything)


def _with_one(frames: Frames) -> Frames:
    return np.hstack([frames, np.ones((len(frames), 1), np.float32)])


def _by_knowledge(coarse: _Coarse, learnt: _Learnt, level: float) -> Whole:
    """The course where it is known what this voice makes of the reference.

    What is less than `level` likelier to come from that than from anything the voice says is something else.
    """
    pause = 8 * coarse.speech - np.float32(3)
    least = _least(coarse.speech, pause)

    def near(first: int, last: int, low: int, high: int) -> Floats:
        return np.maximum(learnt.odds(first, last, frames_of(coarse.states[low:high])), least[first:last, None])

    prices = Prices(pause, np.minimum(pause, np.float32(-level)) + _RATHER, add=40.0, skip=40.0, left=0.05, step=2.0)
    return course(near, len(coarse.states), coarse.gates, prices)


def _least(speech: Floats, pause: Floats) -> Floats:
    """What a frame in which nobody speaks costs at least, wherever in the reference it is: as much as in a pause.

    Sound that was cut to nothing is nearer to the closed mouth inside a word, however far ahead, than any pause with
    its breath and noise: seconds of it would pay for words that are left out.
    """
    return np.where(speech <= _SILENT, pause, np.float32(-inf)).astype(np.float32)


def _is_weak(coarse: _Coarse, learnt: _Learnt, way: Whole) -> bool:
    """Whether a second of speech is far less like what the text says there than the rest is."""
    frames = np.flatnonzero((way >= 0) & (coarse.states[np.maximum(way, 0)] >= 0) & (coarse.speech > _SILENT))
    if len(frames) < _FEW_FRAMES:
        return False
    pieces = np.array_split(frames, -(-len(frames) // TOGETHER))
    said = (picked(learnt.reference, coarse.states[way[piece]]) for piece in pieces)
    squares = (np.square(picked(learnt.heard, piece) - ours) for piece, ours in zip(pieces, said, strict=True))
    sure = learnt.anything[frames] - np.concatenate([each.sum(axis=1) / 2 for each in squares])
    seconds = np.convolve(sure, np.ones(_WEAK_FRAMES) / _WEAK_FRAMES, "valid")
    return bool(seconds.min() < _WEAK * np.median(sure))


def _pieces(way: Whole, gates: Whole) -> Iterator[Run]:
    """Frames of 40 ms that go through the reference without a jump."""
    cuts = np.flatnonzero((way[1:] < 0) | (way[:-1] < 0) | (np.diff(way) > _JUMP)) + 1
    for start, end in zip([0, *cuts], [*cuts, len(way)], strict=True):
        if way[start] >= 0:
            first = int(np.searchsorted(gates, way[start], side="right")) - 1
            # A word counts from its gate on; at the gate alone nothing of it was said.
            last = int(np.searchsorted(gates, way[end - 1]))
            if first < last:
                yield Run(max(first, 0), last, int(start), int(end))


def _parted(found: list[Run], speech: Floats, lasting: Whole, frames: int) -> tuple[list[Run], list[Gap]]:
    """Runs and gaps in frames of 10 ms, without those that may be chance."""
    count = len(lasting)
    runs: list[Run] = []
    for run in found:
        before = runs[-1] if runs else None
        gap = _between(before, run, speech, count)
        if before and not _is_told(gap, lasting):
            runs[-1] = Run(before.first, run.last, before.start, run.end)
        else:
            runs.append(run)
    runs = [run for number, run in enumerate(runs) if not _is_island(runs, number, speech, count)]
    pairs = zip([None, *runs], [*runs, None], strict=True)
    gaps = [gap for one, other in pairs if _is_told(gap := _between(one, other, speech, count), lasting)]
    return [_stretched(runs, number, count, gaps, frames) for number in range(len(runs))], [_fine(gap) for gap in gaps]


def _between(before: Run | None, after: Run | None, speech: Floats, count: int) -> Gap:
    start, end = before.end if before else 0, after.start if after else len(speech)
    first, last = before.last if before else 0, after.first if after else count
    heard = np.flatnonzero(speech[start:end] > 0) + start
    if len(heard) * EACH < _OTHER * 100:
        return Gap(first, max(first, last), start, start, False)
    return Gap(first, max(first, last), int(heard[0]), int(heard[-1]) + 1, True)


def _is_told(gap: Gap, lasting: Whole) -> bool:
    return gap.other or bool(lasting[gap.first : gap.last].sum() >= _LEFT_OUT * 100)


def _is_island(runs: list[Run], number: int, speech: Floats, count: int) -> bool:
    """Whether a run is short, and other words were expected on both sides."""
    run = runs[number]
    if (run.end - run.start) * EACH >= _ISLAND * 100:
        return False
    before = _between(runs[number - 1] if number else None, run, speech, count)
    after = _between(run, runs[number + 1] if number + 1 < len(runs) else None, speech, count)
    return (before.other or before.first < before.last) and (after.other or after.first < after.last)


def _stretched(runs: list[Run], number: int, count: int, gaps: list[Gap], frames: int) -> Run:
    """A run in frames of 10 ms, with the quiet around it; with all words at its side that no gap has."""
    run = runs[number]
    first = run.first if any(gap.last == run.first for gap in gaps) else (runs[number - 1].last if number else 0)
    last = run.last if number + 1 < len(runs) or any(gap.first == run.last for gap in gaps) else count
    start = runs[number - 1].end if number else 0
    end = runs[number + 1].start if number + 1 < len(runs) else frames
    before = next((gap.end for gap in gaps if gap.other and gap.last == first), start)
    after = next((gap.start for gap in gaps if gap.other and gap.first == last), end)
    return Run(first, last, max(start, before) * EACH, min(frames, min(end, after) * EACH))


def _fine(gap: Gap) -> Gap:
    return Gap(gap.first, gap.last, gap.start * EACH, gap.end * EACH, gap.other)
