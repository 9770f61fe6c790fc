"""Drawing the stills of a storyboard: those of what changed first, a few at a time, each told when it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from newscast.base.errors import MachineError
from newscast.build.board.stills import NameOf
from newscast.build.board.storyboard import Planned
from newscast.build.stages import Placed
from newscast.engine.engine import Engine
from newscast.engine.keys import Keys
from newscast.engine.traits import kept_apart
from newscast.episode.board import Board
from newscast.step.step import Step
from newscast.store.open import open_store

_ROUND = 3
"""Processes that each core has to do before it is looked whether somebody wants something else."""
Tell = Callable[[int, int], None]
"""Hears how many stills are there, and of how many."""


class Drawn:
    """Which stills of a board are there, by key; why the others cannot be had, in words."""

    def __init__(self, planned: Planned) -> None:
        self.planned = planned
        self.made: set[str] = set()
        self.failed: dict[str, str] = {}

    @property
    def left(self) -> list[str]:
        """The keys of those that are still to be made, in the order in which they will be."""
        return [key for key in _in_order(self.planned.board) if key not in self.made and key not in self.failed]


def namer(episode: Placed) -> NameOf:
    """What names a step's result in the store of an episode."""
    keys = Keys(episode.binary, kept_apart(open_store(episode.results)).processor)
    return lambda step: keys.result(step).name


def draw(drawn: Drawn, tell: Tell, wanted: Callable[[], bool] = lambda: True, jobs: int = 0) -> None:
    """Have all stills made that are not there yet, as long as they are `wanted`; one that cannot be made is no reason
    for the others. Raises MachineError where nothing can be made at all."""
    episode, steps = drawn.planned.placed, drawn.planned.steps
    jobs = jobs or os.cpu_count() or 1
    with Engine(open_store(episode.results), episode.binary, jobs) as engine:
        drawn.made |= {key for key, step in steps.items() if engine.has(step)}
        tell(len(drawn.made), len(steps))
        for keys in _rounds(drawn.left, steps, jobs):
            if not wanted():
                break
            _make(engine, keys, drawn)
            tell(len(drawn.made) + len(drawn.failed), len(steps))


def _make(engine: Engine, keys: Sequence[str], drawn: Drawn) -> None:
    steps = drawn.planned.steps
    try:
        engine.make(steps[key] for key in keys)
    except MachineError as error:
        if len(keys) == 1:
            drawn.failed[keys[0]] = str(error)
            return
        # One of them is the reason; which one shows when each is made alone.
        for key in keys:
            _make(engine, [key], drawn)
        return
    drawn.made.update(keys)


def _rounds(keys: Iterable[str], steps: Mapping[str, Step], jobs: int) -> Iterator[list[str]]:
    """The keys in the same order, a few processes' worth of them at a time."""
    by_group = [list(group) for _name, group in groupby(keys, lambda key: steps[key].group)]
    size = 1
    while by_group:
        # What changed is a handful, and is told as soon as it is there.
        taken, by_group = by_group[: size * jobs], by_group[size * jobs :]
        size = _ROUND
        yield [key for group in taken for key in group]


def _in_order(board: Board) -> list[str]:
    """The keys of a board: of parts that changed first, then as they are read; of a moment all canvases together."""
    parts = [part for segment in board.segments for part in segment.parts]
    found: list[str] = []
    for part in sorted(parts, key=lambda part: not part.changed):
        stills = [(still.at, view.column, still.key) for view in part.views for still in view.stills]
        found += [key for _at, _column, key in sorted(stills)]
    return list(dict.fromkeys(found))
