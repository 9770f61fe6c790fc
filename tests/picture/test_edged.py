"""The hairline around a picture that does not cover the canvas."""

from __future__ import annotations

import re
from fractions import Fraction

import ffmpeg
import pytest

from newscast.base.canvas import Canvas
from newscast.picture.fitting import edged


@pytest.mark.parametrize(("corner", "box"), [((40, 0), (100, 180)), ((0, 30), (320, 120)), ((11, 7), (33, 21))])
def test_the_line_goes_once_around_the_picture(corner: tuple[int, int], box: tuple[int, int]) -> None:
    canvas = Canvas("landscape", 1920, 1080, Fraction(30))
    graph = " ".join(ffmpeg.get_args(edged(ffmpeg.input("x"), corner, box, canvas).output("y")))
    drawn = re.findall(r"drawbox=(-?\d+):(-?\d+):color=[^:]*:h=(\d+):t=fill:w=(\d+)", graph)
    points = [
        (x, y)
        for left, top, high, wide in (map(int, each) for each in drawn)
        for x in range(left, left + wide)
        for y in range(top, top + high)
    ]
    (x, y), (wide, high) = corner, box
    outer = {(a, b) for a in range(x - 2, x + wide + 2) for b in range(y - 2, y + high + 2)}
    inner = {(a, b) for a in range(x, x + wide) for b in range(y, y + high)}
    assert len(points) == len(set(points)) and set(points) == outer - inner
