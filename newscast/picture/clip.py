"""A stretch of a clip on a canvas."""

from __future__ import annotations

from typing import Any

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.picture.boxes import MIDDLE
from newscast.picture.fit import Focus
from newscast.picture.fitting import fitted
from newscast.picture.source import pictures
from newscast.timeline.model import Fit


def clip(
    info: MediaInfo,
    canvas: Canvas,
    *,
    start: int,
    frames: int,
    playing: int = 0,
    fit: Fit = "fill",
    focus: Focus = (0.5, 0.5),
    height: float = MIDDLE,
) -> Any:
    """Exactly `frames` pictures at the canvas's rate, from `start` frames of that rate after the clip's first picture.

    An ffmpeg-python stream of the canvas's size, SAR 1, yuv420p, BT.709 in TV range, first timestamp 0. What the clip
    shows is sampled by presentation time; after its end the last picture is held, before its start the first one.
    `playing` counts earlier uses of the clip in one graph: each is read on its own, at its own time.
    `fit` says how much of it is shown, around `focus` where not all of it is, and `height` where
    it stands where it does not cover the canvas.
    """
    return fitted(pictures(info, canvas.rate, start, frames, playing), canvas, fit, focus, height=height)
