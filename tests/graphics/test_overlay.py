from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import ffmpeg
import numpy as np
import pytest
from PIL import Image, ImageColor

from newscast.base.canvas import Canvas
from newscast.graphics.model import Layer, Motion, Roll, Sway
from newscast.graphics.overlay import overlay, overlay_at
from newscast.graphics.raster import cropped, packed, sheet
from newscast.step.step import Tools, step

RATE = Fraction(30000, 1001)
CANVAS = Canvas("landscape", 480, 270, RATE)
IMAGE = step("layer", {"test": "square"}, suffix=".png")
FRAMES = 30


def laid(
    layer: Layer,
    folder: Path,
    tools: Tools,
    image: tuple[bytes, int, int] | None = None,
    alone: int | None = None,
) -> np.ndarray:
    """The frames of black with the layer over it, RGB as a viewer of BT.709 sees them, or the one of number `alone`;
    `image` is its PNG, and where that stands."""
    png, x, y = image or _striped()
    (folder / "layer.png").write_bytes(png)
    stream = ffmpeg.input("color=black:s=480x270:r=30000/1001", f="lavfi").filter("format", "yuv420p")
    stream = stream.filter("setparams", colorspace="bt709", range="tv")
    stream = stream.filter("trim", end_frame=FRAMES if alone is None else 1)
    stream = overlay(stream, layer, CANVAS) if alone is None else overlay_at(stream, layer, CANVAS, alone)
    args = ffmpeg.get_args(ffmpeg.output(stream, "pipe:1", f="rawvideo", pix_fmt="yuv420p"))
    filled = [_placed(arg, x, y).replace(IMAGE.ref, f"file:{folder / 'layer.png'}") for arg in args]
    return _rgb(np.frombuffer(tools.decode(filled), np.uint8).reshape(-1, 270 * 480 * 3 // 2))


def _striped() -> tuple[bytes, int, int]:
    whole = Image.new("RGBA", (480, 270))
    for left, color in ((100, "#ffffff"), (180, "#0a3d62"), (260, "#f6b93b")):
        whole.paste(color, (left, 100, left + 80, 140))
    picture, x, y = cropped(whole)
    return packed(picture, x, y), x, y


def _placed(arg: str, x: int, y: int) -> str:
    for axis, value in (("x", x), ("y", y)):
        for colon in (":", "\\:", "\\\\:"):
            arg = arg.replace(f"{{{axis}{colon}{IMAGE.identity}}}", str(value))
    return arg


def _rgb(raw: np.ndarray) -> np.ndarray:
    size = 270 * 480
    luma = (raw[:, :size].reshape(-1, 270, 480) - 16.0) * 255 / 219
    planes = (raw[:, at : at + size // 4].reshape(-1, 135, 240) for at in (size, size * 5 // 4))
    blue, red = (((plane - 128.0) * 255 / 224).repeat(2, axis=1).repeat(2, axis=2) for plane in planes)
    return np.stack([luma + 1.5748 * red, luma - 0.1873 * blue - 0.4681 * red, luma + 1.8556 * blue], axis=-1)


def seen(frames: np.ndarray) -> list[int]:
    return [index for index, frame in enumerate(frames) if frame.max() > 8]


def left_edges(frames: np.ndarray) -> list[int]:
    return [int(np.nonzero((frame.max(axis=2) > 8).any(axis=0))[0][0]) for frame in frames]


@pytest.mark.parametrize("start", [0, 5])
@pytest.mark.parametrize(
    ("enter", "leave"),
    [
        (Motion(), Motion()),
        (Motion(dx=-80, frames=6, delay=3), Motion(dx=-60, frames=4)),
        (Motion(frames=5), Motion(frames=3, delay=2)),
        (Motion(dx=40, frames=5, fade=False), Motion(dy=40, frames=3, fade=False)),
    ],
)
def test_a_layer_is_seen_from_its_first_frame_to_its_last(
    start: int, enter: Motion, leave: Motion, tmp_path: Path, tools: Tools
) -> None:
    frames = laid(Layer(IMAGE, start, 20, enter, leave), tmp_path, tools)
    assert len(frames) == FRAMES
    assert seen(frames) == list(range(start + enter.delay, start + 20 - leave.delay))


def test_it_eases_to_its_place_and_fades_evenly(tmp_path: Path, tools: Tools) -> None:
    enter, leave = Motion(dx=-80, frames=6), Motion(dx=-80, frames=4)
    frames = laid(Layer(IMAGE, 0, 20, enter, leave), tmp_path, tools)
    edges = left_edges(frames[:20])
    assert edges[:6] == sorted(edges[:6]) and edges[0] < 92 and edges[1] - edges[0] >= edges[5] - edges[4]
    assert set(edges[5:16]) == {100}
    assert edges[16:] == sorted(edges[16:], reverse=True) and edges[19] < 100
    white = frames[:20, 120, 140, 0]
    np.testing.assert_allclose(white[:6], [255 * (k + 1) / 7 for k in range(6)], atol=4)
    np.testing.assert_allclose(white[6:16], 255, atol=1)
    np.testing.assert_allclose(white[16:], [255 * (4 - k) / 5 for k in range(4)], atol=4)


def test_a_layer_that_comes_in_to_the_very_end_makes_nothing_longer(tmp_path: Path, tools: Tools) -> None:
    frames = laid(Layer(IMAGE, 0, FRAMES, Motion(dy=40, frames=14, delay=FRAMES - 14)), tmp_path, tools)
    assert len(frames) == FRAMES
    assert seen(frames) == list(range(FRAMES - 14, FRAMES))


@pytest.mark.parametrize(
    "layer",
    [
        Layer(IMAGE, 4, 20, Motion(dx=-80, frames=6, delay=3), Motion(dy=-60, frames=4)),
        Layer(IMAGE, 5, 25, Motion(dx=-80, frames=6), Motion(frames=5), sway=Sway(dx=20, dy=8, seconds=1)),
        Layer(IMAGE, 0, 24, Motion(frames=3), Motion(dx=-60, frames=8)),
        Layer(IMAGE, 0, FRAMES, sway=Sway(dx=20, dy=8, seconds=1)),
        Layer(IMAGE, 2, 20, Motion(frames=5), Motion(frames=4), changes=(0, 3, 11, 12)),
        Layer(IMAGE, 2, 20, Motion(frames=5, delay=2), Motion(frames=4), since=1, passing=4),
    ],
)
def test_a_frame_alone_is_that_of_the_whole(layer: Layer, tmp_path: Path, tools: Tools) -> None:
    pictures = [(Image.new("RGBA", (40, 20), color), 100, 50) for color in ("red", "lime", "blue", "white")]
    image = (sheet(pictures), 100, 50) if len(layer.changes) > 1 else None
    image = (passing(21, 4), 100, 50) if layer.passing else image
    whole = laid(layer, tmp_path, tools, image)
    for number in (0, 3, 5, 8, 12, 14, 18, 21, 23, FRAMES - 1):
        (alone,) = laid(layer, tmp_path, tools, image, alone=number)
        np.testing.assert_array_equal(alone, whole[number])


def passing(frames: int, step: int) -> bytes:
    """A strip of 80 pixels and as much as goes by: grey, and brighter with each frame that comes."""
    strip = Image.new("RGBA", (80 + frames * step, 20), "#202020")
    for number in range(frames):
        light = 60 + 8 * number
        strip.paste((light, light, light), (80 + number * step, 0, 80 + (number + 1) * step, 20))
    return packed(strip, 100, 50)


@pytest.mark.parametrize(("motion", "since"), [(Motion(), 0), (Motion(frames=5, delay=3), 0), (Motion(), 1)])
def test_what_goes_by_is_at_the_right_in_its_own_frame(
    motion: Motion, since: int, tmp_path: Path, tools: Tools
) -> None:
    layer = Layer(IMAGE, 4, 20, motion, since=since, passing=4)
    frames = laid(layer, tmp_path, tools, (passing(20 + since, 4), 100, 50))
    assert seen(frames) == list(range(4 + motion.delay, 24))
    for at in range(4 + motion.delay + motion.frames, 24):
        columns = frames[at, 60].max(axis=1)
        assert columns[176:180].mean() == pytest.approx(60 + 8 * (at - 4 + since), abs=3)
        assert columns[182:].max() < 3


def test_colours_are_those_of_the_show(tmp_path: Path, tools: Tools) -> None:
    frames = laid(Layer(IMAGE, 0, 20), tmp_path, tools)
    for x, color in ((140, (255, 255, 255)), (220, (0x0A, 0x3D, 0x62)), (300, (0xF6, 0xB9, 0x3B))):
        np.testing.assert_allclose(frames[10, 120, x], color, atol=2)


@pytest.mark.parametrize(
    ("enter", "leave"), [(Motion(), Motion()), (Motion(frames=5), Motion(frames=4)), (Motion(delay=7), Motion())]
)
def test_a_layer_that_changes_shows_each_of_its_pictures_from_its_frame(
    enter: Motion, leave: Motion, tmp_path: Path, tools: Tools
) -> None:
    colors = ("#ff0000", "#00ff00", "#0000ff", "#ffffff")
    pictures = [(Image.new("RGBA", (40, 20), color), 100, 50) for color in colors]
    changes = (0, 3, 11, 12)
    layer = Layer(IMAGE, 4, 20, enter, leave, changes=changes)
    frames = laid(layer, tmp_path, tools, (sheet(pictures), 100, 50))
    shown = [frame[60, 120] for frame in frames]
    assert seen(frames) == list(range(4 + enter.delay, 24))
    for at in seen(frames):
        (*_, number) = (number for number, change in enumerate(changes) if change <= at - 4)
        wanted = np.array(ImageColor.getrgb(colors[number]))
        mute = shown[at] < 0.3 * shown[at].max()
        assert mute.tolist() == (wanted == 0).tolist(), (at, shown[at])
    assert all(frames[at, 80:].max() < 8 for at in range(FRAMES)), "no other picture below it"


def test_a_still_layer_is_one_frame_and_no_loop() -> None:
    base = ffmpeg.input("base")
    still = ffmpeg.get_args(overlay(base, Layer(IMAGE, 0, 20), CANVAS).output("out"))
    assert "loop" not in " ".join(still) and "fade" not in " ".join(still)
    fading = ffmpeg.get_args(overlay(base, Layer(IMAGE, 0, 20, Motion(frames=5)), CANVAS).output("out"))
    assert "loop=loop=6" in " ".join(fading)


def test_a_layer_with_no_time_left_is_not_laid() -> None:
    base = ffmpeg.input("base")
    assert overlay(base, Layer(IMAGE, 0, 4, Motion(delay=4)), CANVAS) is base


def test_a_layer_that_sways_goes_to_and_fro(tmp_path: Path, tools: Tools) -> None:
    edges = left_edges(laid(Layer(IMAGE, 0, FRAMES, sway=Sway(dx=160, seconds=1)), tmp_path, tools))
    assert abs(edges[0] - 100) <= 8 and abs(max(edges) - 140) <= 2 and abs(min(edges) - 60) <= 2
    assert 5 <= edges.index(max(edges)) <= 8 and 20 <= edges.index(min(edges)) <= 24


def test_a_layer_that_rolls_leaves_to_the_left_and_comes_again_from_the_right(tmp_path: Path, tools: Tools) -> None:
    """2,397 design pixels a second are 20 pixels of this canvas a frame; the picture is 240 wide and begins at 100."""
    layer = Layer(IMAGE, 0, FRAMES, roll=Roll(speed=2397))
    frames = laid(layer, tmp_path, tools)
    assert left_edges(frames[:6]) == pytest.approx([100, 80, 60, 40, 20, 0], abs=1)
    assert left_edges(frames[19:29]) == pytest.approx([480 - 20 * count for count in range(14, 24)], abs=2)
    later = laid(replace(layer, since=18), tmp_path, tools)
    assert np.array_equal(later[1:12], frames[19:])
    assert left_edges(laid(layer, tmp_path, tools, alone=3)) == left_edges(frames[3:4])


def test_what_rolls_and_fills_the_canvas_leaves_no_gap(tmp_path: Path, tools: Tools) -> None:
    """A strip of 600 that begins at 24: its end is followed by its beginning, 6 pixels of this canvas behind it."""
    strip = Image.new("RGBA", (600, 40), "#ffffff")
    frames = laid(Layer(IMAGE, 0, FRAMES, roll=Roll(speed=2397)), tmp_path, tools, (packed(strip, 24, 100), 24, 100))
    dark = [int((frame[110, :, 0] < 128).sum()) for frame in frames]
    assert max(dark) <= 8 and sum(1 for width in dark if width >= 4) >= 20


def test_a_layer_that_is_dropped_stands_lower(tmp_path: Path, tools: Tools) -> None:
    plain, low = (laid(Layer(IMAGE, 0, FRAMES, drop=drop), tmp_path, tools, alone=3) for drop in (0, 80))
    assert np.array_equal(plain[:, 100:140], low[:, 120:160]) and not np.array_equal(plain, low)


@pytest.mark.parametrize(("rate", "steps"), [(RATE, {6}), (2 * RATE, {4}), (Fraction(25), {8}), (Fraction(50), {4})])
def test_a_ticker_goes_by_as_many_pixels_from_each_picture_to_the_next(rate: Fraction, steps: set[int]) -> None:
    """In fields it went four pixels and two in turn: overlay lays on every second pixel alone."""
    speed = Roll(speed=180).evenly(rate).speed
    places = [2 * int(number * speed / rate / 2) for number in range(2000)]
    assert {after - before for before, after in pairwise(places)} == steps
    assert Roll(speed=20).evenly(rate).speed == 20, "what is slower than that stays"
