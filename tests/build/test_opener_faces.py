"""The picture of an opener, and whether its texts lie on a face of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import canvas
from newscast.build.faces.openers import is_told_over, opener_of, told_in_window
from newscast.picture.faces.search import Faces
from newscast.picture.shown import seen_on
from newscast.show.model import Show
from newscast.timeline.seen import ClipShot, GraphicShot, Shot

CLIP = ClipShot(Path("a.mp4"), fit="cover")
OPENING = Shot(0, 60, GraphicShot("opener", (("name", "main"), ("date", "Viernes")), CLIP))
SIZE = (1920, 1080)


@pytest.mark.parametrize("name", ["landscape", "square"])
def test_a_face_below_the_plate_of_an_opener_is_known_and_one_above_it_is_free(name: str) -> None:
    """The second look has its plate in the middle of the picture."""
    show, whole = Show(show=1, name="Página del municipio", base="paper"), canvas(name, Fraction(30))
    opener = opener_of(OPENING)
    told = opener and told_in_window(opener, show, whole)
    assert opener and told and told[1] < 0.5 < told[1] + told[3]
    below, above = (Faces(((0, (box,)),)) for box in ((0.45, 0.4, 0.1, 0.18), (0.45, 0.06, 0.04, 0.07)))
    part = seen_on(OPENING, show, whole)
    assert is_told_over(told, CLIP, 60, below, SIZE, part) and not is_told_over(told, CLIP, 60, above, SIZE, part)


def test_the_texts_of_an_opener_beside_its_picture_lie_on_none() -> None:
    show, wide = Show(show=1, name="Demo"), canvas("landscape", Fraction(30))
    opener = opener_of(OPENING)
    told = opener and told_in_window(opener, show, wide)
    face = Faces(((0, ((0.6, 0.3, 0.1, 0.2),)),))
    assert told and not is_told_over(told, CLIP, 60, face, SIZE, seen_on(OPENING, show, wide))
    assert opener_of(Shot(0, 60, CLIP)) is None
