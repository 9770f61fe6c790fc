"""Where the texts of graphics stand, each graphic measured once, and which of two graphics lie over each other."""

from __future__ import annotations

from newscast.base.canvas import Canvas
from newscast.graphics.check import Means
from newscast.graphics.faults import Fault, crossing
from newscast.graphics.model import Fields
from newscast.graphics.seen import SeenText
from newscast.graphics.sketch import sketch
from newscast.graphics.template import TemplateError
from newscast.show.model import Show

Told = tuple[tuple[str, str | tuple[str, ...]], ...]


class Boxes:
    """The boxes of texts of one show's graphics."""

    def __init__(self, show: Show) -> None:
        self._means = Means(show)
        self._texts: dict[tuple[str, Told, str], tuple[SeenText, ...]] = {}

    def crossing(self, upper: tuple[str, Told, Canvas], lower: tuple[str, Told, Canvas]) -> Fault | None:
        """The worst of what lies over something of the other; None where they are apart."""
        found = crossing(self._of(*upper), self._of(*lower))
        return max(found, key=lambda fault: fault.measured, default=None)

    def _of(self, graphic: str, told: Told, canvas: Canvas) -> tuple[SeenText, ...]:
        if graphic == "caption":
            told = _widest(told)
        key = (graphic, told, canvas.name)
        if key not in self._texts:
            self._texts[key] = self._measured(graphic, dict(told), canvas)
        return self._texts[key]

    def _measured(self, graphic: str, fields: Fields, canvas: Canvas) -> tuple[SeenText, ...]:
        """Nothing where the graphic cannot be drawn: that is told elsewhere."""
        try:
            template, problems = self._means.template(graphic, canvas.name)
            faces, _problems = self._means.faces
            if template is None or problems or not faces:
                return ()
            return sketch(template, fields, self._means.show, canvas, faces).texts
        except TemplateError:
            return ()


_LINE = "La Dirección de Obras Públicas"
"""What stands for any line of a caption: captions are in the middle, and many; where they stand follows from how many
lines there are."""


def _widest(told: Told) -> Told:
    return tuple((name, _LINE if name.startswith("line") else value) for name, value in told)
