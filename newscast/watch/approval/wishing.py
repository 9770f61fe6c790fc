"""Wishes for finals, each heard once between two looks at everything."""

from __future__ import annotations

from newscast.base.errors import MachineError
from newscast.desk.database import BrokenError
from newscast.watch.approval.heeding import Heed


class Wishes:
    """What people wish for in the ledger of a newsroom: whoever wishes is another process, and wakes nobody."""

    def __init__(self, heed: Heed) -> None:
        self._heed = heed
        self._heard: dict[str, float] = {}

    def are_new(self) -> bool:
        """Whether there is one to be heard; also where that cannot be known now. Raises BrokenError."""
        try:
            return bool(self._new())
        except BrokenError:
            raise
        except MachineError:
            # Who hears them next says so.
            return True

    def hear(self) -> list[str]:
        """The episodes of those that were not heard yet. Raises MachineError, BrokenError."""
        new = self._new()
        self._heard |= new
        return list(new)

    def forget(self) -> None:
        """All are heard again: some could not be taken up before."""
        self._heard.clear()

    def _new(self) -> dict[str, float]:
        return {episode: asked for episode, asked in self._heed.wished().items() if asked != self._heard.get(episode)}
