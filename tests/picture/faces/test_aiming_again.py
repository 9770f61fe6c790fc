"""What is asked again of the same faces beside the same texts costs nothing."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import canvas
from newscast.picture.faces import crop
from newscast.picture.faces.aiming import aimed_clip
from newscast.picture.faces.search import Faces
from newscast.picture.faces.setting import Setting
from newscast.timeline.seen import ClipShot


def test_a_crop_that_was_searched_once_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    faces = Faces(tuple((frame, ((0.313, 0.2, 0.21, 0.35),)) for frame in range(0, 300, 15)))
    setting = Setting((1920, 1080), canvas("portrait", Fraction(30)), faces, [(0, 300, (0.1, 0.6, 0.8, 0.1))])
    asked = []
    told = crop._in_window
    monkeypatch.setattr(crop, "_in_window", lambda *args: asked.append(1) or told(*args))
    first = aimed_clip(ClipShot(Path("a.mp4")), 300, setting)
    once = len(asked)
    assert aimed_clip(ClipShot(Path("a.mp4")), 300, setting) == first and len(asked) == once > 0
