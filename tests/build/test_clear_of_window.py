"""Pictures at the left of the window of sign language, in the middle of what it leaves."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscast.base.canvas import canvas
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.standing.clear_of_window import clear_of_window
from newscast.graphics.places import SIGNER, places_on
from newscast.picture.boxes import box_of, place_of
from newscast.show.model import Show
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.spans import Span

SHOW, FILE = Show(show=1, name="Demo"), Path("media.mp4")
SIGNED = Span(0, 100)


def standing(
    name: str, size: tuple[int, int], signed: Span = SIGNED, picture: ClipShot | StillShot | None = None
) -> tuple[int, int, int]:
    """Where the left and right edges of a picture are and the left one of the window, in pixels."""
    here, before = canvas(name, Fraction(30)), picture or ClipShot(FILE)
    info = SimpleNamespace(picture=SimpleNamespace(width=size[0], height=size[1]))
    on = OnCanvas(SHOW, here, {FILE: info}, SimpleNamespace(), False)  # type: ignore[arg-type, dict-item]
    shown = clear_of_window(on, Shot(0, 100, before), [signed]).picture
    assert isinstance(shown, ClipShot | StillShot)
    box = box_of(size, size, here, shown.fit)
    assert box == box_of(size, size, here, before.fit), "it is as large as before"
    window = places_on(here, SHOW).box(SIGNER)
    assert window
    left = place_of(box, (here.width, here.height), fit=shown.fit)[0]
    return left, left + box[0], round(window[0] * here.width)


@pytest.mark.parametrize("size", [(640, 480), (768, 432), (480, 270), (320, 240)])
def test_one_with_ground_at_its_sides_is_clear_of_the_window(size: tuple[int, int]) -> None:
    left, right, window = standing("landscape", size)
    assert left >= 96 and right + 16 <= window
    assert abs(left + right - 96 - window) <= 64, "in the middle of what is left, as captions are"


def test_others_stay_where_they_are() -> None:
    middle = 960 - 480, 960 + 480
    assert standing("landscape", (640, 480), Span(100, 200))[:2] == middle, "it is not seen then"
    assert standing("landscape", (640, 480), picture=StillShot(FILE, fit="pad", move="scroll"))[:2] == middle, "a page"
    assert standing("landscape", (1920, 1080))[:2] == (0, 1920), "it covers the canvas"
    assert sum(standing("landscape", (720, 1280))[:2]) == 1920, "a telephone's stays"
    assert sum(standing("square", (640, 480))[:2]) == 1080, "beside that a square has no room"
