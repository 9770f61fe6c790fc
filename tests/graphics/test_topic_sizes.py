"""A story's card: the less its headline says, the larger it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.canvas import canvas
from newscast.graphics.standing import described, opened
from newscast.graphics.template import SVG
from newscast.show.model import Show

HEADLINES = (
    "Solo un canal",
    "Abre el parque lineal de San Miguel",
    "Abre el parque lineal de San Miguel, con ciclovía y juegos",
)


@pytest.mark.parametrize("base", ["plain", "paper"])
@pytest.mark.parametrize("name", ["landscape", "portrait", "square"])
def test_a_short_headline_is_large(name: str, base: str) -> None:
    """A few words in the size of long ones leave a card empty for as long as somebody speaks."""
    show, here = Show(show=1, name="INFO LEÓN", base=base), canvas(name, Fraction(30))
    sizes = []
    for headline in HEADLINES:
        root, _fonts, _size = opened(*described("topic", {"headline": headline}, show, here))
        sizes.append(max(float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text")))
    assert sizes[0] > sizes[1] > sizes[2]
