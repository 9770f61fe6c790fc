"""A picture that is seen where a layer is stands where the layer itself would, frame by frame."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from newscast.base.canvas import Canvas
from newscast.graphics.matte import matted
from newscast.graphics.model import Layer, Motion, Sway
from newscast.graphics.overlay import overlay
from newscast.graphics.raster import cropped, packed
from newscast.picture.painting import counted
from newscast.picture.plain import color
from newscast.picture.segment import Painter
from newscast.show.model import Show
from newscast.step.step import step

CANVAS = Canvas("landscape", 320, 180, Fraction(30000, 1001))
IMAGE = step("layer", {"test": "pane"}, suffix=".png")
FRAMES = 24
MOTIONS = {
    "still": Motion(),
    "from the right": Motion(dx=600, frames=14, fade=False),
    "from the left, late": Motion(dx=-300, dy=70, frames=10, delay=5, fade=False, ease="sine"),
    "coming up out of nothing": Motion(dy=-200, frames=9, delay=3, ease="quint"),
    "fading": Motion(frames=8),
}


@pytest.fixture
def pane(tmp_path: Path) -> Path:
    """A slanted white pane whose right end is half as opaque, and which reaches the right of the canvas."""
    whole = Image.new("RGBA", (320, 180))
    ImageDraw.Draw(whole).polygon([(150, 10), (320, 10), (320, 150), (90, 150)], "#ffffff")
    whole.paste((255, 255, 255, 128), (250, 10, 320, 150))
    path = tmp_path / "pane.png"
    path.write_bytes(packed(*cropped(whole)))
    return path


def laid(enter: Motion, sway: Sway | None = None) -> Layer:
    return Layer(IMAGE, 0, FRAMES, enter, sway=sway or Sway())


def field(rgb: str, frames: int = FRAMES) -> Any:
    return counted(color(CANVAS, frames, rgb), CANVAS.rate)


@pytest.mark.parametrize("enter", MOTIONS.values(), ids=MOTIONS)
def test_a_picture_is_seen_where_its_layer_is(enter: Motion, pane: Path, render: Callable[..., np.ndarray]) -> None:
    """A white picture in the place of the layer is the layer itself, which is white."""
    paths = {IMAGE.identity: pane}
    seen = render(matted(field("#202020"), field("#ffffff"), laid(enter), CANVAS), paths, (320, 180))
    wanted = render(overlay(field("#202020"), laid(enter), CANVAS), paths, (320, 180))
    assert len(seen) == len(wanted) == FRAMES
    np.testing.assert_allclose(seen.astype(int), wanted, atol=2)
    assert np.abs(seen[0].astype(int) - seen[-1]).max() > 100 or enter == Motion()


def test_it_sways_with_its_layer(pane: Path, render: Callable[..., np.ndarray]) -> None:
    paths, layer = {IMAGE.identity: pane}, laid(MOTIONS["from the left, late"], Sway(120, -60, 1))
    seen = render(matted(field("#202020"), field("#ffffff"), layer, CANVAS), paths, (320, 180))
    wanted = render(overlay(field("#202020"), layer, CANVAS), paths, (320, 180))
    np.testing.assert_allclose(seen.astype(int), wanted, atol=2)


def test_what_sways_below_the_picture_of_an_opener_does_so_all_the_time(
    pane: Path, render: Callable[..., np.ndarray]
) -> None:
    painter, layer = Painter(Show(show=1, name="Demo"), CANVAS, {}), laid(Motion(), Sway(300, 0, 1))
    ground = painter._ground([layer], FRAMES, None)
    seen = render(ground.stream, {IMAGE.identity: pane}, (320, 180)).astype(int)
    assert len(seen) == FRAMES and np.abs(seen[0] - seen[7]).max() > 100


@pytest.mark.parametrize("number", [0, 6, 23])
@pytest.mark.parametrize("enter", MOTIONS.values(), ids=MOTIONS)
def test_one_frame_of_it_is_that_of_all(
    enter: Motion, number: int, pane: Path, render: Callable[..., np.ndarray]
) -> None:
    paths, layer = {IMAGE.identity: pane}, laid(enter)
    alone = render(matted(field("#202020", 1), field("#ffffff", 1), layer, CANVAS, number), paths, (320, 180))
    whole = render(matted(field("#202020"), field("#ffffff"), layer, CANVAS), paths, (320, 180))
    np.testing.assert_array_equal(alone, whole[number])
