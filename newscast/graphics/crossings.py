"""Where the texts of graphics stand, each graphic measured once, and which of two graphics lie over each other."""

from __future__ import annotations

from dataclasses import replace

from newscast.base.canvas import Canvas
from newscast.graphics.check import Means
from newscast.graphics.faults import Fault, crossing, outside
from newscast.graphics.geometry import moved
from newscast.graphics.limits import APART, SAFE
from newscast.graphics.model import Fields
from newscast.graphics.seen import SeenText
from newscast.graphics.sketch import Sketch, sketch
from newscast.graphics.spots import Standing, Told
from newscast.graphics.template import Template, TemplateError
from newscast.show.model import Show


class Boxes:
    """One show's graphics as they are drawn, and the boxes of their texts."""

    def __init__(self, show: Show) -> None:
        self._means = Means(show)
        self._known: dict[tuple[str, Told, str], Sketch | None] = {}

    def crossing(self, upper: Standing, lower: Standing) -> Fault | None:
        """The worst of what lies over something of the other; None where they are apart."""
        found = max(crossing(self._of(upper), self._of(lower)), key=lambda fault: fault.measured, default=None)
        if found and upper.graphic == "caption":
            said = " ".join(str(value) for name, value in upper.told if name.startswith("line"))
            return replace(found, text=replace(found.text, text=said))
        return found

    def outside(self, standing: Standing) -> Fault | None:
        """Which text of a graphic reaches furthest out of what every screen shows, where it stands; None where none
        does."""
        area = SAFE[standing.canvas.name]
        beyond = ((outside(text.box, area), text) for text in self._of(standing))
        faults = (Fault("outside", text, far, 0) for far, text in beyond if far > APART)
        return max(faults, key=lambda fault: fault.measured, default=None)

    def sketch(self, graphic: str, told: Told, canvas: Canvas) -> Sketch | None:
        """A graphic as it is drawn, where that is; None where it cannot be: that is told elsewhere."""
        key = (graphic, told, canvas.name)
        if key not in self._known:
            self._known[key] = self._drawn(graphic, dict(told), canvas)
        return self._known[key]

    def template(self, graphic: str, canvas: Canvas) -> Template | None:
        """The template that a graphic is drawn from; None where it cannot be."""
        try:
            template, problems = self._means.template(graphic, canvas.name)
        except TemplateError:
            return None
        return None if problems else template

    def _of(self, standing: Standing) -> list[SeenText]:
        found = self.sketch(standing.graphic, standing.where_told, standing.canvas)
        lower = (1.0, 0.0, 0.0, 1.0, 0.0, float(standing.drop))
        return [replace(text, box=moved(text.box, lower)) for text in found.texts] if found else []

    def _drawn(self, graphic: str, fields: Fields, canvas: Canvas) -> Sketch | None:
        template = self.template(graphic, canvas)
        faces, _problems = self._means.faces
        if template is None or not faces:
            return None
        try:
            return sketch(template, fields, self._means.show, canvas, faces)
        except TemplateError:
            return None
