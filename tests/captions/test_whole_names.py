"""Lines that end between what somebody or a place is and the name, rather than after a verb alone."""

from __future__ import annotations

import pytest

from newscast.captions.breaking import set_lines
from newscast.show.model import CaptionStyle


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Use el bulevar Mariano Escobedo.", ("Use el bulevar", "Mariano Escobedo.")),
        ("Visite la colonia Niños Héroes.", ("Visite la colonia", "Niños Héroes.")),
        ("Lo dijo ayer don Mariano Escobedo.", ("Lo dijo ayer", "don Mariano Escobedo.")),
        ("Cerró por obras el parque México.", ("Cerró por obras", "el parque México.")),
    ],
)
def test_a_whole_name_is_parted_from_a_long_title_alone(text: str, lines: tuple[str, ...]) -> None:
    assert set_lines(text.split(), CaptionStyle(characters=28), "es-MX") == lines
