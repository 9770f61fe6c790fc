"""The captions of every cut, in the style its deliverable declares, which composing draws and writes."""

from __future__ import annotations

from newscast.build.cuts import PlacedCut
from newscast.build.stages import Placed
from newscast.captions.cue import Captions
from newscast.captions.cues import segment_cues
from newscast.captions.steps import cues_step, read_cues
from newscast.engine.engine import Engine
from newscast.show.model import CaptionStyle, Show
from newscast.step.step import Step
from newscast.timeline.model import Timeline


def captioned(placed: Placed, engine: Engine) -> tuple[Captions | None, ...]:
    """The captions of each timeline, in its order; None where the deliverable declares none."""
    show = placed.loaded.show
    steps = [_steps(cut, show) for cut in placed.timelines]
    engine.make(step for cut in steps for step in cut or ())
    return tuple(None if cut is None else tuple(read_cues(engine.path(step)) for step in cut) for cut in steps)


def captioned_here(placed: Placed) -> tuple[Captions | None, ...]:
    """The same without an engine."""
    show = placed.loaded.show
    known: dict[tuple[Timeline, CaptionStyle | None], Captions | None] = {}
    for cut in placed.timelines:
        key = (cut.timeline, cut.request.caption_style(show))
        if key not in known:
            known[key] = _here(*key, show)
    return tuple(known[cut.timeline, cut.request.caption_style(show)] for cut in placed.timelines)


def _steps(cut: PlacedCut, show: Show) -> list[Step] | None:
    style = cut.request.caption_style(show)
    if style is None:
        return None
    return [cues_step(segment, show.rate, style, show.language) for segment in cut.timeline.segments]


def _here(timeline: Timeline, style: CaptionStyle | None, show: Show) -> Captions | None:
    if style is None:
        return None
    return tuple(segment_cues(segment, show.rate, style, show.language) for segment in timeline.segments)
