"""Whether a cut can be sent over WhatsApp: as what, or why nobody would want to see it in that size."""

from __future__ import annotations

from collections.abc import Iterable

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.base.timecode import clock
from newscast.deliverables.encodings import SOCIAL_KBITS
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.small import Recipe, Shape, recipe_for

SIZE = 16_000_000
"""Bytes of a video."""
_MOST_VIDEO = 2500
"""kb/s above which 720x1280 gains nothing on a telephone."""
_FAMILY = "whatsapp"


def recipe_of(cut: RoughCut) -> Recipe:
    """As what it is sent. Raises FilesError where it lasts so long that nobody would want to see what is left of it."""
    if found := _recipe(cut):
        return found
    raise FilesError([_too_long(cut)])


def refuse_unsendable(cuts: Iterable[RoughCut]) -> None:
    """Raises FilesError for those of these cuts that are to be sent and cannot be."""
    if wrong := [_too_long(cut) for cut in cuts if cut.family == _FAMILY and not _recipe(cut)]:
        raise FilesError(wrong)


def _recipe(cut: RoughCut) -> Recipe | None:
    full = cut.full_size
    shape = Shape(full.width, full.height, full.rate)
    return recipe_for(SIZE, cut.timeline.duration, shape, _MOST_VIDEO, SOCIAL_KBITS)


def _too_long(cut: RoughCut) -> Problem:
    form = _("{name} lasts {duration}: too long to be sent in {size}.")
    message = form.format(name=cut.title, duration=clock(cut.timeline.duration), size=size_text(SIZE))
    hint = _("Mark its stories with `social: true`: each becomes a video of its own. Or leave “whatsapp” out.")
    return Problem(message, hint, cut.rundown.places.get("deliverables"), code="whatsapp-too-long")
