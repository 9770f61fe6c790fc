"""How much work a build is thought to be before it is planned, so that all of it is expected from the start."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import AbstractContextManager

from newscast.base.i18n import _
from newscast.engine.progress import Work

STAGES = {"look": 1.0, "rehearse": 0.5, "measure": 8.0, "compose": 1.0, "render": 60.0, "publish": 0.5}
"""Seconds of work in each stage of an episode, as long as nothing better is known."""
SHARING = 30.0
"""Seconds of work that small copies are, as long as nothing better is known."""
TAKE = 1.2
"""Seconds of work that a take is to prepare and to measure."""


def foresee(work: Work, episode: Hashable) -> None:
    """Expect all stages of one more episode; any value that no other episode has will do to name it."""
    for name, weight in STAGES.items():
        work.foresee((episode, name), weight)


def foresee_sharing(work: Work, episode: Hashable) -> None:
    """Expect copies to be made of it, too."""
    work.foresee((episode, "share"), SHARING)


def foresee_exactly(work: Work, episode: Hashable, measuring: float, rendering: float | None) -> None:
    """Expect so much of two stages that are to come; None where nothing better is known."""
    work.foresee((episode, "measure"), measuring)
    if rendering is not None:
        work.foresee((episode, "render"), rendering)


def stage(work: Work, episode: Hashable, name: str) -> AbstractContextManager[None]:
    """A context in which this stage of the episode is being done."""
    said = {
        "look": _("looking at the recordings"),
        "rehearse": _("planning"),
        "measure": _("preparing the voices"),
        "compose": _("planning"),
        "render": _("rendering"),
        "publish": _("putting the episode into its folder"),
        "share": _("making it small enough to be sent"),
    }
    return work.part((episode, name), said[name])
