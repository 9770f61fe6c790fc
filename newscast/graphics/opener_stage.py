"""The layers of an opener laid over each other, frame after frame: what has not moved since the last is laid once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from newscast.graphics.easing import EASES
from newscast.graphics.model import Motion

if TYPE_CHECKING:
    from PIL.Image import Image

_Place = tuple[int, int, float]
"""Left, top, and the share of its opacity that a layer has there."""
_OPAQUE = 255


@dataclass(frozen=True)
class Drawn:
    """A layer as it will be laid: its colours, its opacity, and its place when at rest, in pixels."""

    colors: Image
    opacity: Image
    x: int
    y: int
    enter: Motion

    @cached_property
    def is_opaque(self) -> bool:
        return bool(self.opacity.getextrema()[0] == _OPAQUE)

    def placed(self, frames: float, scale: float) -> _Place:
        """Where it is at so many frames of its template's rate, on a canvas `scale` times as large as its design."""
        enter = self.enter
        progress = _progress(frames, enter)
        left = EASES[enter.ease].left(1 - progress) * scale
        opacity = max(0.0, progress) if enter.fade else 1.0
        return round(self.x + enter.dx * left), round(self.y + enter.dy * left), opacity


class Stage:
    """Of `size` in pixels, on a canvas `scale` times as large as its design."""

    def __init__(self, size: tuple[int, int], layers: Sequence[Drawn], scale: float) -> None:
        from PIL import Image

        self._size, self._layers, self._scale = size, layers, scale
        self._before: list[_Place] = []
        self._kept, self._count = Image.new("RGB", size), 0
        """The lowest layers, laid as they were in the last frame, and how many they are."""

    def at(self, frames: float) -> Image:
        """The picture at so many frames of the template's rate."""
        places = [layer.placed(frames, self._scale) for layer in self._layers]
        still = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(places, self._before, strict=False))))
        self._keep(places, still)
        self._before = places
        frame = self._kept.copy()
        self._lay(frame, places, still, len(places))
        return frame

    def _keep(self, places: Sequence[_Place], count: int) -> None:
        """See that the kept picture holds so many layers."""
        from PIL import Image

        if self._count > count:
            self._kept, self._count = Image.new("RGB", self._size), 0
        self._lay(self._kept, places, self._count, count)
        self._count = count

    def _lay(self, frame: Image, places: Sequence[_Place], first: int, end: int) -> None:
        for layer, (x, y, share) in zip(self._layers[first:end], places[first:end], strict=True):
            if share >= 1 and layer.is_opaque:
                frame.paste(layer.colors, (x, y))
            elif share > 0:
                opacity = layer.opacity
                if share < 1:
                    opacity = opacity.point([round(value * share) for value in range(256)])
                frame.paste(layer.colors, (x, y), opacity)


def _progress(frames: float, enter: Motion) -> float:
    """The share of a layer's time to enter, at so many frames of the template's own rate."""
    if not enter.frames:
        return 1.0
    return min(1.0, max(0.0, (frames - enter.delay) / enter.frames))
