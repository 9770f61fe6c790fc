"""Square: the episode for feeds that show 1:1."""

from __future__ import annotations

from newscast.captions.style import social_style
from newscast.deliverables.base import Deliverable, Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.social import social_products
from newscast.timeline.form import SQUARE


def products(cut: Cut) -> list[Product]:
    return social_products(cut, SQUARE.canvas)


DELIVERABLE = Deliverable(SQUARE, products, captions=lambda show: social_style(SQUARE.canvas, show.captions))
