"""Layers of an opener that are laid once while they stand still: the same pictures as laid anew for each frame."""

import numpy as np
import pytest
from PIL import Image

from newscast.graphics.model import Motion
from newscast.graphics.opener_stage import Drawn, Stage

SIZE = (48, 27)


def layers(mode: str) -> list[Drawn]:
    """An opaque ground, a clear place that comes in, a fading text, something that drifts all along, and a late one."""
    chance = np.random.default_rng(4)

    def layer(size: tuple[int, int], at: tuple[int, int], enter: Motion, opaque: bool = False) -> Drawn:
        colors = Image.fromarray(chance.integers(0, 256, (size[1], size[0], 3), np.uint8)).convert(mode)
        least = 255 if opaque else 0
        opacity = Image.fromarray(chance.integers(least, 256, (size[1], size[0]), np.uint8))
        return Drawn(colors, opacity, *at, enter)

    clear = Drawn(Image.new(mode, (20, 20)), Image.new("L", (20, 20), 255), 20, 4, Motion(12, 0, 8, 0, False))
    return [
        layer(SIZE, (0, 0), Motion(0, 0, 0, 0, False), opaque=True),
        clear,
        layer((30, 9), (4, 4), Motion(-20, 0, 10, 3, True)),
        layer((25, 20), (10, 2), Motion(9, 4, 40, 0, False)),
        layer((12, 5), (30, 18), Motion(0, 6, 6, 20, True)),
    ]


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_does_not_depend_on_those_before_it(mode: str) -> None:
    drawn = layers(mode)
    stage = Stage(mode, SIZE, drawn, 1.0)
    for number in [*range(45), 44, 3, 44]:
        alone = Stage(mode, SIZE, drawn, 1.0).at(number)
        assert stage.at(number).tobytes() == alone.tobytes(), number


def test_colours_are_whole_below_any_opacity() -> None:
    shown = np.asarray(Stage("RGBA", SIZE, layers("RGBA"), 1.0).at(9))
    assert (shown[..., 3] == 0).any() and (shown[..., 3] == 255).any(), "clear where a picture is seen"
    tint = Drawn(
        Image.new("RGBA", SIZE, (200, 100, 50, 255)), Image.new("L", SIZE, 128), 0, 0, Motion(0, 0, 0, 0, False)
    )
    half = np.asarray(Stage("RGBA", SIZE, [tint], 1.0).at(0))
    np.testing.assert_allclose(half.reshape(-1, 4)[0], (200, 100, 50, 128), atol=2)
