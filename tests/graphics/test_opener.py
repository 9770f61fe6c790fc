from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.graphics.opener import has_window, opener, window_of
from newscast.graphics.opener_clip import make_opener
from newscast.show.ends import Opener
from newscast.show.model import Show
from newscast.step.step import Tools

SHOW = Show(show=1, name="INFO LEÓN", openers={"main": Opener(subtitle="Noticias de la ciudad")})
RATE = Fraction(30000, 1001)


def made(canvas: Canvas, frames: int, tools: Tools, output: Path) -> np.ndarray:
    described = opener(SHOW, "main", "Viernes 20 de noviembre de 2026", canvas, frames)
    make_opener(described.params, [source.path for source in described.inputs], output, tools)
    raw = tools.decode(["-i", f"file:{output}", "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"])
    return np.frombuffer(raw, np.uint8).reshape(-1, canvas.height, canvas.width, 3)


def test_an_opener_says_what_the_kit_says() -> None:
    canvas = Canvas("landscape", 320, 180, RATE)
    texts = opener(SHOW, "main", "Viernes", canvas, 60).params["texts"]
    assert (texts["name"], texts["subtitle"], texts["date"]) == ("INFO LEÓN", "Noticias de la ciudad", "Viernes")
    assert "subtitle" not in opener(SHOW, "night", "Viernes", canvas, 60).params["texts"]


@pytest.mark.slow
def test_an_opener_moves_its_words_settle_and_it_has_exactly_its_frames(tmp_path: Path, tools: Tools) -> None:
    frames = made(Canvas("landscape", 320, 180, RATE), 120, tools, tmp_path / "opener.mp4")
    assert len(frames) == 120
    changes = [int(np.abs(one.astype(int) - two).max()) for one, two in pairwise(frames)]
    words = frames.min(axis=3) > 240
    # Where light passes behind them, a pixel or two of their edges are as bright as they are.
    moved = (words[-45:] != words[-1]).sum(axis=(1, 2)).max()
    assert max(changes[:20]) > 50 and moved <= 4, "words come, and stand still"
    # Light goes on behind them: a station's alarm for frozen pictures waits three seconds.
    assert max(changes[-45:]) > 0
    np.testing.assert_allclose(frames[-1][170, 4], (0x0A, 0x3D, 0x62), atol=3)
    assert (frames[-1].min(axis=2) > 240).sum() > 300, "the name is there"
    assert (frames[int(RATE * 2)].min(axis=2) > 240).sum() > 300, "and was, after two seconds"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), [("square", (180, 180)), ("portrait", (180, 320))])
def test_a_short_opener_is_the_same_to_the_byte(name: str, size: tuple[int, int], tmp_path: Path, tools: Tools) -> None:
    canvas = Canvas(name, *size, RATE)
    one = made(canvas, 30, tools, tmp_path / "one.mp4")
    two = made(canvas, 30, tools, tmp_path / "two.mp4")
    assert len(one) == len(two) == 30
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
    assert (one[-1].min(axis=2) > 240).sum() > 300
    letters = one[-1].min(axis=2) > 240
    assert (one[0].min(axis=2) > 230)[letters].mean() > 0.9, "its first picture says what its last one does"
    assert np.abs(one[0].astype(int) - one[-1]).max() > 50, "and it moves"


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize(
    ("name", "size"), [("landscape", (320, 180)), ("square", (180, 180)), ("portrait", (180, 320))]
)
def test_a_picture_has_its_place_in_the_built_in_openers(base: str, name: str, size: tuple[int, int]) -> None:
    show, canvas = SHOW.model_copy(update={"base": base}), Canvas(name, *size, RATE)
    assert has_window(show, {"name": "INFO LEÓN"}, canvas)
    window = window_of(show, {"name": "INFO LEÓN", "date": "Viernes 20 de noviembre", "pictured": "yes"}, canvas)
    assert window.x % 2 == window.y % 2 == window.canvas.width % 2 == window.canvas.height % 2 == 0
    assert (window.x + window.canvas.width, window.y + window.canvas.height) == size
    assert window.canvas.width * window.canvas.height > 0.25 * size[0] * size[1]
