"""A graphic where it stands in the picture, before anything of it is read or measured."""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.canvas import Canvas
from newscast.graphics.catalogue import ACROSS

Told = tuple[tuple[str, str | tuple[str, ...]], ...]
Spot = tuple[str, Told, tuple[str, int, int], int]
_LINE = "La Dirección de Obras Públicas"
"""What stands for any line of a caption: captions are in the middle, and many; where they stand follows from how many
lines there are, but for those beside a face."""


@dataclass(frozen=True)
class Standing:
    """A graphic where it stands: `drop` design pixels lower than it was drawn."""

    graphic: str
    told: Told
    canvas: Canvas
    drop: int = 0

    @property
    def where_told(self) -> Told:
        """What it is told, as far as where its texts stand follows from it."""
        if self.graphic != "caption" or ACROSS in dict(self.told):
            return self.told
        return tuple((name, _LINE if name.startswith("line") else value) for name, value in self.told)

    @property
    def spot(self) -> Spot:
        """The same for all that stand alike."""
        canvas = self.canvas
        return self.graphic, self.where_told, (canvas.name, canvas.width, canvas.height), self.drop
