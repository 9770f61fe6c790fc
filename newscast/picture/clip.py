"""A stretch of a clip on a canvas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.picture.boxes import MIDDLE
from newscast.picture.fit import Focus
from newscast.picture.fitting import fitted
from newscast.picture.source import pictures, repeated, repeats_many
from newscast.picture.veiling import veiled
from newscast.timeline.seen import Aim, Fit, Veil


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
    aims: Sequence[Aim] = (),
    veils: Sequence[Veil] = (),
    faceless: bool = False,
) -> Any:
    """Exactly `frames` pictures at the canvas's rate, from `start` frames of that rate after the clip's first picture.

    An ffmpeg-python stream of the canvas's size, SAR 1, yuv420p, BT.709 in TV range, first timestamp 0. What the clip
    shows is sampled by presentation time; after its end the last picture is held, before its start the first one.
    `playing` counts earlier uses of the clip in one graph: each is read on its own, at its own time.
    `fit` says how much of it is shown, around `focus` where not all of it is, and `height` where
    it stands where it does not cover the canvas. With `aims` the crop moves; `veils` are blurred. Both count frames of
    the clip. No face is left in a `faceless` ground behind it.
    """
    # What a picture looks like must not depend on its number where each is composed once.
    once = frames > 1 and not aims and not veils and repeats_many(info, canvas.rate)
    seen = veiled(pictures(info, canvas.rate, start, frames, playing, not once), veils, start, frames)
    moving = tuple((aim.frame - start, aim.x, aim.y) for aim in aims)
    made = fitted(seen, canvas, fit, focus, height=height, moving=moving, faceless=faceless)
    return repeated(made, canvas.rate, frames) if once else made
