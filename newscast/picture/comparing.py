"""Two pictures in one place: a line goes over the first one, and behind it the other is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.easing import EASES
from newscast.graphics.model import Layer, Motion
from newscast.graphics.window import PICTURES, SIDES, Window
from newscast.step.nodes import filtered

LINE = "line"
"""What the layer of the line between two pictures is called."""
_SWEEP = Fraction(1, 3)
"""The share of a shot that the line takes for its way at most: what was and what is are looked at for as long."""


@dataclass(frozen=True)
class Layers:
    """The layers of a graphic: those below the pictures, those that belong to each of them, the line, all others."""

    below: tuple[Layer, ...]
    sides: tuple[tuple[Layer, ...], ...]
    line: Layer | None
    above: tuple[Layer, ...]

    @property
    def sweep(self) -> Motion:
        """How the pictures part: as the line goes."""
        return self.line.enter if self.line else Motion()


def sorted_out(layers: Sequence[Layer], frames: int) -> Layers:
    """The layers of a graphic that is seen for `frames`. The line goes its way in the middle of that time, and is seen
    for as long as it goes."""
    labels = [layer.label for layer in layers]
    ground = labels.index(PICTURES) if PICTURES in labels else 0
    line = next((layer for layer in layers if layer.label == LINE), None)
    aside = (PICTURES, LINE, *SIDES)
    return Layers(
        tuple(layers[:ground]),
        tuple(tuple(layer for layer in layers if layer.label == side) for side in SIDES),
        _in_the_middle(line, frames) if line else None,
        tuple(layer for layer in layers[ground:] if layer.label not in aside),
    )


def _in_the_middle(line: Layer, frames: int) -> Layer:
    lasts = min(line.enter.frames, int(frames * _SWEEP))
    begins = (frames - lasts) // 2
    return replace(
        line, frames=begins + lasts, enter=replace(line.enter, frames=lasts, delay=begins, fade=False), leave=Motion()
    )


def parted(before: Any, after: Any, canvas: Canvas, window: Window, sweep: Motion, at: int | None = None) -> Any:
    """The first picture left of the line and the other one right of it, for as many frames as both have, or for the
    one of number `at` that they are.

    What is right of the line is cut out of the one and laid over the other where it was: a crop copies nothing.
    """
    edge = _edge(canvas, window, sweep)
    cut, laid = (edge.format(k=each if at is None else at + 1) for each in ("(n+1)", "n"))
    wide = after.filter("pad", 2 * canvas.width, canvas.height, 0, 0)
    right = wide.filter("crop", canvas.width, canvas.height, cut, 0)
    return filtered([before, right], "overlay", x=laid, y=0, format="yuv420")


def _edge(canvas: Canvas, window: Window, sweep: Motion) -> str:
    """Where the line is, on whole samples of colour, in its frame of number `{k}` from 1."""
    way = sweep.dx * canvas.scale
    if not sweep.frames or not way:
        return str(window.x)
    left = f"1-clip(({{k}}-{sweep.delay})/{sweep.frames},0,1)"
    gone = EASES[sweep.ease].expression.format(left=f"({left})")
    return f"2*floor(clip({window.x}+({float(way):g})*{gone},0,{canvas.width})/2)"
