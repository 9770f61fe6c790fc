"""What is to be seen of a cut, and when: its pictures, where each was written, and where none needs to move."""

from __future__ import annotations

from newscast.deliverables.cut import Cut
from newscast.qc.model import Seen
from newscast.timeline.ending import BLACK
from newscast.timeline.model import ClipShot, GraphicShot, Shot, StillShot, written_shots


def wanted_pictures(cut: Cut) -> tuple[Seen, ...]:
    """All pictures of a cut, one after another."""
    rate = cut.timeline.rate
    return tuple(
        Seen(
            segment.slug,
            round(float((segment.start + shot.start) / rate), 3),
            round(float((segment.start + shot.start + shot.frames) / rate), 3),
            place,
            _may_be_still(shot),
            segment.kind == BLACK,
            isinstance(shot.picture, ClipShot),
        )
        for segment, shot, place in written_shots(cut.timeline.segments, cut.places)
    )


def _may_be_still(shot: Shot) -> bool:
    """Cards are read, and a photo stands still where somebody asked for it."""
    picture = shot.picture
    return isinstance(picture, GraphicShot) or (isinstance(picture, StillShot) and picture.is_held)
