"""The opener: a designed animation, rendered once per date and canvas, and kept."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from newscast.base.box import Box as Part
from newscast.base.canonical import canonical_json
from newscast.base.canvas import Canvas, shape_of
from newscast.base.content import File
from newscast.base.i18n import _
from newscast.graphics.catalogue import PICTURED
from newscast.graphics.design import drawing, required_template
from newscast.graphics.fields import spread
from newscast.graphics.model import Fields
from newscast.graphics.template import INKSCAPE, SVG, TemplateError, find_template, layer_elements
from newscast.graphics.window import Window, window_in
from newscast.show.model import Show
from newscast.step.step import Source, Step, step

_AROUND = 0.07
"""Of the canvas's shorter side, how far around its texts an opener's plate reaches."""
DESIGNED = 150
"""Frames of the template's rate in which its motion is meant to play; in fewer it is faster. What comes in for longer
drifts for as long as the opener lasts."""


def opener(show: Show, name: str, date_text: str, canvas: Canvas, frames: int, pictured: bool = False) -> Step:
    """A clip without sound at the canvas's size and rate, of exactly `frames` frames: lossless H.264, BT.709, tv range.

    `name` is that of the opener in the kit, whose subtitle is shown. The motion is as long as `frames` allow: what
    takes its time in seven seconds is brisk in two. One that is `pictured` has opacity: RGB without loss, clear where a
    picture is seen.
    """
    fields = opener_fields(show, name, date_text) | ({PICTURED: "yes"} if pictured else {})
    params, inputs = _drawing(show, fields, canvas)
    timed = {**params, "frames": frames, "rate": str(canvas.rate)}
    weight = frames * canvas.width * canvas.height / 3e7
    label = _("opener, {canvas}").format(canvas=shape_of(canvas.name))
    return step("opener", timed, inputs, suffix=".mov" if pictured else ".mp4", label=label, weight=weight)


def opener_fields(show: Show, name: str, date_text: str) -> dict[str, str]:
    """What an opener says, for `fit_problems`."""
    chosen = show.openers.get(name)
    fields = {"name": show.name, "date": date_text, "subtitle": chosen.subtitle if chosen else ""}
    return {field: text for field, text in fields.items() if text}


def _drawing(show: Show, fields: Fields, canvas: Canvas) -> tuple[dict[str, Any], tuple[Source, ...]]:
    return drawing(required_template("opener", canvas, show), spread("opener", fields, show), show, canvas)


def has_window(show: Show, canvas: Canvas) -> bool:
    """Whether the show's opener has room for a picture: a layer `pictured`."""
    try:
        template = find_template("opener", canvas.name, show)
    except TemplateError:
        # Told where it is to be drawn.
        return False
    return template is not None and any(layer.label == PICTURED for layer in template.layers)


def window_of(show: Show, fields: Fields, canvas: Canvas) -> Window:
    """Where an opener that says this shows its picture."""
    return window_in("opener", PICTURED, fields, show, canvas, masked=True)


def told_in(show: Show, fields: Fields, canvas: Canvas) -> Part | None:
    """The box that an opener's texts take on the canvas with what is around them, in shares; None where it cannot be
    drawn, which is told elsewhere."""
    try:
        params, inputs = _drawing(show, fields, canvas)
        return _told(canonical_json(params), inputs)
    except TemplateError:
        return None


@lru_cache(maxsize=64)
def _told(params_json: str, inputs: tuple[Source, ...]) -> Part | None:
    from newscast.graphics.fill import only_layer
    from newscast.graphics.paint import covered
    from newscast.graphics.raster import filled

    params: dict[str, Any] = json.loads(params_json)
    root, fonts = filled(params, [each.path for each in inputs if isinstance(each, File)])
    written = [layer for layer in layer_elements(root) if next(layer.iter(f"{SVG}text"), None) is not None]
    boxes = [covered(only_layer(root, layer.get(f"{INKSCAPE}label", "")), fonts) for layer in written]
    found = [box for box in boxes if box]
    if not found:
        return None
    wide, high = params["size"]
    around = _AROUND * min(wide, high)
    left, top = (max(0.0, min(box[axis] for box in found) - around) for axis in (0, 1))
    right, bottom = (max(box[axis] for box in found) + around for axis in (2, 3))
    return left / wide, top / high, (min(wide, right) - left) / wide, (min(high, bottom) - top) / high
