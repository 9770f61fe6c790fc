"""A dissolve from what is written: the texts of what was are gone before those of what comes are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.graphics.raster import make_layer
from newscast.media.info import MediaInfo
from newscast.picture.segment import Painter
from newscast.picture.slices import Paintings, runs
from newscast.show.model import Show
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment, PlacedSuper, Transition
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from tests.realtools import RealTools

SIZE = (320, 180)
CANVAS = Canvas("landscape", *SIZE, Fraction(30))
SHOW = Show(show=1, name="Demo")
LEFT = np.s_[:, 60:, :250]
"""What is not the show's name, at the top right."""
CARD = GraphicShot("text", (("title", "Requisitos"), ("text", "Identificación oficial y comprobante de domicilio.")))


def segment(slug: str, frames: int, picture: Any, *supers: PlacedSuper, entered: str = "") -> PlacedSegment:
    placed = PlacedSegment(slug, "story", slug, 0, frames, (Shot(0, frames, picture),), supers, (), (), None, True)
    return replace(placed, transition=Transition(entered, 15) if entered else None)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def black(make: Callable[..., MediaInfo]) -> MediaInfo:
    return make("black.mp4", "-f", "lavfi", "-i", "color=black:s=320x180:r=30:d=6", "-pix_fmt", "yuv420p")


@pytest.fixture
def seen(black: MediaInfo, render: Callable[..., Any], tmp_path: Path) -> Callable[..., np.ndarray]:
    """seen(segments): their pictures, in grey."""

    def rendered(*segments: PlacedSegment) -> np.ndarray:
        found = runs(segments, Painter(SHOW, CANVAS, {black.file.path: black}), Paintings(), [()] * len(segments))
        paths = {black.file.digest: black.file.path}
        for made in {each for run in found for each in run.picture.inputs if isinstance(each, Step)}:
            paths[made.identity] = tmp_path / f"{made.identity}.png"
            if not paths[made.identity].exists():
                make_layer(made.params, [], paths[made.identity], RealTools(tmp_path))
        return np.concatenate([render(run.picture.stream, paths, SIZE) for run in found]).astype(int)

    return rendered


def bright(frames: np.ndarray) -> list[int]:
    """How bright the brightest letters are in each frame."""
    return [int(np.sort(frame, axis=None)[-200:].mean()) for frame in frames[LEFT]]


@pytest.mark.real
def test_the_texts_of_a_card_are_gone_after_a_third_of_a_dissolve(seen: Any, black: MediaInfo) -> None:
    dark = ClipShot(black.file.path)
    dissolved = seen(segment("a", 90, CARD), segment("b", 60, dark, entered="dissolve"))
    letters, ground = bright(dissolved[88:106]), dissolved[96, 170, 160]
    assert min(letters[:2]) > 200, "they are there until it begins"
    assert max(letters[7:]) < 90 and ground > 20, "the ground of the card goes on without them"
    wiped = bright(seen(segment("a", 90, CARD), segment("b", 60, dark, entered="wipe"))[88:106])
    assert wiped[7] > 200, "a wipe takes the texts with it"


@pytest.mark.real
def test_the_name_of_the_show_does_not_blink_and_what_stands_over_a_story_leaves(seen: Any, black: MediaInfo) -> None:
    dark = ClipShot(black.file.path)
    where = PlacedSuper(0, 90, "locator", (("place", "Col. San Miguel, León"),))
    frames = seen(segment("a", 90, dark, where), segment("b", 60, dark, entered="dissolve"))[88:110]
    corner, rest = frames[:, :60, 220:], frames[:, :60, :200]
    assert np.abs(corner - corner[0]).max() < 12
    assert rest[2].max() > 100 and rest[7:].max() < 40
