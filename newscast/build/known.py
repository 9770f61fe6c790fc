"""What earlier builds left on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newscast.build.stages import Probed
from newscast.engine.keys import Keys
from newscast.step.step import Step
from newscast.store.store import Store


class Known:
    """The results that are in the store, for an episode's ffmpeg."""

    def __init__(self, episode: Probed) -> None:
        self.store = Store(episode.results)
        self.keys = Keys(episode.binary)

    def find(self, step: Step) -> Path | None:
        """A step's result, if it is there."""
        result = self.keys.result(step)
        return self.store.path(result) if self.store.has(result) else None

    def found(self, steps: Iterable[Step]) -> dict[Step, Path]:
        """The results of those steps that are there."""
        known = ((step, self.find(step)) for step in steps)
        return {step: path for step, path in known if path}

    def has(self, step: Step) -> bool:
        return self.find(step) is not None
