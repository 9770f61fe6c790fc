"""Cards that are seen under a voice keep their texts clear of captions that are burned in below them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.canvas import canvas
from newscast.graphics.catalogue import CAPTIONED, GRAPHICS
from newscast.graphics.finding import find_template
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.model import Fields
from newscast.graphics.places import CAPTIONS, places_on
from newscast.graphics.proofs import proof
from newscast.graphics.sketch import sketch
from newscast.show.model import Show

PADDING = 24
"""Pixels of the design between a caption's letters and the edge of its plate."""
VOICE = {
    "name": "María Guadalupe Hernández Villaseñor",
    "role": "Directora General de Desarrollo Social y Humano del Municipio",
    "via": "Vía telefónica",
}


def told(graphic: str) -> Fields:
    if graphic == "voice":
        return VOICE
    return {**proof(graphic, GRAPHICS[graphic], "long"), CAPTIONED: "yes"}


@pytest.mark.parametrize("look", ["plain", "paper"])
@pytest.mark.parametrize("name", ["portrait", "square"])
@pytest.mark.parametrize("graphic", ["figures", "voice", "text", "credits", "list", "agenda", "quote"])
def test_no_text_is_nearer_to_a_caption_than_its_own_letters_are(graphic: str, name: str, look: str) -> None:
    show = Show(show=1, name="INFO LEÓN", base=look)
    on = canvas(name, Fraction(30))
    template = find_template(graphic, name, show)
    assert template
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    seen = sketch(template, told(graphic), show, on, available)
    lowest = max(text.box[3] for text in seen.texts)
    assert lowest <= float(places_on(on, show).areas[CAPTIONS].top) - PADDING, lowest
