"""Geometry of fitting, without rendering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.picture.fit import _cut, contain_size, cover_size, crop_offset

LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)
sides = st.integers(16, 8000)


def test_known_sizes():
    assert cover_size((1920, 1080), LANDSCAPE) == LANDSCAPE
    assert cover_size((640, 480), LANDSCAPE) == (1920, 1440)
    assert cover_size((1920, 1080), PORTRAIT) == (3414, 1920)
    assert contain_size((640, 480), LANDSCAPE) == (1440, 1080)
    assert contain_size((1920, 1080), PORTRAIT) == (1080, 608)


@given(sides, sides, st.sampled_from([LANDSCAPE, PORTRAIT, (1080, 1080), (320, 180)]))
def test_cover_covers_and_contain_fits(width, height, canvas):
    covering, inside = cover_size((width, height), canvas), contain_size((width, height), canvas)
    assert covering[0] >= canvas[0] and covering[1] >= canvas[1] and canvas in (covering, canvas)
    assert inside[0] <= canvas[0] and inside[1] <= canvas[1]
    assert all(side % 2 == 0 for side in (*covering, *inside))
    assert covering[0] == canvas[0] or covering[1] == canvas[1]


@pytest.mark.parametrize(("focus", "x"), [(0.0, 0), (0.5, 1168), (0.25, 314), (1.0, 2334), (7.0, 2334), (-1.0, 0)])
def test_crop_keeps_the_focus_near_the_middle(focus, x):
    assert crop_offset((3414, 1920), PORTRAIT, (focus, 0.5)) == (x, 0)


@given(st.integers(100, 8000), st.integers(200, 8000), st.data())
def test_cutting_first_keeps_the_same_pixels(stored, covering, data):
    length = data.draw(st.integers(50, covering // 2)) // 2 * 2
    start = data.draw(st.integers(0, (covering - length) // 2)) * 2
    first, long, offset, scaled = _cut(stored, covering, start, length)
    assert first >= 0 and first + long <= stored and 0 <= offset <= scaled - length
    grow = scaled / long
    assert abs((first * grow + offset) - start) <= max(4, 4 * covering / stored + abs(grow - covering / stored) * first)
