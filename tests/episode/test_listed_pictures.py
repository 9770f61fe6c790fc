"""What timeline.json says of how a picture is framed: in frames of the segment, whatever the clip counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.episode.telling import _framing
from newscast.timeline.seen import Aim, ClipShot, Shot, StillShot, Veil

BOX = (0.1, 0.2, 0.3, 0.4)


def test_frames_of_a_clip_are_told_as_frames_of_the_segment() -> None:
    """The shot shows the clip from its frame 100 on, at the segment's frame 30."""
    aims, veils = (Aim(100, 0.5, 0.4), Aim(110, 0.6, 0.4)), (Veil(BOX, 90, 120), Veil(BOX, 105), Veil(BOX, 0, 100))
    clip = ClipShot(Path("a.mp4"), start=100, aims=aims, veils=veils)
    told = _framing(Shot(30, 60, clip), clip)
    assert [(each.frame, each.x) for each in told["focus"]] == [(30, 0.5), (40, 0.6)]
    assert [(each.start, each.end) for each in told["blurred"]] == [(30, 50), (35, 90)], "never outside the shot"


@pytest.mark.parametrize("veil", [Veil(BOX), Veil(BOX, 0, 200)])
def test_a_still_is_framed_from_its_first_frame_on(veil: Veil) -> None:
    still = StillShot(Path("a.jpg"), veils=(veil,))
    told = _framing(Shot(30, 60, still), still)
    assert [each.frame for each in told["focus"]] == [30]
    assert [(each.start, each.end) for each in told["blurred"]] == [(30, 90)]
