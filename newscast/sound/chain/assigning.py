"""Who speaks in each tenth of a second: the voice it is most like, with as few changes as that allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.sounding import Sounding

_STRAYS, _LEAPS = 6.0, 3.0
"""dB and semitones that a tenth of a second of a voice strays from its middle."""
_MOST = 4.0
"""What a step counts for at most, by its level, its pitch or its shape, in squares of that."""
_UNKNOWN = 1.0
"""What it counts for, for somebody of whom nothing is known."""
_PAUSED, _AT_ONCE = 1.0, 8.0
"""What a change of voices must explain after a pause, and without one."""
_TURNS = 3
"""Times that both are done at most."""
_BARRED = 1e6
"""What a step costs whose voice is too like that of somebody else."""
_FEWEST = 5
"""Vowels of which a shape is known."""


def assigned(steps: Sounding, people: NDArray[np.int64], apart: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Who speaks in each step: who was found for it, or one of those who are `apart` from that one (people, people).
    Who is likeliest (Viterbi, 1967), and what people are like who are, in turns."""
    barred = ~(apart[people] | np.eye(len(apart), dtype=bool)[people])
    for _turn in range(_TURNS):
        found = _likeliest(steps, people, barred)
        if np.array_equal(found, people):
            break
        people = found
    return people


def _likeliest(steps: Sounding, people: NDArray[np.int64], barred: NDArray[np.bool_]) -> NDArray[np.int64]:
    numbers = np.unique(people)
    costs = np.stack([_unlike(steps, people == number) for number in numbers], axis=1)
    costs = np.where(barred[:, numbers], _BARRED, costs)
    changes = np.where(steps.paused, _PAUSED, _AT_ONCE)
    return np.asarray(numbers[_cheapest(costs, changes)])


def _unlike(steps: Sounding, own: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How far each step is from what somebody's `own` are like."""
    found = np.minimum(np.square((steps.levels - np.median(steps.levels[own])) / _STRAYS), _MOST)
    known = np.isfinite(steps.pitches)
    if (known & own).any():
        middle = np.median(steps.pitches[known & own])
        found[known] += np.minimum(np.square((steps.pitches[known] - middle) / _LEAPS), _MOST)
    else:
        found[known] += _UNKNOWN
    known = steps.vowels
    if (known & own).sum() >= _FEWEST:
        away = steps.shapes[known] - steps.shapes[known & own].mean(axis=0)
        found[known] += np.minimum(np.square(away).mean(axis=1), _MOST)
    else:
        found[known] += _UNKNOWN
    return found


def _cheapest(costs: NDArray[np.float64], changes: NDArray[np.float64]) -> NDArray[np.int64]:
    """The path through costs, shape (steps, people), on which they and the changes are least."""
    came = np.zeros(costs.shape, np.int64)
    stays = np.arange(costs.shape[1])
    total = costs[0].copy()
    for step in range(1, len(costs)):
        other = int(total.argmin())
        changed = total[other] + changes[step]
        came[step] = np.where(total <= changed, stays, other)
        total = np.minimum(total, changed) + costs[step]
    path = np.zeros(len(costs), np.int64)
    path[-1] = total.argmin()
    for step in range(len(costs) - 1, 0, -1):
        path[step - 1] = came[step, path[step]]
    return path
