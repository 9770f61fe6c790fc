"""Where the texts of graphics stand, each graphic measured once, and which of two graphics lie over each other."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.canvas import Canvas
from newscast.graphics.check import Means
from newscast.graphics.faults import Fault, crossing
from newscast.graphics.geometry import moved
from newscast.graphics.model import Fields
from newscast.graphics.seen import SeenText
from newscast.graphics.sketch import sketch
from newscast.graphics.spots import Standing, Told
from newscast.graphics.template import TemplateError
from newscast.show.model import Show


class Boxes:
    """The boxes of texts of one show's graphics."""

    def __init__(self, show: Show) -> None:
        self._means = Means(show)
        self._texts: dict[tuple[str, Told, str], tuple[SeenText, ...]] = {}

    def crossing(self, upper: Standing, lower: Standing) -> Fault | None:
        """The worst of what lies over something of the other; None where they are apart."""
        found = max(crossing(self._of(upper), self._of(lower)), key=lambda fault: fault.measured, default=None)
        if found and upper.graphic == "caption":
            said = " ".join(str(value) for name, value in upper.told if name.startswith("line"))
            return replace(found, text=replace(found.text, text=said))
        return found

    def _of(self, standing: Standing) -> list[SeenText]:
        told = standing.where_told
        key = (standing.graphic, told, standing.canvas.name)
        if key not in self._texts:
            self._texts[key] = self._measured(standing.graphic, dict(told), standing.canvas)
        return [replace(text, box=moved(text.box, (1, 0, 0, 1, 0, standing.drop))) for text in self._texts[key]]

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
