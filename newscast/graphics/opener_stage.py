"""The layers of an opener laid over each other, frame after frame: what has not moved since the last is laid once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from math import fmod, inf, pi, sin
from typing import TYPE_CHECKING

from newscast.graphics.easing import EASES
from newscast.graphics.model import Motion, Roll, Sway
from newscast.graphics.overlay import BEHIND

if TYPE_CHECKING:
    from PIL.Image import Image

_Place = tuple[int, int, float]
"""Left, top, and the share of its opacity that a layer has there."""
_OPAQUE = 255


@dataclass(frozen=True)
class Drawn:
    """A layer as it will be laid: its colours, its opacity, its place when at rest, in pixels, and how it moves, as
    newscast.graphics.overlay has it; of one that rolls, a second `copy` follows the first."""

    colors: Image
    opacity: Image
    x: int
    y: int
    enter: Motion
    sway: Sway = field(default_factory=Sway)
    roll: Roll = field(default_factory=Roll)
    copy: int = 0

    @cached_property
    def is_opaque(self) -> bool:
        return bool(self.opacity.getextrema()[0] == _OPAQUE)

    @property
    def settled(self) -> float:
        """The frame of its template's rate from which on it stands still."""
        return inf if self.roll.speed or self.sway.moves else self.enter.delay + self.enter.frames

    def placed(self, frames: float, seconds: float, scale: float, wide: int) -> _Place:
        """Where it is at so many frames of its template's rate, `seconds` after it began to come in, on a canvas so
        `wide` and `scale` times as large as its design."""
        enter, sway = self.enter, self.sway
        if frames < enter.delay:
            return self.x, self.y, 0.0
        progress = _progress(frames, enter)
        left = EASES[enter.ease].left(1 - progress)
        swung = sin(2 * pi * seconds / sway.seconds) if sway.seconds else 0.0
        x = self.x + (enter.dx * left + sway.dx * swung) * scale
        y = self.y + (enter.dy * left + sway.dy * swung) * scale
        if self.roll.speed:
            turn = max(self.colors.width + BEHIND * scale, wide)
            x = self.copy * turn - fmod(seconds * float(self.roll.speed) * scale - self.x, turn)
        return round(x), round(y), progress if enter.fade else 1.0


class Stage:
    """Of `size` in pixels, on a canvas `scale` times as large as its design; `pace` frames of its template's rate go by
    in a second. What no layer covers is of the colour `ground`."""

    def __init__(self, size: tuple[int, int], layers: Sequence[Drawn], scale: float, pace: float, ground: str) -> None:
        self._size, self._layers, self._scale, self._pace, self._ground = size, layers, scale, pace, ground
        self._before: list[_Place] = []
        self._kept, self._count = self._bare(), 0
        """The lowest layers, laid as they were in the last frame, and how many they are."""

    def at(self, frames: float) -> Image:
        """The picture at so many frames of the template's rate."""
        places = [
            layer.placed(frames, (frames - layer.enter.delay) / self._pace, self._scale, self._size[0])
            for layer in self._layers
        ]
        still = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(places, self._before, strict=False))))
        self._keep(places, still)
        self._before = places
        frame = self._kept.copy()
        self._lay(frame, places, still, len(places))
        return frame

    def _keep(self, places: Sequence[_Place], count: int) -> None:
        """See that the kept picture holds so many layers."""
        if self._count > count:
            self._kept, self._count = self._bare(), 0
        self._lay(self._kept, places, self._count, count)
        self._count = count

    def _bare(self) -> Image:
        from PIL import Image

        return Image.new("RGB", self._size, self._ground)

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
    """The share of a layer's time to enter that is gone at so many frames of the template's own rate."""
    return min(1.0, (frames - enter.delay) / enter.frames) if enter.frames else 1.0
