"""Texts of cards that are too small beside the window of sign language, where a card is drawn smaller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscast.base.canvas import Canvas
from newscast.base.errors import Place, Problem, unique
from newscast.base.i18n import _
from newscast.base.timecode import clock_tenths
from newscast.build.looking.onscreen import OnScreen, on_screen
from newscast.deliverables.rough import RoughCut
from newscast.document.words import short
from newscast.graphics.limits import SMALLEST
from newscast.graphics.places import BESIDE, Places, places_on
from newscast.picture.narrowing import beside_window
from newscast.picture.signing import beside_in, signed_spans
from newscast.rundown.forms import BEFORE_AFTER
from newscast.show.model import Show

if TYPE_CHECKING:
    from newscast.graphics.crossings import Boxes


@dataclass(frozen=True)
class _Smaller:
    """A card that is drawn `scale` as large as it is for a canvas, when it is first seen, and where it was written."""

    drawn: OnScreen
    canvas: Canvas
    scale: float
    deliverable: str
    time: str
    place: Place | None


def dwindled(cuts: Iterable[RoughCut], show: Show) -> list[Problem]:
    """A warning for each card whose smallest text cannot be read beside the window, with the first time it is seen.

    `cuts` are those of one episode.
    """
    different: dict[object, _Smaller] = {}
    for cut in cuts:
        if cut.kind.form.picture:
            for each in _smaller(cut, show):
                different.setdefault((each.drawn.key, each.place), each)
    if not different:
        return []
    # What reads templates is loaded where there is one to read.
    from newscast.graphics.crossings import Boxes

    boxes = Boxes(show)
    return unique(problem for each in different.values() for problem in _problems(each, boxes))


def _smaller(cut: RoughCut, show: Show) -> Iterable[_Smaller]:
    if not any(segment.signer for segment in cut.timeline.segments):
        return
    places = places_on(cut.size, show)
    if BESIDE not in places.areas:
        return
    for segment, cues in cut.burned(in_turns=False):
        spans = signed_spans(segment, places)
        for drawn in on_screen(segment, cues, cut) if spans else ():
            if drawn.shot is not None and beside_in(segment.shots[drawn.shot], spans):
                time = clock_tenths((segment.start + drawn.span.start) / show.rate)
                canvas, scale = _drawn_for(drawn, cut, places)
                yield _Smaller(drawn, canvas, scale, cut.deliverable, time, cut.place_of(drawn.shown))


def _drawn_for(drawn: OnScreen, cut: RoughCut, places: Places) -> tuple[Canvas, float]:
    """For which canvas a card is drawn beside the window, and how large that is, in design pixels for each of its."""
    shown = drawn.shown
    if shown.graphic == BEFORE_AFTER:
        return shown.canvas, float(places.areas[BESIDE].width / places.size[0])
    part, _origin = beside_window(shown.graphic, dict(shown.told), cut.show, cut.size, places)
    return part, float(part.scale / cut.size.scale)


def _problems(card: _Smaller, boxes: Boxes) -> Iterable[Problem]:
    shown = card.drawn.shown
    found = boxes.sketch(shown.graphic, card.drawn.standing.where_told, card.canvas)
    smallest = min(found.texts, key=lambda text: text.size, default=None) if found else None
    least = SMALLEST[shown.canvas.name]
    if smallest is None or smallest.size * card.scale >= least:
        return
    message = _(
        "In {deliverable} at {time} “{text}” in “{graphic}” is {found} pixels high beside the window of sign language; "
        "the least to be read is {least}."
    )
    told = {"deliverable": card.deliverable, "time": card.time, "text": short(smallest.text, 40)}
    said = message.format(**told, graphic=shown.graphic, found=f"{smallest.size * card.scale:.0f}", least=least)
    hint = _("Say it aloud as well, or show the card outside the story with the window.")
    yield Problem(said, hint, card.place, warning=True, code="graphic-small")
