"""Reel: vertical cuts for Facebook, Instagram, TikTok and YouTube Shorts; one for each story marked `social`."""

from __future__ import annotations

from dataclasses import replace

from newscast.deliverables import social
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.qc.limits import Limit

LIMITS = (
    Limit("Facebook Reels", seconds=90),
    Limit("YouTube Shorts", seconds=180),
    Limit("TikTok", seconds=600),
    Limit("Instagram Reels", seconds=900),
)


def products(cut: Cut) -> list[Product]:
    """The files of one cut, with the limits of those that take reels."""
    first, *rest = social.products(cut)
    return [replace(first, limits=LIMITS), *rest]
