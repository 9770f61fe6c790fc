"""Layers of an opener that are laid once while they stand still: the same pictures as laid anew for each frame."""

import numpy as np
from PIL import Image

from newscast.graphics.model import Motion
from newscast.graphics.opener_stage import Drawn, Stage

SIZE = (48, 27)


def layers() -> list[Drawn]:
    """An opaque ground, a field that comes in, a fading text, something that drifts all along, and a late one."""
    chance = np.random.default_rng(4)

    def layer(size: tuple[int, int], at: tuple[int, int], enter: Motion, opaque: bool = False) -> Drawn:
        colors = Image.fromarray(chance.integers(0, 256, (size[1], size[0], 3), np.uint8))
        least = 255 if opaque else 0
        opacity = Image.fromarray(chance.integers(least, 256, (size[1], size[0]), np.uint8))
        return Drawn(colors, opacity, *at, enter)

    field = Drawn(Image.new("RGB", (20, 20)), Image.new("L", (20, 20), 255), 20, 4, Motion(12, 0, 8, 0, False))
    return [
        layer(SIZE, (0, 0), Motion(0, 0, 0, 0, False), opaque=True),
        field,
        layer((30, 9), (4, 4), Motion(-20, 0, 10, 3, True)),
        layer((25, 20), (10, 2), Motion(9, 4, 40, 0, False)),
        layer((12, 5), (30, 18), Motion(0, 6, 6, 20, True)),
    ]


def test_a_picture_does_not_depend_on_those_before_it() -> None:
    drawn = layers()
    stage = Stage(SIZE, drawn, 1.0, 30.0, "#000000")
    for number in [*range(45), 44, 3, 44]:
        alone = Stage(SIZE, drawn, 1.0, 30.0, "#000000").at(number)
        assert stage.at(number).tobytes() == alone.tobytes(), number
