"""Reel: vertical cuts for Facebook, Instagram, TikTok and YouTube Shorts; one for each story marked `social`."""

from __future__ import annotations

from newscast.captions.style import social_style
from newscast.deliverables.base import Deliverable, Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.social import social_products
from newscast.timeline.form import VERTICAL


def products(cut: Cut) -> list[Product]:
    return social_products(cut, VERTICAL.canvas)


DELIVERABLE = Deliverable(VERTICAL, products, captions=lambda show: social_style(VERTICAL.canvas, show.captions))
