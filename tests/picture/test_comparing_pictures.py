"""Two pictures in one place: left of the line the first one, right of it the other, in every frame."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newscast.base.canvas import Canvas, canvas
from newscast.graphics.model import Layer, Motion
from newscast.graphics.window import Window, window_in
from newscast.media.info import MediaInfo
from newscast.picture.comparing import parted, sorted_out
from newscast.picture.plain import color
from newscast.picture.segment import Painter
from newscast.picture.shown import seen_on
from newscast.show.model import Show
from newscast.step.step import Step, step
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, ComparedShot, Shot

RATE = Fraction(30)
SHOWS = [Show(show=1, name="Demo"), Show(show=1, name="Demo", base="paper")]


def layer(label: str, **more: Any) -> Layer:
    image: Step = step("layer", {"layer": label}, [], suffix=".png", label="")
    return Layer(image, 0, 195, label=label, **more)


def test_the_line_goes_in_the_middle_of_the_time_and_is_gone_before_and_after() -> None:
    names = ("field", "pictures", "before", "after", "line", "title")
    layers = [layer(name, **({"enter": Motion(dx=1936, frames=60)} if name == "line" else {})) for name in names]
    found = sorted_out(layers, 195)
    assert [each.label for each in found.below] == ["field"]
    assert [[each.label for each in side] for side in found.sides] == [["before"], ["after"]]
    assert [each.label for each in found.above] == ["title"]
    assert found.line and (found.sweep.delay, found.sweep.frames, found.line.frames) == (67, 60, 127)
    # In a short shot it is quicker: what was and what is are seen for as long as it goes.
    assert (sorted_out(layers, 90).sweep.delay, sorted_out(layers, 90).sweep.frames) == (30, 30)


@pytest.mark.real
def test_what_is_right_of_the_line_is_the_other_picture(render: Callable[..., np.ndarray], landscape: Canvas) -> None:
    window, sweep = Window(landscape, 0, 0), Motion(dx=1920, frames=8, delay=2, ease="linear")
    red, blue = (color(landscape, 12, shade) for shade in ("#ff0000", "#0000ff"))
    seen = render(parted(red, blue, landscape, window, sweep), {}, (320, 180), "rgb24")
    edges = [int((frame[90, :, 0] > 128).sum()) for frame in seen]
    assert edges == [320, 320, 280, 240, 200, 160, 120, 80, 40, 0, 0, 0]
    for at in (0, 5, 11):
        first, other = (color(landscape, 1, shade) for shade in ("#ff0000", "#0000ff"))
        one = render(parted(first, other, landscape, window, sweep, at), {}, (320, 180), "rgb24")
        assert int((one[90, :, 0] > 128).sum()) == edges[at]


@pytest.mark.parametrize("show", SHOWS, ids=["plain", "paper"])
def test_pictures_have_their_place_on_every_canvas(show: Show) -> None:
    shot = Shot(
        0, 195, ComparedShot("before-after", (("title", "El parque"),), ClipShot(Path("a")), after=ClipShot(Path("b")))
    )
    for name, size in (("landscape", (1920, 1080)), ("portrait", (1080, 1080)), ("square", (1080, 1080))):
        there = seen_on(shot, show, canvas(name, RATE))
        assert (there.width, there.height) == size
    small = window_in("before-after", "pictures", {"title": "El parque"}, show, Canvas("portrait", 606, 1078, RATE))
    assert abs(small.canvas.height - 606) <= 2


@pytest.mark.real
def test_one_clip_twice_is_read_twice(numbered: Callable[..., MediaInfo]) -> None:
    info = numbered("twice.mp4", "30", 1)
    path = info.file.path
    shot = Shot(0, 30, ComparedShot("before-after", (), ClipShot(path), after=ClipShot(path, 5)))
    placed = PlacedSegment("nota", "story", "Nota", 0, 30, (shot,), (), (), (), None, False)
    painter = Painter(SHOWS[0], Canvas("landscape", 320, 180, RATE), {path: info})
    picture = painter.segment(placed)
    assert [each.graphic for each in picture.drawn] == ["before-after"]
    assert picture.inputs.count(info.file) == 1
    assert painter.moment(placed, 15).inputs
