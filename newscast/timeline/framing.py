"""What is seen of a picture and what is blurred in it, as a crop that may move and boxes that come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newscast.timeline.seen import ClipShot, Veil

WHOLE = (0.0, 0.0, 1.0, 1.0)
"""The box that is all of a picture."""


def counted_anew(shot: ClipShot, count: Callable[[int], int]) -> ClipShot:
    """The same of a clip whose frames have other numbers."""
    return replace(
        shot,
        start=count(shot.start),
        aims=tuple(replace(aim, frame=count(aim.frame)) for aim in shot.aims),
        veils=tuple(_veil(veil, count) for veil in shot.veils),
    )


def _veil(veil: Veil, count: Callable[[int], int]) -> Veil:
    return replace(veil, first=count(veil.first), last=None if veil.last is None else count(veil.last))
