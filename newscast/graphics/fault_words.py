"""Faults of texts as they are drawn, in words and at a line."""

from __future__ import annotations

from newscast.base.canvas import shape_of
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.words import short
from newscast.graphics.faults import Fault


def fault_problem(fault: Fault, graphic: str, canvas: str, place: Place | None, other: str = "") -> Problem:
    """What is told of a fault in a graphic; `other` is the graphic of the text that it lies over, where that is another
    one."""
    told = {"text": short(fault.text.text, 40), "graphic": graphic, "canvas": shape_of(canvas)}
    if fault.kind == "small":
        code = "graphic-small"
        message = _(
            "“{text}” is drawn {found} pixels high in “{graphic}” on {canvas}; the least to be read is {least}."
        )
        hint = _("Give it a larger `min`, or the text more room.")
        said = message.format(**told, found=f"{fault.measured:.0f}", least=f"{fault.wanted:.0f}")
    elif fault.kind == "outside":
        code = "graphic-outside"
        message = _("“{text}” in “{graphic}” reaches {found} pixels out of what every {canvas} screen shows.")
        hint = _("Move it inwards, or give it less width.")
        said = message.format(**told, found=f"{fault.measured:.0f}")
    elif fault.kind == "overlap":
        code = "graphic-overlap"
        message = _("“{text}” in “{graphic}” on {canvas} lies over “{below}”{where}.")
        below = short(fault.other.text, 40) if fault.other else ""
        where = _(" in “{graphic}”").format(graphic=other) if other else ""
        hint = _("Move one of them, or show them one after the other.")
        said = message.format(**told, below=below, where=where)
    else:
        code = "graphic-contrast"
        message = _(
            "“{text}” in “{graphic}” on {canvas} cannot be read on what is behind it: its contrast is {found}:1."
        )
        hint = _("It takes {least}:1: give it another colour, or a plate.").format(least=f"{fault.wanted:g}")
        said = message.format(**told, found=f"{fault.measured:.1f}")
    return Problem(said, hint, place, code=code)
