"""The captions of every cut, in the style its deliverable declares, which composing draws and writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscast.build.cuts import PlacedCut
from newscast.build.stages import Placed
from newscast.captions.cue import Captions
from newscast.captions.cues import segment_cues
from newscast.captions.steps import cues_step, read_cues
from newscast.show.model import CaptionStyle, Show
from newscast.step.step import Step
from newscast.timeline.model import Timeline

if TYPE_CHECKING:
    from newscast.engine.engine import Engine


def captioned(placed: Placed, engine: Engine) -> tuple[Captions | None, ...]:
    """The captions of each timeline, in its order; None where the deliverable declares none."""
    show = placed.loaded.show
    steps = [_steps(cut, show) for cut in placed.timelines]
    engine.make(step for cut in steps for step in cut or ())
    return tuple(None if cut is None else tuple(read_cues(engine.path(step)) for step in cut) for cut in steps)


def captioned_here(placed: Placed, only_burned: bool = False) -> tuple[Captions | None, ...]:
    """The same without an engine; with `only_burned` just those that are drawn into pictures."""
    show = placed.loaded.show
    known: dict[tuple[Timeline, CaptionStyle | None], Captions | None] = {}
    found: list[Captions | None] = []
    for cut in placed.timelines:
        style = cut.request.caption_style(show) if cut.request.kind.burned or not only_burned else None
        key = (cut.timeline, style)
        if key not in known:
            known[key] = _here(*key, show)
        found.append(known[key])
    return tuple(found)


def _steps(cut: PlacedCut, show: Show) -> list[Step] | None:
    style = cut.request.caption_style(show)
    if style is None:
        return None
    return [cues_step(segment, show.rate, style, show.language) for segment in cut.timeline.segments]


def _here(timeline: Timeline, style: CaptionStyle | None, show: Show) -> Captions | None:
    if style is None:
        return None
    return tuple(segment_cues(segment, show.rate, style, show.language) for segment in timeline.segments)
