"""What the page of an episode needs so that the rundown can be mended on it: where each part of it plays."""

from __future__ import annotations

from typing import Any

from newscast.review.door.guard import Visit
from newscast.review.episode.chosen import Chosen


def values_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What part/mending.html sees; those who may not change the newsroom see nothing of it."""
    if not visit.visitor.may("edit", chosen.episode):
        return {"mending": None}
    segments = chosen.timeline.segments if chosen.timeline else ()
    parts = [
        {"slug": segment.slug, "index": part.index, "start": part.start_frame, "frames": part.frames}
        for segment in segments
        for part in segment.parts
    ]
    return {"mending": {"parts": parts}}
