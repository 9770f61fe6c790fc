"""The opener: a designed animation, as a clip that is drawn once per date and canvas, or as layers over the picture
that it shows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from newscast.base.canvas import Canvas, shape_of
from newscast.base.i18n import _
from newscast.graphics.catalogue import PICTURED
from newscast.graphics.design import design, drawing, present_in, required_template
from newscast.graphics.fields import spread
from newscast.graphics.finding import find_template
from newscast.graphics.model import Fields, Layer, Motion
from newscast.graphics.template import TEMPLATE_RATE, TemplateError
from newscast.graphics.window import Window, window_in
from newscast.show.model import Show
from newscast.step.step import Source, Step, step

DESIGNED = 150
"""Frames of the template's rate in which its motion is meant to play; in fewer it is faster. What comes in for longer
drifts for as long as the opener lasts."""


def opener(show: Show, name: str, date_text: str, canvas: Canvas, frames: int) -> Step:
    """A clip without sound at the canvas's size and rate, of exactly `frames` frames: lossless H.264, BT.709, tv range.

    `name` is that of the opener in the kit, whose subtitle is shown. The motion is as long as `frames` allow: what
    takes its time in seven seconds is brisk in two.
    """
    params, inputs = _drawing(show, opener_fields(show, name, date_text), canvas)
    timed = {**params, "frames": frames, "rate": str(canvas.rate)}
    weight = frames * canvas.width * canvas.height / 3e7
    label = _("opener, {canvas}").format(canvas=shape_of(canvas.name))
    return step("opener", timed, inputs, suffix=".mp4", label=label, weight=weight)


def opener_layers(show: Show, name: str, date_text: str, canvas: Canvas, frames: int) -> tuple[Layer, ...]:
    """The layers of an opener that shows a picture where one of them is, PICTURED; they move as in its clip."""
    fields = opener_fields(show, name, date_text) | {PICTURED: "yes"}
    enters = {layer.label: layer.enter for layer in required_template("opener", canvas, show).layers}
    layers = design("opener", fields, show, canvas, 0, frames)
    return tuple(
        replace(layer, enter=_timed(enters[layer.label], frames, canvas.rate), leave=Motion()) for layer in layers
    )


def _timed(enter: Motion, frames: int, rate: Fraction) -> Motion:
    """How a layer comes in, in frames of `rate`, where the opener has so many."""
    pace, enter = pace_of(frames, rate), lasting(enter, frames, rate)
    delay, coming = round(enter.delay * rate / pace), round(enter.frames * rate / pace)
    # Both rounded may be a frame more than there is.
    return replace(enter, delay=delay, frames=max(0, min(coming, frames - delay)) if enter.fade else coming)


def pace_of(frames: int, rate: Fraction) -> Fraction:
    """How many frames of its template's rate go by in a second of an opener of so many frames of its own."""
    return Fraction(TEMPLATE_RATE) / min(Fraction(1), frames * TEMPLATE_RATE / (DESIGNED * rate))


def lasting(enter: Motion, frames: int, rate: Fraction) -> Motion:
    """How a layer comes in, in the template's own frames, where the opener has so many of `rate`: one that drifts does
    so to the end, and what fades is all there by then."""
    left = int(frames / rate * pace_of(frames, rate)) - enter.delay
    coming = max(enter.frames, left) if enter.frames > DESIGNED else enter.frames
    return replace(enter, frames=max(0, min(coming, left)) if enter.fade else coming)


def opener_fields(show: Show, name: str, date_text: str) -> dict[str, str]:
    """What an opener says, for `fit_problems`."""
    chosen = show.openers.get(name)
    fields = {"name": show.name, "date": date_text, "subtitle": chosen.subtitle if chosen else ""}
    return {field: text for field, text in fields.items() if text}


def _drawing(show: Show, fields: Fields, canvas: Canvas) -> tuple[dict[str, Any], tuple[Source, ...]]:
    return drawing(required_template("opener", canvas, show), spread("opener", fields, show), show, canvas)


def has_window(show: Show, fields: Fields, canvas: Canvas) -> bool:
    """Whether an opener that says this has room for a picture: a layer `pictured`, which is drawn with these texts."""
    try:
        template = find_template("opener", canvas.name, show)
    except TemplateError:
        # Told where it is to be drawn.
        return False
    present = present_in(spread("opener", fields, show), show) | {PICTURED}
    layers = template.layers if template else ()
    return any(layer.label == PICTURED and layer.shown(present) for layer in layers)


def window_of(show: Show, fields: Fields, canvas: Canvas) -> Window:
    """Where an opener that says this shows its picture."""
    return window_in("opener", PICTURED, fields, show, canvas, masked=True)
