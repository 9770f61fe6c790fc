"""Facebook: the cuts of the reel, with captions under the name it asks for, text, and alternative text of the cover."""

from __future__ import annotations

from newscast.deliverables import social
from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut


def products(cut: Cut) -> list[Product]:
    """The files of one cut, equal to those of the reel, and what its cover says."""
    return [*social.products(cut), social.alternative(cut)]
