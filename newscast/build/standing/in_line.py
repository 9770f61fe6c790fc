"""Pictures and texts of a segment beside each other, once no text covers a face: edges in line, documents read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.standing.aligning import Aligning
from newscast.build.standing.documents import Documents
from newscast.build.standing.laying import Laid, Laying
from newscast.captions.cue import Cue
from newscast.picture.signing import signed_spans
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import Shot


def in_line(
    on: OnCanvas,
    segment: PlacedSegment,
    shots: Sequence[Shot],
    supers: tuple[PlacedSuper, ...],
    cues: Callable[[], Sequence[Cue]],
) -> Laid:
    """The shots of a segment and the texts over them, which are left of those that it had; `cues` gives its captions
    that are burned in."""
    documents, aligning = Documents(on, cues), Aligning(on)
    signed = signed_spans(segment, on.drawn)
    read = tuple(documents.shown(shot, segment, supers) for shot in shots)
    aligned = aligning.shown(read, segment, supers, signed)
    return Laying(on, aligning.edges, segment, signed).laid(aligned, supers)
