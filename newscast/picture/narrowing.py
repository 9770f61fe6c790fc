"""Cards beside the window of sign language: in a narrower drawing, so that texts keep their size, else made smaller."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.backing import ground_layers, has_ground
from newscast.graphics.design import design, required_template
from newscast.graphics.finding import find_template
from newscast.graphics.model import Fields, Layer
from newscast.graphics.places import BESIDE, NARROW, Places
from newscast.graphics.standing import described, opened
from newscast.graphics.template import TemplateError
from newscast.picture.signing import pixels
from newscast.show.model import Show
from newscast.step.step import Source

NARROWER = "square"
"""The canvas whose drawings of cards stand beside the window."""


def beside_window(
    graphic: str, fields: Fields, show: Show, canvas: Canvas, places: Places
) -> tuple[Canvas, tuple[int, int]]:
    """The part of the canvas beside the window for which a card is drawn, as a canvas of its own, and where its left
    upper corner is.

    A kit's own card is made smaller as it is: only whoever drew it knows whether its other drawing says the same. So is
    one that has no ground, and one whose texts do not fit the narrower drawing.
    """
    part, origin = _part(canvas, places, NARROW, NARROWER) if NARROW in places.areas else (canvas, (0, 0))
    if part is not canvas and _are_on_grounds(graphic, show, canvas, part) and _fits(graphic, fields, show, part):
        return part, origin
    return _part(canvas, places, BESIDE, canvas.name)


def narrowed(
    graphic: str,
    fields: Fields,
    show: Show,
    canvas: Canvas,
    part: Canvas,
    origin: tuple[int, int],
    frames: int,
    **how: Any,
) -> list[tuple[Layer, Canvas]]:
    """The layers of a card beside the window, each with what it is drawn for: its ground fills the canvas, so that it
    ends nowhere, and the rest stands in a `part` of it that begins at `origin`."""
    whole = design(graphic, fields, show, canvas, 0, frames, **how)
    beside = design(graphic, fields, show, part, 0, frames, **how)
    below, above = (
        ground_layers(layers, required_template(graphic, there, show))
        for layers, there in ((whole, canvas), (beside, part))
    )
    rest = [replace(layer, origin=origin) for layer in beside[above:]]
    return [*((layer, canvas) for layer in whole[:below]), *((layer, part) for layer in rest)]


def _part(canvas: Canvas, places: Places, area: str, name: str) -> tuple[Canvas, tuple[int, int]]:
    left, top, wide, high = pixels(places.areas[area], canvas)
    return replace(canvas, name=name, width=wide, height=high), (left, top)


def _are_on_grounds(graphic: str, show: Show, *drawn_for: Canvas) -> bool:
    templates = [find_template(graphic, each.name, show) for each in drawn_for]
    return all(template is not None and has_ground(template) for template in templates)


def _fits(graphic: str, fields: Fields, show: Show, part: Canvas) -> bool:
    try:
        return _is_filled(*described(graphic, fields, show, part))
    except TemplateError:
        return False


@lru_cache(maxsize=64)
def _is_filled(params_json: str, inputs: tuple[Source, ...]) -> bool:
    try:
        opened(params_json, inputs)
    except TemplateError:
        return False
    return True
