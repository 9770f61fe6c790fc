"""Texts that make room for others and leave what every screen shows, found before anything is drawn.

Where a graphic is drawn is looked at in newscast.build.looking.fitting; here those that stand higher or lower.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newscast.base.canvas import shape_of
from newscast.base.errors import Place, Problem, unique
from newscast.base.i18n import _
from newscast.base.timecode import clock_tenths
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.onscreen import OnScreen, on_screen
from newscast.deliverables.rough import RoughCut
from newscast.document.words import short
from newscast.graphics.faults import Fault
from newscast.show.model import Show


@dataclass(frozen=True)
class _Moved:
    """A graphic that does not stand where it was drawn, when that is first seen, and where it was written."""

    drawn: OnScreen
    deliverable: str
    time: str
    place: Place | None


def strayed(cuts: Iterable[RoughCut], show: Show, known: Faultless | None = None) -> list[Problem]:
    """A warning for each text that is moved out of what every screen shows, with the first time that it is seen there.

    `cuts` are those of one episode. What is `known` to stand inside is not looked at again.
    """
    known = known or Faultless(None, show)
    different: dict[object, _Moved] = {}
    for cut in cuts:
        if cut.kind.form.picture:
            for each in _moved(cut, show):
                different.setdefault(("strayed", each.drawn.standing.spot), each)
    different = {key: each for key, each in different.items() if key not in known}
    if not different:
        return []
    # What reads templates is loaded where there is one to read.
    from newscast.graphics.crossings import Boxes

    boxes = Boxes(show)
    found: list[Problem] = []
    for key, each in different.items():
        if fault := boxes.outside(each.drawn.standing):
            found.append(_problem(fault, each))
        else:
            known.learn(key)
    return unique(found)


def _moved(cut: RoughCut, show: Show) -> Iterable[_Moved]:
    for segment, cues in cut.burned(in_turns=False):
        for drawn in on_screen(segment, cues, cut):
            if drawn.drop:
                time = clock_tenths((segment.start + drawn.span.start) / show.rate)
                yield _Moved(drawn, cut.deliverable, time, cut.place_of(drawn.shown))


def _problem(fault: Fault, moved: _Moved) -> Problem:
    shown = moved.drawn.shown
    message = _(
        "In {deliverable} at {time} “{text}” in “{graphic}” makes room for others and reaches {found} pixels out of "
        "what every {canvas} screen shows."
    )
    told = {"deliverable": moved.deliverable, "time": moved.time, "text": short(fault.text.text, 40)}
    said = message.format(
        **told, graphic=shown.graphic, found=f"{fault.measured:.0f}", canvas=shape_of(shown.canvas.name)
    )
    hint = _("Give it less far to go in the drawing of places.")
    return Problem(said, hint, moved.place, warning=True, code="graphic-outside")
