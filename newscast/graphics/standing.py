"""Where a graphic stands on a canvas, before anything of it is drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from newscast.base.box import Box
from newscast.base.canonical import canonical_json
from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.graphics.design import drawing, required_template
from newscast.graphics.fields import spread
from newscast.graphics.model import Fields
from newscast.graphics.template import TemplateError
from newscast.show.model import Show
from newscast.step.step import Source


def standing(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> Box | None:
    """The box that a graphic paints in; None where it cannot be told. What it needs no room for is not counted."""
    try:
        template = required_template(graphic, canvas, show)
        params, inputs = drawing(template, spread(graphic, fields, show), show, canvas)
    except TemplateError:
        return None
    return _covered(canonical_json(params), inputs)


@lru_cache(maxsize=512)
def _covered(params_json: str, inputs: tuple[Source, ...]) -> Box | None:
    import json

    from newscast.graphics.paint import covered
    from newscast.graphics.raster import filled

    params: dict[str, Any] = json.loads(params_json)
    try:
        root, fonts = filled(params, [each.path for each in inputs if isinstance(each, File)])
    except TemplateError:
        return None
    box = covered(root, fonts)
    if box is None:
        return None
    wide, high = params["size"]
    return box[0] / wide, box[1] / high, (box[2] - box[0]) / wide, (box[3] - box[1]) / high
