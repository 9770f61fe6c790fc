"""The captions of every segment, which composing draws and writes."""

from __future__ import annotations

from newscast.build.stages import Placed
from newscast.captions.cues import segment_cues
from newscast.captions.steps import cues_step, read_cues
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.cut import Captions
from newscast.engine.engine import Engine
from newscast.show.model import CaptionStyle
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment


def captioned(placed: Placed, engine: Engine) -> Captions:
    """The captions of every segment, in the style of each deliverable that has some."""
    show = placed.loaded.show

    def step_of(segment: PlacedSegment, style: CaptionStyle) -> Step:
        return cues_step(segment, show.rate, style, show.language)

    styles = {name: each.captions(show) for name, each in DELIVERABLES.items() if each.captions}
    engine.make(
        step_of(segment, styles[each.request.deliverable])
        for each in placed.timelines
        if each.request.deliverable in styles
        for segment in each.timeline.segments
    )
    return lambda segment, style: read_cues(engine.path(step_of(segment, style)), segment)


def captioned_here(placed: Placed) -> Captions:
    """The same without an engine, each when it is asked for."""
    show = placed.loaded.show
    return lambda segment, style: segment_cues(segment, show.rate, style, show.language)
