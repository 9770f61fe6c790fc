"""An opener over the picture that it shows: its texts at the moments at which they are in its clip, and the picture
where its drawing has a place for it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.graphics.opener import opener
from newscast.graphics.opener_clip import make_opener
from newscast.graphics.raster import make_layer
from newscast.media.info import MediaInfo
from newscast.picture.painting import Picture
from newscast.picture.segment import Painter
from newscast.show.ends import Opener
from newscast.show.model import Show
from newscast.step.step import Step, Tools
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, GraphicShot, Shot

SHOW = Show(show=1, name="INFO LEÓN", openers={"main": Opener(subtitle="Noticias de la ciudad")})
RATE = Fraction(30000, 1001)
DATE = "Viernes 20 de noviembre de 2026"
FRAMES = 120
WHITE = "color=white:s=320x180:r=30:d=5,format=yuv420p,setparams=range=tv:colorspace=bt709"


@pytest.fixture(scope="module")
def canvas() -> Canvas:
    return Canvas("landscape", 320, 180, RATE)


@pytest.fixture
def painted(
    make: Callable[..., MediaInfo], render: Callable[..., np.ndarray], tools: Tools, tmp_path: Path, canvas: Canvas
) -> Callable[..., np.ndarray]:
    """painted(number): the RGB frames of an opener over white, or that one alone."""
    clip = make("white.mp4", "-f", "lavfi", "-i", WHITE)
    shown = GraphicShot("opener", (("name", "main"), ("date", DATE)), ClipShot(clip.file.path))
    shot = Shot(0, FRAMES, shown)
    placed = PlacedSegment("open", "open", "", 0, FRAMES, (shot,), (), (), (), None, False)
    painter = Painter(SHOW, canvas, {clip.file.path: clip})

    def path(source: File | Step) -> Path:
        if isinstance(source, File):
            return source.path
        drawn = tmp_path / f"{source.identity}.png"
        make_layer(source.params, [each.path for each in source.inputs if isinstance(each, File)], drawn, tools)
        return drawn

    def rendered(number: int | None = None) -> np.ndarray:
        picture: Picture = painter.segment(placed) if number is None else painter.moment(placed, number)
        paths = {each.identity: path(each) for each in picture.inputs}
        return render(picture.stream, paths, (canvas.width, canvas.height), "rgb24")

    return rendered


@pytest.mark.slow
def test_it_says_the_same_as_its_clip_and_shows_the_picture_from_the_first_frame_on(
    painted: Callable[..., np.ndarray], tools: Tools, tmp_path: Path, canvas: Canvas
) -> None:
    frames = painted()
    described = opener(SHOW, "main", DATE, canvas, FRAMES)
    make_opener(described.params, [source.path for source in described.inputs], tmp_path / "clip.mp4", tools)
    raw = tools.decode(
        ["-i", f"file:{tmp_path}/clip.mp4", "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    )
    clip = np.frombuffer(raw, np.uint8).reshape(frames.shape)
    assert len(frames) == FRAMES
    field = np.s_[:, :150]
    for number in (45, 80, FRAMES - 1):
        apart = np.abs(frames[number][field].astype(int) - clip[number][field])
        assert (apart.max(axis=2) > 40).mean() < 0.01, f"its texts stand elsewhere in frame {number}"
    letters = frames[-1][field].min(axis=2) > 240
    assert letters.sum() > 300, "its name is there"
    np.testing.assert_allclose(frames[-1][170, 4], (0x0A, 0x3D, 0x62), atol=3)
    for number in (0, FRAMES - 1):
        assert frames[number][20:160, 300].min() > 60, "white, tinted, and not the dark ground"
    assert np.abs(frames[-40].astype(int) - frames[-1]).max() > 5, "light goes on"


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 7, 50])
def test_a_still_of_it_is_its_frame(number: int, painted: Callable[..., np.ndarray]) -> None:
    np.testing.assert_array_equal(painted(number), painted()[number])
