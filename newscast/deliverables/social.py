"""What the cuts for social networks have in common: captions burned in and beside, a cover, the text of the post."""

from __future__ import annotations

from newscast.deliverables.base import Product
from newscast.deliverables.cut import Cut
from newscast.deliverables.encodings import social_h264
from newscast.deliverables.mp4 import mp4_product
from newscast.deliverables.post import social_post
from newscast.deliverables.sidecars import caption_files

AUDIO_KBITS = 192
"""Facebook and Instagram advise 128 or more."""


def products(cut: Cut) -> list[Product]:
    """The files of one cut; those of one story carry its slug in their names."""
    encoding = social_h264(cut.show.rate, crf=20)
    prefix = f"{cut.stem}-" if cut.slug else ""
    cover = cut.poster()
    return [
        mp4_product(cut, encoding, AUDIO_KBITS),
        *caption_files(cut),
        Product(cut.path(f"{prefix}cover.jpg"), "cover", cover.steps[0], drawn=cover.drawn),
        Product(cut.path(f"{prefix}post.txt"), "post", social_post(cut).encode()),
    ]
