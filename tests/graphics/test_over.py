"""The contrast of a line is that on the picture behind it, through what its drawing lays between."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from newscast.base.contrast import contrast, mixed
from newscast.graphics.faults import depends, least_contrast
from newscast.graphics.ground import PICTURE, Ground
from newscast.graphics.over import contrast_over
from newscast.graphics.seen import SeenText

COLORS = {"text": "#ffffff", "plate": "#0a3d62", "accent": "#f6b93b"}
LINE = SeenText("Arranca la feria", "text", (480.0, 800.0, 960.0, 860.0), 60, "text", 0)


def picture(color: str, size: tuple[int, int] = (180, 320)) -> Any:
    return np.tile(np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], np.uint8), (*size, 1))


def over(line: SeenText, seen: Any, drop: int = 0) -> float:
    return contrast_over(line, COLORS, seen, "landscape", drop)


@pytest.mark.parametrize("color", ["#ffffff", "#000000", "#767676", "#f2f6ff"])
def test_bare_letters_stand_on_the_picture_itself(color: str) -> None:
    assert over(LINE, picture(color)) == pytest.approx(contrast("#ffffff", color), abs=0.01)


@pytest.mark.parametrize("opacity", [1.0, 0.75, 0.4])
def test_a_plate_is_mixed_with_the_picture_as_it_will_be(opacity: float) -> None:
    line = replace(LINE, grounds=(Ground((400, 780, 1000, 880), "plate", opacity),))
    assert over(line, picture("#ffffff")) == pytest.approx(
        contrast("#ffffff", mixed("#ffffff", "#0a3d62", opacity)), abs=0.05
    )


def test_only_what_is_behind_the_letters_counts() -> None:
    seen = picture("#000000")
    seen[: round(790 / 6)] = 255
    assert over(LINE, seen) == pytest.approx(21, abs=0.01)
    assert over(LINE, seen, drop=-60) == pytest.approx(1, abs=0.01), "where it stands, not where it was drawn"
    assert over(replace(LINE, grounds=(Ground((0, 0, 470, 1080), "plate", 1.0),)), picture("#ffffff")) < 1.1


def test_a_spark_is_no_sky_and_squares_are_not_their_mean() -> None:
    spark, squares = picture("#000000"), picture("#000000")
    spark[140, 100:104] = 255
    squares[(np.indices((180, 320)) // 3).sum(axis=0) % 2 == 0] = 255
    assert over(LINE, spark) == pytest.approx(21, abs=0.01)
    assert over(LINE, squares) == pytest.approx(1, abs=0.01)


def test_a_scrim_is_as_thick_as_it_is_at_each_row() -> None:
    shade = Ground((0, 0, 1920, 1080), "", 1.0, ((0.0, ("plate", 0.0)), (1080.0, ("plate", 1.0))))
    low, high = (replace(LINE, box=(480, top, 960, top + 60), grounds=(shade,)) for top in (1000, 100))
    assert over(low, picture("#ffffff")) > 7 > 1.5 > over(high, picture("#ffffff"))


def test_a_half_of_a_line_beside_its_plate_is_seen() -> None:
    line = replace(LINE, grounds=(Ground((400, 780, 700, 880), "plate", 1.0),))
    assert over(line, picture("#ffffff")) == pytest.approx(1, abs=0.01)
    assert over(line, picture("#101010")) > 10


def test_of_a_pattern_and_of_an_outline_each_part_counts() -> None:
    anywhere = float("-inf")
    stripes = Ground(
        (0, 0, 1920, 1080), "", 1.0, ((anywhere, ("plate", 1.0)), (anywhere, ("accent", 1.0))), everywhere=True
    )
    assert over(replace(LINE, grounds=(stripes,)), picture("#000000")) == pytest.approx(
        contrast("#ffffff", "#f6b93b"), abs=0.01
    )
    corner = Ground((480, 800, 960, 860), "plate", 1.0, outline=(((480, 800), (960, 800), (480, 860)),))
    assert over(replace(LINE, grounds=(corner,)), picture("#ffffff")) < 1.1


def test_in_an_openers_window_the_picture_stands_again() -> None:
    field = Ground((0, 0, 1920, 1080), "plate", 1.0)
    window = Ground((400, 700, 1900, 1000), PICTURE, 1.0)
    line = replace(LINE, grounds=(field, window))
    assert over(line, picture("#ffffff")) == pytest.approx(1, abs=0.01)
    assert depends(line, COLORS) and not depends(replace(line, grounds=(window, field)), COLORS)


def test_letters_between_black_and_white_are_lost_on_a_grey() -> None:
    """Grey that is read on both extremes is not on itself."""
    grey = {"text": "#757575"}
    assert min(contrast("#757575", each) for each in ("#000000", "#ffffff")) > 4.5
    assert least_contrast(LINE, grey) == 1
    assert depends(LINE, grey)
