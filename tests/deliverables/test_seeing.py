"""Where graphics lie over pictures, from one second to another, as checks of black and frozen pictures ask."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.box import Box, shared
from newscast.base.canvas import canvas
from newscast.captions.cue import Cue
from newscast.deliverables.seeing import graphics_over
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Shot

RATE = Fraction(30)
STRAP = PlacedSuper(90, 60, "strap", (("headline", "Reabre la avenida"),))


def cut(bug: bool = True, signed: bool = False) -> Any:
    """Ten seconds from second 2 on, on square, with a strap from second 5 to 7 and a caption from second 2 to 4."""
    shot = Shot(0, 300, ClipShot(Path("a.mp4")))
    signer = (shot,) if signed else ()
    segment = PlacedSegment("a", "story", "A", 60, 300, (shot,), (STRAP,), (), (), None, bug, signer=signer)
    return SimpleNamespace(
        full_size=canvas("square", RATE),
        show=Show(show=1, name="Demo"),
        timeline=SimpleNamespace(rate=RATE),
        burned=lambda in_turns: [(segment, (Cue(0, 60, ("Desde hoy,", "otra vez")),))],
    )


def covered(boxes: Any, box: Box) -> float:
    """How much of a box one of some covers at most."""
    return max((shared(box, each) for each in boxes), default=0.0) / (box[2] * box[3])


@pytest.mark.parametrize(
    ("start", "end", "many"), [(0.5, 1.5, 0), (2.5, 3.5, 2), (4.2, 4.8, 1), (5.5, 6, 2), (12.5, 14, 0)]
)
def test_only_what_is_there_meanwhile_lies_over_pictures(start: float, end: float, many: int) -> None:
    assert len(graphics_over(cut())(start, end)) == many


def test_captions_reach_from_edge_to_edge_and_stand_below() -> None:
    (caption,) = graphics_over(cut(bug=False))(2.5, 3.5)
    assert caption[0] <= 0 and caption[0] + caption[2] >= 1
    assert 0.7 < caption[1] < 0.85 and caption[1] + caption[3] < 1.01


def test_a_window_of_sign_language_is_one_of_them() -> None:
    boxes = graphics_over(cut(bug=False, signed=True))(9, 10)
    assert covered(boxes, (0.75, 0.1, 0.1, 0.2)) > 0.99
    assert graphics_over(cut(bug=False))(9, 10) == ()
