"""The strip of bars that goes by while somebody is heard."""

from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from newscast.graphics.bars import Heard, strip, strip_params
from newscast.graphics.model import Bars
from newscast.step.step import step

HEARD = step("bars", {"test": 1}, suffix=".bars")
PLACE = Image.new("RGBA", (120, 40), (246, 185, 59, 255))


def window(whole: Image.Image, params: dict[str, int], frame: int) -> np.ndarray:
    """Which pixels are seen at a frame, as newscast.graphics.overlay shows them: shape (40, width)."""
    width = whole.width - params["frames"] * params["step"]
    left = (frame + 1 + params["frames"] - FRAMES) * params["step"]
    return np.asarray(whole.getchannel("A").crop((left, 0, left + width, 40))) > 127


FRAMES = 20


@pytest.mark.parametrize(("per", "since"), [(1, 0), (1, 7), (2, 0), (2, 7)])
def test_the_bar_at_the_right_is_that_of_the_frame(per: int, since: int) -> None:
    levels = bytearray(40)
    loud = 15
    levels[loud // per] = 255
    params = strip_params(Bars(6, 4), Heard(HEARD, per, since), FRAMES, Fraction(1))
    whole = strip(PLACE, bytes(levels), params)
    first = next(n for n in range(FRAMES) if window(whole, params, n)[2].any())
    # Half of a bar of two frames has come by the first of them; with its margin, by the second at the latest.
    assert 0 <= first - (loud // per * per - since) <= per - 1
    assert window(whole, params, first)[2].nonzero()[0].max() >= window(whole, params, first).shape[1] - 6


def test_bars_stand_in_the_middle_and_have_the_colour_of_the_place() -> None:
    params = strip_params(Bars(6, 4), Heard(HEARD, 1), FRAMES, Fraction(1))
    whole = strip(PLACE, bytes([128] * 20), params)
    assert whole.getpixel((whole.width - 5, 20)) == (246, 185, 59, 255)
    column = np.asarray(whole.getchannel("A"))[:, whole.width - 5]
    assert column.tolist() == column[::-1].tolist()
    assert 18 <= (column > 127).sum() <= 22


def test_before_the_first_bar_and_after_the_last_there_are_dots() -> None:
    params = strip_params(Bars(6, 4), Heard(HEARD, 1, 15), FRAMES, Fraction(1))
    opacity = np.asarray(strip(PLACE, bytes([255] * 16), params).getchannel("A")) > 127
    heights = opacity.sum(axis=0)[4::10]
    assert heights[:12].tolist() == [40] * 12
    assert heights[12] == 40
    assert set(heights[13:]) == {6}


def test_a_small_canvas_moves_by_whole_pixels_of_colour() -> None:
    params = strip_params(Bars(8, 6), Heard(HEARD, 1), FRAMES, Fraction(1, 6))
    assert (params["step"], params["pitch"], params["bar"]) == (2, 2, 1)
