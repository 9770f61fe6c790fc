"""Burned captions on a wide canvas stand above the texts that are there meanwhile."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.canvas import canvas
from newscast.captions.cue import Cue
from newscast.graphics.standing import standing
from newscast.picture.shown import laid_over
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment, PlacedSuper

RATE = Fraction(30)
SHOW = Show(show=1, name="Demo")
STRAP = (
    ("department", "Obras Públicas"),
    ("headline", "Concluye el bacheo de los bulevares de toda la ciudad en un mes"),
)
CUE = Cue(30, 60, ("La Dirección de Obras Públicas", "concluyó esta semana"))


def segment(*supers: PlacedSuper) -> PlacedSegment:
    return PlacedSegment(
        slug="uno",
        kind="story",
        title="Uno",
        start=0,
        frames=300,
        shots=(),
        supers=supers,
        sounds=(),
        utterances=(),
        bed=None,
        bug=False,
    )


def lift(name: str, *supers: PlacedSuper) -> int:
    *_, caption = laid_over(segment(*supers), canvas(name, RATE), SHOW, [CUE])
    assert caption.shown.graphic == "caption"
    return -caption.drop


def test_a_caption_stands_clear_of_a_strap() -> None:
    full, strap = canvas("landscape", RATE), PlacedSuper(20, 100, "strap", STRAP)
    above, below = (
        standing(graphic, dict(fields), SHOW, full)
        for graphic, fields in (("caption", (("line1", CUE.lines[0]), ("line2", CUE.lines[1]))), ("strap", STRAP))
    )
    assert above and below
    bottom = (above[1] + above[3]) * full.height - lift("landscape", strap)
    assert 14 <= below[1] * full.height - bottom <= 18
    draft = canvas("landscape", RATE, (320, 180))
    *_, small = laid_over(segment(strap), draft, SHOW, [CUE])
    assert abs(-small.drop - lift("landscape", strap)) <= 12, "in pixels of the design, whatever the canvas"


@pytest.mark.parametrize("start", [60, 200])
def test_it_stays_where_it_is_otherwise(start: int) -> None:
    later = PlacedSuper(start, 40, "strap", STRAP)
    assert lift("landscape", later) == lift("landscape") == 0
    assert lift("square", PlacedSuper(20, 100, "strap", STRAP)) == 0


@pytest.mark.parametrize("band", [False, True])
def test_it_stays_below_a_strap_that_went_up_for_a_face(band: bool) -> None:
    """Above it, it would leave the canvas."""
    gone = PlacedSuper(20, 100, "strap", STRAP, lift=-650)
    ticker = (PlacedSuper(0, 300, "ticker", (("items", ("Abre la feria",)),)),) if band else ()
    assert lift("landscape", gone, *ticker) == lift("landscape", *ticker)
