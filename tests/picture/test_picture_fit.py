"""Geometry of fitting, without rendering."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.box import Box
from newscast.base.canvas import canvas
from newscast.picture.boxes import MARGINS, box_of, clear_height, place_of
from newscast.picture.fit import _cut, contain_size, cover_size, crop_offset

RATE = Fraction(30000, 1001)
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


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((1920, 1080), {"landscape": (1920, 1080), "portrait": (1080, 608), "square": (1080, 608)}),
        ((1440, 1080), {"landscape": (1920, 1080), "portrait": (1080, 810), "square": (1080, 1080)}),
        ((1308, 980), {"landscape": (1920, 1080), "portrait": (1080, 810), "square": (1080, 1080)}),
        ((786, 576), {"landscape": (1180, 864), "portrait": (1080, 792), "square": (1080, 1080)}),
        ((1080, 1920), {"landscape": (608, 1080), "portrait": (1080, 1920), "square": (608, 1080)}),
        ((720, 1280), {"landscape": (608, 1080), "portrait": (1080, 1920), "square": (608, 1080)}),
        ((1080, 1080), {"landscape": (1080, 1080), "portrait": (1080, 1080), "square": (1080, 1080)}),
        ((1080, 1350), {"landscape": (864, 1080), "portrait": (1080, 1350), "square": (1080, 1080)}),
        ((480, 848), {"landscape": (612, 1080), "portrait": (720, 1272), "square": (612, 1080)}),
        ((640, 480), {"landscape": (960, 720), "portrait": (952, 714), "square": (952, 714)}),
        ((640, 360), {"landscape": (960, 540), "portrait": (952, 536), "square": (952, 536)}),
        ((1280, 720), {"landscape": (1920, 1080), "portrait": (1080, 608), "square": (1080, 608)}),
    ],
)
def test_what_is_nearly_of_the_canvas_shape_covers_it_and_the_rest_is_whole(size, shown):
    for name, box in shown.items():
        assert box_of(size, size, canvas(name, RATE), "auto") == box, name


@given(sides, sides, st.sampled_from(["landscape", "portrait", "square"]), st.sampled_from(["auto", "band", "cover"]))
def test_no_small_recording_is_blown_up(width, height, name, fit):
    whole = canvas(name, RATE)
    box = box_of((width, height), (width, height), whole, fit)
    assert box[0] <= whole.width and box[1] <= whole.height and box[0] % 2 == box[1] % 2 == 0
    if min(width, height) < 720:
        to_texts = box[0] == whole.width - 2 * MARGINS[name]
        most = 2 if box == (whole.width, whole.height) else 1.6 if to_texts else 1.5
        assert box[0] <= max(2, most * width + 1) and box[1] <= max(2, most * height + 1)


@pytest.mark.parametrize(
    ("size", "name", "box"),
    [
        ((540, 960), "portrait", (1080, 1920)),
        ((960, 540), "landscape", (1920, 1080)),
        ((540, 540), "square", (1080, 1080)),
        ((480, 854), "portrait", (720, 1280)),
        ((640, 480), "landscape", (960, 720)),
    ],
)
def test_a_coarse_recording_covers_its_own_canvas_where_a_margin_would_be_thin(size, name, box):
    assert box_of(size, size, canvas(name, RATE), "auto") == box


def test_what_is_written_wins():
    landscape = canvas("landscape", RATE)
    assert box_of((1080, 1920), (1080, 1920), landscape, "fill") == (1920, 1080)
    assert box_of((320, 180), (320, 180), landscape, "fill") == (1920, 1080)
    assert box_of((1440, 1080), (1440, 1080), landscape, "pad") == (1440, 1080)


def test_a_focus_keeps_a_band_of_a_picture_of_another_shape():
    boxes = {
        (size, name): box_of(size, size, canvas(name, RATE), "band")
        for size in ((1920, 1080), (1080, 1920))
        for name in ("landscape", "portrait", "square")
    }
    assert boxes == {
        ((1920, 1080), "landscape"): (1920, 1080),
        ((1920, 1080), "portrait"): (1080, 1350),
        ((1920, 1080), "square"): (1080, 864),
        ((1080, 1920), "landscape"): (864, 1080),
        ((1080, 1920), "portrait"): (1080, 1920),
        ((1080, 1920), "square"): (864, 1080),
    }


def test_what_is_too_coarse_for_its_band_is_seen_to_its_own_edges():
    """A webcam around a face: the band alone would be a stamp on the canvas, and no face in it larger."""
    shown = {
        (size, name): box_of(size, size, canvas(name, RATE), "band")
        for size in ((640, 480), (480, 640), (1000, 700))
        for name in ("landscape", "portrait")
    }
    assert shown == {
        ((640, 480), "landscape"): (960, 720),
        ((640, 480), "portrait"): (952, 714),
        ((480, 640), "landscape"): (720, 960),
        ((480, 640), "portrait"): (720, 960),
        ((1000, 700), "landscape"): (1920, 1080),
        ((1000, 700), "portrait"): (1080, 1050),
    }


def test_a_coarse_picture_begins_where_texts_do_if_it_nearly_would() -> None:
    for name in ("portrait", "square"):
        box = box_of((640, 480), (640, 480), canvas(name, RATE), "auto")
        left = place_of(box, (canvas(name, RATE).width, canvas(name, RATE).height))[0]
        assert left == 64 and box_of((580, 440), (580, 440), canvas(name, RATE), "auto")[0] == 870
        box = box_of((600, 450), (600, 450), canvas(name, RATE), "auto")
        assert box[0] == 952, "a plate would stand out by 26 pixels at its side"


def test_a_picture_with_ground_at_its_sides_touches_no_other_edge() -> None:
    assert place_of((720, 960), (1080, 1920), 0.0) == (180, 64) and place_of((720, 960), (1080, 1920), 1.0)[1] == 896
    assert place_of((1080, 960), (1080, 1920), 0.0)[1] == 0, "one as wide as the canvas bleeds there"
    assert place_of((608, 1080), (1920, 1080), 0.375)[1] == 0 and place_of((720, 960), (1080, 1080), 0.25)[1] == 0


def test_a_picture_stands_where_captions_do_not_lie_across_its_edges() -> None:
    captions = (0.1, 0.553, 0.8, 0.091)

    def height(size: tuple[int, int], name: str = "portrait", text: Box = captions) -> float:
        return clear_height(size, canvas(name, RATE), "auto", text)

    narrow = {size: height(size) for size in ((320, 241), (480, 270), (640, 360))}
    assert narrow == {(320, 241): 0.375, (480, 270): 0.375, (640, 360): 0.375}
    assert height((480, 848)) == 0.5, "nowhere is it free of them"
    assert height((1920, 1080)) == 0.5, "they lie within it"
    assert height((2000, 1000)) == 0.375, "they would lie across its lower edge"
    assert height((3000, 2000), "square", (0.13, 0.798, 0.74, 0.143)) == 0.375
    assert height((320, 241), "square", (0.13, 0.798, 0.74, 0.143)) == 0.5


def test_a_picture_out_of_the_middle_leaves_no_thin_strip_at_an_edge() -> None:
    square = (1080, 1080)
    tops = {at: place_of((1080, 608), square, at)[1] for at in (0.0, 0.125, 0.25, 0.5, 0.875, 1.0)}
    assert tops == {0.0: 0, 0.125: 0, 0.25: 118, 0.5: 236, 0.875: 472, 1.0: 472}
    assert place_of((1080, 1000), square, 0.5)[1] == 40, "in the middle both strips are alike"
    assert place_of((1080, 608), (1080, 1920), 0.125)[1] == 164


@given(sides, sides, st.sampled_from([LANDSCAPE, PORTRAIT, (1080, 1080)]), st.floats(0, 1))
def test_a_picture_stands_on_the_canvas_at_the_height_that_is_asked(width, height, frame, down):
    box = contain_size((width, height), frame)
    x, y = place_of(box, frame, down)
    assert 0 <= x <= frame[0] - box[0] + 1 and 0 <= y <= frame[1] - box[1] + 1 and x % 2 == y % 2 == 0
    asked = (frame[1] - box[1]) * down
    at_an_edge = min(asked, frame[1] - box[1] - asked) <= frame[1] / 16 and min(y, frame[1] - box[1] - y) <= 1
    assert (abs(y - asked) <= 1 or at_an_edge) and abs(2 * x + box[0] - frame[0]) <= 2


def test_a_picture_stands_in_the_middle_unasked():
    assert place_of((1080, 608), PORTRAIT) == (0, 656)
