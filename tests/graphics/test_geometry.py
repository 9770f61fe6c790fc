"""Boxes are moved as their corners are."""

import pytest

from newscast.graphics.geometry import Box, Matrix, around, carried, moved

BOX: Box = (10, 20, 40, 100)


@pytest.mark.parametrize(
    "matrix",
    [
        (1, 0, 0, 1, 7, -9), (2, 0, 0, 3, 0.5, 4), (-1, 0, 0, 1, 0, 0), (1, 0, 0, -0.5, 0, 8),
        (0.6, 0.8, -0.8, 0.6, 3, 5),
        (1, 0, 0.3, 1, 0, 0), (1, -0.2, 0, 1, 0, 0),
    ],
)  # fmt: skip
def test_a_box_holds_its_corners_wherever_it_is_moved(matrix: Matrix) -> None:
    corners = [carried((x, y), matrix) for x in BOX[::2] for y in BOX[1::2]]
    assert moved(BOX, matrix) == around([(*each, *each) for each in corners])
