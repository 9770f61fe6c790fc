"""Which modules take longest to load of what makers use, and which kinds of steps use them."""

from __future__ import annotations

from collections.abc import Iterable

from newscast.engine.makers import KINDS

_SOUND = ("scipy.signal", "scipy.ndimage", "newscast.sound.take")
_DRAWING = ("PIL.Image", "newscast.graphics.raster")
_ANYWAY = ("newscast.captions.steps", "av")
ALL = (*_SOUND, *_ANYWAY, *_DRAWING)
"""What takes longest to load of what makers use; most of it is scipy, which only sound needs."""
_LISTENING = "newscast.sound.align."
"""Makers that hear words need no more than numpy."""


def loaded_for(kinds: Iterable[str]) -> tuple[str, ...]:
    """What takes longest to load of what makers of these kinds of steps use.

    Files with pictures that are encoded anew are measured, their sound too; whether others have to be is not sure
    before captions are timed.
    """
    known = {kind: KINDS[kind] for kind in kinds}
    makers = [each.maker for each in known.values() if "scipy" in each.libraries]
    sounding = any(each.startswith("newscast.sound.") and not each.startswith(_LISTENING) for each in makers)
    drawing = any("resvg-py" in each.libraries for each in known.values())
    return (*(_SOUND if sounding or "ffmpeg" in known else ()), *_ANYWAY, *(_DRAWING if drawing else ()))
