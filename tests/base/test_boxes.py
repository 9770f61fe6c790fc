"""How much of one box another one covers."""

from __future__ import annotations

import pytest

from newscast.base.box import Box, share_covered, shared

BOX = (0.2, 0.2, 0.4, 0.2)


@pytest.mark.parametrize(
    ("other", "area"),
    [
        (BOX, 0.08),
        ((0.3, 0.25, 0.1, 0.1), 0.01),
        ((0.5, 0.3, 0.4, 0.4), 0.01),
        ((0.0, 0.0, 0.3, 0.3), 0.01),
        ((0.0, 0.0, 1.0, 1.0), 0.08),
        ((0.6, 0.2, 0.2, 0.2), 0.0),
        ((0.2, 0.4, 0.4, 0.2), 0.0),
        ((0.9, 0.9, 0.1, 0.1), 0.0),
        ((0.3, 0.7, 0.1, 0.1), 0.0),
    ],
)
def test_what_two_boxes_share(other: Box, area: float) -> None:
    assert shared(BOX, other) == pytest.approx(area) == shared(other, BOX)


def test_the_share_is_of_the_first_box() -> None:
    whole = (0.0, 0.0, 1.0, 1.0)
    assert share_covered(BOX, whole) == pytest.approx(1.0)
    assert share_covered(whole, BOX) == pytest.approx(0.08)
    assert share_covered((0.5, 0.5, 0.0, 0.0), whole) == 0.0
