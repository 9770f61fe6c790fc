"""Whether a show's captions are drawn where its places say that they are, which crops and other texts go by."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.canvas import DESIGN_SIZES, Canvas, canvas, shape_of
from newscast.base.errors import Place, Problem
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.graphics.finding import find_template
from newscast.graphics.places import CAPTIONS, places_on
from newscast.graphics.standing import standing
from newscast.graphics.template import PLACES, TemplateError
from newscast.show.model import Show

CAPTION = "caption"
_LINES = {"line1": "Ángeles y ñandúes", "line2": "jóvenes, ágiles"}
"""Two lines with marks above and tails below, of the usual length at the least."""
_ROOM = 32
"""Pixels of the design by which a box that is painted in may be larger than what is seen in it."""


def stray_captions(show: Show) -> Iterator[Problem]:
    """Captions that a show draws itself outside the place that it gives them, or the other way round, each at its
    file. What cannot be used is told elsewhere."""
    for name in DESIGN_SIZES:
        try:
            drawn, places = (find_template(graphic, name, show) for graphic in (CAPTION, PLACES))
            file = (drawn and drawn.file) or (places and places.file)
            rows = _outside(canvas(name, show.rate), show) if file else None
        except TemplateError:
            continue
        if file and rows:
            message = _("On {canvas} captions are drawn from y={top} to {bottom}; their place is {first} to {last}.")
            hint = _("Draw them where `captions` is in {name}, or move that: crops keep faces clear of it.")
            top, bottom, first, last = rows
            said = message.format(canvas=shape_of(name), top=top, bottom=bottom, first=first, last=last)
            told = hint.format(name=f"{PLACES}.{name}.svg")
            yield Problem(said, told, Place(near(file)), warning=True, code="captions-elsewhere")


def _outside(on: Canvas, show: Show) -> tuple[int, int, int, int] | None:
    """Upper and lower edge of two lines of captions and of their place, in pixels of the design, where they leave it;
    None where they do not, or have no place of their own."""
    place = places_on(on, show).box(CAPTIONS)
    drawn = standing(CAPTION, _LINES, show, on) if place else None
    if place is None or drawn is None:
        return None
    high = DESIGN_SIZES[on.name][1]
    top, bottom, first, last = (round(at * high) for box in (drawn, place) for at in (box[1], box[1] + box[3]))
    return (top, bottom, first, last) if top < first - _ROOM or bottom > last + _ROOM else None
