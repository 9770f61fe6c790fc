"""An opener moves in the same way as a clip and as layers that are laid over the picture that it shows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.graphics.opener import has_window, opener, opener_layers
from newscast.graphics.opener_clip import make_opener
from newscast.graphics.overlay import overlay
from newscast.graphics.raster import make_layer
from newscast.picture.painting import counted
from newscast.picture.plain import color
from newscast.show.model import Colors, Show
from newscast.step.step import Tools

CANVAS, FRAMES = Canvas("landscape", 320, 180, Fraction(30)), 60
GROUND = "#202020"
MOVING = {
    "from the side, late": 'news:enter="dx=-600 frames=40 delay=50 fade=no ease=quint"',
    "a cut, late": 'news:enter="delay=70"',
    "fading to the end": 'news:enter="frames=100 delay=80"',
    "swaying": 'news:sway="dx=300 dy=90 seconds=2"',
    "rolling": 'news:roll="speed=900"',
}


def drawn(folder: Path, layers: str) -> Show:
    """A show with an opener of its own."""
    (folder / "graphics").mkdir(exist_ok=True)
    (folder / "graphics/opener.landscape.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'xmlns:news="urn:newscast:graphics" viewBox="0 0 1920 1080">{layers}</svg>',
        encoding="utf-8",
    )
    return Show(show=1, name="INFO LEÓN", folder=folder, colors=Colors(primary=GROUND))


def _apart(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.abs(one.astype(int) - other).sum())


def layer(label: str, how: str) -> str:
    pane = '<rect x="840" y="420" width="240" height="240" fill="#ffffff"/>'
    return f'<g inkscape:groupmode="layer" inkscape:label="{label}" {how}>{pane}</g>'


@pytest.mark.slow
@pytest.mark.parametrize("how", MOVING.values(), ids=MOVING)
def test_it_moves_in_the_same_way(how: str, tmp_path: Path, tools: Tools, render: Callable[..., np.ndarray]) -> None:
    show = drawn(tmp_path, layer("pane", how))
    described = opener(show, "main", "Viernes", CANVAS, FRAMES)
    clip = tmp_path / "opener.mp4"
    make_opener(described.params, [source.path for source in described.inputs], clip, tools)
    raw = tools.decode(["-i", f"file:{clip}", "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"])
    whole = np.frombuffer(raw, np.uint8).reshape(-1, 180, 320)
    stream, paths = counted(color(CANVAS, FRAMES, GROUND), CANVAS.rate), {}
    for number, each in enumerate(opener_layers(show, "main", "Viernes", CANVAS, FRAMES)):
        path = paths[each.image.identity] = tmp_path / f"{number}.png"
        make_layer(each.image.params, [source.path for source in each.image.inputs], path, tools)
        stream = overlay(stream, each, CANVAS)
    laid = render(stream, paths, (320, 180))
    assert len(whole) == len(laid) == FRAMES
    for number in range(1, FRAMES - 1):
        # Layers that are laid are half a picture ahead, and stand on even pixels.
        near = max(_apart(laid[number], laid[other]) for other in (number - 1, number + 1))
        assert _apart(whole[number], laid[number]) <= near + 6 * 40 * 220, number
    assert np.abs(whole[0].astype(int) - whole[-1]).max() > 100, "and it moves"


def test_a_picture_has_no_place_in_an_opener_that_does_not_draw_it_with_these_texts(tmp_path: Path) -> None:
    show = drawn(tmp_path, layer("ground", "") + layer("pictured", 'news:when="pictured subtitle"'))
    assert has_window(show, {"name": "INFO LEÓN", "subtitle": "Noticias"}, CANVAS)
    assert not has_window(show, {"name": "INFO LEÓN"}, CANVAS)
