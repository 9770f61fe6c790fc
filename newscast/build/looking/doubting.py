"""What can be said of texts before any picture is looked at: which are wrong on all of them, which depend on theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from newscast.base.errors import Problem, unique
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.onscreen import Seen
from newscast.graphics.crossings import Boxes
from newscast.graphics.fault_words import fault_problem
from newscast.graphics.faults import depends, faults, wanted_of
from newscast.graphics.sketch import Sketch


def wrong_in(seen: Iterable[Seen], boxes: Boxes, known: Faultless) -> tuple[list[Problem], list[Seen]]:
    """Warnings of texts that are wrong on any picture, and the graphics with texts that depend on theirs. What is right
    on any picture is `known` to be so from now on."""
    problems: list[Problem] = []
    depending: list[Seen] = []
    looked: dict[object, bool] = {}
    for each in seen:
        shown, look = each.drawn.shown, each.drawn.look
        if look not in looked:
            found = boxes.sketch(shown.graphic, each.drawn.standing.where_told, shown.canvas)
            wrong = faults(found.texts, shown.graphic, shown.canvas.name, found.colors) if found else []
            told = [fault_problem(fault, shown.graphic, shown.canvas.name, each.place) for fault in wrong]
            problems += [replace(problem, warning=True) for problem in told]
            looked[look] = found is not None and _depends(found, shown.graphic)
            if found and not wrong and not looked[look]:
                known.learn(look)
        if looked[look]:
            depending.append(each)
    return unique(problems), depending


def _depends(found: Sketch, graphic: str) -> bool:
    return any(depends(text, found.colors, wanted_of(graphic)) for text in found.texts)
