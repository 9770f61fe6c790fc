"""Black bars that were recorded with a picture: what is one, and what is only dark."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.media.bars import Bars, turned
from newscast.media.info import PictureInfo

Picture = NDArray[np.uint8]
WIDE, HIGH = 320, 180


def frame(picture: Picture) -> Any:
    """A decoded picture, as PyAV gives it, with lines somewhat longer than it is wide."""
    lines = np.pad(picture, ((0, 0), (0, 16)))
    said = SimpleNamespace(name="yuv420p", components=[SimpleNamespace(bits=8)])
    plane = type("Plane", (), {"line_size": lines.shape[1], "__bytes__": lambda self: lines.tobytes()})()
    return SimpleNamespace(format=said, width=picture.shape[1], height=picture.shape[0], planes=[plane])


def pictures(draw: Callable[[Picture, np.random.Generator], None], count: int = 6) -> list[Picture]:
    chance = np.random.default_rng(5)
    made = []
    for _number in range(count):
        picture = chance.integers(14, 19, (HIGH, WIDE)).astype(np.uint8)
        draw(picture, chance)
        made.append(picture)
    return made


def looked(shown: list[Picture]) -> Any:
    bars = Bars()
    for picture in shown:
        bars.note(frame(picture))
    return bars.found()


def inside(left: int, top: int, right: int, bottom: int) -> Callable[[Picture, np.random.Generator], None]:
    def draw(picture: Picture, chance: np.random.Generator) -> None:
        part = picture[top : HIGH - bottom, left : WIDE - right]
        part[:] = chance.integers(40, 220, part.shape)

    return draw


@pytest.mark.parametrize(
    ("sides", "bars"),
    [
        ((40, 0, 40, 0), (40, 0, 40, 0)),
        ((38, 0, 41, 0), (40, 0, 44, 0)),
        ((0, 24, 0, 24), (0, 24, 0, 24)),
        ((32, 20, 32, 20), (32, 20, 32, 20)),
        ((0, 0, 0, 0), None),
        ((2, 0, 2, 0), None),
        ((60, 0, 0, 0), None),
        ((60, 0, 20, 0), None),
        ((90, 0, 90, 0), None),
    ],
)
def test_bars_are_black_on_both_sides_and_alike(sides: tuple[int, int, int, int], bars: Any) -> None:
    assert looked(pictures(inside(*sides))) == bars


def test_a_picture_that_shows_little_says_nothing() -> None:
    shown = pictures(inside(40, 0, 40, 0))
    dark = pictures(lambda picture, chance: None)
    assert looked([*dark, *shown]) == (40, 0, 40, 0)
    assert looked(shown[:3]) is None and looked(dark) is None


def test_bars_that_are_not_there_all_along_are_none() -> None:
    assert looked([*pictures(inside(40, 0, 40, 0)), *pictures(inside(0, 0, 0, 0), 1)]) is None


def test_a_street_at_night_keeps_its_dark_edges() -> None:
    """Lights stand anywhere in the middle, and the sky above is black."""

    def lights(picture: Picture, chance: np.random.Generator) -> None:
        for y in range(60, HIGH - 60):
            picture[y, chance.integers(60, 130) : WIDE - chance.integers(60, 130)] = 90

    assert looked(pictures(lights)) is None


def test_a_name_on_black_is_not_cut_to_its_letters() -> None:
    assert looked(pictures(inside(40, 70, 40, 70))) is None
    assert looked(pictures(inside(120, 30, 120, 30))) is None


def test_bars_turn_with_their_picture() -> None:
    assert turned((1, 2, 3, 4), 0) == (1, 2, 3, 4)
    assert turned((1, 2, 3, 4), 90) == (4, 1, 2, 3)
    assert turned((1, 2, 3, 4), 270) == (2, 3, 4, 1)


def test_a_picture_with_its_bars_has_the_shape_that_was_recorded() -> None:
    told = ("h264", 720, 540, 0, Fraction(30), False, "progressive", "sdr", "bt709", False, "yuv420p")
    cut = PictureInfo(*told, stored=(540, 540), bars=(90, 0, 90, 0))
    whole = cut.with_bars()
    assert (whole.width, whole.height, whole.stored, whole.bars) == (960, 540, (720, 540), (0, 0, 0, 0))
    assert whole.with_bars() is whole
