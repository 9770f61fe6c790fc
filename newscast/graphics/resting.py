"""How long a graphic stands entirely still: from when its last layer has come in to when its first one goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from newscast.graphics.design import paced, present_in, when_said
from newscast.graphics.model import Motion
from newscast.graphics.opener import DESIGNED
from newscast.graphics.template import Template, TemplateLayer
from newscast.show.model import Show
from newscast.timeline.spans import Span


def resting(
    template: Template, texts: Mapping[str, str], show: Show, frames: int, rate: Fraction, reveals: Sequence[int] = ()
) -> Span | None:
    """The frames in which no layer of a graphic that is seen for `frames` moves; None where one always does.

    `texts` are those of newscast.graphics.fields.spread; `reveals` are as in newscast.graphics.design.design.
    """
    start, end = 0, frames
    present = present_in(texts, show)
    for layer in (each for each in template.layers if each.shown(present)):
        if _goes_on(layer, template):
            return None
        enter, leave = paced(layer.enter, layer.leave, frames, rate)
        enter = when_said(layer.label, enter, leave, frames, reveals)
        start = max(start, enter.delay + enter.frames if enter != Motion() else 0)
        end = min(end, frames - leave.frames - leave.delay)
    return Span(start, end) if start < end else None


def _goes_on(layer: TemplateLayer, template: Template) -> bool:
    """Whether a layer moves for as long as it is seen."""
    drifts = template.name.startswith("opener.") and layer.enter.frames > DESIGNED
    return bool(layer.roll.speed or layer.sway.moves or drifts)
