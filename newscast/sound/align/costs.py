"""What each frame of a recording costs on its way through a reference."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.features import Frames
from newscast.sound.align.path import Known, States, drowned, frames_of, silent
from newscast.sound.align.rows import Sheet, Whole, picked
from newscast.sound.align.walk import SKIP, SKIP_TWO, STAY

_MOVES = np.array([STAY, 0.0, SKIP, SKIP_TWO], np.float32)
"""What it costs to stay at a frame of the reference, to go on, and to leave one out or two."""


_TOGETHER = 1024
"""Frames that are looked at at a time."""


def costs_of(
    way: Whole, states: States, known: Known, heard: Sheet, speech: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The costs of the frames of `heard` on a way that `follow` found in these states of `known`."""
    at, silence = states[way], silent(speech)
    pieces = [_distances(at[n : n + _TOGETHER], known, heard[n : n + _TOGETHER]) for n in range(0, len(at), _TOGETHER)]
    there = np.maximum(at, 0)
    distance = drowned(np.concatenate(pieces), known.audible[there], silence)
    steps = np.diff(way, prepend=way[:1])
    moves = np.where((steps == 0) & (at < 0), 0, _MOVES[np.clip(steps, 0, 3)])
    return np.asarray(np.where(at < 0, silence, distance) + moves, np.float32)


def _distances(at: States, known: Known, heard: Sheet) -> Frames:
    return np.asarray(np.linalg.norm(np.asarray(heard) - picked(known.shapes, frames_of(at)), axis=1))
