"""The opener: a designed animation, rendered once per date and canvas, and kept."""

from __future__ import annotations

from newscast.base.canvas import Canvas, shape_of
from newscast.base.i18n import _
from newscast.graphics.design import drawing, required_template
from newscast.graphics.fields import spread
from newscast.show.model import Show
from newscast.step.step import Step, step


def opener(show: Show, name: str, date_text: str, canvas: Canvas, frames: int) -> Step:
    """A clip without sound at the canvas's size and rate, of exactly `frames` frames: lossless H.264, BT.709, tv range.

    `name` is that of the opener in the kit, whose subtitle is shown. The motion is as long as `frames` allow: what
    takes its time in seven seconds is brisk in two.
    """
    fields = opener_fields(show, name, date_text)
    params, inputs = drawing(required_template("opener", canvas, show), spread("opener", fields, show), show, canvas)
    timed = {**params, "frames": frames, "rate": str(canvas.rate)}
    weight = frames * canvas.width * canvas.height / 3e7
    label = _("opener, {canvas}").format(canvas=shape_of(canvas.name))
    return step("opener", timed, inputs, suffix=".mp4", label=label, weight=weight)


def opener_fields(show: Show, name: str, date_text: str) -> dict[str, str]:
    """What an opener says, for `fit_problems`."""
    chosen = show.openers.get(name)
    fields = {"name": show.name, "date": date_text, "subtitle": chosen.subtitle if chosen else ""}
    return {field: text for field, text in fields.items() if text}
