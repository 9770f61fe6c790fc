"""The opener: a designed animation, rendered once per date and canvas, and kept."""

from __future__ import annotations

from typing import Any

from newscast.base.canvas import Canvas, shape_of
from newscast.base.i18n import _
from newscast.graphics.catalogue import PICTURED
from newscast.graphics.design import drawing, required_template
from newscast.graphics.fields import spread
from newscast.graphics.model import Fields
from newscast.graphics.template import TemplateError, find_template
from newscast.graphics.window import Window, window_in
from newscast.show.model import Show
from newscast.step.step import Source, Step, step

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
